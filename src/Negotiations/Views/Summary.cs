using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>A status as a list shows it.</summary>
public sealed record Summary(
    string Id,
    string Title,
    NegotiationKind Kind,
    Subject Subject,
    Headline Headline,
    IReadOnlyList<Party> Parties,
    PhaseView? Phase,
    LatestStep? LatestStep,
    BoundaryStage BoundaryStage,
    Security Security,
    Health? Health,
    LastHeard? LastHeard,
    NextMeeting? NextMeeting,
    LastEvent? LastEvent,
    int Anomalies,
    long Version,
    DateTimeOffset RecordedAt
)
{
    public static Summary Of(Status status, MeetingView? next) =>
        new(
            status.Id,
            status.Title,
            status.Kind,
            status.Subject,
            status.Headline,
            status.Parties,
            status.Phase,
            status.LatestStep,
            status.BoundaryStage,
            status.Security.State,
            status.Health,
            status.LastHeard,
            NextMeeting.Of(next),
            status.LastEvent,
            status.Anomalies.Count,
            status.Version,
            status.RecordedAt
        );

    /// <summary>With the days that have passed since anything was heard, which no kept view can know.</summary>
    public Summary On(DateOnly day) => this with { LastHeard = LastHeard?.AgedBy(day) };
}

/// <param name="PlannedFor">As last announced.</param>
public sealed record NextMeeting(string? MeetingId, MeetingKind? Kind, Edtf PlannedFor)
{
    internal static NextMeeting? Of(MeetingView? next) =>
        next is null ? null : new(next.MeetingId, next.Kind, next.PlannedFor!);
}
