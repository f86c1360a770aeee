using Negotiations.Events;

namespace Negotiations.Views;

// Another instrument in the place of this one.
internal sealed partial class TrackedInstrument
{
    /// <summary>What is said to take its place.</summary>
    public IReadOnlyList<TrackedInstrument> Successors { get; private set; } = [];

    /// <summary>
    /// What took its place: one that has come about, where this one never was in force, and one that is in force,
    /// where it was. Null: none did.
    /// </summary>
    public TrackedInstrument? Successor =>
        Successors.FirstOrDefault(each => each.Replaces(each.Reading.State, Reading.State));

    /// <param name="all">Decided, as this one is.</param>
    public void FindSuccessors(IReadOnlyList<TrackedInstrument> all) =>
        Successors = [.. all.Where(each => each.TakesThePlaceOf(this) && !TakesThePlaceOf(each))];

    /// <summary>
    /// What takes its place ends it once that is in force for all who are in it (VCLT art. 59), unless a source says
    /// when it ended.
    /// </summary>
    public void TakeSuccessions()
    {
        if (
            events.Exists(each =>
                !each.Optional
                && each.Event.Fact
                    is InstrumentEnded
                    {
                        Party: null,
                        Mode: not (EndMode.Suspended or EndMode.ProvisionalApplicationEnded)
                    }
            )
        )
            return;

        var bound = Bound().ToHashSet(StringComparer.Ordinal);
        foreach (var successor in Successors)
            if (successor.Reading is not null && (!successor.Bound().Any() || bound.IsSubsetOf(successor.Bound())))
                foreach (var force in successor.Forces())
                    Steps.AddSuccession(force);
    }

    private IEnumerable<InstrumentStep> Forces() =>
        Reading.Force is { Kind: InstrumentStepKind.Sign or InstrumentStepKind.Consent } act
            ? [act]
            : Steps.All.Where(step => step.Kind == InstrumentStepKind.Force && step.Parties.IsZero);

    // Whom a source names as in it, and no source as out of it.
    private IEnumerable<string> Bound() =>
        events
            .SelectMany(each =>
                each.Event.Fact switch
                {
                    InstrumentSigned e => e.Signatories ?? [],
                    ConsentExpressed { Party: { } party } => [party],
                    EnteredIntoForce { ForParty: { } party } => [party],
                    _ => [],
                }
            )
            .Except(
                events.SelectMany(each =>
                    each.Event.Fact switch
                    {
                        InstrumentEnded { Party: { } party } => [party],
                        ConsentExpressed { InPlaceOf: { } party } => [party],
                        _ => (IEnumerable<string>)[],
                    }
                )
            );

    /// <param name="own">A state of this one.</param>
    /// <param name="state">Of the other, whose place it takes.</param>
    public bool Replaces(InstrumentState own, InstrumentState state) =>
        InstrumentLaw.IsInForce(state) ? InstrumentLaw.IsInForce(own) : Law.IsConcluded(own);
}
