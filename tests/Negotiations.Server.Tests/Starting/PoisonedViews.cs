using Microsoft.Extensions.DependencyInjection;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Projections;
using Negotiations.Views;

namespace Negotiations.Server.Tests.Starting;

/// <summary>One negotiation whose fold throws, and one whose events no longer open it: neither holds up the
/// others.</summary>
public sealed class PoisonedViews(TestDatabase databases) : IAsyncLifetime
{
    // Before and after the healthy one in every order there is.
    static readonly string[] Poisoned = ["a-throws", "b-unopened", "y-throws", "z-unopened"];

    readonly TestServer server = new(databases);

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        foreach (var id in Poisoned.Append("healthy"))
            await server.Monitor.Records(id, Kilometres("2023-03-03"), Kilometres("2023-10-03"));

        // Two lengths that can be read, and whose sum is beyond every number.
        await server.TampersAsync(
            """
            update negotiations.mt_events set data = jsonb_set(data, '{kilometres,best}',
                '79228162514264337593543950335') where stream_id like '%-throws' and version > 1;
            update negotiations.mt_events set type = 'border-teleported'
                where stream_id like '%-unopened' and version = 1
            """
        );
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task The_days_refresh_goes_on_with_the_others_and_health_names_them_until_they_are_healed()
    {
        await server.SqlAsync(
            "update negotiations.status set next_turn = date '2022-01-01', turned_on = date '2021-01-01'"
        );
        var node = await server.StartAnotherAsync();

        Assert.Equal(
            0L,
            await server.SqlAsync(
                "select count(*) from negotiations.status where id = 'healthy' and turned_on = date '2021-01-01'"
            )
        );
        Assert.Equal(
            4L,
            await server.SqlAsync("select count(*) from negotiations.status where turned_on = date '2021-01-01'")
        );
        var views = await node.Client(key: null).Asks("/health/ready").Succeeds();
        Assert.Equal("degraded", views["parts.views.status"]);
        Assert.All(Poisoned, id => Assert.Contains(id, views["parts.views.text"], StringComparison.Ordinal));
        Assert.DoesNotContain("healthy", views["parts.views.text"], StringComparison.Ordinal);

        await server.TampersAsync(
            """
            update negotiations.mt_events set data = jsonb_set(data, '{kilometres,best}',
                '100') where stream_id like '%-throws' and version > 1;
            update negotiations.mt_events set type = 'negotiation-opened'
                where stream_id like '%-unopened' and version = 1
            """
        );
        var healing = await server.StartAnotherAsync();

        Assert.Equal(
            0L,
            await server.SqlAsync("select count(*) from negotiations.status where turned_on = date '2021-01-01'")
        );
        Assert.Empty(healing.Services.GetRequiredService<FoldFailures>().Negotiations);
        await healing.Services.GetRequiredService<ViewRefresh>().RunAsync(Scratch.Stop);
        Assert.Equal(
            "healthy",
            (await healing.Client(key: null).Asks("/health/ready").Succeeds())["parts.views.status"]
        );
    }

    [Fact]
    public async Task A_rebuild_mends_the_others_leaves_the_rows_of_those_and_is_tried_again_at_the_next_start()
    {
        await server.SqlAsync("delete from negotiations.fold_version; update negotiations.status set summary = '{}'");
        var node = await server.StartAnotherAsync();

        Assert.Equal(1L, await server.SqlAsync("select count(*) from negotiations.status where summary <> '{}'"));
        Assert.Equal(0L, await server.SqlAsync("select count(*) from negotiations.fold_version"));
        Assert.Contains(
            "a-throws",
            (await node.Client(key: null).Asks("/health/ready").Succeeds())["parts.views.text"],
            StringComparison.Ordinal
        );

        await server.TampersAsync(
            "update negotiations.mt_events set data = jsonb_set(data, '{kilometres,best}', '100') where "
                + "stream_id like '%-throws' and version > 1"
        );
        await server.StartAnotherAsync();

        Assert.Equal(3L, await server.SqlAsync("select count(*) from negotiations.status where summary <> '{}'"));
        Assert.Equal(
            (long)StatusFold.Version,
            await server.SqlAsync("select version::bigint from negotiations.fold_version")
        );
    }

    [Fact]
    public async Task A_header_that_cannot_be_read_stops_neither_a_start_that_rebuilds_nor_an_answer_about_all()
    {
        await server.Monitor.Records("headed", Kilometres("2023-03-03"));
        await server.TampersAsync(
            """
            update negotiations.mt_events set headers = headers || '{"erased": "long ago"}'
                where stream_id = 'headed' and version = 2
            """
        );
        await server.SqlAsync("delete from negotiations.fold_version; update negotiations.status set summary = '{}'");

        var node = await server.StartAnotherAsync();

        Assert.Equal(
            1L,
            await server.SqlAsync("select count(*) from negotiations.status where id = 'healthy' and summary <> '{}'")
        );
        var reader = node.Client(key: null);
        foreach (var path in new[] { "/api/negotiations?asOf=2024", "/api/events?limit=200", "/?asOf=2024" })
            await reader.Asks(path).Succeeds();

        await reader.Asks("/api/negotiations/headed").Succeeds();
        Assert.Contains(
            "event 2 of headed",
            (await reader.Asks("/health/ready").Succeeds())["parts.views.text"],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("/api/negotiations?asOf=2024")]
    [InlineData("/?asOf=2024")]
    [InlineData("/api/parties?asOf=2024")]
    [InlineData("/parties?asOf=2024")]
    [InlineData("/api/parties/KGZ?asOf=2024")]
    [InlineData("/api/statistics/tolls?asOf=2024")]
    [InlineData("/api/map.geojson?asOf=2024")]
    public async Task An_answer_about_all_on_other_clocks_goes_on_without_them(string path)
    {
        var answer = await server.Anonymous.Asks(path).Succeeds();

        if (path.StartsWith("/api/negotiations", StringComparison.Ordinal))
        {
            Assert.Contains("healthy", answer.Each("items", "id"));
            Assert.DoesNotContain("a-throws", answer.Each("items", "id"));
            var views = (await server.Anonymous.Asks("/health/ready").Succeeds())["parts.views.text"];

            // One problem does not hide the other.
            Assert.Contains("a-throws", views, StringComparison.Ordinal);
            Assert.Contains("2 stored events have a type", views, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_audit_names_them_and_compares_the_others()
    {
        var location = (
            await server.Auditor.SendAsync(HttpMethod.Post, "/api/audits", null).Is(System.Net.HttpStatusCode.Accepted)
        ).Location!;
        Answer? report = null;
        await Scratch.Eventually("the audit has ended", async () =>
            (report = await server.Anonymous.Asks(location).Succeeds())["state"] != "running"
        );

        Assert.Equal(
            ("done", "5", "1", "4"),
            (report!["state"], report["checked"], report["equal"], report["incomplete"])
        );
        Assert.Contains("The fold of its events fails.", report["findings"], StringComparison.Ordinal);
    }

    static System.Text.Json.Nodes.JsonObject Kilometres(string day) =>
        Report.Of("round-held", day, """ "kilometres": { "best": 100, "unit": "km" } """);
}
