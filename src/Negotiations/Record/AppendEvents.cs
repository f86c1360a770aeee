using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;

namespace Negotiations.Record;

/// <summary>A monitor appends what sources report: all of the events or none.</summary>
/// <param name="Events">At least one, each with its event id.</param>
/// <param name="ExpectedVersion">The version the monitor last saw; null when it does not matter.</param>
/// <param name="IsArray">Whether refusals should say which of the events they are about.</param>
public sealed record AppendEvents(IReadOnlyList<Event> Events, long? ExpectedVersion = null, bool IsArray = false)
{
    /// <summary>What was sent in place of a version, where it is none; null otherwise.</summary>
    public string? NoVersion { get; init; }

    /// <summary>What is there of other negotiations that the events name.</summary>
    public Elsewhere Elsewhere { get; init; } = Elsewhere.Nothing;

    /// <param name="request">What is asked.</param>
    /// <param name="negotiation">What is recorded.</param>
    /// <param name="today">The latest calendar day anywhere on Earth: what lies wholly after it has not been
    /// held.</param>
    public static Decision Decide(AppendEvents request, Negotiation negotiation, DateOnly today)
    {
        if (negotiation.IsUnopened)
            return new Refusal(
                RefusalKind.Missing,
                "negotiation-not-found",
                $"No negotiation '{Slug.Clip(negotiation.Id)}' has been opened. Open it first with POST "
                    + "/api/negotiations."
            );

        if (request.Events.Count == 0)
            return Refusal.Invalid("nothing-to-record", "The array is empty: send at least one event.");

        // Sending again what is recorded asks for nothing new: it is no conflict, whatever has been recorded since.
        if (
            request.ExpectedVersion is { } expected
            && expected != negotiation.Version
            && !request.Events.All(each => negotiation.Find(each.EventId!.Value) is not null)
        )
            return new Refusal(
                RefusalKind.Stale,
                "stale-version",
                (
                    request.NoVersion is { } text
                        ? $"If-Match names '{Slug.Clip(text)}', which is no version, "
                        : $"If-Match names version {expected}, "
                ) + $"and the negotiation is at version {negotiation.Version}. Read it again and decide again."
            );

        var entries = new List<Decision.Accepted.Entry>(request.Events.Count);
        var pending = new OrderedDictionary<Guid, Event>(request.Events.Count);
        var standing = new CorrectedTargets(negotiation, pending);
        foreach (var (index, @event) in request.Events.Index())
        {
            var (refusal, entry) = DecideOne(@event, request, negotiation, pending, standing, today);
            if (refusal is not null)
                return request.IsArray ? refusal.Under($"/{index}") : refusal;

            entries.Add(entry!);
            if (entry!.Known is not null)
                continue;

            pending.Add(@event.EventId!.Value, @event);
            standing.Follow(@event);
        }

        return ElsewhereRules.CheckCourse(negotiation, entries, request.Elsewhere) is { } circle
            ? circle
            : new Decision.Accepted(entries);
    }

    /// <summary>
    /// Why an event could be appended nowhere, whatever is recorded; null when nothing in itself speaks against it.
    /// </summary>
    public static Refusal? Check(Event @event, DateOnly today) => EventRules.Check(@event, today);

    private static (Refusal? Refusal, Decision.Accepted.Entry? Entry) DecideOne(
        Event @event,
        AppendEvents request,
        Negotiation negotiation,
        OrderedDictionary<Guid, Event> pending,
        CorrectedTargets targets,
        DateOnly today
    )
    {
        if (@event is NegotiationOpened)
            return (
                new Refusal(
                    RefusalKind.Conflict,
                    "already-open",
                    $"'{negotiation.Id}' is open. To say something else of its opening, correct event "
                        + $"{negotiation.Events[0].EventId}.",
                    "/type"
                ),
                null
            );

        if (EventRules.Check(@event, today) is { } broken)
            return (broken, null);

        if (negotiation.Find(@event.EventId!.Value) is { } known)
            return known.Says(@event) ? (null, new(@event, known)) : (known.Taken(), null);

        if (pending.ContainsKey(@event.EventId!.Value))
            return (
                Refusal.Invalid(
                    "event-id-twice",
                    $"The eventId {@event.EventId} occurs twice in this array.",
                    "/eventId"
                ),
                null
            );

        if (CheckNamed(@event, request, negotiation, pending) is { } misnamed)
            return (misnamed, null);

        if (@event is Act act && CheckTarget(act, request, negotiation, pending, targets, today) is { } refusal)
            return (refusal, null);

        // No check of order or sums: real sources contradict themselves, and the view says so as an anomaly.
        return (null, new(@event, null));
    }

    // What it names has to be there, and what is counted elsewhere is recorded there.
    private static Refusal? CheckNamed(
        Event @event,
        AppendEvents request,
        Negotiation negotiation,
        OrderedDictionary<Guid, Event> pending
    )
    {
        if (@event is Fact and not NegotiationClosed && StandingMerge.Of(negotiation) is { } into)
            return new Refusal(
                RefusalKind.Conflict,
                "negotiation-merged",
                $"'{negotiation.Id}' went on in '{into}' and is counted there: append to that one. What was recorded "
                    + "here can still be corrected and taken back, and the negotiation reopened."
            );

        return NamedEvents.Check(@event, negotiation.Id, id => negotiation.FindEvent(id, pending))
            ?? ElsewhereRules.Check(@event, negotiation.Id, request.Elsewhere);
    }

    private static Refusal? CheckTarget(
        Act act,
        AppendEvents request,
        Negotiation negotiation,
        OrderedDictionary<Guid, Event> pending,
        CorrectedTargets targets,
        DateOnly today
    )
    {
        if (negotiation.FindEvent(act.Target, pending) is not { } target)
            return new Refusal(
                RefusalKind.Missing,
                "target-not-found",
                $"The target {act.Target} is no event of '{negotiation.Id}'. Its history lists the events it has.",
                "/target"
            );

        if (
            act is EventRetracted { DuplicateOf: { } original }
            && (
                original == act.Target
                || (negotiation.FindEvent(original, pending) is null && !request.Elsewhere.Events.ContainsKey(original))
            )
        )
            return new Refusal(
                RefusalKind.Missing,
                "original-not-found",
                $"duplicateOf {original} is no other event of '{negotiation.Id}' or of another negotiation.",
                "/duplicateOf"
            );

        if (act is EventRetracted { DuplicateOf: { } named } && IsRetracted(named, request, negotiation, pending))
            return ElsewhereRules.OriginalRetracted($"duplicateOf {named}", "/duplicateOf");

        return (act, target) switch
        {
            (EventCorrected, Act) => Refusal.Invalid(
                "act-not-correctable",
                $"{act.Target} is {EventJson.NameOf(target)}, an act on the record, and is not corrected. "
                    + "Retract it and record another.",
                "/target"
            ),
            (SourceAttached, Act) => Refusal.Invalid(
                "act-takes-no-source",
                $"{act.Target} is {EventJson.NameOf(target)}, an act on the record. Attach the source to "
                    + "the event it is about.",
                "/target"
            ),
            (EventRetracted, NegotiationOpened) => Refusal.Invalid(
                "opening-not-retractable",
                "The opening of a negotiation is not retracted. Close the negotiation with outcome "
                    + "abandoned, merged or superseded.",
                "/target"
            ),
            (EventCorrected correction, Fact fact) => CheckPatch(
                correction,
                fact,
                request,
                negotiation,
                pending,
                targets,
                today
            ),
            _ => null,
        };
    }

    private static bool IsRetracted(
        Guid id,
        AppendEvents request,
        Negotiation negotiation,
        OrderedDictionary<Guid, Event> pending
    ) =>
        request.Elsewhere.Retracted.Contains(id)
        || Retractions
            .InForce([
                .. negotiation.Acts.Select(each => (each.EventId, each.Event)),
                .. pending.Select(each => (each.Key, each.Value)),
            ])
            .ContainsKey(id);

    private static Refusal? CheckPatch(
        EventCorrected correction,
        Fact target,
        AppendEvents request,
        Negotiation negotiation,
        OrderedDictionary<Guid, Event> pending,
        CorrectedTargets targets,
        DateOnly today
    )
    {
        var standing = targets.Of(correction.Target, target);
        var (corrected, fault) = Corrections.TryPatch(standing, correction);
        if (fault is not null)
            return Refusal.Invalid(
                "patch-does-not-fit",
                $"With this patch the event could no longer be read: {fault.Detail}",
                "/patch" + fault.At
            );

        // Sent again it would be recorded for ever as a change, and nothing would have changed.
        if (
            JsonElement.DeepEquals(
                JsonSerializer.SerializeToElement<Event>(standing, EventJson.Options),
                JsonSerializer.SerializeToElement<Event>(corrected!, EventJson.Options)
            )
        )
            return Refusal.Invalid(
                "patch-changes-nothing",
                $"Event {correction.Target} says all of this already. Correct what it says wrongly, or "
                    + "attach a source that confirms it.",
                "/patch"
            );

        var broken = EventRules.Check(corrected!, today)
            ?? NamedEvents.Check(corrected! with { EventId = correction.Target }, negotiation.Id, id =>
                negotiation.FindEvent(id, pending)
            )
            ?? ElsewhereRules.CheckChange(standing, corrected!, negotiation.Id, request.Elsewhere);
        return broken?.Under("/patch");
    }
}
