using Microsoft.Extensions.Caching.Memory;
using Negotiations.Store.Connections;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Security;

/// <summary>Sessions as cookies name them: remembered for seconds, as keys are.</summary>
internal sealed class SessionCache(SessionStore sessions, IMemoryCache cache, DatabaseClock clock)
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(2);

    // One write a minute shows which session is in use.
    private static readonly TimeSpan Seen = TimeSpan.FromMinutes(1);

    /// <summary>Whether the session was begun and is not over.</summary>
    public async Task<bool> IsOpenAsync(Guid id, CancellationToken stop)
    {
        var session = await cache.GetOrCreateAsync(Name(id), async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Memory;
            entry.Size = 1;
            var found = await sessions.FindAsync(id, stop);
            if (found is not null && IsOpen(found) && clock.Now - found.LastSeenAt > Seen)
                await sessions.SeeAsync(id, stop);

            return found;
        });
        return session is not null && IsOpen(session);
    }

    public async Task EndAsync(Guid id, CancellationToken stop)
    {
        await sessions.EndAsync(id, stop);
        Evict(id);
    }

    /// <summary>What is known of the session is asked for again.</summary>
    public void Evict(Guid id) => cache.Remove(Name(id));

    private bool IsOpen(StoredSession session) => session.EndedAt is null && session.EndsAt > clock.Now;

    private static string Name(Guid id) => "session " + id;
}
