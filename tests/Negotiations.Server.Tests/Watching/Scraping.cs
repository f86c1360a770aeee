using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Webhooks;

namespace Negotiations.Server.Tests.Watching;

/// <summary>Numbers for anyone who runs the server: they move with what is done, and hold nothing anybody
/// wrote.</summary>
[Collection(nameof(Alone))]
public sealed class Scraping(WebhookServer server) : IClassFixture<WebhookServer>
{
    // The exporter answers from memory for 300 ms after a scrape: sooner, what the test before this one did is missing.
    static readonly TimeSpan ScrapeIsFresh = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task A_scrape_shows_what_was_recorded_refused_and_replayed()
    {
        await Task.Delay(ScrapeIsFresh, Scratch.Stop);
        var before = await ScrapeAsync();
        await server.Monitor.Records("counted", Report.Clash());
        await server.Monitor.Sends("counted", "not json");
        await server.Anonymous.Asks("/api/negotiations/counted?asOf=2022-09-30").Succeeds();

        await Scratch.Eventually("the scrape shows all of it", async () =>
        {
            var after = await ScrapeAsync();
            double Added(string name, string labels) =>
                after(name, labels) - (before(name, labels) is var shown && double.IsNaN(shown) ? 0 : shown);
            return Added("negotiations_append_duration_seconds_count", "refused=\"false\"") == 2
                && Added("negotiations_append_duration_seconds_count", "refused=\"true\"") == 1
                && Added("negotiations_replay_duration_seconds_count", "") == 1
                && Added("negotiations_events_total", "") == 2
                && Added("http_server_request_duration_seconds_count", "http_route=\"/api/negotiations/{id}/events\"")
                    == 2;
        });
    }

    [Fact]
    public async Task Lags_of_ledger_feed_and_views_are_shown_and_are_none_when_all_is_well()
    {
        await server.Monitor.Opens("up-to-date").Succeeds();

        foreach (
            var name in new[]
            {
                "negotiations_ledger_lag_seconds",
                "negotiations_feed_lag",
                "negotiations_views_behind",
            }
        )
            await Scratch.Eventually($"{name} is 0", async () => (await ScrapeAsync())(name, "") == 0);

        Assert.Equal(0, (await ScrapeAsync())("negotiations_followers", ""));
    }

    [Fact]
    public async Task Webhooks_are_counted_by_what_came_of_them()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answers = _ => 410;
        var consumer = await server.ReaderAsync("counted reader");
        await consumer.SubscribesAhead(server, receiver.Url, """ "negotiation": ["gone-and-counted"] """).Succeeds();
        await server.Monitor.Opens("gone-and-counted").Succeeds();

        await Scratch.Eventually("the scrape shows the failure", async () =>
        {
            var metrics = await ScrapeAsync();
            return metrics("negotiations_webhook_attempts_total", "outcome=\"failed\"") == 1
                && metrics("negotiations_webhook_parked", "") == 1
                && metrics("negotiations_webhook_paused", "") == 1;
        });
    }

    [Fact]
    public async Task Where_a_key_is_asked_of_everyone_metrics_need_one()
    {
        await using var closed = await RunningServer.StartAsync(
            server.ConnectionString,
            server.Folder,
            new Dictionary<string, string?> { ["casebook"] = "false", ["metrics:needsKey"] = "true" }
        );
        using var anonymous = closed.Client(key: null);
        using var auditor = closed.Client(TestServer.KeyOf("auditor"));

        await anonymous.Asks("/metrics").IsRefused(401, "key-missing", "needs a key");
        await auditor.Asks("/metrics").Is(HttpStatusCode.OK);
    }

    /// <summary>The sum of all samples of a name that have a label; not a number when there is none.</summary>
    async Task<Func<string, string, double>> ScrapeAsync()
    {
        var text = (await server.Anonymous.Asks("/metrics").Succeeds()).Text;
        return (name, label) =>
        {
            var samples = text.Split('\n')
                .Where(line =>
                    Regex.IsMatch(line, $@"^{name}(\{{|\s)") && line.Contains(label, StringComparison.Ordinal)
                )
                .ToList();
            return samples.Count == 0
                ? double.NaN
                : samples.Sum(line =>
                    double.Parse(
                        Regex.Match(line, @"\}?\s(?<value>\S+)(\s\d+)?$").Groups["value"].Value,
                        CultureInfo.InvariantCulture
                    )
                );
        };
    }
}

/// <summary>Counters are those of the whole process, in which other servers are tested at other times.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
