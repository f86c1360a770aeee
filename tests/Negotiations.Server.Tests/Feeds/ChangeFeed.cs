using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Feeds;

/// <summary>Everything that is recorded, in the order it was, for those who follow.</summary>
public sealed class ChangeFeed(TestServer server) : IClassFixture<TestServer>
{
    const int Monitors = 6;
    const int ReportsEach = 15;

    [Fact]
    public async Task A_follower_who_keeps_the_last_sequence_misses_nothing_while_many_record()
    {
        await Task.WhenAll(
            Enumerable.Range(0, Monitors).Select(number => server.Monitor.Opens($"talks-{number}").Succeeds())
        );
        var recording = Task.WhenAll(
            Enumerable
                .Range(0, Monitors)
                .Select(async number =>
                {
                    for (var report = 0; report < ReportsEach; report++)
                        await server
                            .Monitor.Appends(
                                $"talks-{number}",
                                new JsonArray(Report.Clash(), Report.Round("2022-10", 1))
                            )
                            .Succeeds();
                })
        );

        List<string?> followed = [];
        var after = "0";
        bool wasDone;
        do
        {
            wasDone = recording.IsCompleted;
            var page = await server.Anonymous.Asks($"/api/events?limit=7&cursor={after}").Succeeds();
            wasDone &= page.Each("items", "eventId").Count == 0;
            followed.AddRange(page.Each("items", "eventId"));
            after = page["cursor"]!;
        } while (!wasDone);

        await recording;
        var stored = (await server.ReadAllAsync())
            .SelectMany(negotiation => negotiation.Events)
            .OrderBy(each => each.Sequence)
            .Select(each => $"{each.EventId}");
        Assert.Equal(stored, followed);
    }

    [Fact]
    public async Task An_entry_is_the_event_as_appended_with_its_negotiation()
    {
        await server.Monitor.Records("entry", Report.Clash("2022-09", "0198f009-0000-7000-8000-000000000001"));
        var sequence = (await server.Anonymous.Asks("/api/negotiations/entry/history?type=clash-reported"))[
            "items.0.sequence"
        ];

        var feed = await server
            .Anonymous.Asks(
                $"/api/events?after={long.Parse(sequence!, System.Globalization.CultureInfo.InvariantCulture) - 1}"
                    + "&limit=1"
            )
            .Succeeds();

        Assert.Equal(["items", "cursor"], feed.Members());
        Assert.Equal(
            [
                "negotiation",
                "eventId",
                "version",
                "sequence",
                "type",
                "occurred",
                "earliest",
                "latest",
                "recordedAt",
                "recordedBy",
                "data",
                "sources",
                "headline",
            ],
            feed.Members("items.0")
        );
        Assert.Equal(
            ("entry", "2", "clash-reported", sequence),
            (feed["items.0.negotiation"], feed["items.0.version"], feed["items.0.type"], feed["cursor"]!.Split('@')[0])
        );
    }

    [Fact]
    public async Task Where_nothing_is_new_the_place_stays()
    {
        await server.Monitor.Opens("at-rest").Succeeds();
        var cursor = (await server.Anonymous.Asks("/api/events?negotiation=at-rest").Succeeds())["cursor"]!;

        var later = await server.Anonymous.Asks($"/api/events?cursor={cursor}").Succeeds();

        Assert.Equal($$"""{"items":[],"cursor":"{{cursor}}"}""", later.Text);
    }
}
