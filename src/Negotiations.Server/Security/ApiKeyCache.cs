using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;
using Negotiations.Store.Connections;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Security;

/// <summary>Keys as they are presented: remembered for seconds, so that not every request asks the database.</summary>
internal sealed class ApiKeyCache(ApiKeyStore keys, IMemoryCache cache, DatabaseClock clock)
{
    // How long a key revoked on one node may go on working on another. With the period of CredentialWatch it stays
    // below five seconds.
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(2);

    /// <summary>The key this text is; null when it is none, or one that no longer opens anything.</summary>
    public Task<StoredApiKey?> FindAsync(string text, CancellationToken stop) => FindAsync(ApiKey.HashOf(text), stop);

    /// <summary>The key with this hash, likewise.</summary>
    public async Task<StoredApiKey?> FindAsync(byte[] hash, CancellationToken stop)
    {
        var key = await cache.GetOrCreateAsync(Name(hash), async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Memory;
            entry.Size = 1;
            return await LookUpAsync(hash, stop);
        });
        return key is not null && IsUsable(key) ? key : null;
    }

    /// <summary>False when there is no such key.</summary>
    public async Task<bool> RevokeAsync(Guid id, CancellationToken stop)
    {
        if (await keys.RevokeAsync(id, stop) is not { } hash)
            return false;

        cache.Remove(Name(hash));
        return true;
    }

    /// <summary>What is known of the key is asked for again.</summary>
    public void Evict(byte[] hash) => cache.Remove(Name(hash));

    private async Task<StoredApiKey?> LookUpAsync(byte[] hash, CancellationToken stop)
    {
        if (
            await keys.FindAsync(hash, stop) is not var (key, stored)
            || !CryptographicOperations.FixedTimeEquals(hash, stored)
        )
            return null;

        // To the day: one write a key and day distinguishes a forgotten key from one in use.
        if (IsUsable(key) && key.LastUsedOn != clock.Today)
            await keys.MarkUsedAsync(key.Id, clock.Today, stop);

        return key;
    }

    private bool IsUsable(StoredApiKey key) => key.RevokedAt is null && !(key.ExpiresAt <= clock.Now);

    private static string Name(byte[] hash) => "key " + Convert.ToHexString(hash);
}
