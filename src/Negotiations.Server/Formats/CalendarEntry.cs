using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Negotiations.Dashboard.Languages;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Store.Seeing;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Server.Formats;

/// <summary>A meeting as an entry of a calendar.</summary>
/// <param name="root">Where pages are.</param>
/// <param name="words">Of the reader's language.</param>
/// <param name="times">By event, when what it says last changed.</param>
/// <param name="retitled">By negotiation, when its title last changed.</param>
internal sealed class CalendarEntry(
    string root,
    Words words,
    IReadOnlyDictionary<Guid, DateTimeOffset> times,
    IReadOnlyDictionary<string, DateTimeOffset> retitled
)
{
    // A day ends last at UTC-12.
    private static readonly TimeOnly OverEverywhere = new(12, 0);

    public static string UidOf(Views.Status status, MeetingView meeting) =>
        $"{status.Id}/{MeetingsGone.NameOf(meeting)}@negotiations";

    /// <param name="shown">One that is gone is cancelled: left out it would stay in calendars that have it.</param>
    /// <returns>Null for one that never had a date, or only one without a beginning: it has no place in a calendar; the
    /// status view still reports it.</returns>
    public CalendarEvent? Of(ShownMeeting shown)
    {
        var (status, meeting, gone, since, merges) = shown;
        if (MeetingsGone.DayOf(meeting) is not { Earliest: { } first } date)
            return null;

        // What has no end is shown on the day it may begin: to 9999 it would fill every page of a calendar.
        var last = date.Latest is { } end && end != DateOnly.MaxValue ? end : first;
        var turned = gone is null ? TurnedAt(meeting) : null;
        var changed = new CalDateTime(
            Sight.At(Latest(ChangedAt(status, meeting), gone?.At, turned, since)).UtcDateTime,
            "UTC"
        );
        var title = $"{Kind(meeting.Kind)}: {status.Title}";
        return new CalendarEvent
        {
            Uid = UidOf(status, meeting),
            // Grows with everything recorded about the negotiation, so that it never falls back when a report is
            // retracted, and when a day, or a merge of actors by which it came or went, gives it another status.
            Sequence = ((int)status.Version - 1 + merges) * 2 + (turned is null ? 0 : 1),
            DtStamp = changed,
            LastModified = changed,
            // Days, not hours: sources name days, and an imprecise date covers all it allows.
            Start = new CalDateTime(first),
            // The day after the last one (RFC 5545, 3.6.1). After 9999-12-31 there is none: without an end it lasts its
            // one day.
            End = last < DateOnly.MaxValue ? new CalDateTime(last.PlusDays(1)) : null,
            Summary = SummaryOf(title, date, isOpen: turned is not null),
            Description = gone?.Why ?? Describe(meeting),
            // What the whole negotiation comes to, apart from what is said of the meeting.
            Comments = [words.Headline(status.Headline)],
            Location = meeting.Place,
            Status = gone is not null ? "CANCELLED" : StatusOf(meeting, date.IsSettled),
            Transparency = "TRANSPARENT",
            Url = new Uri($"{root}/negotiations/{status.Id}"),
        };
    }

    // Calendars show an entry where its day is: on the day it was recorded, since its own cannot be read.
    public static CalendarEvent Unreadable(Views.Status status, MeetingView meeting) =>
        new()
        {
            Uid = UidOf(status, meeting),
            DtStamp = new CalDateTime(status.RecordedAt.UtcDateTime, "UTC"),
            Start = new CalDateTime(DateOnly.FromDateTime(status.RecordedAt.UtcDateTime)),
            Summary = $"Unreadable: {UidOf(status, meeting)}",
            Status = "TENTATIVE",
            Transparency = "TRANSPARENT",
        };

    // What is recorded of the rest of the negotiation changes nothing of the meeting, but for the title.
    private DateTimeOffset ChangedAt(Views.Status status, MeetingView meeting) =>
        meeting
            .Events.Select(id => times.GetValueOrDefault(id, status.RecordedAt))
            .DefaultIfEmpty(status.RecordedAt)
            .Append(retitled.GetValueOrDefault(status.Id))
            .Max();

    // Once its last day is over everywhere on Earth, a plan of which no outcome is known is not certain any more.
    private static DateTimeOffset? TurnedAt(MeetingView meeting) =>
        meeting is { Status: MeetingStatus.OutcomeUnknown, PlannedFor.Latest: { } last } && last < DateOnly.MaxValue
            ? new DateTimeOffset(last.PlusDays(1), OverEverywhere, TimeSpan.Zero)
            : null;

    // What keeps an entry from being confirmed stands in its title.
    private string SummaryOf(string title, Edtf date, bool isOpen) =>
        (date.IsSettled, isOpen) switch
        {
            (true, false) => title,
            (false, false) => words["calendar.uncertain", title, words.Date(date)],
            (true, true) => words["calendar.open", title],
            (false, true) => words["calendar.uncertainOpen", title, words.Date(date)],
        };

    private static DateTimeOffset Latest(DateTimeOffset changed, params DateTimeOffset?[] others) =>
        others.OfType<DateTimeOffset>().Append(changed).Max();

    // A sentence with its source, then what became of an earlier day.
    private string Describe(MeetingView meeting)
    {
        var said = words.Headline(new Headline { Clauses = [ClauseOf(meeting)], Events = meeting.Events });
        if (meeting.HeldOn is not null || meeting.MovedFrom is not { } before)
            return said;

        return $"{said} {words[meeting.PlannedFor is null ? "calendar.was" : "calendar.before", words.Date(before)]}";
    }

    private static HeadlineClause ClauseOf(MeetingView meeting)
    {
        var kind = meeting.Kind is { } known ? WireName.Of(known) : null;
        return new HeadlineClause
        {
            Code = CodeOf(meeting, kind),
            Kind = kind,
            On = meeting.HeldOn,
            For = meeting.HeldOn is null ? meeting.PlannedFor : null,
            Who = meeting.Actors.Count > 0 ? meeting.Actors : null,
            Place = meeting.Place,
            Hedge = meeting.Claim?.Hedge,
            Claim = meeting.Claim?.Status is ClaimStatus.Disputed or ClaimStatus.Denied ? meeting.Claim.Status : null,
            DeniedBy = meeting.Claim?.DeniedBy,
            Source = meeting.Sources is [var source, ..] ? source.Publisher ?? source.Title ?? source.Url : null,
        };
    }

    private static string CodeOf(MeetingView meeting, string? kind) =>
        meeting.Status switch
        {
            MeetingStatus.Held => kind is null ? "met" : $"met.{kind}",
            MeetingStatus.Cancelled => "changed.cancelled",
            MeetingStatus.OutcomeUnknown => "scheduled.passed",
            _ when meeting.PlannedFor is null => "changed.postponed",
            _ => "scheduled",
        };

    // What was postponed without a new date is not on its old day any more, and calendars have no other word for that.
    private static string StatusOf(MeetingView meeting, bool isSettled) =>
        meeting.Status switch
        {
            MeetingStatus.Cancelled => "CANCELLED",
            not MeetingStatus.Held when meeting.PlannedFor is null => "CANCELLED",
            MeetingStatus.Held or MeetingStatus.Scheduled or MeetingStatus.Rescheduled when isSettled => "CONFIRMED",
            _ => "TENTATIVE",
        };

    private static string Kind(MeetingKind? kind)
    {
        var words = kind is { } known ? WireName.Of(known).Replace('-', ' ') : "meeting";
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}

/// <summary>Why a meeting is in a calendar no more.</summary>
/// <param name="Why">A sentence.</param>
/// <param name="At">Since when; null: since its reports last changed.</param>
internal sealed record GoneFrom(string Why, DateTimeOffset? At = null);
