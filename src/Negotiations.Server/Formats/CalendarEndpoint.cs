using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Negotiations.Dashboard.Languages;
using Negotiations.Events;
using Negotiations.Json;
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
    public static async Task<IResult> CalendarAsync(
        HttpContext context,
        StoredViews views,
        GoneMeetings gone,
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

        var calendar = new Calendar { ProductId = "-//Negotiations//Meetings//EN" };
        calendar.AddProperty("X-WR-CALNAME", "Negotiations");
        var root = Exports.Root(context);
        var words = new Words(Language.Find(ReaderLanguage.Of(context))!, actors.Current);
        var changed = await gone.WhereAsync(negotiations, context.RequestAborted);
        await foreach (var status in views.ReadAsync(negotiations, party, context.RequestAborted))
        {
            foreach (var meeting in status.Meetings)
                Add(status, meeting, each => EventOf(status, each, root, words));

            if (changed.Contains(status.Id))
                foreach (var meeting in await gone.OfAsync(status, context.RequestAborted))
                    Add(status, meeting, each => TakenBack(EventOf(status, each, root, words)));
        }

        return Exports.Whole(
            context,
            Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!),
            "text/calendar; charset=utf-8"
        );

        void Add(Views.Status status, MeetingView meeting, Func<MeetingView, CalendarEvent?> write)
        {
            if (
                fence.Try(
                    UidOf(status, meeting),
                    meeting,
                    each => Checked(write(each)),
                    each => Unreadable(status, each)
                ) is
                { } dated
            )
                calendar.Events.Add(dated);
        }
    }

    // A meeting that never had a date, or only one without a beginning, has no place in a calendar; the status view
    // still reports it.
    private static CalendarEvent? EventOf(Views.Status status, MeetingView meeting, string root, Words words)
    {
        if ((meeting.HeldOn ?? meeting.PlannedFor ?? meeting.MovedFrom) is not { Earliest: { } first } date)
            return null;

        // What has no end is shown on the day it may begin.
        var last = date.Latest is { } end && end != DateOnly.MaxValue ? end : first;

        var recorded = new CalDateTime(status.RecordedAt.UtcDateTime, "UTC");
        return new CalendarEvent
        {
            Uid = UidOf(status, meeting),
            // Grows with everything recorded about the negotiation, so that it never falls back when a report is
            // retracted.
            Sequence = (int)status.Version - 1,
            DtStamp = recorded,
            LastModified = recorded,
            // Days, not hours: sources name days, and an imprecise date covers all it allows.
            Start = new CalDateTime(first),
            // The day after the last one (RFC 5545, 3.6.1). After 9999-12-31 there is none: without an end it lasts its
            // one day.
            End = last < DateOnly.MaxValue ? new CalDateTime(last.PlusDays(1)) : null,
            Summary = $"{Kind(meeting.Kind)}: {status.Title}",
            Description = $"{Describe(meeting, date.Text)}\n{words.Headline(status.Headline)}",
            Location = meeting.Place,
            Status = StatusOf(meeting, date.IsSettled),
            Transparency = "TRANSPARENT",
            Url = new Uri($"{root}/negotiations/{status.Id}"),
        };
    }

    private static string UidOf(Views.Status status, MeetingView meeting) =>
        $"{status.Id}/{MeetingsGone.NameOf(meeting)}@negotiations";

    // Left out it would stay in the calendars that have it.
    private static CalendarEvent? TakenBack(CalendarEvent? dated)
    {
        if (dated is not null)
        {
            dated.Status = "CANCELLED";
            dated.Description = "taken back: what was reported of this meeting does not stand any more";
        }

        return dated;
    }

    // Written by itself before it stands among the others: what cannot be written fails here.
    private static CalendarEvent? Checked(CalendarEvent? dated)
    {
        if (dated is not null)
            new EventSerializer().SerializeToString(dated);

        return dated;
    }

    // Calendars show an entry where its day is: on the day it was recorded, since its own cannot be read.
    private static CalendarEvent Unreadable(Views.Status status, MeetingView meeting) =>
        new()
        {
            Uid = UidOf(status, meeting),
            DtStamp = new CalDateTime(status.RecordedAt.UtcDateTime, "UTC"),
            Start = new CalDateTime(DateOnly.FromDateTime(status.RecordedAt.UtcDateTime)),
            Summary = $"Unreadable: {UidOf(status, meeting)}",
            Status = "TENTATIVE",
            Transparency = "TRANSPARENT",
        };

    private static string Describe(MeetingView meeting, string date) =>
        meeting switch
        {
            { HeldOn: not null } => $"{WireName.Of(meeting.Status)}, held {date}",
            { PlannedFor: null } => $"{WireName.Of(meeting.Status)}, was planned for {date}; no new date yet",
            { MovedFrom: { } before } => $"{WireName.Of(meeting.Status)}, planned for {date}, before that for {before}",
            _ => $"{WireName.Of(meeting.Status)}, planned for {date}",
        };

    // What was postponed without a new date is not on its old day any more, and calendars have no other word for that.
    private static string StatusOf(MeetingView meeting, bool isSettled) =>
        meeting.Status switch
        {
            MeetingStatus.Cancelled => "CANCELLED",
            not MeetingStatus.Held when meeting.PlannedFor is null => "CANCELLED",
            MeetingStatus.Held => "CONFIRMED",
            MeetingStatus.Scheduled or MeetingStatus.Rescheduled when isSettled => "CONFIRMED",
            _ => "TENTATIVE",
        };

    private static string Kind(MeetingKind? kind)
    {
        var words = kind is { } known ? WireName.Of(known).Replace('-', ' ') : "meeting";
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
