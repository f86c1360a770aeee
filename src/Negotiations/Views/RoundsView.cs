using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <param name="Held">Rounds held; several reports of one round count once.</param>
/// <param name="CountLow">The same if all reports that may be of one round are.</param>
/// <param name="Unenumerated">Of these, reports that stand for several rounds that no source counted: with any, the
/// number held is a floor.</param>
/// <param name="Last">The last one.</param>
/// <param name="NextScheduled">When the next one is planned for.</param>
/// <param name="Several">How many reports stand for, where sources put it in words; null: none does.</param>
public sealed record RoundsView(
    int Held,
    int CountLow,
    int Unenumerated,
    RoundView? Last,
    Edtf? NextScheduled,
    IReadOnlyList<SeveralView>? Several = null
);

/// <summary>How many happenings one report stands for.</summary>
/// <param name="EventId">The report.</param>
/// <param name="Count">As its source words it, with the limits that the words support.</param>
public sealed record SeveralView(Guid EventId, Edtf Occurred, QuantityView Count)
{
    internal static SeveralView? Of(EffectiveEvent report) =>
        report.Fact is { Unenumerated: true, Count: { } count }
            ? new SeveralView(report.Id, report.Occurred, QuantityView.Of(count)!)
            : null;
}

public sealed record RoundView(
    Guid EventId,
    Edtf Occurred,
    string? MeetingId,
    int? RoundNumber,
    RoundLevel? Level,
    RoundOutcome? Outcome,
    string? Place
);
