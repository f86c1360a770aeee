using System.Text.Json.Nodes;

namespace Negotiations.Store.Audits;

/// <summary>How far an audit is, and what it found.</summary>
/// <param name="Id">Of the audit.</param>
/// <param name="State">Running, done or failed.</param>
/// <param name="StartedBy">The auditor.</param>
/// <param name="StartedAt">By the database's clock.</param>
/// <param name="FinishedAt">Likewise; null while it runs.</param>
/// <param name="Total">Negotiations there were when it began.</param>
/// <param name="Checked">How many of them have been rebuilt and compared.</param>
/// <param name="Equal">Views that equal their rebuild, byte for byte.</param>
/// <param name="Different">Views that do not.</param>
/// <param name="Incomplete">Negotiations with an event that cannot be read, or without a view.</param>
/// <param name="Findings">Of those that are not equal, the first hundred.</param>
public sealed record AuditReport(
    Guid Id,
    AuditState State,
    string StartedBy,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    int Total,
    int Checked,
    int Equal,
    int Different,
    int Incomplete,
    IReadOnlyList<AuditFinding> Findings
);

public enum AuditState
{
    Running,
    Done,
    Failed,
}

/// <summary>One negotiation whose view is not what its events say.</summary>
/// <param name="Negotiation">Its id.</param>
/// <param name="State">Different or incomplete.</param>
/// <param name="Field">The first field that differs; null when the whole view is missing or cannot be read.</param>
/// <param name="Expected">Its value by the events.</param>
/// <param name="Actual">Its value in the view.</param>
/// <param name="EventId">The event that cannot be read; null when all can.</param>
/// <param name="Detail">One sentence.</param>
public sealed record AuditFinding(
    string Negotiation,
    AuditVerdict State,
    string? Field,
    JsonNode? Expected,
    JsonNode? Actual,
    Guid? EventId,
    string Detail
);

public enum AuditVerdict
{
    Equal,
    Different,
    Incomplete,
}
