using System.Text.Json.Serialization;
using Negotiations.Values;

namespace Negotiations.Views;

/// <param name="Certain">Where it stands in every placing of the dates and every reading of what is disputed; null
/// where no one value does.</param>
/// <param name="Possible">Where it may stand. The first is the one that <paramref name="Since"/>,
/// <paramref name="DecidedBy"/> and <paramref name="Claim"/> are about: with every date as early as it may be, and
/// what is disputed taken as it was said.</param>
/// <param name="Since">When that began to hold; null while nothing has moved it.</param>
/// <param name="DecidedBy">The event that put it there; none while nothing has moved it.</param>
/// <param name="Claim">How that event was claimed, where a source says so.</param>
public sealed record PhaseView(
    Phase? Certain,
    IReadOnlyList<Phase> Possible,
    Edtf? Since,
    IReadOnlyList<Guid> DecidedBy,
    ClaimStatus? Claim
)
{
    /// <summary>The one value that a list or a headline shows.</summary>
    [JsonIgnore]
    public Phase Shown => Possible[0];

    public bool Equals(PhaseView? other) =>
        other is not null
        && Certain == other.Certain
        && Possible.SequenceEqual(other.Possible)
        && Since == other.Since
        && DecidedBy.SequenceEqual(other.DecidedBy)
        && Claim == other.Claim;

    public override int GetHashCode() => HashCode.Combine(Certain, Possible.Count, Shown, Since);
}

/// <summary>The latest thing that happened between those whose relations have no ladder.</summary>
/// <param name="Type">Wire name of the event.</param>
/// <param name="Claim">How it was claimed, where a source says so.</param>
public sealed record LatestStep(string Type, Edtf Occurred, Guid EventId, ClaimStatus? Claim);
