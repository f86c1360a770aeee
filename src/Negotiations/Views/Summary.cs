using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>A status as a list shows it: no list in it has more than fifty items.</summary>
/// <param name="PartiesCount">How many parties there are; null where all are here.</param>
public sealed record Summary(
    string Id,
    string Title,
    NegotiationKind Kind,
    Subject Subject,
    Headline Headline,
    IReadOnlyList<Party> Parties,
    PhaseView? Phase,
    LatestStep? LatestStep,
    BoundaryStage? BoundaryStage,
    Security Security,
    Health? Health,
    LastHeard? LastHeard,
    NextMeeting? NextMeeting,
    LastEvent? LastEvent,
    int Anomalies,
    long Version,
    DateTimeOffset RecordedAt,
    int? PartiesCount = null
)
{
    /// <summary>Of each list; the status has the rest.</summary>
    public const int Most = 50;

    public static Summary Of(Status status, MeetingView? next) =>
        new(
            status.Id,
            status.Title,
            status.Kind,
            status.Subject,
            Short(status.Headline),
            Few(status.Parties),
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
            status.RecordedAt,
            status.Parties.Count > Most ? status.Parties.Count : null
        );

    // What it says of a meeting of the whole world it says of the first who are named.
    private static Headline Short(Headline whole) =>
        whole with
        {
            Events = Few(whole.Events),
            Clauses = whole.Clauses.Any(IsLong)
                ?
                [
                    .. whole.Clauses.Select(each =>
                        each with
                        {
                            Who = Some(each.Who),
                            By = Some(each.By),
                            To = Some(each.To),
                        }
                    ),
                ]
                : whole.Clauses,
        };

    private static bool IsLong(HeadlineClause each) =>
        each.Who?.Count > Most || each.By?.Count > Most || each.To?.Count > Most;

    private static IReadOnlyList<T>? Some<T>(IReadOnlyList<T>? all) => all is null ? null : Few(all);

    private static IReadOnlyList<T> Few<T>(IReadOnlyList<T> all) => all.Count <= Most ? all : [.. all.Take(Most)];

    /// <summary>With the days that have passed since anything was heard, which no stored view can know.</summary>
    public Summary On(DateOnly day) => this with { LastHeard = LastHeard?.AgedBy(day) };
}

/// <param name="PlannedFor">As last announced.</param>
public sealed record NextMeeting(string? MeetingId, MeetingKind? Kind, Edtf PlannedFor)
{
    internal static NextMeeting? Of(MeetingView? next) =>
        next is null ? null : new(next.MeetingId, next.Kind, next.PlannedFor!);
}
