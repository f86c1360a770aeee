using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http.Timeouts;
using Negotiations.Dashboard.Languages;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Store.Feed;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Feeds;

/// <summary>
/// The feed as server-sent events (WHATWG HTML, section 9.2). An event's id is the place behind it: a follower that
/// comes back with the last id it saw, here or at another node, goes on behind it.
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
    private const int DefaultPerCaller = 100;
    private const int Page = 200;

    // Below the half minute after which many proxies give up on a silent connection.
    private static readonly TimeSpan HeartbeatAfter = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    // The last event of a stream whose key or token was revoked or expired.
    private const string SignedOut = "event: signed-out\ndata: {}\n\n";

    private readonly int most = configuration.GetValue("followers:most", DefaultMost);
    private readonly FollowerPlaces places = new(
        configuration.GetValue("followers:most", DefaultMost),
        configuration.GetValue("followers:perCaller", DefaultPerCaller)
    );
    private readonly TimeSpan heartbeatAfter = configuration.GetValue<TimeSpan?>("followers:heartbeat")
        ?? HeartbeatAfter;

    /// <summary>How many follow just now.</summary>
    public int Followers => places.Taken;

    public static bool IsAskedFor(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .Accept.Any(accepted => accepted.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase));

    public async Task<IResult> FollowAsync(HttpContext context, Query query, FeedFilter filter)
    {
        var (after, gone) = await FeedPlace.ReadLastAsync(context, query, reader);
        if (query.Problem is { } problem)
            return problem;

        if (gone is not null)
            return gone;

        using var seat = places.Take(context);
        if (seat is null)
        {
            context.Response.Headers.RetryAfter = "5";
            return Problem.Of(
                StatusCodes.Status503ServiceUnavailable,
                "too-many-followers",
                $"This node takes {most} followers, and fewer of one caller and of callers without a key. There is no "
                    + "place left for this one. Come back later, or poll /api/events?after= as JSON."
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

        return TypedResults.Empty;
    }

    private async Task WriteAsync(HttpContext context, FeedCursor? after, FeedFilter filter, CancellationToken stop)
    {
        await live.Begun.WaitAsync(stop);
        var place = after ?? await PlaceAsync(live.Head, stop);
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        var output = response.BodyWriter;
        var language = Language.Find(ReaderLanguage.Of(context))!;

        // The first bytes show the follower where it stands, before anything happens.
        Write(output, $"retry: 2000\nid: {place}\n\n");
        await output.FlushAsync(stop);
        while (true)
        {
            // Noted before the store is asked: what is recorded meanwhile must not count as looked at.
            var seen = live.Head;
            var arrived = live.After(place.Sequence) ?? await reader.ReadAsync(place.Sequence, Page, filter, stop);
            var words = new Words(language, reader.Actors);
            foreach (var each in arrived)
                if (await filter.PassAsync(each, reader, stop) is { } passing)
                    await output.WriteAsync(passing.Seen.FrameWithin(fence, words), stop);

            if (arrived.Count > 0)
                place = arrived[^1].Place;
            else if (place.Sequence < seen)
                place = await PlaceAsync(seen, stop);
            else
                await RestAsync(output, place, stop);
        }
    }

    private async Task<FeedCursor> PlaceAsync(long sequence, CancellationToken stop) =>
        await reader.PlaceAsync(sequence, stop) ?? new FeedCursor(sequence, null);

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
    private async Task RestAsync(PipeWriter output, FeedCursor place, CancellationToken stop)
    {
        var arrival = live.WaitAsync(place.Sequence);
        while (!arrival.IsCompleted && await Task.WhenAny(arrival, Task.Delay(heartbeatAfter, stop)) != arrival)
        {
            stop.ThrowIfCancellationRequested();
            Write(output, $": heartbeat\nid: {place}\n\n");
            await output.FlushAsync(stop);
        }
    }

    private static void Write(PipeWriter output, string text) => Encoding.UTF8.GetBytes(text, output);
}
