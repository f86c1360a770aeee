using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Specs.Generated;
using Negotiations.Store.Projections;

namespace Negotiations.Server.Tests.Audit;

/// <summary>Views can be thrown away: the events alone give them back, here and on another machine.</summary>
public sealed class RebuiltElsewhere(TestDatabase databases) : IAsyncLifetime
{
    const string Views =
        "select string_agg(s.id || version || recorded_at || coalesce(next_turn::text, '') || phase || "
        + "array_to_string(actors, ' ') || involvements || summary || words || search::text, E'\n' "
        + "order by s.id, w.part) from negotiations.status s join negotiations.search_words w on w.id = s.id";

    const int Streams = 8;

    readonly TestServer server = new(databases);
    readonly TestServer elsewhere = new(databases);

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        await elsewhere.InitializeAsync();
        await AnyStream.WithActs.SampleAsync(
            negotiation => server.Monitor.AppendsAll(negotiation),
            iter: Streams,
            threads: 1
        );
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await elsewhere.DisposeAsync();
    }

    [Theory]
    [InlineData("update negotiations.status set summary = '{}', phase = 'signed'")]
    [InlineData("update negotiations.search_words set words = 'Alost', search = 'lost:1A'")]
    [InlineData("delete from negotiations.status")]
    [InlineData("delete from negotiations.search_words")]
    public async Task A_rebuild_gives_back_every_view_byte_for_byte(string damage)
    {
        var before = await server.SqlAsync(Views);
        await server.SqlAsync(damage);

        var placed = await server
            .Services.GetRequiredService<ViewRebuild>()
            .RunAsync(new Progress<int>(), TestContext.Current.CancellationToken);

        Assert.Equal(Streams, placed);
        Assert.Equal(before, await server.SqlAsync(Views));
    }

    [Fact]
    public async Task A_rebuild_of_views_that_are_right_touches_none()
    {
        Assert.Equal(
            0,
            await server
                .Services.GetRequiredService<ViewRebuild>()
                .RunAsync(new Progress<int>(), TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task A_rebuild_for_another_fold_adds_missing_words_and_deletes_those_that_nothing_says()
    {
        var before = await server.SqlAsync(Views);
        await server.SqlAsync(
            """
            update negotiations.fold_version set version = 1;
            update negotiations.status set summary = '{}', phase = 'signed';
            delete from negotiations.search_words where part = (select part from negotiations.search_words
              order by id, part limit 1);
            insert into negotiations.search_words (id, part, words, search)
            select id, '00000000-0000-0000-0000-000000000000', 'Agone', 'gone:1A' from negotiations.status
            order by id limit 1
            """
        );
        var placed = await server
            .Services.GetRequiredService<ViewRebuild>()
            .RunIfNeededAsync(new Progress<int>(), TestContext.Current.CancellationToken);

        Assert.Equal(Streams, placed);
        Assert.Equal(before, await server.SqlAsync(Views));
    }

    [Fact]
    public async Task The_same_events_reported_elsewhere_in_the_same_order_give_the_same_views_but_for_recorded_time()
    {
        foreach (
            var entry in (await server.Anonymous.Asks("/api/events?limit=200").Succeeds()).Json["items"]!.AsArray()
        )
        {
            var id = (string)entry!["negotiation"]!;
            var body = entry["data"]!.DeepClone().AsObject();
            if ((string)body["type"]! != "negotiation-opened")
            {
                await elsewhere.Monitor.Appends(id, body).Succeeds();
                continue;
            }

            body.Remove("type");
            body["id"] = id;
            await elsewhere.Monitor.Opens(body).Succeeds();
        }

        Assert.Equal(await TimelessAsync(server), await TimelessAsync(elsewhere));
    }

    static async Task<List<string>> TimelessAsync(TestServer at)
    {
        List<string> views = [];
        foreach (var id in await at.Anonymous.Walks("/api/negotiations", "id"))
            views.Add((await at.Anonymous.Asks($"/api/negotiations/{id}").Succeeds()).Less("recordedAt"));

        return views;
    }
}
