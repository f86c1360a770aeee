using System.Text.RegularExpressions;
using Negotiations.Dashboard.Languages;
using Negotiations.Json;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>
/// Four languages that say the same things, count as their speakers count, and never make a date more exact than it
/// is.
/// </summary>
public sealed partial class LanguagesTests
{
    static readonly string[] Plurals = ["one", "few", "many", "other"];

    public static TheoryData<string> Codes => [.. LanguageCodes.All];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_language_has_every_text_and_no_other(string code) =>
        Assert.Equal(Keys(Language.English), Keys(Language.Find(code)!));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_text_says_something_and_holds_the_values_that_the_english_one_holds(string code)
    {
        var language = Language.Find(code)!;

        foreach (var (key, text) in language.Texts)
        {
            Assert.False(string.IsNullOrWhiteSpace(text), $"{code}: {key} is empty.");
            var english = Language.English.Texts.TryGetValue(key, out var same)
                ? same
                : Language.English.Texts[Stem(key) + ".other"];
            Assert.True(
                Places(english).SequenceEqual(Places(text)),
                $"{code}: {key} is '{text}', and in English '{english}'."
            );
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_counted_text_has_every_plural_of_its_language(string code)
    {
        var language = Language.Find(code)!;
        var counted = language.Texts.Keys.Where(IsPlural).GroupBy(Stem);

        Assert.NotEmpty(counted);
        Assert.All(counted, forms =>
            Assert.Equal(language.PluralForms.Order(), forms.Select(each => each.Split('.')[^1]).Order())
        );
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_value_that_a_view_or_an_event_can_have_has_a_name(string code)
    {
        var language = Language.Find(code)!;

        // Grades and points are written as their standards write them; a qualifier is shown by the source's own words.
        var enums = typeof(Views.Status)
            .Assembly.GetExportedTypes()
            .Where(type =>
                type.IsEnum && type.Namespace is "Negotiations.Views" or "Negotiations.Events"
                || type == typeof(ActorRole)
                || type == typeof(ClaimStatus)
            )
            .Where(type =>
                type != typeof(TollsBy)
                && type != typeof(AnomalyValueKind)
                && type != typeof(DerivationKind)
                && type != typeof(SetAsideRule)
            );
        Assert.All(enums.SelectMany(type => WireName.All(type).Select(name => $"{Words.KeyOf(type)}.{name}")), key =>
            Assert.True(language.Texts.ContainsKey(key), $"{code}: {key}")
        );
        Assert.All(EventJson.TypesByName.Keys, type =>
            Assert.True(language.Texts.ContainsKey($"event.{type}"), $"{code}: {type}")
        );
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_example_of_a_date_that_a_form_gives_is_read(string code) =>
        Assert.All(In(code)["write.dateExamples"].Split(", "), example =>
            Assert.True(NaturalDate.TryRead(example, new DateOnly(2022, 9, 18), out _), $"{code}: {example}")
        );

    [Theory]
    [InlineData(1, "1 событие")]
    [InlineData(2, "2 события")]
    [InlineData(5, "5 событий")]
    [InlineData(11, "11 событий")]
    [InlineData(21, "21 событие")]
    [InlineData(112, "112 событий")]
    [InlineData(1003, "1\u00a0003 события")]
    public void Russian_counts_in_three_forms(long number, string actual) =>
        Assert.Equal(actual, In("ru").Count("count.events", number));

    [Theory]
    [InlineData("2024-12-04", "4 December 2024")]
    [InlineData("2022-09", "September 2022")]
    [InlineData("2024", "2024")]
    [InlineData("2024-07-0X", "within 1–9 July 2024")]
    [InlineData("2018-06~", "about June 2018")]
    [InlineData("2024-09-10/2024-09-12", "10–12 September 2024")]
    [InlineData("../2024-12-04", "up to 4 December 2024")]
    [InlineData("[..2025-01-22]", "no later than 22 January 2025")]
    [InlineData("2024-21", "spring 2024")]
    public void A_date_is_shown_as_exactly_as_its_source_shows_it(string edtf, string actual) =>
        Assert.Equal(actual, In("en").Date(Edtf.Parse(edtf)));

    [Theory]
    [InlineData("ru", "4 декабря 2024")]
    [InlineData("ky", "4-декабрь 2024")]
    [InlineData("tg", "4 декабри 2024")]
    public void Each_language_writes_a_day_its_own_way(string code, string actual) =>
        Assert.Equal(actual, In(code).Day(new DateOnly(2024, 12, 4)));

    [Theory]
    [InlineData(24.0, null, null, "at least 24")]
    [InlineData(null, null, 90.0, "at most 90")]
    [InlineData(38.3, null, 38.35, "38.3–38.35")]
    [InlineData(970.0, 970.0, 970.0, "970")]
    public void A_range_is_never_one_number(double? low, double? best, double? high, string actual) =>
        Assert.Equal(actual, In("en").Range((decimal?)low, (decimal?)best, (decimal?)high));

    static Words In(string code) => new(Language.Find(code)!);

    static bool IsPlural(string key) =>
        Plurals.Contains(key.Split('.')[^1])
        && key.Split('.')[0] is "count" or "list" or "map"
        && !key.EndsWith("field.other", StringComparison.Ordinal);

    static string Stem(string key) => IsPlural(key) ? key[..key.LastIndexOf('.')] : key;

    static IEnumerable<string> Keys(Language language) =>
        language.Texts.Keys.Select(Stem).Distinct().Order(StringComparer.Ordinal);

    static IEnumerable<string> Places(string text) =>
        Place.Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"{\d}")]
    private static partial Regex Place { get; }
}
