using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Views;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>Small records in which every rule of the phase decides and every anomaly is found.</summary>
static class FoldSamples
{
    const string Signed = """
        { "type": "instrument-signed", "instrumentId": "treaty", "signatories": ["KGZ", "TJK", "UZB"],
          "subjectToRatification": true }
        """;
    const string Retracted = "a0000000-0000-7000-8000-000000000001";

    public static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Facts that lead to each rule of the phase; the first may be a kind of negotiation.</summary>
    public static readonly string[][] Ways =
    [
        ["""{ "type": "round-held" }"""],
        ["""{ "type": "sections-agreed", "allRemaining": true }"""],
        ["""{ "type": "sections-agreed" }"""],
        ["""{ "type": "agreement-reached", "scope": "framework" }"""],
        ["""{ "type": "agreement-reached" }"""],
        ["""{ "type": "provisions-reported", "provisions": [{ "id": "article-3", "status": "bracketed" }] }"""],
        ["""{ "type": "provisions-reported", "provisions": [{ "id": "article-3", "status": "agreed" }] }"""],
        ["""{ "type": "drafting-instructed" }"""],
        ["""{ "type": "final-documents-drafted" }"""],
        ["""{ "type": "text-authenticated", "mode": "initialled" }"""],
        ["""{ "type": "instrument-signed" }"""],
        [Consent("KGZ")],
        [Signed, Consent("KGZ")],
        [Signed, Consent("KGZ"), Consent("TJK"), Consent("UZB")],
        ["""{ "type": "entered-into-force", "provisional": true }"""],
        ["""{ "type": "text-authenticated", "mode": "initialled", "by": ["KGZ"] }"""],
        ["""{ "type": "instrument-signed", "entryIntoForceTerms": { "trigger": "signature" } }"""],
        [
            """{ "type": "round-held" }""",
            """{ "type": "negotiation-closed", "outcome": "merged" }""",
            """{ "type": "negotiation-closed", "reopened": true }""",
        ],
        ["project", Works("construction-start", "planned")],
        ["project", Works("works-began")],
        ["project", Works("construction-completed")],
        ["project", Works("operating")],
        ["project", """{ "type": "instrument-signed", "instrumentType": "contract" }"""],
        ["project", """{ "type": "commitment-reported", "status": "contracted" }"""],
        ["project", """{ "type": "commitment-reported", "status": "pledged" }"""],
        ["project", """{ "type": "agreement-reached" }"""],
        ["project", """{ "type": "talks-status-changed", "status": "suspended" }"""],
        [
            "project",
            Works("works-began"),
            """{ "type": "talks-status-changed", "status": "suspended" }""",
            """{ "type": "talks-status-changed", "status": "resumed" }""",
        ],
        ["council-product", Works("requested")],
        ["council-product", Works("considered")],
        ["council-product", """{ "type": "meeting-held", "kind": "consultations" }"""],
        ["council-product", """{ "type": "statement-issued", "form": "press-statement" }"""],
        ["council-product", """{ "type": "talks-status-changed", "status": "deadlocked" }"""],
        [
            Signed,
            Consent("KGZ"),
            Consent("TJK"),
            """{ "type": "instrument-ended", "instrumentId": "treaty", "mode": "withdrawn", "party": "UZB" }""",
        ],
        ["""{ "type": "entered-into-force" }"""],
        [
            """{ "type": "entered-into-force" }""",
            """{ "type": "milestone-reported", "milestone": "markers-placed", "status": "achieved" }""",
        ],
        [
            """{ "type": "entered-into-force", "instrumentId": "treaty" }""",
            """{ "type": "measure-taken", "measure": "prisoners-exchanged", "instrumentId": "treaty" }""",
        ],
        ["""{ "type": "entered-into-force" }""", """{ "type": "instrument-ended", "mode": "terminated" }"""],
        [
            """{ "type": "round-held" }""",
            """{ "type": "instrument-signed" }""",
            """{ "type": "instrument-ended", "mode": "terminated" }""",
        ],
        ["""{ "type": "negotiation-closed", "outcome": "abandoned" }"""],
        ["""{ "type": "negotiation-closed", "outcome": "merged" }"""],
        ["""{ "type": "negotiation-closed", "outcome": "implemented" }"""],
        ["series", """{ "type": "meeting-scheduled", "plannedFor": "2027" }"""],
        ["series", """{ "type": "meeting-held", "occurred": "2026-10-01" }"""],
        ["series", """{ "type": "meeting-held", "occurred": "2020-10-01" }"""],
        ["series", """{ "type": "negotiation-closed", "outcome": "implemented" }"""],
    ];

    /// <summary>Facts in which the fold finds each anomaly.</summary>
    public static readonly string[][] WithAnomalies =
    [
        [Consent("KGZ")],
        ["""{ "type": "entered-into-force", "instrumentId": "treaty" }"""],
        [Round(2), Round(4)],
        [Round(2), Round(7)],
        [
            """{ "type": "round-held", "meetingId": "m", "kilometres": { "best": 10 } }""",
            """{ "type": "round-held", "meetingId": "m", "kilometres": { "best": 20 } }""",
        ],
        [
            """{ "type": "sections-agreed", "total": { "best": 970 } }""",
            """{ "type": "sections-agreed", "total": { "low": 1100, "high": 1200 } }""",
        ],
        [
            """
                { "type": "sections-agreed", "total": { "best": 970 }, "cumulative": { "best": 700 },
                  "remaining": { "best": 100 } }
                """,
        ],
        [
            """
                { "type": "sections-agreed", "total": { "best": 970 }, "share": { "best": 50 },
                  "remaining": { "best": 100 } }
                """,
        ],
        [Toll("""{ "low": 10, "best": 10, "high": 10 }"""), Toll("""{ "low": 20, "best": 20, "high": 20 }""", "KGZ")],
        [Toll("""{ "best": 30 }"""), Toll("""{ "best": 20 }""", null, "2022-10-01")],
        [
            """
                { "type": "milestone-reported", "milestone": "markers-placed", "status": "planned",
                  "plannedFor": "2023-05" }
                """,
        ],
        ["""{ "type": "meeting-scheduled", "kind": "round", "plannedFor": "2023-05" }"""],
        [Toll("""{ "low": 30, "best": 20 }""")],
        [
            $$"""{ "type": "clash-reported", "eventId": "{{Retracted}}" }""",
            $$"""{ "type": "source-attached", "target": "{{Retracted}}", "stance": "disputes" }""",
        ],
        [
            """{ "type": "clash-reported", "occurred": "2022-09-14" }""",
            """{ "type": "clash-reported", "occurred": "2022-09-14" }""",
        ],
        [
            """{ "type": "meeting-changed", "meetingId": "tenth", "change": "cancelled" }""",
            """{ "type": "meeting-held", "meetingId": "tenth", "occurred": "2023-06-01" }""",
        ],
        [
            """{ "type": "meeting-held", "meetingId": "tenth", "occurred": "2023-06-01" }""",
            """{ "type": "meeting-held", "meetingId": "tenth", "occurred": "2023-07-01" }""",
        ],
        [
            """{ "type": "instrument-signed", "instrumentId": "one" }""",
            """{ "type": "instrument-signed", "instrumentId": "two" }""",
        ],
        [
            """
                { "type": "instrument-ended", "mode": "terminated", "occurred": "2022-09-05",
                  "effective": "2022-08-01" }
                """,
        ],
        [
            .. Enumerable
                .Range(0, 13)
                .Select(i =>
                    $$"""{ "type": "instrument-ended", "mode": "suspended", "occurred": "[2022-09-{{i + 1:00}}..]" }"""
                ),
        ],
    ];

    /// <summary>What sources cannot cause: an event of a later version, an erased one, a correction whose ground is
    /// gone.</summary>
    public static IEnumerable<Anomaly> OfTheRecord()
    {
        var clash = Recorded(2, """{ "type": "clash-reported" }""");
        var point = Recorded(
            3,
            $$"""
            { "type": "event-corrected", "target": "{{clash.EventId}}", "reason": "A point.",
              "patch": { "place": { "point": { "type": "Point", "coordinates": [70.8, 40.1] } } } }
            """
        );
        var moved = Recorded(
            4,
            $$"""
            { "type": "event-corrected", "target": "{{clash.EventId}}", "reason": "A better one.",
              "patch": { "place": { "point": { "coordinates": [70.9, 40.0] } } } }
            """
        );
        RecordedEvent[] events =
        [
            Opened("negotiation"),
            clash,
            point,
            moved,
            Recorded(5, $$"""{ "type": "event-retracted", "target": "{{point.EventId}}", "reason": "false" }"""),
            Recorded(6, """{ "type": "round-held" }""") with
            {
                Event = new Unreadable("round-held.v9", JsonElement.Parse("{}")),
            },
            Recorded(7, """{ "type": "round-held" }""") with
            {
                Erased = new Erased(Now, "admin", "Demanded by the person concerned."),
            },
        ];
        return StatusFold
            .Of(Negotiation.Of("talks", events), Clocks.On(DateOnly.FromDateTime(Now.UtcDateTime)))!
            .Status.Anomalies;
    }

    public static Negotiation Recorded(string[] facts)
    {
        var kind = facts[0] switch
        {
            "series" => "dialogue-series",
            ['{', ..] => null,
            var named => named,
        };
        return Negotiation.Of(
            "talks",
            [
                Opened(kind ?? "negotiation"),
                .. facts.Skip(kind is null ? 0 : 1).Select((fact, i) => Recorded(i + 2, fact)),
            ]
        );
    }

    static RecordedEvent Opened(string kind) =>
        Recorded(
            1,
            $$"""
            { "type": "negotiation-opened", "occurred": "2019", "title": "Talks", "kind": "{{kind}}",
              "subject": "boundary", "cadence": "P1Y" }
            """
        );

    static RecordedEvent Recorded(long version, string shown)
    {
        var node = JsonNode.Parse(shown)!.AsObject();
        var id = Guid.Parse(node["eventId"]?.GetValue<string>() ?? $"b0000000-0000-7000-8000-{version:000000000000}");
        node["eventId"] = id.ToString();
        node["sources"] ??= JsonNode.Parse("""[{ "publisher": "Kabar" }]""");
        if (
            !node["type"]!.GetValue<string>().StartsWith("event-", StringComparison.Ordinal)
            && !node.ContainsKey("occurred")
            && !node.ContainsKey("target")
        )
            node["occurred"] = $"2022-09-{version:00}";

        var reading = EventJson.Read(JsonSerializer.SerializeToElement(node));
        Assert.True(reading.Fault is null, $"{shown}: {reading.Fault?.Detail}");
        return new RecordedEvent(id, version, version, Now, "monitor", reading.Value!);
    }

    static string Consent(string party) =>
        $$"""{ "type": "consent-expressed", "instrumentId": "treaty", "party": "{{party}}", "mode": "ratification" }""";

    static string Works(string milestone, string status = "achieved") =>
        $$"""{ "type": "milestone-reported", "milestone": "{{milestone}}", "status": "{{status}}" }""";

    static string Round(int number) => $$"""{ "type": "round-held", "roundNumber": {{number}} }""";

    public static string Toll(
        string killed,
        string? side = null,
        string published = "2022-09-18",
        string publisher = "Kabar"
    ) =>
        $$"""
            { "type": "toll-reported", "clashId": "september", "occurred": "2022-09",
              "killed": {{killed}}{{(side is null ? "" : $", \"side\": \"{side}\"")}},
              "sources": [{ "publisher": "{{publisher}}", "published": "{{published}}" }] }
            """;
}
