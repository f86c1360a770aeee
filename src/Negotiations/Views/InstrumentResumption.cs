using System.Numerics;
using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>
/// What a resumption came to: it lifts a suspension, or revokes a notice that has no effect yet (VCLT art. 68). After
/// an end, or the effect of a withdrawal, nothing follows from it: only a new consent or a further entry into force
/// brings a party back.
/// </summary>
internal static class InstrumentResumption
{
    public const string Late = "resumed-after-end";

    public static void Find(TrackedInstrument instrument, List<PlacedEvent> sure, Moment moment, FoldTrace trace)
    {
        foreach (var each in sure)
            if (each.Event.Fact is InstrumentResumed resumed && IsLate(instrument, each, moment))
                trace.Anomaly(
                    Late,
                    [each.Event.Id],
                    [
                        ("instrument", instrument.Id ?? ""),
                        ("on", each.Event.Occurred),
                        .. resumed.Party is { } party ? [("party", party)] : Array.Empty<(string, object)>(),
                    ]
                );
    }

    /// <summary>By the view, it had ended or the party was out of it, and nothing was lifted or revoked.</summary>
    public static bool IsLate(InstrumentResumed resumed, InstrumentView view) =>
        !Revokes(resumed, view)
        && !Lifts(resumed, view)
        && (
            view.Ended is not null
            || (
                resumed.Party is { } party
                && view.Parties.LastOrDefault(each => each.Party == party && each.Provisional != true)
                    is { Until: not null }
            )
        );

    public static bool Revokes(InstrumentResumed resumed, InstrumentView view) =>
        view.Withdrawals.Any(each => each.Revoked == resumed.Occurred && IsOf(resumed, each.Party));

    public static bool Lifts(InstrumentResumed resumed, InstrumentView view) =>
        view.Suspensions.Any(each =>
            each.Until == resumed.Occurred && (each.Party is null || IsOf(resumed, each.Party))
        );

    private static bool IsOf(InstrumentResumed resumed, string? party) =>
        resumed.Party is null || resumed.Party == party;

    // In every placing and reading, as the anomaly says that it is so.
    private static bool IsLate(TrackedInstrument instrument, PlacedEvent resumption, Moment moment)
    {
        var steps = instrument.Moving;
        if (
            !steps.Any(step =>
                step.Kind is InstrumentStepKind.End or InstrumentStepKind.NoticeEffect && step.From <= resumption.To
            )
        )
            return false;

        var law = instrument.Law;
        return instrument
                .Follow(
                    false,
                    _ => true,
                    (isLate, before, _, step) =>
                        isLate || (step.By.Id == resumption.Event.Id && IsOut(law, before, step.Parties)),
                    moment
                )
                ?.All(each => each.Beside) == true;
    }

    private static bool IsOut(InstrumentLaw law, InstrumentState state, BigInteger parties) =>
        law.HasEnded(state) || (!parties.IsZero && (parties & ~state.Withdrawn).IsZero);
}
