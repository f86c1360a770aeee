using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>
/// What became of a plan by a report that is denied: it is no outcome of the reference, and no silence either.
/// </summary>
internal static class DeniedOutcomes
{
    /// <summary>Without the plans of which a denied report says what became of them: in one reading nothing is
    /// missing.</summary>
    /// <param name="anomalies">Of the reference.</param>
    /// <param name="events">Of the reference.</param>
    /// <param name="denied">What is denied and may have been.</param>
    public static IReadOnlyList<Anomaly> Without(
        IReadOnlyList<Anomaly> anomalies,
        IReadOnlyList<EffectiveEvent> events,
        IReadOnlyList<EffectiveEvent> denied
    ) =>
        denied.Count == 0
            ? anomalies
            :
            [
                .. anomalies.Where(anomaly =>
                    anomaly.Code != "date-passed-no-outcome"
                    || !events.Any(each => anomaly.Events.Contains(each.Id) && Of(each.Fact, denied) is not null)
                ),
            ];

    /// <summary>The last denied report that says what became of the plan; null: none does.</summary>
    public static EffectiveEvent? Of(Fact plan, IReadOnlyList<EffectiveEvent> denied) =>
        denied.LastOrDefault(each => Settles(each.Fact, plan));

    private static bool Settles(Fact fact, Fact plan) =>
        (fact, plan) switch
        {
            (MilestoneReported { Status: not MilestoneStatus.Planned } one, MilestoneReported other) => one.MilestoneId
                is { } id
                ? id == other.MilestoneId
                : other.MilestoneId is null && (one.Milestone, one.Title) == (other.Milestone, other.Title),
            (MeetingHeld or RoundHeld or MeetingChanged, not MilestoneReported) => MeetingFold.IsOfMeeting(plan)
                && MeetingFold.IdOf(fact) is { } id
                && id == MeetingFold.IdOf(plan),
            _ => false,
        };
}
