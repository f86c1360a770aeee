using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// The time that an instrument is to cover. That it is over ends no instrument: many go on until one of the parties
/// says otherwise. The view says that it is over, and that no source says what came after it.
/// </summary>
internal static class InstrumentValidity
{
    public const string Passed = "validity-passed";

    /// <summary>What an act says of it; null: nothing.</summary>
    public static Edtf? Of(Fact fact) =>
        fact switch
        {
            InstrumentSigned e => e.Validity,
            TextAuthenticated e => e.Validity,
            _ => null,
        };

    public static void Find(InstrumentFold instruments, Moment moment, FoldTrace trace)
    {
        foreach (var instrument in instruments.All)
            Find(instrument, instruments, moment, trace);
    }

    private static void Find(TrackedInstrument instrument, InstrumentFold all, Moment moment, FoldTrace trace)
    {
        // A denied statement may be so in another reading, and then it may cover the time since.
        var own = instrument.Events.Where(each => Of(each.Event.Fact) is not null && moment.MayBe(each)).ToList();
        if (!own.Exists(moment.IsFirm) || IsExtension(instrument, all))
            return;

        List<PlacedEvent> stated = [.. own, .. Extensions(instrument, all, moment).Where(moment.MayBe)];
        var ends = stated.ConvertAll(each => Of(each.Event.Fact)!.Ending);
        if (ends.Exists(each => each.Latest is null) || ends.MaxBy(each => each.Latest) is not { } until)
            return;

        if (!trace.IsOver(until))
        {
            trace.TurnsAfter(until.Latest);
            return;
        }

        if (
            !IsReplaced(instrument, all, moment)
            && !MayHaveEnded(instrument, all)
            && !IsFollowed(instrument, all, until, moment)
        )
            trace.Anomaly(
                Passed,
                stated.Select(each => each.Event.Id),
                ("instrument", instrument.Id ?? ""),
                ("until", until)
            );
    }

    // An agreement that amends it may give it more time, and one that has not come about gives none (VCLT arts. 14,
    // 39).
    private static IEnumerable<PlacedEvent> Extensions(
        TrackedInstrument instrument,
        InstrumentFold all,
        Moment moment
    ) => Amending(instrument, all, moment).Where(each => Of(each.Event.Fact) is not null);

    private static IEnumerable<PlacedEvent> Amending(TrackedInstrument instrument, InstrumentFold all, Moment moment) =>
        instrument.Id is not { } id
            ? []
            : all
                .All.Where(each => each != instrument)
                .Where(each => each.Events.Any(act => ((InstrumentFact)act.Event.Fact).Amends == id))
                .Where(each => MayHaveComeAbout(each, all, moment))
                .SelectMany(each => each.Events);

    // To end, leave, suspend, resume or amend it on a later day is to say that it had gone on until then.
    private static bool IsFollowed(TrackedInstrument instrument, InstrumentFold all, Edtf until, Moment moment) =>
        instrument
            .Events.Where(each => each.Event.Fact is InstrumentEnded or InstrumentResumed or EnteredIntoForce)
            .Concat(
                Amending(instrument, all, moment)
                    .Where(each => each.Event.Fact is InstrumentSigned or TextAuthenticated or EnteredIntoForce)
            )
            .Any(each =>
                moment.MayBe(each)
                && !(((each.Event.Fact as InstrumentEnded)?.Effective ?? each.Event.Occurred).Latest < until.Latest)
            );

    // What it says is of the time of the other, and is read there.
    private static bool IsExtension(TrackedInstrument instrument, InstrumentFold all) =>
        instrument.Description.Amends is { } amended && all.All.Any(each => each != instrument && each.Id == amended);

    private static bool IsReplaced(TrackedInstrument instrument, InstrumentFold all, Moment moment) =>
        instrument.Id is { } id
        && all.All.Any(each =>
            each != instrument
            && each.Events.Any(act => moment.MayBe(act) && ((InstrumentFact)act.Event.Fact).Supersedes == id)
            && MayHaveComeAbout(each, all, moment)
        );

    private static bool MayHaveComeAbout(TrackedInstrument instrument, InstrumentFold all, Moment moment) =>
        all
            .Otherwise.SelectMany(each => each.All)
            .Where(each => each.Id == instrument.Id && each.Id is not null)
            .Append(instrument)
            .Any(each => each.States?.Any(state => MayHaveComeAbout(each, state, moment)) != false);

    // In force, or applied pending that; or adopted, or signed where no source says that more is needed: of most of
    // these no one reports the day of their entry into force.
    private static bool MayHaveComeAbout(TrackedInstrument instrument, InstrumentState state, Moment moment) =>
        InstrumentLaw.IsInForce(state)
        || state.Provisional
        || !state.ProvisionalFor.IsZero
        || (
            instrument.Law.BeforeForce(state) is InstrumentStatus.Signed or InstrumentStatus.Authenticated
            && (instrument.Terms is null || instrument.Law.Decides(ForceTrigger.Signature))
            && (state.Signed || IsAdopted(instrument, moment))
            && !IsRejected(instrument, moment)
        );

    private static bool IsAdopted(TrackedInstrument instrument, Moment moment) =>
        instrument.Events.Any(each =>
            moment.MayBe(each) && each.Event.Fact is TextAuthenticated { Mode: AuthenticationMode.Adopted }
        );

    // The last word of an organ of a party, and that it may have said yes after it is enough to leave it open.
    private static bool IsRejected(TrackedInstrument instrument, Moment moment) =>
        instrument.Events.Any(each =>
            moment.IsFirm(each)
            && each.Event.Fact is ApprovalGiven { Outcome: ApprovalOutcome.Rejected } no
            && !instrument.Events.Any(other =>
                moment.MayBe(other)
                && other.To >= each.From
                && other.Event.Fact is ApprovalGiven { Outcome: ApprovalOutcome.Approved } yes
                && yes.Party == no.Party
            )
        );

    private static bool MayHaveEnded(TrackedInstrument instrument, InstrumentFold all) =>
        all
            .Otherwise.SelectMany(each => each.All)
            .Where(each => each.Id == instrument.Id)
            .Append(instrument)
            .Any(each => each.Outcomes.Any(outcome => outcome.HasEnded));
}
