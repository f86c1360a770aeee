using System.Text.Json;
using System.Text.Json.Nodes;
using JasperFx;
using JasperFx.Events;
using Marten;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Setup;
using Negotiations.Values;

namespace Negotiations.Server.Tests.Storage;

/// <summary>The rows we write are Marten's rows, both ways.</summary>
public sealed class MartenReadsIt(TestServer server) : IClassFixture<TestServer>
{
    const string ClashId = "0198f0bb-0000-7000-8000-000000000001";

    [Fact]
    public async Task Marten_fetches_the_events_as_they_were_appended()
    {
        await server.Monitor.Opens("fetched").Succeeds();
        await server
            .Monitor.Appends(
                "fetched",
                new JsonArray(
                    Report.Clash("2022-09", ClashId),
                    Report.Of(
                        "sections-agreed",
                        "2023-12-12",
                        """
                        "sections": [ { "name": "Вorukh ~ Ворух",
                        "geometry": { "type": "Point", "coordinates": [ 70.6, 39.8 ] } } ],
                        "length": { "text": "more than 24 km", "qualifier": "more-than", "low": 24.01 }
                        """
                    ),
                    Report.Correction(ClashId, """ { "occurred": "2022-09-14/2022-09-20", "clashId": null } """)
                )
            )
            .Succeeds();
        var shown = await server
            .Auditor.Asks("/api/negotiations/fetched/history?clock=recorded&corrections=shown")
            .Succeeds();

        await using var session = Store.QuerySession();
        var events = await session.Events.FetchStreamAsync("fetched", token: Scratch.Stop);

        Assert.Equal(shown.Each("items", "version"), events.Select(each => $"{each.Version}"));
        Assert.Equal(shown.Each("items", "sequence"), events.Select(each => $"{each.Sequence}"));
        Assert.Equal(shown.Each("items", "eventId"), events.Select(each => $"{each.Id}"));
        Assert.Equal(shown.Each("items", "type"), events.Select(each => each.EventTypeName));
        Assert.Equal(shown.Each("items", "recordedAt"), events.Select(each => InstantConverter.Print(each.Timestamp)));
        Assert.All(events, each => Assert.Matches("^author-[0-9a-f]{40}$", each.UserName));
        Assert.Equal(shown.Each("items", "data"), events.Select(DataOf));
    }

    [Fact]
    public async Task What_marten_appends_is_shown_and_the_next_append_counts_from_it()
    {
        await server.Monitor.Records("shared", Report.Clash());
        await using (var session = Store.LightweightSession())
        {
            session.LastModifiedBy = "a-migration";
            session.Events.Append(
                "shared",
                new RoundHeld
                {
                    Occurred = Edtf.Parse("2022-10"),
                    RoundNumber = 1,
                    Sources = [new Source { Publisher = "Kabar" }],
                }
            );
            await session.SaveChangesAsync(Scratch.Stop);
        }

        var history = await server.Auditor.Asks("/api/negotiations/shared/history?clock=recorded").Succeeds();
        Assert.Equal(
            ("3", "round-held", "a-migration"),
            (history["items.2.version"], history["items.2.type"], history["items.2.recordedBy"])
        );

        var answer = await server.Monitor.Appends("shared", Report.Round("2022-11", 2)).Succeeds();
        var status = await server.Auditor.Asks("/api/negotiations/shared").Succeeds();
        Assert.Equal(("4", "4", "2"), (answer["version"], status["version"], status["rounds.held"]));
    }

    [Fact]
    public async Task What_marten_reads_across_streams_is_the_change_feed()
    {
        await server.Monitor.Records("feed-a", Report.Clash());
        await server.Monitor.Records("feed-b", Report.Round("2022-10", 1));

        await using var session = Store.QuerySession();
        var raw = await session.Events.QueryAllRawEvents().OrderBy(each => each.Sequence).ToListAsync(Scratch.Stop);
        var feed = await server.Auditor.Asks("/api/events?limit=200").Succeeds();

        Assert.Equal(feed.Each("items", "eventId"), raw.Select(each => $"{each.Id}"));
        Assert.Equal(feed.Each("items", "negotiation"), raw.Select(each => each.StreamKey));
    }

    [Fact]
    public async Task The_schema_is_the_one_marten_would_make() =>
        await Store.Storage.Database.AssertDatabaseMatchesConfigurationAsync(Scratch.Stop);

    // In the owner's role, as a migration would be: the server's may append, but not by Marten's own function.
    DocumentStore Store =>
        field ??= DocumentStore.For(options => EventStore.Configure(options, server.ConnectionString, AutoCreate.None));

    // Type and id stand in columns of their own.
    static string DataOf(IEvent stored) =>
        JsonSerializer
            .SerializeToNode((Events.Event)stored.Data with { EventId = stored.Id }, EventJson.Options)!
            .ToJsonString();
}
