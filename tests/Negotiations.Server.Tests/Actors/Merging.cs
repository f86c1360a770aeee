using System.Net;

namespace Negotiations.Server.Tests.Actors;

/// <summary>Two entries turn out to be one actor, and a merge that was wrong is undone without a trace in any
/// answer.</summary>
public sealed class Merging(TestServer server) : IClassFixture<TestServer>
{
    static readonly string[] Answers =
    [
        "/api/negotiations",
        "/api/negotiations?party=X-COUNCIL",
        "/api/negotiations?party=X-COMMITTEE&facets=true",
        "/api/negotiations?party=X-COUNCIL&asOf=2030",
        "/api/negotiations/x-talks",
        "/api/negotiations/x-talks/history",
        "/api/negotiations/x-talks/explanation",
        "/api/negotiations.csv?party=X-COUNCIL",
        "/api/parties",
        "/api/parties/X-COUNCIL",
        "/api/parties/X-COMMITTEE",
        "/api/parties?asOf=2030",
        "/api/actors",
        "/api/events.csv?party=X-COUNCIL&type=round-held",
        "/api/events.csv?party=X-COMMITTEE",
        "/api/calendar.ics?party=UZB",
        "/api/map.geojson?party=X-COUNCIL",
        "/api/statistics/tolls?by=party&party=X-COUNCIL",
    ];

    [Fact]
    public async Task An_unmerge_restores_every_answer_byte_for_byte()
    {
        await server.Monitor.Registers("X-COUNCIL", "Council of X");
        await server.Monitor.Registers("X-COMMITTEE", "Committee of X");
        await server.Monitor.Records(
            "x-talks",
            Report.Of(
                "round-held",
                "2022-03",
                """ "roundNumber": 1, "actors": [ { "id": "X-COMMITTEE", "role": "party" } ] """
            )
        );
        await server.Monitor.Records(
            "y-talks",
            Report.Of(
                "round-held",
                "2022-04",
                """ "roundNumber": 1, "actors": [ { "id": "Council of X", "role": "host" } ] """
            )
        );
        var before = await ReadAsync();
        Assert.Equal(["y-talks"], await FoundAsync("X-COUNCIL"));

        var merged = await server
            .Monitor.SendsEntry(
                "/api/actors/X-COMMITTEE/events",
                Entry.Change("actor-merged", """ "into": "X-COUNCIL" """)
            )
            .Is(HttpStatusCode.Created);
        foreach (var text in new[] { "X-COUNCIL", "X-COMMITTEE", "committee of x" })
            Assert.Equal(["x-talks", "y-talks"], await FoundAsync(text));

        var party = await server.Anonymous.Asks("/api/parties/X-COMMITTEE").Succeeds();
        Assert.Equal(("X-COUNCIL", "2", "Council of X"), (party["id"], party["count"], party["name"]));
        Assert.DoesNotContain(
            "X-COMMITTEE",
            (await server.Anonymous.Asks("/api/parties").Succeeds()).Each("items", "id")
        );
        var feed = await server.Anonymous.Asks("/api/events?party=X-COUNCIL&type=actor-merged").Succeeds();
        Assert.Contains(merged["eventId"], feed.Each("items", "eventId"));
        await server
            .Monitor.SendsEntry(
                "/api/actors/X-COMMITTEE/events",
                Entry.Change("actor-renamed", """ "names": { "en": "Other" } """)
            )
            .IsRefused(409, "actor-merged", "X-COUNCIL");

        var unmerged = await server
            .Monitor.SendsEntry(
                "/api/actors/X-COMMITTEE/events",
                Entry.Change("actor-unmerged", $""" "merge": "{merged["eventId"]}" """)
            )
            .Is(HttpStatusCode.Created);
        Assert.Equal(before, await ReadAsync());

        // Either changes what both filters find, so both learn of it, whenever they read.
        foreach (var code in new[] { "X-COUNCIL", "X-COMMITTEE" })
        foreach (var change in new[] { merged, unmerged })
            Assert.Contains(
                change["eventId"],
                (await server.Anonymous.Asks($"/api/events?party={code}&limit=200").Succeeds()).Each("items", "eventId")
            );
        await server.IsSoundAsync();
    }

    async Task<IReadOnlyList<string?>> FoundAsync(string party) =>
        (await server.Anonymous.Asks($"/api/negotiations?party={Uri.EscapeDataString(party)}").Succeeds()).Each(
            "items",
            "id"
        );

    // A table has that they were one: rows of the registry.
    async Task<List<string>> ReadAsync()
    {
        List<string> all = [];
        foreach (var path in Answers)
            all.AddRange(
                (await server.Anonymous.Asks(path))
                    .Text.Split('\n')
                    .Where(line => !line.StartsWith("actor/", StringComparison.Ordinal))
                    .Prepend(path)
            );

        return all;
    }
}
