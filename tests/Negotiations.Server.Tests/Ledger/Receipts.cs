using Microsoft.Extensions.DependencyInjection;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Ledger;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>What the log promises for an append, and how a monitor holds it to that.</summary>
public sealed class Receipts(TestDatabase databases)
{
    private const string Row = "stream_id = 'water' and version = 6";

    [Fact]
    public async Task A_promise_holds_when_the_log_has_what_was_sent_and_is_broken_when_it_has_something_else()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        Assert.DoesNotContain(
            "logReceipt",
            (await server.Monitor.Appends("water", Report.Clash("2022-02")).Succeeds()).Text,
            StringComparison.Ordinal
        );
        server.Monitor.DefaultRequestHeaders.Add("Prefer", "receipt");
        var answer = await server.Monitor.Appends("water", Report.Clash("2022-03")).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 2);
        (await HoldsAsync(server, answer.Text)).IsVerified();

        // Between the append and the log someone who has the key, too, makes another seal for what they write there.
        await server.SqlAsync(
            "update negotiations.ledger_lease set holder = gen_random_uuid(), until = clock_timestamp() + "
                + "interval '5 seconds'"
        );
        answer = await server.Monitor.Appends("water", Report.Clash("2022-04")).Succeeds();
        await server.AttacksAsync($"update mt_events set user_name = 'other' where {Row}");
        var writer = server.Services.GetRequiredService<LedgerWriter>();
        await Scratch.Eventually("nothing is signed for the old seal", () => writer.Fault is not null);
        await server.AttacksAsync(await server.AnotherSealAsync(Row, hasKey: true));
        await server.InLogAsync(AuditedServer.Size + 3);
        (await HoldsAsync(server, answer.Text)).Finds("promise-broken", "water", 6);
    }

    [Fact]
    public async Task What_is_not_in_the_log_a_minute_later_is_withheld()
    {
        await using var server = new AuditedServer(
            databases,
            new Dictionary<string, string?>(RunningServer.NoCasebook) { ["ledger"] = "off" }
        );
        await server.InitializeAsync();
        await server.Monitor.Opens("water").Succeeds();
        server.Monitor.DefaultRequestHeaders.Add("Prefer", "receipt");
        var answer = await server.Monitor.Appends("water", Report.Clash("2022-03")).Succeeds();
        var vkey = (await server.Anonymous.Asks("/api/ledger/key").Succeeds()).Text.Trim();
        (await HoldsAsync(server, answer.Text, vkey)).IsUnchecked("not there yet");
        server.Terminal.Ahead = TimeSpan.FromMinutes(2);
        (await HoldsAsync(server, answer.Text, vkey)).Finds("withheld");
        await server.AttacksAsync("update mt_events set timestamp = timestamp - interval '2 minutes'");
        await Scratch.Eventually("health says so", async () =>
            (await server.Anonymous.Asks("/health/ready")).Text.Contains("withholds events", StringComparison.Ordinal)
        );
    }

    private static async Task<Verdict> HoldsAsync(AuditedServer server, string answer, string? vkey = null) =>
        Verdict.Of(
            await server.Terminal.RunAsync(
                "verify",
                "receipt",
                server.Terminal.WriteFile("receipt.json", answer),
                "--server",
                server.First.Address.ToString(),
                "--vkey",
                vkey ?? server.Vkey,
                "--json"
            )
        );
}
