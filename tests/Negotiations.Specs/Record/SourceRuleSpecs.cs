using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Record;

/// <summary>What the sources of an event must satisfy.</summary>
public class SourceRuleSpecs
{
    private static readonly ClashReported Clash = new ClashReported().On("2022-09").By("AKIpress");

    [Fact]
    public void An_event_without_a_source_is_refused() =>
        Given(BorderTalks)
            .When(new AppendEvents([Clash.Named("clash") with { Sources = [] }]))
            .ThenRefused(RefusalKind.Invalid, "source-missing", "/sources", "who said it, and where");

    [Fact]
    public void A_source_that_names_no_one_is_refused() =>
        Given(BorderTalks)
            .When(Clash with { Sources = [AkiPress, new Source { Language = "en", Published = Edtf.Parse("2022") }] })
            .ThenRefused(RefusalKind.Invalid, "source-empty", "/sources/1", "title, publisher, url, symbol");

    [Theory]
    [InlineData("24.kg/english/304711")]
    [InlineData("ftp://24.kg/304711")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/english/304711")]
    public void An_address_is_absolute_http_or_https(string url) =>
        Given(BorderTalks)
            .When(Clash with { Sources = [new Source { Url = url }] })
            .ThenRefused(RefusalKind.Invalid, "bad-url", "/sources/0/url", $"'{url}'");

    [Theory]
    [InlineData("9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08")]
    [InlineData("9f86d081")]
    public void A_hash_is_64_lower_case_hexadecimal_digits(string hash) =>
        Given(BorderTalks)
            .When(Clash with { Sources = [AkiPress with { Sha256 = hash }] })
            .ThenRefused(RefusalKind.Invalid, "bad-hash", "/sources/0/sha256");

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Credibility_is_a_grade_from_1_to_6(int grade) =>
        Given(BorderTalks)
            .When(Clash with { Sources = [AkiPress with { Credibility = grade }] })
            .ThenRefused(RefusalKind.Invalid, "out-of-range", "/sources/0/credibility", $"{grade}");

    [Fact]
    public void Fifty_sources_are_enough() =>
        Given(BorderTalks)
            .When(Clash with { Sources = [.. Enumerable.Repeat(AkiPress, 51)] })
            .ThenRefused(RefusalKind.Invalid, "too-many-sources", "/sources", "50", "51");
}
