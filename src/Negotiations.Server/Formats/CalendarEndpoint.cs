using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.Serialization;
using Negotiations.Actors;
using Negotiations.Dashboard.Languages;
using Negotiations.Server.Http;
using Negotiations.Store.Actors;
using Negotiations.Store.Queries;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Server.Formats;

/// <summary>
/// Meetings for calendars (RFC 5545): scheduled, moved, held and cancelled. A client that subscribes follows a
/// meeting by its UID.
/// </summary>
internal static class CalendarEndpoint
{
    // How often a calendar may ask again (RFC 7986, 5.7); the older name is that of clients that do not know it.
    private const string AskAgain = "PT1H";

    public static async Task<IResult> CalendarAsync(
        HttpContext context,
        StoredViews views,
        GoneMeetings gone,
        LeftNegotiations left,
        LastTouched touched,
        ActorDirectory actors,
        NegotiationNames names,
        RowFence fence
    )
    {
        var query = new Query(context.Request.Query);
        var (negotiations, party) = (
            await query.NegotiationsAsync(names, context.RequestAborted),
            await query.PartyAsync(actors, knownBy: null, context.RequestAborted)
        );
        if (query.Problem is { } problem)
            return problem;

        var words = new Words(Language.Find(ReaderLanguage.Of(context))!, actors.Current);
        var merges = actors.MergesOf(party);
        var takenBack = new GoneFrom(words["calendar.takenBack"]);
        List<Shown> meetings = [];
        var changed = await gone.WhereAsync(negotiations, context.RequestAborted);
        await foreach (var status in views.ReadAsync(negotiations, party, context.RequestAborted))
        {
            meetings.AddRange(status.Meetings.Select(meeting => new Shown(status, meeting, null)));
            if (changed.Contains(status.Id))
                meetings.AddRange(
                    (await gone.OfAsync(status, context.RequestAborted)).Select(meeting => new Shown(
                        status,
                        meeting,
                        takenBack
                    ))
                );
        }

        var listed = meetings.ToLookup(
            each => (each.Status.Id, each.Meeting.MeetingId),
            each => each.Meeting.PlannedFor
        );
        foreach (var each in await left.OfAsync(negotiations, party, merges, context.RequestAborted))
        {
            var reason = new GoneFrom(WhyLeft(each, party, words), each.At);
            var all = each.Status.Meetings.Concat(gone.Of(each.Negotiation, each.Status));
            meetings.AddRange(
                all.Where(one => !GoesOn(one, each, listed)).Select(one => new Shown(each.Status, one, reason))
            );
        }

        var times = await touched.OfAsync(
            [.. meetings.SelectMany(each => each.Meeting.Events)],
            context.RequestAborted
        );
        var entry = new CalendarEntry(Exports.Root(context), words, times, merges.Count);
        var calendar = Empty();
        foreach (var (status, meeting, reason) in meetings)
            if (
                fence.Try(
                    CalendarEntry.UidOf(status, meeting),
                    meeting,
                    each => Checked(entry.Of(status, each, reason)),
                    each => CalendarEntry.Unreadable(status, each)
                ) is
                { } dated
            )
                calendar.Events.Add(dated);

        return Exports.Whole(
            context,
            Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!),
            "text/calendar; charset=utf-8"
        );
    }

    // What went on elsewhere under its name and day is in the calendar once, and not cancelled beside itself.
    private static bool GoesOn(
        MeetingView meeting,
        LeftNegotiation left,
        ILookup<(string Negotiation, string? Meeting), Edtf?> listed
    ) =>
        left.GoesOnIn is { } other
        && meeting.MeetingId is { } name
        && listed[(other, name)].Contains(meeting.PlannedFor);

    private static string WhyLeft(LeftNegotiation left, AskedParty? party, Words words) =>
        !left.IsMerged ? words["calendar.otherParty", words.Actor(party!.Code)]
        : left.Status.MergedInto is { } into ? words["calendar.merged", into]
        : words["calendar.mergedSomewhere"];

    private static Calendar Empty()
    {
        var calendar = new Calendar { ProductId = "-//Negotiations//Meetings//EN" };
        calendar.AddProperty("X-WR-CALNAME", "Negotiations");
        var refresh = new CalendarProperty("REFRESH-INTERVAL", AskAgain);
        refresh.AddParameter("VALUE", "DURATION");
        calendar.Properties.Add(refresh);
        calendar.AddProperty("X-PUBLISHED-TTL", AskAgain);
        return calendar;
    }

    // Written by itself before it stands among the others: what cannot be written fails here.
    private static CalendarEvent? Checked(CalendarEvent? dated)
    {
        if (dated is not null)
            new EventSerializer().SerializeToString(dated);

        return dated;
    }

    private sealed record Shown(Views.Status Status, MeetingView Meeting, GoneFrom? Gone);
}
