using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Connections;
using Negotiations.Store.Setup;
using Npgsql;

namespace Negotiations.Server.Tests.Security;

/// <summary>A request may take so long and no longer; anyone who follows stays.</summary>
public sealed class RequestTime(RequestTime.Hasty server) : IClassFixture<RequestTime.Hasty>
{
    [Fact]
    public async Task A_request_that_takes_too_long_is_shown_so()
    {
        await server.Monitor.Opens("held-up").Succeeds();
        await using var connection = await Connect.OnceAsync(server.ConnectionString, Scratch.Stop);
        await using (var hold = new NpgsqlCommand($"select pg_advisory_lock({WriterLock.Key})", connection))
            await hold.ExecuteNonQueryAsync(Scratch.Stop);

        await server.Admin.Erases("held-up", $"{Guid.Empty}", "why").IsRefused(503, "took-too-long", "Ask for less");
    }

    [Fact]
    public async Task Anyone_who_follows_the_record_is_not_cut_off()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events?after=0")
        {
            Headers = { { "Accept", "text/event-stream" } },
        };
        using var response = await server.Anonymous.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            Scratch.Stop
        );
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Scratch.Stop));

        await Task.Delay(TimeSpan.FromSeconds(Hasty.Seconds + 1), Scratch.Stop);
        await server.Monitor.Opens("followed").Succeeds();

        while (await lines.ReadLineAsync(Scratch.Stop) is { } line)
            if (line.Contains("followed", StringComparison.Ordinal))
                return;

        Assert.Fail("The stream ended.");
    }

    public sealed class Hasty(TestDatabase databases) : TestServer(databases)
    {
        public const int Seconds = 2;

        protected override IReadOnlyDictionary<string, string?> Settings { get; } =
            new Dictionary<string, string?> { ["casebook"] = "false", ["limits:requestSeconds"] = "2" };
    }
}
