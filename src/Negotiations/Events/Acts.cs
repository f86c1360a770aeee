using System.Text.Json;
using Negotiations.Values;

namespace Negotiations.Events;

/// <summary>What an earlier event should have said. The earlier event stays as it was appended.</summary>
public sealed record EventCorrected : Act
{
    /// <summary>Null where the monitor did not say which.</summary>
    public CorrectionKind? Kind { get; init; }

    /// <summary>
    /// A merge patch (RFC 7386) over the target as it stands after the corrections recorded before; null removes a
    /// member.
    /// </summary>
    public required JsonElement Patch { get; init; }

    [Member(MemberKind.LongProse)]
    public required string Reason { get; init; }
}

/// <summary>An earlier event no longer counts. Retracting a correction brings back what it changed.</summary>
public sealed record EventRetracted : Act
{
    public required RetractionReason Reason { get; init; }

    /// <summary>For duplicates: the event that stays, here or in another negotiation.</summary>
    public Guid? DuplicateOf { get; init; }

    /// <summary>For what was recorded in the wrong negotiation: the event that says it where it belongs.</summary>
    public EventPlace? MovedTo { get; init; }
}

/// <summary>A further source for an earlier event; the sources are those of the act.</summary>
public sealed record SourceAttached : Act
{
    /// <summary>Null counts as <see cref="Stance.Confirms"/>.</summary>
    public Stance? Stance { get; init; }
}
