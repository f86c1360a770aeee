using Negotiations.Events;

namespace Negotiations.Record;

/// <summary>What an event names of other negotiations is there, and no merge leads back.</summary>
internal static class ElsewhereRules
{
    /// <param name="event">As it is to stand.</param>
    /// <param name="negotiation">The id of its negotiation.</param>
    /// <param name="elsewhere">What is there of what it names.</param>
    public static Refusal? Check(Event @event, string negotiation, Elsewhere elsewhere)
    {
        if (@event.MovedFrom is { } from && CheckPlace(from, "movedFrom", negotiation, elsewhere) is { } wrong)
            return wrong;

        return @event switch
        {
            NegotiationClosed { MergedInto: { } into } => CheckMerge(into, negotiation, elsewhere),
            EventRetracted { MovedTo: { } to } => CheckPlace(to, "movedTo", negotiation, elsewhere)
                ?? (
                    elsewhere.Retracted.Contains(to.EventId)
                        ? OriginalRetracted($"movedTo {to.EventId}", "/movedTo/eventId")
                        : null
                ),
            _ => null,
        };
    }

    /// <summary>
    /// Two that were retracted in favour of each other would both be gone, and with them what their sources say.
    /// </summary>
    /// <param name="named">Which member names it, and its id.</param>
    /// <param name="at">The member.</param>
    public static Refusal OriginalRetracted(string named, string at) =>
        Refusal.Invalid(
            "original-retracted",
            $"{named} is itself retracted, so that nothing would be left of what both report. Name the event that "
                + "stands, or retract the retraction of that one first.",
            at
        );

    /// <summary>What a correction changes of it; what stood before was checked when it was recorded.</summary>
    public static Refusal? CheckChange(Event standing, Event corrected, string negotiation, Elsewhere elsewhere)
    {
        if (corrected.MovedFrom is { } from && from != standing.MovedFrom)
            if (CheckPlace(from, "movedFrom", negotiation, elsewhere) is { } wrong)
                return wrong;

        return
            corrected is NegotiationClosed { MergedInto: { } into }
            && into != (standing as NegotiationClosed)?.MergedInto
            ? CheckMerge(into, negotiation, elsewhere)
            : null;
    }

    /// <summary>
    /// Also what is taken back or corrected may make a closing stand again: then no merge leads back either.
    /// </summary>
    /// <param name="negotiation">As it is recorded.</param>
    /// <param name="entries">What is to be recorded.</param>
    /// <param name="elsewhere">What is there.</param>
    public static Refusal? CheckCourse(
        Negotiation negotiation,
        IReadOnlyList<Decision.Accepted.Entry> entries,
        Elsewhere elsewhere
    )
    {
        if (elsewhere.ComingIn.Count == 0)
            return null;

        var supposed = entries
            .Where(each => each.Known is null)
            .Select(
                (each, place) =>
                    new RecordedEvent(
                        each.Event.EventId!.Value,
                        negotiation.Version + place + 1,
                        0,
                        default,
                        "",
                        each.Event
                    )
            );
        return StandingMerge.Of(negotiation.With(supposed)) is { } into && elsewhere.ComingIn.Contains(into)
            ? Refusal.Invalid(
                "merge-leads-back",
                $"'{negotiation.Id}' would have gone on in '{into}' again, which itself went on in "
                    + $"'{negotiation.Id}'. Reopen '{into}' first."
            )
            : null;
    }

    private static Refusal? CheckPlace(EventPlace place, string member, string negotiation, Elsewhere elsewhere)
    {
        if (place.Negotiation == negotiation)
            return Refusal.Invalid(
                "moved-within",
                $"{member} names '{negotiation}' itself. Name the other negotiation, or correct the event where it is.",
                $"/{member}/negotiation"
            );

        return elsewhere.Has(place)
            ? null
            : Refusal.Invalid(
                "moved-event-not-found",
                $"{member} {place.EventId} is no event of '{Slug.Clip(place.Negotiation)}'. Its history lists the "
                    + "events it has; where an event moves, record it in the other negotiation first.",
                $"/{member}/eventId"
            );
    }

    private static Refusal? CheckMerge(string into, string negotiation, Elsewhere elsewhere)
    {
        if (into == negotiation)
            return Refusal.Invalid(
                "merged-into-itself",
                $"'{negotiation}' cannot be merged into itself. Name the other negotiation.",
                "/mergedInto"
            );

        if (!elsewhere.Negotiations.ContainsKey(into))
            return Refusal.Invalid(
                "merge-target-not-found",
                $"No negotiation '{Slug.Clip(into)}' has been opened. Open it first, or name the one that goes on: "
                    + "GET /api/negotiations lists them.",
                "/mergedInto"
            );

        var course = elsewhere.CourseOf(into);
        return course.Contains(negotiation)
            ? Refusal.Invalid(
                "merge-leads-back",
                $"'{into}' itself went on in '{negotiation}' ({string.Join(" → ", course)}). Reopen the one that "
                    + "goes on before you merge the other into it.",
                "/mergedInto"
            )
            : null;
    }
}
