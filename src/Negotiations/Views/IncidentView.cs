using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>A clash with what was counted in it, or a toll of no named clash.</summary>
/// <param name="ClashId">Null where the tolls name no clash.</param>
/// <param name="Occurred">By its first report; without one, by its first toll.</param>
/// <param name="Over">The clashes in the days of tolls that name none: their headline; null for a clash.</param>
/// <param name="Claim">Disputed where every report of it is; denied where its reports are and its losses stand; null
/// otherwise.</param>
/// <param name="Sides">What is counted of each side.</param>
/// <param name="Total">All sides: headlines and the sum of the sides together.</param>
public sealed record IncidentView(
    string? ClashId,
    Edtf Occurred,
    IReadOnlyList<string>? Over,
    ClaimStatus? Claim,
    IReadOnlyList<SideLosses> Sides,
    Losses Total
);

/// <summary>What sources count together; null: none counts it. Households are counted apart from people.</summary>
public sealed record Losses(
    Figure? Killed,
    Figure? Injured,
    Figure? Displaced,
    Figure? Evacuated,
    Figure? DisplacedHouseholds,
    Figure? EvacuatedHouseholds
)
{
    internal static Losses None { get; } = new(null, null, null, null, null, null);
}

/// <summary>What sources count of one side.</summary>
/// <param name="Side">Its code.</param>
public sealed record SideLosses(
    string Side,
    Figure? Killed,
    Figure? Injured,
    Figure? Displaced,
    Figure? Evacuated,
    Figure? DisplacedHouseholds,
    Figure? EvacuatedHouseholds
);
