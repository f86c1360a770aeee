using Negotiations.Actors;
using Negotiations.Dashboard.Languages;
using Negotiations.Store.Actors;
using Negotiations.Store.Queries;
using Negotiations.Views;

namespace Negotiations.Server.Formats;

/// <summary>The meetings of a calendar: those that are, and those that were in it and are not any more.</summary>
internal sealed class CalendarMeetings(
    StoredViews views,
    GoneMeetings gone,
    LeftNegotiations left,
    ReturnedNegotiations returned
)
{
    /// <param name="negotiations">Only of these; empty: of all. One that went on in another one has none of its own
    /// any more, by whatever address it is asked for: an entry is the same in every calendar.</param>
    /// <param name="party">Null: of anyone.</param>
    /// <param name="merges">Of that party.</param>
    /// <param name="words">Of the reader's language.</param>
    /// <param name="stop">Given up while they are looked for.</param>
    public async Task<IReadOnlyList<ShownMeeting>> OfAsync(
        IReadOnlyList<string> negotiations,
        AskedParty? party,
        PastMerges merges,
        Words words,
        CancellationToken stop
    )
    {
        var away = await left.OfAsync(negotiations, party, merges, stop);
        var merged = away.Where(each => each.IsMerged).Select(each => each.Status.Id).ToHashSet(StringComparer.Ordinal);
        var changed = await gone.WhereAsync(negotiations, stop);
        var takenBack = new GoneFrom(words["calendar.takenBack"]);
        List<ShownMeeting> meetings = [];
        await foreach (var status in views.ReadAsync(negotiations, party, stop))
        {
            if (merged.Contains(status.Id))
                continue;

            var known = changed.Contains(status.Id) ? await gone.OfAsync(status, stop) : MeetingsKnown.None;
            meetings.AddRange(status.Meetings.Select(one => Shown(status, one, null, known)));
            meetings.AddRange(known.Gone.Select(one => Shown(status, one, takenBack, known)));
        }

        foreach (var each in away)
        {
            var reason = new GoneFrom(WhyLeft(each, party, words), each.IsMerged ? null : each.At);
            var known = gone.Of(each.Negotiation, each.Status);
            meetings.AddRange(
                each.Status.Meetings.Concat(known.Gone)
                    .Where(one => one.MeetingId is not { } name || !each.Twins.Contains(name))
                    .Select(one => Shown(each.Status, one, reason, known))
            );
        }

        return await SinceAsync(meetings, party, merges, stop);
    }

    private static ShownMeeting Shown(
        Views.Status status,
        MeetingView meeting,
        GoneFrom? reason,
        MeetingsKnown known
    ) => new(status, meeting, reason, known.ChangedAt(meeting));

    // What left or came back is no older than that. What actors became one besides says nothing of a meeting.
    private async Task<IReadOnlyList<ShownMeeting>> SinceAsync(
        List<ShownMeeting> meetings,
        AskedParty? party,
        PastMerges merges,
        CancellationToken stop
    )
    {
        var ids = meetings.Select(each => each.Status.Id).Distinct(StringComparer.Ordinal).ToArray();
        var times = await returned.OfAsync(ids, party, merges, stop);
        return
        [
            .. meetings.Select(each =>
                times.TryGetValue(each.Status.Id, out var its)
                    ? each with
                    {
                        Since = Latest(each.Since, its.LeftAt),
                        Merges = its.Merges,
                    }
                    : each
            ),
        ];
    }

    private static DateTimeOffset? Latest(params DateTimeOffset?[] times) => times.Max();

    private static string WhyLeft(LeftNegotiation left, AskedParty? party, Words words) =>
        !left.IsMerged ? words["calendar.otherParty", words.Actor(party!.Code)]
        : left.Status.MergedInto is { } into ? words["calendar.merged", into]
        : words["calendar.mergedSomewhere"];
}

/// <param name="Status">Of its negotiation.</param>
/// <param name="Meeting">Standing, or as it was before it was taken back.</param>
/// <param name="Gone">Why it is in the calendar no more; null: it is.</param>
/// <param name="Since">What is said of it is not older than this, whatever its own reports say; null: they say
/// all.</param>
/// <param name="Merges">How often merges of actors made its negotiation come or go.</param>
internal sealed record ShownMeeting(
    Views.Status Status,
    MeetingView Meeting,
    GoneFrom? Gone,
    DateTimeOffset? Since,
    int Merges = 0
);
