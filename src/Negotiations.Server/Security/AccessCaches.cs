using Negotiations.Store.Keys;

namespace Negotiations.Server.Security;

/// <summary>All that this node remembers of who may come in.</summary>
internal sealed class AccessCaches(
    ApiKeyCache keys,
    SessionCache sessions,
    TokenSubjects tokens,
    FeedAddressCache feeds
)
{
    /// <summary>What was ended opens nothing on this node from now on.</summary>
    public void Forget(string subject, EndedAccess ended)
    {
        tokens.Forget(subject);
        foreach (var hash in ended.Keys)
            keys.Forget(hash);

        foreach (var id in ended.Sessions)
            sessions.Forget(id);

        foreach (var hash in ended.FeedAddresses)
            feeds.Forget(hash);
    }
}
