using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <param name="Count">Clashes known by a report, or by losses that name them; several reports of one clash count
/// once.</param>
/// <param name="CountLow">The same if all reports that may be of one clash are.</param>
/// <param name="Unenumerated">Of these, reports that stand for several clashes that no source counted: with any, the
/// count is a floor.</param>
/// <param name="Last">The last in the order of the world.</param>
/// <param name="Incidents">Each clash with what is counted of each side and of all.</param>
/// <param name="Tolls">Every toll as its source gave it, side by side.</param>
/// <param name="Killed">Over all clashes; null: no source counts them.</param>
/// <param name="Injured">Likewise. Who fled may have fled from more than one clash: those are counted by clash
/// only.</param>
/// <param name="Several">How many reports stand for, where sources put it in words; null: none does.</param>
public sealed record ClashesView(
    int Count,
    int CountLow,
    int Unenumerated,
    ClashView? Last,
    IReadOnlyList<IncidentView> Incidents,
    IReadOnlyList<TollView> Tolls,
    Figure? Killed,
    Figure? Injured,
    IReadOnlyList<SeveralView>? Several = null
);

public sealed record ClashView(Guid EventId, Edtf Occurred, string? ClashId, string? Place);

/// <summary>One source's count at one time.</summary>
/// <param name="EventId">The report.</param>
/// <param name="Source">The voice: the publisher, else the symbol, title or address.</param>
/// <param name="Latest">False when no figure of it bounds one of the view: each was replaced, superseded or repeats
/// another.</param>
/// <param name="Claim">Whom the source credits, and in what voice.</param>
/// <param name="Repeats">The report whose count this one says again.</param>
public sealed record TollView(
    Guid EventId,
    string? ClashId,
    string? Side,
    string Source,
    TollOf? Of,
    Edtf Occurred,
    Edtf? AsOf,
    Edtf? Published,
    QuantityView? Killed,
    QuantityView? Injured,
    QuantityView? Displaced,
    QuantityView? Evacuated,
    bool Latest,
    Claim? Claim = null,
    Guid? Repeats = null
);
