using System.Text;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Import.Reading;

namespace Negotiations.Specs.Import;

// What is refused before a row is read.
public partial class TableSpecs
{
    [Theory]
    [InlineData(Polygon, "can never hold")]
    [InlineData(
        "\"rules\": [ { \"ids\": { \"dyad\": [\"7\"] }, \"negotiation\": \"kg-tj-border\" } ],",
        "can never hold"
    )]
    public void A_rule_that_can_never_hold_is_refused(string rules, string why) =>
        Assert.Contains(why, Reading(Mapping(Clash, rules: rules)).Value!.Fault(), StringComparison.Ordinal);

    [Theory]
    [InlineData("windows-1251", "Баткен")]
    [InlineData("koi8-r", "Баткен")]
    [InlineData("iso-8859-1", "Évian")]
    public void An_encoding_is_named_and_never_guessed(string encoding, string place)
    {
        var bytes = Encoding
            .GetEncoding(TextEncodings.Named(encoding)!.CodePage)
            .GetBytes($"id;date;place\n1;2023-04-21;{place}\n");

        var refused = Assert.Throws<UnreadableFileException>(() => Read(bytes, Mapping(Clash)));
        Assert.Contains($"{encoding} reads '1;2023-04-21;{place}'", refused.Message, StringComparison.Ordinal);
        var named = Read(bytes, Mapping(Clash, rules: $"\"encoding\": \"{encoding}\","));
        Assert.Equal(place, named.Single().Statements[0].Fact.Place!.Name);
    }

    [Fact]
    public void An_encoding_that_is_none_is_refused() =>
        Assert.Contains(
            "'klingon' is no encoding",
            Reading(Mapping(Clash, rules: "\"encoding\": \"klingon\",")).Value!.Fault(),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("1F8B0800", "gzip")]
    [InlineData("504B0304", "xlsx")]
    [InlineData("255044462D312E37", "PDF")]
    [InlineData("5B7B226964223A317D5D", "JSON")]
    [InlineData("EFBBBF7B226964223A317D", "JSON")]
    public void A_file_of_another_kind_is_named(string bytes, string kind) =>
        Assert.Contains(
            kind,
            Assert.Throws<UnreadableFileException>(() => Read(Convert.FromHexString(bytes), Mapping(Clash))).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("title", "/table/title")]
    [InlineData("publisher", "/table/publisher")]
    [InlineData("key", "/table/key")]
    [InlineData("negotiation", "/table/negotiation")]
    [InlineData("events", "/table/events")]
    [InlineData("negotiation/id", "/table/negotiation/id")]
    [InlineData("negotiation/title", "/table/negotiation/title")]
    [InlineData("negotiation/kind", "/table/negotiation/kind")]
    [InlineData("negotiation/subject", "/table/negotiation/subject")]
    [InlineData("events/0/type", "/table/events/0/type")]
    [InlineData("events/0/part", "/table/events/0/part")]
    [InlineData("events/0/set", "/table/events/0/set")]
    public void A_mapping_without_what_it_needs_is_refused_by_the_name_of_that(string without, string at)
    {
        var mapping = JsonNode.Parse(Mapping(Clash))!;
        var path = without.Split('/');
        var within = path[..^1]
            .Aggregate(mapping["table"]!, (node, name) =>
                int.TryParse(name, out var index) ? node[index]! : node[name]!
            );
        within.AsObject().Remove(path[^1]);

        var fault = Reading(mapping.ToJsonString()).Fault!;

        Assert.Equal(("missing-member", at), (fault.Type, fault.At));
    }

    [Fact]
    public void A_member_that_no_event_has_is_refused_once_in_the_mapping()
    {
        var fault = Reading(Mapping(Clash.Replace("place.name", "place.nam", StringComparison.Ordinal))).Value!.Fault();

        Assert.Contains("'place.nam' is no member of 'clash-reported'", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "value": "x", "default": "y" }""", "a value")]
    [InlineData("""{ "value": "x", "as": "date" }""", "a value")]
    [InlineData("""{ "column": "place", "otherwise": "y" }""", "no values")]
    public void What_a_mapping_could_not_obey_is_refused(string place, string why)
    {
        var clash = Clash.Replace("""{ "column": "place" }""", place, StringComparison.Ordinal);

        Assert.Contains(why, Reading(Mapping(clash)).Value!.Fault(), StringComparison.Ordinal);
    }
}
