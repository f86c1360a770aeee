using Microsoft.AspNetCore.Http.Timeouts;
using Negotiations.Dashboard.Routes;
using Negotiations.Store.Connections;
using static System.Threading.Tasks.ConfigureAwaitOptions;

namespace Negotiations.Server.Http;

/// <summary>
/// Answers 503 for requests that wait for a database that is silent. Their work cannot be ended, since the driver would
/// wait for the database to take the cancel; so they are answered, and their work is left to end when it can.
/// </summary>
internal sealed class SilenceAnswers(DatabasePulse pulse)
{
    // What needs no database answers at once, silent or not.
    private static readonly TimeSpan InSilence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(0.5);

    private const int MostLeft = 64;

    private int left;

    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        // Health has an answer of its own.
        if (context.Request.Path.StartsWithSegments("/health"))
        {
            await next(context);
            return;
        }

        var wait = pulse.IsSilent ? InSilence : Before;
        if (wait == InSilence && Volatile.Read(ref left) >= MostLeft)
        {
            await AnswerAsync(context);
            return;
        }

        using var abort = new CancellationTokenSource();
        await using var gone = context.RequestAborted.UnsafeRegister(_ => Abort(abort), null);
        context.RequestAborted = abort.Token;
        var working = next(context);
        while (!working.IsCompleted)
        {
            await working.WaitAsync(wait, CancellationToken.None).ConfigureAwait(SuppressThrowing);
            if (!working.IsCompleted && pulse.IsSilent && !context.Response.HasStarted)
            {
                await LeaveAsync(context, working);
                return;
            }

            wait = Between;
        }

        await working;
    }

    // A cancel would hold the thread that sends it until the database answers.
    private void Abort(CancellationTokenSource abort)
    {
        if (!pulse.IsSilent)
            abort.Cancel();
    }

    private async Task LeaveAsync(HttpContext context, Task working)
    {
        Interlocked.Increment(ref left);
        try
        {
            context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();

            // The connection stays with the work; the next request is to come on another.
            if (HttpProtocol.IsHttp11(context.Request.Protocol))
                context.Response.Headers.Connection = "close";

            await AnswerAsync(context);
            await context.Response.CompleteAsync();
            await working.ConfigureAwait(SuppressThrowing);
        }
        finally
        {
            Interlocked.Decrement(ref left);
        }
    }

    private static Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "5";
        var method = context.Request.Method;
        var problem =
            HttpMethods.IsGet(method) || HttpMethods.IsHead(method)
                ? Failures.StoreUnavailable()
                : Failures.OutcomeUnknown();
        return PageAnswer.ForWhoAsks(context, problem).ExecuteAsync(context);
    }
}
