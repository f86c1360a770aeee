using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Dashboard.Languages;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Views;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>What the folds say in English, pages say in the reader's language.</summary>
public sealed class SayingsTests
{
    const string Signed = """{ "type": "instrument-signed", "instrumentId": "treaty", "signatories": ["KGZ", "TJK", "UZB"], "subjectToRatification": true }""";
    const string Retracted = "a0000000-0000-7000-8000-000000000001";

    static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
    static readonly IReadOnlyList<Words> Languages = [.. Language.All.Select(language => new Words(language))];

    // By rule: what leads to it.
    static readonly string[][] Ways =
    [
        ["""{ "type": "round-held" }"""],
        ["""{ "type": "sections-agreed", "allRemaining": true }"""],
        ["""{ "type": "sections-agreed" }"""],
        ["""{ "type": "agreement-reached", "scope": "framework" }"""],
        ["""{ "type": "agreement-reached" }"""],
        ["""{ "type": "drafting-instructed" }"""],
        ["""{ "type": "final-documents-drafted" }"""],
        ["""{ "type": "text-authenticated", "mode": "initialled" }"""],
        ["""{ "type": "instrument-signed" }"""],
        ["""{ "type": "instrument-signed", "instrumentType": "joint-statement" }"""],
        [Signed, Consent("KGZ")],
        [Signed, Consent("KGZ"), Consent("TJK"), Consent("UZB")],
        [Signed, Consent("KGZ"), Consent("TJK"), """{ "type": "instrument-ended", "instrumentId": "treaty", "mode": "withdrawn", "party": "UZB" }"""],
        ["""{ "type": "entered-into-force" }"""],
        ["""{ "type": "entered-into-force" }""", """{ "type": "milestone-reported", "milestone": "markers-placed", "status": "achieved" }"""],
        ["""{ "type": "entered-into-force" }""", """{ "type": "instrument-ended", "mode": "terminated" }"""],
        ["""{ "type": "round-held" }""", """{ "type": "instrument-signed" }""", """{ "type": "instrument-ended", "mode": "terminated" }"""],
        ["""{ "type": "negotiation-closed", "outcome": "abandoned" }"""],
        ["""{ "type": "negotiation-closed", "outcome": "merged" }"""],
        ["""{ "type": "negotiation-closed", "outcome": "implemented" }"""],
        ["series", """{ "type": "meeting-scheduled", "plannedFor": "2027" }"""],
        ["series", """{ "type": "meeting-held", "occurred": "2026-10-01" }"""],
        ["series", """{ "type": "meeting-held", "occurred": "2020-10-01" }"""],
        ["series", """{ "type": "negotiation-closed", "outcome": "implemented" }"""],
    ];

    static readonly string[][] Doubts =
    [
        [Consent("KGZ")],
        ["""{ "type": "entered-into-force", "instrumentId": "treaty" }"""],
        [Round(2), Round(4)],
        [Round(2), Round(7)],
        ["""{ "type": "round-held", "meetingId": "m", "kilometres": { "best": 10 } }""", """{ "type": "round-held", "meetingId": "m", "kilometres": { "best": 20 } }"""],
        ["""{ "type": "sections-agreed", "total": { "best": 970 } }""", """{ "type": "sections-agreed", "total": { "low": 1100, "high": 1200 } }"""],
        ["""{ "type": "sections-agreed", "total": { "best": 970 }, "cumulative": { "best": 700 }, "remaining": { "best": 100 } }"""],
        ["""{ "type": "sections-agreed", "total": { "best": 970 }, "share": { "best": 50 }, "remaining": { "best": 100 } }"""],
        [Toll("""{ "low": 10, "best": 10, "high": 10 }"""), Toll("""{ "low": 20, "best": 20, "high": 20 }""", "KGZ")],
        [Toll("""{ "best": 30 }"""), Toll("""{ "best": 20 }""", null, "2022-10")],
        ["""{ "type": "milestone-reported", "milestone": "markers-placed", "status": "planned", "plannedFor": "2023-05" }"""],
        ["""{ "type": "meeting-scheduled", "kind": "round", "plannedFor": "2023-05" }"""],
        [Toll("""{ "low": 30, "best": 20 }""")],
        [$$"""{ "type": "clash-reported", "eventId": "{{Retracted}}" }""", $$"""{ "type": "source-attached", "target": "{{Retracted}}", "stance": "disputes" }"""],
        ["""{ "type": "clash-reported", "occurred": "2022-09-14" }""", """{ "type": "clash-reported", "occurred": "2022-09-14" }"""],
        ["""{ "type": "meeting-changed", "meetingId": "tenth", "change": "cancelled" }""", """{ "type": "meeting-held", "meetingId": "tenth", "occurred": "2023-06-01" }"""],
        ["""{ "type": "meeting-held", "meetingId": "tenth", "occurred": "2023-06-01" }""", """{ "type": "meeting-held", "meetingId": "tenth", "occurred": "2023-07-01" }"""],
    ];

    [Fact]
    public void Every_rule_of_the_phase_is_said_in_every_language()
    {
        var said = Ways.SelectMany(way => Explanation.Of(Told(way), Clocks.On(DateOnly.FromDateTime(Now.UtcDateTime)), null)!.Fields.Single(field => field.Field == "phase").Rules).ToHashSet();

        Assert.All(said, rule => Assert.All(Languages, words => Assert.True(Sayings.Rule(rule, words) is not null, $"{words.Language.Code}: {rule}")));
        Assert.Equal([], Language.English.Texts.Where(text => text.Key.StartsWith("said.rule.", StringComparison.Ordinal) && !said.Contains(text.Value)));
    }

    [Fact]
    public void Every_anomaly_is_said_in_every_language_with_its_values()
    {
        var found = Doubts.SelectMany(facts => StatusFold.Of(Told(facts), Clocks.On(DateOnly.FromDateTime(Now.UtcDateTime)))!.Status.Anomalies).Concat(OfTheRecord()).ToList();

        Assert.All(found, anomaly => Assert.All(Languages, words => Assert.True(Sayings.Anomaly(anomaly.Code, anomaly.Text, words) is { Length: > 0 }, $"{words.Language.Code}: {anomaly.Code}: {anomaly.Text}")));
        var sentences = Language.English.Texts.Count(text => text.Key.StartsWith("said.anomaly.", StringComparison.Ordinal));
        Assert.Equal(sentences, found.Select(anomaly => Sayings.KeyOf(anomaly.Code, anomaly.Text)).Distinct().Count());
    }

    [Fact]
    public void Its_values_are_told_as_the_language_tells_them()
    {
        Assert.Equal("Кыргызстан: согласие на обязательность ('treaty'), сентябрь 2022; более ранней подписи в записях нет.", Sayings.Anomaly("consent-before-signature", "KGZ consented on 2022-09 to 'treaty', and no signature is on record before that.", Russian));
        Assert.Equal("Kabar: сначала 30 (погибшие), позже 20.", Sayings.Anomaly("toll-decreased", "Kabar first counted 30 killed and later 20.", Russian));
        Assert.Equal("Вся граница указана как 970 км и как не менее 1\u00a0100,5 км.", Sayings.Anomaly("totals-disagree", "The whole boundary is put at 970 km and at at least 1100.5 km.", Russian));
    }

    [Fact]
    public void What_has_no_text_in_a_language_is_told_as_the_fold_says_it()
    {
        Assert.Null(Sayings.Rule("A rule of a later version.", Russian));
        Assert.Null(Sayings.Anomaly("totals-disagree", "Another sentence.", Russian));
        Assert.Null(Sayings.Anomaly("anomaly-of-a-later-version", "Another sentence.", Russian));
    }

    static Words Russian => new(Language.Find("ru")!);

    // What sources cannot cause: an event of a later version, an erased one, a correction whose ground is gone.
    static IEnumerable<Anomaly> OfTheRecord()
    {
        var clash = Recorded(2, """{ "type": "clash-reported" }""");
        var point = Recorded(3, $$"""{ "type": "event-corrected", "target": "{{clash.EventId}}", "reason": "A point.", "patch": { "place": { "point": { "type": "Point", "coordinates": [70.8, 40.1] } } } }""");
        var moved = Recorded(4, $$"""{ "type": "event-corrected", "target": "{{clash.EventId}}", "reason": "A better one.", "patch": { "place": { "point": { "coordinates": [70.9, 40.0] } } } }""");
        RecordedEvent[] events =
        [
            Opened("negotiation"), clash, point, moved, Recorded(5, $$"""{ "type": "event-retracted", "target": "{{point.EventId}}", "reason": "false" }"""),
            Recorded(6, """{ "type": "round-held" }""") with { Event = new Unreadable("round-held.v9", JsonElement.Parse("{}")) },
            Recorded(7, """{ "type": "round-held" }""") with { Erased = new Erased(Now, "admin", "Demanded by the person concerned.") },
        ];
        return StatusFold.Of(Negotiation.Of("talks", events), Clocks.On(DateOnly.FromDateTime(Now.UtcDateTime)))!.Status.Anomalies;
    }

    static Negotiation Told(string[] facts)
    {
        var isSeries = facts[0] == "series";
        return Negotiation.Of("talks", [Opened(isSeries ? "dialogue-series" : "negotiation"), .. facts.Skip(isSeries ? 1 : 0).Select((fact, i) => Recorded(i + 2, fact))]);
    }

    static RecordedEvent Opened(string kind) => Recorded(1, $$"""{ "type": "negotiation-opened", "occurred": "2019", "title": "Talks", "kind": "{{kind}}", "subject": "boundary", "cadence": "P1Y" }""");

    static RecordedEvent Recorded(long version, string told)
    {
        var node = JsonNode.Parse(told)!.AsObject();
        var id = Guid.Parse(node["eventId"]?.GetValue<string>() ?? $"b0000000-0000-7000-8000-{version:000000000000}");
        node["eventId"] = id.ToString();
        node["sources"] = JsonNode.Parse("""[{ "publisher": "Kabar" }]""");
        if (!node["type"]!.GetValue<string>().StartsWith("event-", StringComparison.Ordinal) && !node.ContainsKey("occurred") && !node.ContainsKey("target"))
            node["occurred"] = $"2022-09-{version:00}";

        var reading = EventJson.Read(JsonSerializer.SerializeToElement(node));
        Assert.True(reading.Fault is null, $"{told}: {reading.Fault?.Detail}");
        return new RecordedEvent(id, version, version, Now, "monitor", reading.Value!);
    }

    static string Consent(string party) => $$"""{ "type": "consent-expressed", "instrumentId": "treaty", "party": "{{party}}", "mode": "ratification" }""";

    static string Round(int number) => $$"""{ "type": "round-held", "roundNumber": {{number}} }""";

    static string Toll(string killed, string? side = null, string occurred = "2022-09") =>
        $$"""{ "type": "toll-reported", "clashId": "september", "occurred": "{{occurred}}", "killed": {{killed}}{{(side is null ? "" : $", \"side\": \"{side}\"")}} }""";
}
