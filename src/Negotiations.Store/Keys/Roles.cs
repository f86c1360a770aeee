using System.Security.Claims;

namespace Negotiations.Store.Keys;

/// <summary>Who may do what. A role is that of a key or a claim of a token; each right is a policy of the
/// server.</summary>
public static class Roles
{
    public const string Reader = "reader";
    public const string Monitor = "monitor";
    public const string Auditor = "auditor";
    public const string Admin = "admin";

    /// <summary>Policy: append to the record.</summary>
    public const string CanRecord = "can-record";

    /// <summary>Policy: read; open to everyone unless the server is configured otherwise.</summary>
    public const string CanRead = "can-read";

    /// <summary>Policy: have events sent; to anybody who is known, since someone must be informed when it
    /// fails.</summary>
    public const string CanSubscribe = "can-subscribe";

    /// <summary>Policy: start what costs the server work, such as an audit.</summary>
    public const string CanAudit = "can-audit";

    /// <summary>Policy: manage keys.</summary>
    public const string CanAdminister = "can-administer";

    /// <summary>Policy: look at the metrics.</summary>
    public const string CanWatch = "can-watch";

    public static IReadOnlyList<string> All { get; } = [Reader, Monitor, Auditor, Admin];

    /// <summary>Claim: the id of the subject (<see cref="Keys.Subject"/>).</summary>
    public const string SubjectClaim = "negotiations:subject";

    /// <summary>By which what belongs to this subject is found.</summary>
    public static string SubjectId(this ClaimsPrincipal user) =>
        user.FindFirst(SubjectClaim)?.Value ?? throw new InvalidOperationException("The caller has no subject.");

    /// <summary>The name events are recorded by.</summary>
    public static string Subject(this ClaimsPrincipal user) =>
        user.Identity?.Name ?? throw new InvalidOperationException("An event needs an authenticated subject.");
}
