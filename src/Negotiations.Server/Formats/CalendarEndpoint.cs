using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.Serialization;
using Negotiations.Dashboard.Languages;
using Negotiations.Server.Http;
using Negotiations.Store.Actors;
using Negotiations.Store.Queries;

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
        ReturnedNegotiations returned,
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
        var meetings = await new CalendarMeetings(views, gone, left, returned).OfAsync(
            negotiations,
            party,
            merges,
            words,
            context.RequestAborted
        );
        var times = await touched.OfAsync(
            [.. meetings.SelectMany(each => each.Meeting.Events)],
            context.RequestAborted
        );
        var retitled = await touched.RetitledAsync(
            [.. meetings.Select(each => each.Status.Id).Distinct(StringComparer.Ordinal)],
            context.RequestAborted
        );
        var entry = new CalendarEntry(Exports.Root(context), words, times, retitled);
        var calendar = Empty();
        foreach (var shown in meetings)
            if (
                fence.Try(
                    CalendarEntry.UidOf(shown.Status, shown.Meeting),
                    shown,
                    each => Checked(entry.Of(each)),
                    each => CalendarEntry.Unreadable(each.Status, each.Meeting)
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
}
