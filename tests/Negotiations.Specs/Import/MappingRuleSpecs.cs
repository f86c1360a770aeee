using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Import.Formats;
using Negotiations.Import.Reading;
using Negotiations.Import.Statements;
using Negotiations.Json;

namespace Negotiations.Specs.Import;

/// <summary>A rule of a mapping can hold, or is refused.</summary>
public class MappingRuleSpecs
{
    [Theory]
    [InlineData("pax", "{ \"ids\": { \"title\": [\"7\"] }, \"negotiation\": \"a-talk\" }", "process, conflict")]
    [InlineData("pax", "{ \"polygon\": [[1, 1], [2, 1], [2, 2]], \"negotiation\": \"a-talk\" }", "no point")]
    [InlineData("ucdp-ged", "{ \"ids\": { \"treaty\": [\"7\"] }, \"negotiation\": \"a-talk\" }", "dyad")]
    [InlineData("ucdp-ged", "{ \"polygon\": [[1, 1], [2, 1], [2, 2]], \"negotiation\": \"a-talk\" }", null)]
    public void A_rule_by_what_a_format_does_not_have_is_refused(string format, string rule, string? why)
    {
        var fault = Reading($$"""{ "rules": [ {{rule}} ] }""").Value!.FaultFor(DatasetFormats.Find(format, null)!);

        if (why is null)
            Assert.Null(fault);
        else
            Assert.Contains(why, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_has_its_countries_by_any_code_or_name_and_by_no_other_word()
    {
        Routing Rule(string country) => new([new Routing.Rule { Countries = [country], Negotiation = "a-talk" }]);

        foreach (var country in new[] { "KGZ", "kg", "417", "Kyrgyzstan", "Кыргызстан" })
            Assert.Equal(["KGZ"], Rule(country).Resolved(ActorRegistry.BuiltIn).Rules[0].Countries!);
        Assert.Contains(
            "'Atlantis'",
            Assert.Throws<UnreadableFileException>(() => Rule("Atlantis").Resolved(ActorRegistry.BuiltIn)).Message,
            StringComparison.Ordinal
        );
    }

    private static Reading<Mapping> Reading(string mapping)
    {
        using var document = JsonDocument.Parse(mapping);
        return EventJson.Read<Mapping>(document.RootElement);
    }
}
