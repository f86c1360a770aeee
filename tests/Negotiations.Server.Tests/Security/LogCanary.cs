using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Negotiations.Server.Tests.Webhooks;
using Negotiations.Server.Tests.Workers;

namespace Negotiations.Server.Tests.Security;

/// <summary>Logs are read by more people than keys and reports are meant for.</summary>
public sealed class LogCanary(LogCanary.Talkative server) : IClassFixture<LogCanary.Talkative>
{
    const string Canary = "canary7f3a";

    [Fact]
    public async Task No_log_holds_a_key_a_token_or_the_text_of_a_body()
    {
        using var logged = new LogLines();
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(logged);
        var made = await server
            .Admin.SendAsync(
                HttpMethod.Post,
                "/api/keys",
                Json(new JsonObject { ["name"] = "a device", ["role"] = "monitor" })
            )
            .Succeeds();
        using var monitor = server.First.Client(made["key"]);
        using var guesser = server.First.Client($"ngt_{Canary}");
        using var bearer = server.First.Client($"e30.{Canary}.e30");

        await monitor.Opens("logged").Succeeds();
        var recorded = await monitor
            .Appends("logged", Report.Of("clash-reported", "2022-09", $""" "note": "{Canary}" """))
            .Succeeds();
        await monitor.Sends("logged", $$"""{ "type": "clash-reported", "{{Canary}}": 1 }""");
        await monitor.Sends("logged", $"not json {Canary}");
        foreach (var message in Messages)
            await monitor.SendAsync(
                HttpMethod.Post,
                "/mcp",
                new StringContent(message, null, "application/json"),
                ("Accept", "application/json, text/event-stream")
            );

        await guesser.Opens("by-a-guess");
        await bearer.Opens("by-a-token");
        await server.SqlAsync("alter table negotiations.idempotency_key rename to gone");
        await monitor.Appends(
            "logged",
            Report.Of("clash-reported", "2022-09", $""" "note": "{Canary}" """),
            key: Canary
        );
        await server.SqlAsync("alter table negotiations.gone rename to idempotency_key");
        await server.Admin.Erases("logged", recorded["events.0.eventId"], Canary).Succeeds();
        var subscribed = await monitor.Subscribes($"http://127.0.0.1:9/{Canary}", """ "after": 0 """).Succeeds();
        var test = await monitor.Does(subscribed["subscription.id"], "test").Succeeds();
        await Postgres.Scratch.Eventually("a delivery has failed", async () =>
            (await monitor.Asks(test.Location!).Succeeds())["error"] is not null
        );
        await server.Admin.SendAsync(HttpMethod.Delete, $"/api/keys/{made["id"]}", null);

        Assert.Contains(logged.All, line =>
            line.Text.Contains("An append could not be committed", StringComparison.Ordinal)
        );
        Assert.Contains(logged.All, line => line.Text.Contains("was handed out by admin", StringComparison.Ordinal));
        foreach (var line in logged.All.Select(each => $"{each.Text} {each.Fault}"))
        {
            Assert.DoesNotContain(Canary, line, StringComparison.OrdinalIgnoreCase);
            foreach (
                var key in new[]
                {
                    made["key"]!,
                    subscribed["secret"]!["whsec_".Length..],
                    TestServer.KeyOf("monitor"),
                    TestServer.KeyOf("admin"),
                }
            )
                Assert.DoesNotContain(key, line, StringComparison.Ordinal);
        }
    }

    static readonly string[] Messages =
    [
        $$"""
            { "jsonrpc": "2.0", "id": "{{Canary}}", "method": "tools/call",
              "params": { "name": "status", "arguments": { "id": "{{Canary}}" } } }
            """,
        $$"""
            { "jsonrpc": "2.0", "id": 1, "method": "tools/call",
              "params": { "name": "{{Canary}}", "arguments": { } } }
            """,
        $$"""{ "jsonrpc": "2.0", "id": 1, "method": "{{Canary}}" }""",
        $$"""{ "jsonrpc": "2.0", "{{Canary}}": """,
    ];

    static StringContent Json(JsonObject body) => new(body.ToJsonString(), null, "application/json");

    public sealed class Talkative(TestDatabase databases) : TestServer(databases)
    {
        protected override IReadOnlyDictionary<string, string?> Settings { get; } =
            new Dictionary<string, string?>
            {
                ["casebook"] = "false",
                ["webhooks:allowLocal"] = "true",
                ["Logging:LogLevel:Default"] = "Trace",
            };
    }
}
