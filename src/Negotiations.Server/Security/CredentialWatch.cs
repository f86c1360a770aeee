using Microsoft.AspNetCore.Authentication;

namespace Negotiations.Server.Security;

/// <summary>
/// Authorization for as long as an answer takes, not only at its beginning: while a request is answered, its key or
/// token is looked at again.
/// When that ends (revoked or expired), the request's token is cancelled, and an answer that has begun is cut off, so
/// that a client can see that it
/// is incomplete. One mechanism for streams, exports and pages: they all stop by <see
/// cref="HttpContext.RequestAborted"/>.
/// </summary>
internal sealed class CredentialWatch : IAsyncDisposable
{
    private readonly HttpContext context;
    private readonly Credential credential;
    private readonly CancellationTokenSource ended;
    private readonly CredentialWatcher watcher;
    private readonly Lock ending = new();
    private Task cancelling = Task.CompletedTask;
    private bool isDone;
    private volatile bool hasEnded;
    private volatile bool endsItself;

    private CredentialWatch(HttpContext context, Credential credential)
    {
        (this.context, this.credential) = (context, credential);
        ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        context.RequestAborted = ended.Token;
        context.Features.Set(this);
        watcher = context.RequestServices.GetRequiredService<CredentialWatcher>();
        watcher.Add(this);
    }

    /// <summary>The key or token of this request no longer opens anything.</summary>
    public bool HasEnded => hasEnded;

    /// <summary>After authorization. What changes the record is short, and is carried out whole or not at all: only
    /// reading is watched.</summary>
    public static void UseCredentialWatch(WebApplication app) =>
        app.Use(next =>
            context =>
            {
                if (context.User.Identity?.IsAuthenticated != true || !HttpMethods.IsGet(context.Request.Method))
                    return next(context);

                return AnswerAsync(new CredentialWatch(context, Credential.Of(context)), next);
            }
        );

    /// <summary>The watch over this request; null: it came without a credential.</summary>
    /// <remarks>An answer that asks for it says its own last words when the watch has ended, and is not cut
    /// off.</remarks>
    public static CredentialWatch? TakeOver(HttpContext context)
    {
        if (context.Features.Get<CredentialWatch>() is not { } watch)
            return null;

        watch.endsItself = true;
        return watch;
    }

    /// <summary>Looks at the credential again, and stops the answer once it opens nothing.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        if (await credential.IsGoodAsync(stop))
            return;

        // An answer that is done by now has given its context to another request.
        lock (ending)
            if (!isDone && !hasEnded)
                End();
    }

    public async ValueTask DisposeAsync()
    {
        watcher.Remove(this);
        lock (ending)
            isDone = true;

        await cancelling;
        ended.Dispose();
    }

    private static async Task AnswerAsync(CredentialWatch watch, RequestDelegate next)
    {
        await using (watch)
        {
            var context = watch.context;
            try
            {
                await next(context);
            }
            catch (Exception) when (watch.hasEnded)
            {
                // It was stopped by the watch, wherever it was.
            }

            if (watch.hasEnded && !context.Response.HasStarted)
            {
                context.Response.Clear();
                await context.ChallengeAsync();
            }
            else if (watch.hasEnded && !watch.endsItself)
            {
                context.Abort();
            }
        }
    }

    private void End()
    {
        hasEnded = true;
        if (context.Response.HasStarted && !endsItself)
            context.Abort();

        cancelling = ended.CancelAsync();
    }
}
