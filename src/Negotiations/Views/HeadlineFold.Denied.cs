using Negotiations.Events;

namespace Negotiations.Views;

// What a source says and another denies: behind what is not denied, and never as if no source had said it.
internal sealed partial class HeadlineFold
{
    private void Denied()
    {
        if (LastDenied(HeadlineChoice.IsAct) is { } act && !IsBeforeAll(act))
            Say(act);

        // What became of a plan, and a later edition: where their reports are denied, these are what there is to say.
        if (
            LastDenied(fact => IsOfPlan(fact) || (status.Kind == NegotiationKind.DialogueSeries && IsEdition(fact))) is
            { } meeting
        )
            SayOnce(meeting);

        // Where its losses stand, the clash is said with the denial of it.
        if (
            LastDenied(fact => fact is ClashReported { ClashId: not null }) is { } clash
            && status.Clashes.Last is { ClashId: { } id } shown
            && id == ClashFold.IdOf(clash.Fact)
            && said.Exists(each => each.Events.Contains(shown.EventId))
        )
            SayOnce(clash);

        if (said.Count == 0 && LastDenied(fact => fact is not NegotiationOpened) is { } only)
            Say(only);
    }

    private void SayOnce(EffectiveEvent each)
    {
        if (!IsSaid(each) && (status.Kind != NegotiationKind.DialogueSeries || !IsBeforeAll(each)))
            Say(each);
    }

    private EffectiveEvent? LastDenied(Func<Fact, bool> takes) => denied.LastOrDefault(each => takes(each.Fact));

    private bool IsBeforeAll(EffectiveEvent each) =>
        said.Count > 0
        && ById(said[^1].Events.LastOrDefault()) is { } latest
        && each.Occurred.Latest < latest.Occurred.Earliest;

    // Of a meeting whose plan is in the sentence.
    private bool IsOfPlan(Fact fact) =>
        fact is not MeetingScheduled
        && MeetingFold.IdOf(fact) is { } id
        && said.Exists(each =>
            each.Clause.Code == "scheduled.was"
            && each.Events.Any(plan => ById(plan) is { } by && MeetingFold.IdOf(by.Fact) == id)
        );
}
