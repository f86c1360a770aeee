using Negotiations.Events;
using Negotiations.Json;

namespace Negotiations.Views;

/// <summary>
/// The latest thing that those in relations did with each other. What was said, planned, feared or fought over is no
/// step of theirs.
/// </summary>
internal static class LatestSteps
{
    public static LatestStep? Of(IReadOnlyList<EffectiveEvent> inOrder) =>
        inOrder.LastOrDefault(each => !each.IsDenied && IsStep(each.Fact)) is { } last
            ? new LatestStep(EventJson.NameOf(last.Fact), last.Occurred, last.Id, last.Held)
            : null;

    internal static bool IsStep(Fact fact) =>
        fact
            is MeetingHeld
                or RoundHeld
                or SectionsAgreed
                or AgreementReached
                or CeasefireAgreed
                or TalksStatusChanged
                or InstrumentFact
                or CommitmentReported
                or MeasureTaken
                or MilestoneReported { Status: MilestoneStatus.Achieved }
                or StatementIssued { Form: StatementForm.JointStatement };
}
