using System.Text.Json.Nodes;
using Negotiations.Server.Tests;

[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]

namespace Negotiations.Browser.Tests.Looking;

/// <summary>The program as people have it before them: with the casebook, and everyone's keys.</summary>
public sealed class DashboardServer(TestDatabase databases) : TestServer(databases)
{
    public const string Border = "kg-tj-border";

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>();

    public Uri Address => First.Address;

    /// <summary>A negotiation with so many events that no page may show all of them.</summary>
    public async Task<string> RecordLongAsync(int events)
    {
        const string Id = "long-negotiation";
        const int Together = 500;
        await Monitor.Opens(Report.Opening(Id, title: "A very long negotiation", occurred: "1990-01")).Succeeds();
        for (var done = 1; done < events; done += Together)
        {
            var batch = new JsonArray([.. Enumerable.Range(done, Math.Min(Together, events - done)).Select(LongEvent)]);
            await Monitor.Sends(Id, batch.ToJsonString()).Succeeds();
        }

        return Id;
    }

    private static JsonNode LongEvent(int number)
    {
        var day = new DateOnly(1990, 1, 15).AddDays(number * 2).ToString("yyyy-MM-dd", null);
        return (number % 5) switch
        {
            0 => Report.Of(
                "clash-reported",
                day,
                $$"""
                "clashId": "clash-{{number}}", "place": { "name": "Place {{number}}", "country": "KGZ" }
                """
            ),
            1 => Report.Of(
                "toll-reported",
                day,
                $$"""
                "clashId": "clash-{{number - 1}}", "killed": { "low": {{number % 7}}, "best": {{number % 7}} }
                """
            ),
            2 => Report.Of("round-held", day, $""" "meetingId": "round-{number}", "roundNumber": {number} """),
            3 => Report.Of(
                "statement-issued",
                day,
                $""" "form": "press-statement", "symbol": "S/{number}", "summary": "Statement {number}" """
            ),
            _ => Report.Of("meeting-held", day, $""" "meetingId": "meeting-{number}", "kind": "bilateral" """),
        };
    }
}
