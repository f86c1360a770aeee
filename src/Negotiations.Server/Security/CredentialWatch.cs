using Microsoft.AspNetCore.Authentication;
using Negotiations.Server.Dashboard.Session;

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
    private readonly KnownKeys keys;
    private readonly byte[]? hash;
    private readonly DateTimeOffset? expires;
    private readonly CancellationTokenSource ended;
    private readonly CredentialWatcher watcher;
    private readonly SemaphoreSlim ending = new(1);
    private bool isDone;
    private volatile bool hasEnded;
    private volatile bool endsItself;

    private CredentialWatch(HttpContext context, byte[]? hash, DateTimeOffset? expires)
    {
        (this.context, this.hash, this.expires) = (context, hash, expires);
        keys = context.RequestServices.GetRequiredService<KnownKeys>();
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
    public static void UseCredentialWatch(WebApplication app) => app.Use(next => context =>
    {
        if (context.User.Identity?.IsAuthenticated != true || !HttpMethods.IsGet(context.Request.Method))
            return next(context);

        var expires = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;
        var hash = HashOf(context);
        return hash is null && expires is null ? next(context)
            : AnswerAsync(new CredentialWatch(context, hash, expires), next);
    });

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

    /// <summary>Looks at the key or token again, and stops the answer once it opens nothing.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        if (expires > DateTimeOffset.UtcNow && hash is null)
            return;

        if (!(expires <= DateTimeOffset.UtcNow) && await keys.FindAsync(hash!, stop) is not null)
            return;

        // Not while the answer ends by itself: what is cancelled here is gone then.
        await ending.WaitAsync(stop);
        try
        {
            if (!isDone && !hasEnded)
                await EndAsync();
        }
        finally
        {
            ending.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        watcher.Remove(this);
        await ending.WaitAsync();
        isDone = true;
        ending.Release();
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

    private static byte[]? HashOf(HttpContext context) => DeskSession.KeyHashOf(context.User)
        ?? (WaysIn.TokenOf(context.Request) is { } text && text.StartsWith(ApiKey.Scheme, StringComparison.Ordinal)
            ? ApiKey.HashOf(text) : null);

    private async Task EndAsync()
    {
        hasEnded = true;
        if (context.Response.HasStarted && !endsItself)
            context.Abort();

        await ended.CancelAsync();
    }
}
