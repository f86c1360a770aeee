using System.Net;
using System.Text.Json.Nodes;
using JasperFx;
using Marten;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Security;
using Negotiations.Store.Projections;
using Negotiations.Store.Setup;

namespace Negotiations.Server.Tests.Storage;

/// <summary>The status projection is one that Marten can rebuild by its own means.</summary>
public sealed class MartenRebuilds(TestServer server) : IClassFixture<TestServer>
{
    // Every byte of every row, and nothing of where PostgreSQL has put it.
    const string Rows =
        "select string_agg(coalesce(s::text, '') || coalesce(w::text, ''), E'\\n' order by s.id, w.id, w.part) "
        + "from negotiations.status s full join negotiations.search_words w on w.id = s.id";

    const string Sections = """
        "sections": [ { "name": "Ворух", "geometry": { "type": "Point", "coordinates": [ 70.6, 39.8 ] } } ]
        """;

    [Fact]
    public async Task Over_a_quiet_store_it_gives_the_same_rows_byte_for_byte()
    {
        await FillAsync();
        var before = (string)(await server.SqlAsync(Rows))!;
        Assert.Contains("rebuilt-3", before, StringComparison.Ordinal);
        Assert.Equal(1, await server.SqlAsync("select erasures from negotiations.status where id = 'rebuilt-2'"));

        // What is in the table before goes first: a row that no stream leads to does not come back.
        await AppendOnly.RunAsync(
            server.ConnectionString,
            """
            insert into negotiations.status
            select (jsonb_populate_record(s, '{"id": "no-stream"}')).* from negotiations.status s limit 1;
            insert into negotiations.search_words values ('no-stream', gen_random_uuid(), 'Alost', 'lost:1A')
            """
        );
        await using (
            var store = DocumentStore.For(options =>
                EventStore.Configure(options, server.ConnectionString, AutoCreate.None)
            )
        )
        {
            using var daemon = await store.BuildProjectionDaemonAsync();
            await daemon.RebuildProjectionAsync(StatusProjection.Name, Scratch.Stop);
        }

        Assert.Equal(before, await server.SqlAsync(Rows));
    }

    async Task FillAsync()
    {
        for (var number = 1; number <= 3; number++)
        {
            var id = $"rebuilt-{number}";
            var clash = $"{Guid.CreateVersion7()}";
            await server.Monitor.Opens(id).Succeeds();
            await server
                .Monitor.Appends(
                    id,
                    new JsonArray(
                        Report.Clash("2022-09", clash),
                        Report.Of("sections-agreed", "2023-12-12", Sections),
                        Report.Correction(clash, """ { "occurred": "2022-09-14/2022-09-20" } """)
                    )
                )
                .Succeeds();
            await server.Monitor.Appends(id, Report.Round("2022-10", number)).Succeeds();
        }

        var erased = $"{Guid.CreateVersion7()}";
        await server.Monitor.Appends("rebuilt-2", Report.Clash("2022-11", erased)).Succeeds();
        await Scratch.Eventually("it is erased", async () =>
            (await server.Admin.Erases("rebuilt-2", erased)).Status == HttpStatusCode.Created
        );
    }
}
