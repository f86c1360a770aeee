using System.Net;
using Microsoft.AspNetCore.Http;
using Negotiations.Server.Security;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Security;

/// <summary>The limit of answers that are folded from events at one time, by key and by address.</summary>
public sealed class Replays
{
    static readonly LimitSettings Settings = new(
        CountsRequests: true,
        PerKey: 1,
        PerAddress: 1,
        Replays: 2,
        ReplaysPerCaller: 1,
        Exports: 2,
        ExportsPerCaller: 1,
        TimeSpan.FromSeconds(30)
    );

    [Fact]
    public async Task One_caller_waits_for_its_own_replays_and_holds_up_no_one_else()
    {
        using var limit = new ReplayLimit(Settings);
        var finish = new TaskCompletionSource();
        var (first, second, other) = (
            Replay(limit, "10.0.0.1", finish.Task),
            Replay(limit, "10.0.0.1", Task.CompletedTask),
            Replay(limit, "10.0.0.2", Task.CompletedTask)
        );

        Assert.Equal("folded", await other);
        Assert.False(first.IsCompleted || second.IsCompleted);

        finish.SetResult();
        Assert.Equal(("folded", "folded"), (await first, await second));
    }

    [Fact]
    public async Task Anyone_who_finds_the_queue_full_is_asked_to_come_back()
    {
        using var limit = new ReplayLimit(Settings);
        var finish = new TaskCompletionSource();
        var waiting = Enumerable.Range(0, 33).Select(_ => Replay(limit, "10.0.0.1", finish.Task)).ToList();
        var context = Context("10.0.0.1");

        var refused = await limit.TakeTurnAsync(new DefaultEndpointFilterInvocationContext(context), _ =>
            throw new InvalidOperationException("It was let in.")
        );

        Assert.Equal(
            StatusCodes.Status429TooManyRequests,
            Assert.IsType<Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>(refused).StatusCode
        );
        Assert.Equal("1", context.Response.Headers.RetryAfter);
        finish.SetResult();
        await Task.WhenAll(waiting);
    }

    static async Task<string?> Replay(ReplayLimit limit, string address, Task work) =>
        (string?)await limit.TakeTurnAsync(new DefaultEndpointFilterInvocationContext(Context(address)), async _ =>
            {
                await work.WaitAsync(Scratch.Stop);
                return "folded";
            });

    static DefaultHttpContext Context(string address) =>
        new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
}
