namespace Negotiations.Ledger;

/// <summary>Why an export is not taken: the first place at which it is not as the log signed it.</summary>
/// <param name="Kind">What it comes to.</param>
/// <param name="Line">From 1; 0: no single one, and the sentence stands alone.</param>
/// <param name="Why">A sentence.</param>
public sealed record ExportFault(ExportFaultKind Kind, long Line, string Why)
{
    /// <summary>Of the event that stands there; null: it is no event, or cannot be read.</summary>
    public string? Stream { get; init; }

    /// <summary>Of that event.</summary>
    public long? Version { get; init; }

    /// <summary>Of that event.</summary>
    public Guid? EventId { get; init; }

    /// <summary>Which member of it is not as it was recorded; null: it cannot be seen, or it is none.</summary>
    public string? Member { get; init; }

    /// <summary>The whole in one sentence or two.</summary>
    public string Text =>
        Line == 0
            ? Why
            : $"Line {Line}"
                + (Stream is null ? "" : $", version {Version} of '{Stream}'")
                + (Member is null ? "" : $", member {Member}")
                + $": {Why}";
}

/// <summary>What a fault of an export comes to.</summary>
public enum ExportFaultKind
{
    /// <summary>It is no export that carries its proof.</summary>
    Unproven,

    /// <summary>It ends before its end.</summary>
    Cut,

    /// <summary>No key that is trusted signed it.</summary>
    UnknownKey,

    /// <summary>It is not as it was written, or not as it was signed.</summary>
    Altered,
}
