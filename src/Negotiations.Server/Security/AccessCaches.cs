using Negotiations.Store.Keys;

namespace Negotiations.Server.Security;

/// <summary>All caches of credentials on this node.</summary>
internal sealed class AccessCaches(
    ApiKeyCache keys,
    SessionCache sessions,
    TokenSubjects tokens,
    FeedAddressCache feeds
)
{
    /// <summary>What was ended opens nothing on this node from now on.</summary>
    public void Evict(string subject, EndedAccess ended)
    {
        tokens.Evict(subject);
        foreach (var hash in ended.Keys)
            keys.Evict(hash);

        foreach (var id in ended.Sessions)
            sessions.Evict(id);

        foreach (var hash in ended.FeedAddresses)
            feeds.Evict(hash);
    }
}
