using System.Diagnostics;
using System.Threading.Channels;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Append;

namespace Negotiations.Server.Tests.Storage;

/// <summary>Who waits for whom: each in turn, however much one asks for.</summary>
public sealed class Turns(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task One_of_each_is_taken_and_what_one_asked_for_stays_in_order()
    {
        using var queue = new FairQueue<string>(100);
        foreach (var each in new[] { "a1", "a2", "a3", "b1", "c1", "c2" })
            await queue.WriteAsync(each[..1], each, Scratch.Stop);

        Assert.Equal(["a1", "b1", "c1", "a2", "c2", "a3"], All(queue));
    }

    [Fact]
    public async Task What_does_not_fit_stays_the_next()
    {
        using var queue = new FairQueue<string>(100);
        await queue.WriteAsync("a", "long", Scratch.Stop);
        await queue.WriteAsync("b", "b1", Scratch.Stop);

        Assert.False(queue.TryRead(each => each != "long", out _));
        Assert.Equal(["long", "b1"], All(queue));
    }

    [Fact]
    public async Task Who_comes_when_it_is_full_waits_for_room_and_after_the_end_nothing_is_taken_in()
    {
        using var queue = new FairQueue<string>(1);
        await queue.WriteAsync("a", "a1", Scratch.Stop);
        var waits = queue.WriteAsync("b", "b1", Scratch.Stop).AsTask();

        Assert.False(waits.IsCompleted);
        Assert.Equal("a1", All(queue).First());
        await waits;
        queue.Complete();
        Assert.True(await queue.WaitToReadAsync());
        Assert.Equal(["b1"], All(queue));
        Assert.False(await queue.WaitToReadAsync());
        await Assert.ThrowsAsync<ChannelClosedException>(async () => await queue.WriteAsync("a", "a2", Scratch.Stop));
    }

    [Fact]
    public async Task Who_waits_for_something_is_woken_by_it()
    {
        using var queue = new FairQueue<string>(10);
        var waiting = queue.WaitToReadAsync();
        Assert.False(waiting.IsCompleted);

        await queue.WriteAsync("a", "a1", Scratch.Stop);

        Assert.True(await waiting);
    }

    [Fact]
    public async Task Much_from_one_monitor_makes_another_wait_less_than_a_second()
    {
        var recorder = server.Recorder();
        await recorder.RecordAsync(Submissions.Opening("busy"), Scratch.Stop);
        await recorder.RecordAsync(Submissions.Opening("quiet"), Scratch.Stop);
        await recorder.RecordAsync(Submissions.Appending("quiet", "other"), Scratch.Stop);
        var much = Enumerable
            .Range(0, 600)
            .Select(_ => recorder.RecordAsync(Submissions.Appending("busy", "greedy"), Scratch.Stop))
            .ToList();

        var watch = Stopwatch.StartNew();
        await recorder.RecordAsync(Submissions.Appending("quiet", "other"), Scratch.Stop);
        var waited = watch.Elapsed;
        var behind = much.Count(each => !each.IsCompleted);
        await Task.WhenAll(much);

        Assert.True(behind > 0, "All of the other's had gone before.");
        Assert.InRange(waited.TotalSeconds, 0, watch.Elapsed.TotalSeconds / 2);
    }

    static IEnumerable<string> All(FairQueue<string> queue)
    {
        while (queue.TryRead(_ => true, out var next))
            yield return next;
    }
}
