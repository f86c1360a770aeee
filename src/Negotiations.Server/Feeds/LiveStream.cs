using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http.Timeouts;
using Negotiations.Record;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Store.Feed;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Feeds;

/// <summary>
/// The feed as server-sent events (WHATWG HTML, section 9.2). An event's id is its sequence: a follower that comes
/// back with the last id it saw, here or at another node, goes on behind it.
/// </summary>
internal sealed class LiveStream(
    LiveEvents live,
    FeedReader reader,
    RowFence fence,
    IHostApplicationLifetime life,
    IConfiguration configuration
)
{
    private const int DefaultMost = 1000;
    private const int Page = 200;

    // Below the half minute after which many proxies give up on a silent connection.
    private static readonly TimeSpan HeartbeatAfter = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    // The last event of a stream whose key or token was revoked or expired.
    private const string SignedOut = "event: signed-out\ndata: {}\n\n";

    private readonly int most = configuration.GetValue("followers:most", DefaultMost);
    private readonly TimeSpan heartbeatAfter = configuration.GetValue<TimeSpan?>("followers:heartbeat")
        ?? HeartbeatAfter;
    private int followers;

    /// <summary>How many follow just now.</summary>
    public int Followers => Volatile.Read(ref followers);

    public static bool IsAskedFor(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .Accept.Any(accepted => accepted.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase));

    public async Task<IResult> FollowAsync(HttpContext context, Query query, FeedFilter filter)
    {
        var after = query.Number("after");
        if (context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last)
        {
            if (long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
                after = sequence;
            else
                query.Refuse(
                    "Last-Event-ID",
                    $"Last-Event-ID '{Slug.Clip(last)}' is not a sequence of this feed. Send the last id "
                        + "received, or none."
                );
        }

        if (query.Problem is { } problem)
            return problem;

        if (Interlocked.Increment(ref followers) > most)
        {
            Interlocked.Decrement(ref followers);
            context.Response.Headers.RetryAfter = "5";
            return Problem.Of(
                StatusCodes.Status503ServiceUnavailable,
                "too-many-followers",
                $"{most} followers are connected to this node, and it takes no more. Come back later, or "
                    + "poll /api/events?after= as JSON."
            );
        }

        // The time a request may take is for those that ask and leave.
        context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        var watch = CredentialWatch.TakeOver(context);
        try
        {
            using var leaving = CancellationTokenSource.CreateLinkedTokenSource(
                context.RequestAborted,
                life.ApplicationStopping
            );
            live.WentBack += End;
            try
            {
                await WriteAsync(context, after, filter, leaving.Token);
            }
            finally
            {
                live.WentBack -= End;
            }

            // The database is another than the one this stream was of: its follower comes back with the place it has.
            void End(long head) => leaving.Cancel();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The follower left, or this node does: it comes back with the last id it saw. Or its key ended: a last
            // event says so.
            if (watch?.HasEnded == true)
                await SignOutAsync(context);
        }
        finally
        {
            Interlocked.Decrement(ref followers);
        }

        return TypedResults.Empty;
    }

    private async Task WriteAsync(HttpContext context, long? after, FeedFilter filter, CancellationToken stop)
    {
        await live.Begun.WaitAsync(stop);
        var position = after ?? live.Head;
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        var output = response.BodyWriter;

        // The first bytes show the follower where it stands, before anything happens.
        Write(output, $"retry: 2000\nid: {position}\n\n");
        await output.FlushAsync(stop);
        while (true)
        {
            // Noted before the store is asked: what is recorded meanwhile must not count as looked at.
            var seen = live.Head;
            var arrived = live.After(position) ?? await reader.ReadAsync(position, Page, filter, stop);
            foreach (var each in arrived)
                if (await filter.TakesAsync(each, reader, stop))
                    await output.WriteAsync(each.FrameWithin(fence), stop);

            if (arrived.Count > 0)
                position = arrived[^1].Sequence;
            else if (position < seen)
                position = seen;
            else
                await RestAsync(output, position, stop);
        }
    }

    private static async Task SignOutAsync(HttpContext context)
    {
        using var patience = new CancellationTokenSource(LastWords);
        try
        {
            Write(context.Response.BodyWriter, SignedOut);
            await context.Response.BodyWriter.FlushAsync(patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException)
        {
            context.Abort();
        }
    }

    // An id without data moves the follower's place past events it did not ask for, and is no event to it.
    private async Task RestAsync(PipeWriter output, long position, CancellationToken stop)
    {
        var arrival = live.WaitAsync(position);
        while (!arrival.IsCompleted && await Task.WhenAny(arrival, Task.Delay(heartbeatAfter, stop)) != arrival)
        {
            stop.ThrowIfCancellationRequested();
            Write(output, $": heartbeat\nid: {position}\n\n");
            await output.FlushAsync(stop);
        }
    }

    private static void Write(PipeWriter output, string text) => Encoding.UTF8.GetBytes(text, output);
}
