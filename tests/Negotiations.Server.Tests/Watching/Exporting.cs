using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Webhooks;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Negotiations.Server.Tests.Watching;

/// <summary>Traces, metrics and logs go to the collector that is named, and to no one when none is.</summary>
public sealed class Exporting(WebhookServer server) : IClassFixture<WebhookServer>
{
    const string Canary = "canary9d1c";

    [Fact]
    public async Task A_collector_gets_traces_metrics_and_logs_and_nothing_that_is_nobodys_business()
    {
        ConcurrentQueue<(string Path, string Body)> heard = [];
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, CancellationToken.None);

            // Texts stand in protocol buffers as they are.
            heard.Enqueue((context.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
        });
        await collector.StartAsync(Scratch.Stop);
        var settings = new Dictionary<string, string?>(WebhookServer.Hasty)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector
                .Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.Single(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["Logging:LogLevel:Default"] = "Trace",
        };
        await using var receiver = await Receiver.StartAsync();
        string secret;
        await using (var watched = await RunningServer.StartAsync(server.ConnectionString, server.Folder, settings))
        {
            using var monitor = watched.Client(TestServer.KeyOf("monitor"));
            using var guesser = watched.Client($"ngt_{Canary}");
            secret = (
                await monitor
                    .SubscribesAhead(server, receiver.Url + "?token=" + Canary, """ "negotiation": ["traced"] """)
                    .Succeeds()
            )["secret"]!;
            await monitor.Opens("traced").Succeeds();
            await monitor
                .Appends("traced", Report.Of("clash-reported", "2022-09", $""" "note": "{Canary}" """), key: Canary)
                .Succeeds();
            await monitor.Sends("traced", $"not json {Canary}");
            await monitor.Asks($"/api/negotiations?q={Canary}").Succeeds();
            await guesser.Opens("by-a-guess");
            await receiver.Got(2);
            watched.Services.GetRequiredService<TracerProvider>().ForceFlush();
            watched.Services.GetRequiredService<MeterProvider>().ForceFlush();
            watched.Services.GetRequiredService<LoggerProvider>().ForceFlush();
        }

        var all = string.Join('\n', heard.Select(each => each.Body));
        Assert.Equal(
            ["/v1/logs", "/v1/metrics", "/v1/traces"],
            heard.Select(each => each.Path).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.Contains("/api/negotiations/{id}/events", all, StringComparison.Ordinal);
        Assert.Contains("negotiations.append.duration", all, StringComparison.Ordinal);
        foreach (var secretText in new[] { Canary, secret, secret["whsec_".Length..], TestServer.KeyOf("monitor") })
            Assert.DoesNotContain(secretText, all, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Where_no_collector_is_named_nothing_is_traced() =>
        Assert.Null(server.Services.GetService<TracerProvider>());

    [Fact]
    public async Task Health_says_that_deliveries_wait_for_someone_to_send_them_and_that_a_key_is_another()
    {
        var id = (
            await server
                .Monitor.SubscribesAhead(server, "http://127.0.0.1:9/", """ "negotiation": ["nothing"] """)
                .Succeeds()
        )["subscription.id"];
        Assert.Equal("healthy", (await server.Anonymous.Asks("/health/ready").Succeeds())["parts.webhooks.status"]);

        await server.SqlAsync($"update negotiations.subscription set sealed_with = 'another' where id = '{id}'");

        var ready = await server.Anonymous.Asks("/health/ready").Succeeds();
        Assert.Equal("degraded", ready["parts.webhooks.status"]);
        Assert.Contains("webhooks.key", ready["parts.webhooks.text"], StringComparison.Ordinal);
        await server.SqlAsync($"delete from negotiations.subscription where id = '{id}'");
    }
}
