using Negotiations.Store.Audits;

namespace Negotiations.Dashboard.Hosting;

/// <summary>What the pages need of the program that shows them.</summary>
public interface IDashboardHost
{
    /// <summary>Opens a session for a key and takes its owner for who asks.</summary>
    /// <returns>False: the key is unknown, expired or revoked, and nothing has changed.</returns>
    Task<bool> OpenSessionAsync(HttpContext context, string key);

    Task CloseSessionAsync(HttpContext context);

    /// <summary>Waits for a turn to fold an answer from the events; too many at a time are refused.</summary>
    ValueTask<object?> TakeTurnAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next);

    /// <summary>Query parameters of the request that its page does not take.</summary>
    IReadOnlyList<string> NotUnderstood(HttpContext context);

    /// <summary>Where this server answers, as addresses are written; without a slash at its end.</summary>
    string Root(HttpContext context);

    /// <returns>The audit's id.</returns>
    Task<Guid> StartAuditAsync(string by, CancellationToken stop);

    /// <summary>How far an audit is; null: none has this id.</summary>
    Task<AuditReport?> FindAuditAsync(Guid id, CancellationToken stop);

    /// <summary>What the release of an import changed; null: none has this id, or it is not for who asks.</summary>
    Task<ReleaseModel?> FindReleaseAsync(Guid id, HttpContext context);
}
