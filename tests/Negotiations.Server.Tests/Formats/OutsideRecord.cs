using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Webhooks;

namespace Negotiations.Server.Tests.Formats;

/// <summary>With the casebook and one negotiation of difficult texts.</summary>
public sealed class OutsideRecord(TestDatabase databases) : WebhookServer(databases)
{
    public const string Title = "Talks, \"all\"; <b>Тоҷикистон</b> & Oʻzbekiston 🏔 \\n _x0041_ =1+1";

    // Long, of two lines, and with the beginning of a formula.
    static readonly string Long = JsonValue.Create("+7 " + new string('ў', 3000) + "\r\nсаҳ").ToJsonString();

    readonly SemaphoreSlim one = new(1);
    bool isRecorded;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>(Hasty) { ["casebook"] = "true" };

    internal async Task RecordAsync()
    {
        await one.WaitAsync();
        if (!isRecorded)
            await RecordOutsideAsync();

        isRecorded = true;
        one.Release();
    }

    async Task RecordOutsideAsync()
    {
        var text = JsonValue.Create(Title).ToJsonString();
        await Monitor.Opens(Report.Opening("outside", title: Title)).Succeeds();
        var recorded = await Monitor
            .Appends(
                "outside",
                new JsonArray(
                    Meeting("exact", "2040-05-10", text),
                    Meeting("month", "2040-06", text),
                    Meeting("gone", "2040-08-01", text),
                    Report.Of(
                        "clash-reported",
                        "2022-09",
                        $$"""
                        "clashId": "september-2022", "note": {{Long}},
                        "place": {
                            "name": {{text}}, "precision": 2,
                            "point": { "type": "Point", "coordinates": [70.58, 39.85] }
                        }
                        """,
                        publisher: Title
                    ),
                    Report.Of(
                        "toll-reported",
                        "2022-09",
                        """ "clashId": "september-2022", "side": "KGZ", "killed": { "best": 40 } """
                    ),
                    Report.Of(
                        "sections-agreed",
                        "2023-10",
                        $$"""
                        "length": { "best": 0.1, "unit": "km" },
                        "sections": [{
                            "name": {{text}},
                            "geometry": { "type": "LineString", "coordinates": [[70.5, 39.9], [70.6, 40.0]] }
                        }]
                        """
                    ),
                    Report.Of(
                        "instrument-signed",
                        "2024-05-10",
                        $$""" "instrumentId": "protocol", "title": {{text}}, "instrumentType": "treaty" """
                    )
                )
            )
            .Succeeds();
        await Monitor
            .Appends("outside", Report.Correction(recorded["events.4.eventId"]!, """{ "killed": { "best": 4 } }"""))
            .Succeeds();
        await Monitor.Appends("outside", Report.Retraction(recorded["events.2.eventId"]!)).Succeeds();
    }

    static JsonObject Meeting(string id, string planned, string place) =>
        Report.Of(
            "meeting-scheduled",
            "2022-12-01",
            $$"""
            "meetingId": "{{id}}", "kind": "summit", "plannedFor": "{{planned}}",
            "place": { "name": {{place}} }
            """
        );
}
