using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Feeds;

/// <summary>A node takes only so many followers, and keeps silent connections alive.</summary>
public sealed class FollowerLimit(CrowdedServer server) : IClassFixture<CrowdedServer>
{
    [Fact]
    public async Task One_too_many_is_asked_to_come_back_and_may_when_another_has_left()
    {
        using (var first = await ConnectAsync())
        {
            Assert.Equal(200, (int)first.StatusCode);
            await server
                .Anonymous.SendAsync(HttpMethod.Get, "/api/events", null, ("Accept", "text/event-stream"))
                .IsRefused(503, "too-many-followers", "1 followers", "poll /api/events");
        }

        await Scratch.Eventually("the place is free", async () =>
        {
            using var again = await ConnectAsync();
            return (int)again.StatusCode == 200;
        });
    }

    async Task<HttpResponseMessage> ConnectAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
        request.Headers.Accept.ParseAdd("text/event-stream");
        return await server.Anonymous.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Scratch.Stop);
    }
}

public sealed class CrowdedServer(TestDatabase databases) : TestServer(databases)
{
    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>(RunningServer.NoCasebook) { ["followers:most"] = "1" };
}

/// <summary>A silent stream says that it lives, and where it stands.</summary>
public sealed class Heartbeats(PatientServer server) : IClassFixture<PatientServer>
{
    [Fact]
    public async Task A_heartbeat_moves_the_place_to_resume_from_past_events_that_were_not_asked_for()
    {
        await server.Monitor.Opens("another").Succeeds();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events?negotiation=another");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await server.Anonymous.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            Scratch.Stop
        );
        var opened = await server.Monitor.Opens("one").Succeeds();
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Scratch.Stop));

        string? line;
        do line = await lines.ReadLineAsync(Scratch.Stop);
        while (line?.StartsWith($"id: {opened["events.0.sequence"]}@", StringComparison.Ordinal) != true);

        Assert.Equal("", await lines.ReadLineAsync(Scratch.Stop));
    }
}

public sealed class PatientServer(TestDatabase databases) : TestServer(databases)
{
    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>(RunningServer.NoCasebook) { ["followers:heartbeat"] = "00:00:00.1" };
}
