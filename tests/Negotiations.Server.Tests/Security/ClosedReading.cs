using System.Net;

namespace Negotiations.Server.Tests.Security;

/// <summary>Where the operator closed reading, every reader needs a key of any role.</summary>
public sealed class ClosedReading(ClosedReading.ClosedServer server) : IClassFixture<ClosedReading.ClosedServer>
{
    static readonly string[] Routes =
    [
        "/api/negotiations",
        "/api/negotiations/talks",
        "/api/negotiations/talks?asOf=2022",
        "/api/negotiations/talks/history",
        "/api/parties",
        "/api/parties/KGZ",
        "/api/events",
    ];

    [Fact]
    public async Task No_one_reads_without_a_key_and_everybody_with_one_does()
    {
        await server.Monitor.Opens("talks").Succeeds();

        foreach (var route in Routes)
        {
            await server.Anonymous.Asks(route).IsRefused(401, "key-missing", "This needs a key");
            foreach (var reader in new[] { server.Monitor, server.Auditor, server.Admin })
                await reader.Asks(route).Is(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task An_operator_may_still_ask_whether_it_lives()
    {
        await server.Anonymous.Asks("/health/live").Is(HttpStatusCode.OK);
        await server.Anonymous.Asks("/health/ready").Is(HttpStatusCode.OK);
        await server.Anonymous.Asks("/metrics").IsRefused(401, "key-missing");
        await server.Auditor.Asks("/metrics").Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_stranger_who_is_asked_for_a_key_is_shown_no_palette()
    {
        var stranger = await server.Anonymous.Asks("/sign-in").Is(HttpStatusCode.OK);
        var reader = await server.Auditor.Asks("/").Is(HttpStatusCode.OK);

        Assert.DoesNotContain("palette", stranger.Text, StringComparison.Ordinal);
        Assert.Contains("<dialog id=\"palette\"", reader.Text, StringComparison.Ordinal);
        var refused = await server.Anonymous.Asks("/find?q=talks");
        Assert.Contains("id=\"key\"", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("groups", refused.Text, StringComparison.Ordinal);
    }

    public sealed class ClosedServer(TestDatabase databases) : TestServer(databases)
    {
        protected override IReadOnlyDictionary<string, string?> Settings { get; } =
            new Dictionary<string, string?> { ["casebook"] = "false", ["reading:closed"] = "true" };
    }
}
