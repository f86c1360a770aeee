namespace Negotiations.Server.Tests.Cli;

/// <summary>Requests that the command line retries.</summary>
public sealed class Repeating : IDisposable
{
    private readonly Terminal terminal = new();

    [Fact]
    public async Task A_report_whose_answer_was_lost_is_sent_again_under_the_same_key()
    {
        await using var server = await StubServer.StartAsync(
            Reply.Broken,
            Reply.Refused(503, "store-unavailable", "Away."),
            Reply.Recorded
        );
        var ended = await ReportAsync(server);

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(3, server.Requests.Count);
        Assert.True(
            Guid.TryParse(
                Assert.Single(server.Requests.Select(request => request.Headers["Idempotency-Key"]).Distinct()),
                out _
            )
        );
        Assert.Single(server.Requests.Select(request => request.Body).Distinct());
    }

    [Fact]
    public async Task The_key_of_the_monitor_is_used()
    {
        await using var server = await StubServer.StartAsync(Reply.Broken, Reply.Recorded);
        await ReportAsync(server, "--idempotency-key", "press-item-17");
        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Equal("press-item-17", request.Headers["Idempotency-Key"]));
    }

    [Fact]
    public async Task Each_report_has_a_key_of_its_own()
    {
        await using var server = await StubServer.StartAsync(Reply.Recorded, Reply.Recorded);
        await ReportAsync(server);
        await ReportAsync(server);
        Assert.Equal(2, server.Requests.Select(request => request.Headers["Idempotency-Key"]).Distinct().Count());
    }

    [Fact]
    public async Task After_the_last_attempt_the_person_learns_the_key_to_go_on_with()
    {
        await using var server = await StubServer.StartAsync(Reply.Broken, Reply.Broken, Reply.Broken, Reply.Broken);
        var ended = await ReportAsync(server);
        Assert.Equal(4, ended.ExitCode);
        Assert.Contains(
            $"--idempotency-key {server.Requests[0].Headers["Idempotency-Key"]}",
            ended.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_server_says_how_long_to_wait_and_is_believed_within_reason()
    {
        await using var server = await StubServer.StartAsync(
            Reply.Refused(503, "store-unavailable", "Away.") with
            {
                Headers = new() { ["Retry-After"] = "2" },
            },
            Reply.Refused(503, "store-unavailable", "Away.") with
            {
                Headers = new() { ["Retry-After"] = "3600" },
            },
            Reply.Recorded
        );
        await ReportAsync(server);
        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10)], terminal.Pauses);
    }

    [Fact]
    public async Task A_refusal_is_not_repeated()
    {
        await using var server = await StubServer.StartAsync(
            Reply.Refused(422, "source-missing", "A fact needs at least one source.", "/sources")
        );
        var ended = await ReportAsync(server);
        Assert.Equal(3, ended.ExitCode);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_audit_is_started_once_even_when_its_answer_is_lost()
    {
        await using var server = await StubServer.StartAsync(Reply.Broken);
        var ended = await terminal.RunAsync("audit", "--server", server.Address);
        Assert.Equal(4, ended.ExitCode);
        Assert.Single(server.Requests);
    }

    public void Dispose() => terminal.Dispose();

    private Task<Ended> ReportAsync(StubServer server, params string[] args) =>
        terminal.RunAsync(["report", "kg-tj-border", "--type", "round-held", .. args, "--server", server.Address]);
}
