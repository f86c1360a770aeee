using System.Globalization;
using System.Xml;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Record;

/// <summary>Without these an event would say nothing, or something that cannot be meant.</summary>
internal static class ContentRules
{
    // Far above any press item and low enough that no view can be made unreadable by one event.
    private const int MaxText = 10_000;
    private const int MaxTitle = 500;
    private const int MaxItems = 200;
    private const int MaxQuote = 500;

    public static Refusal? Check(Event @event) =>
        CheckOwn(@event)
        ?? ActRules.Check(@event)
        ?? CheckSlugs(@event)
        ?? CheckActors(@event)
        ?? CheckPlace(@event.Place)
        ?? CheckSizes(@event);

    private static Refusal? CheckOwn(Event @event) =>
        @event switch
        {
            NegotiationOpened { Title: var title } when string.IsNullOrWhiteSpace(title) => Refusal.Invalid(
                "title-missing",
                "A negotiation needs a title.",
                "/title"
            ),
            NegotiationOpened { Cadence: { } cadence } when TryReadDuration(cadence) is null => Refusal.Invalid(
                "bad-cadence",
                $"'{Slug.Clip(cadence)}' is not an ISO 8601 duration longer than zero, such as P1Y or P6M.",
                "/cadence"
            ),
            TollReported { Killed: null, Injured: null, Displaced: null, Evacuated: null } => Refusal.Invalid(
                "toll-without-number",
                "A toll needs at least one of killed, injured, displaced, evacuated.",
                null
            ),
            AssessmentRecorded { Trend: null, Alert: null, Narrative: null, Options: null } => Refusal.Invalid(
                "assessment-empty",
                "An assessment needs at least one of trend, alert, narrative, options.",
                null
            ),
            NegotiationClosed { Outcome: null, Reopened: not true } => Refusal.Invalid(
                "closing-without-outcome",
                "Say with which outcome it closed, or that it reopened.",
                "/outcome"
            ),
            NegotiationClosed { Outcome: not null, Reopened: true } => Refusal.Invalid(
                "closed-and-reopened",
                "It either closed with an outcome or reopened: append one event for each.",
                "/reopened"
            ),
            ClashReported { Clarity: < 1 or > 2 } clash => OutOfRange(
                $"clarity {clash.Clarity} is outside 1 to 2.",
                "/clarity"
            ),
            RoundHeld { RoundNumber: < 1 } round => OutOfRange(
                $"roundNumber {round.RoundNumber} is below 1.",
                "/roundNumber"
            ),
            MeetingScheduled { Ordinal: < 1 } meeting => OutOfRange(
                $"ordinal {meeting.Ordinal} is below 1.",
                "/ordinal"
            ),
            NegotiationOpened { UtcOffset: { } offset } when UtcOffset.TryRead(offset) is null => Refusal.Invalid(
                "bad-offset",
                $"'{Slug.Clip(offset)}' is no offset from UTC. Use {UtcOffset.Form}.",
                "/utcOffset"
            ),
            InstrumentSigned { EntryIntoForceTerms: { } terms } => TermsRules.Check(terms),
            TextAuthenticated { EntryIntoForceTerms: { } terms } => TermsRules.Check(terms),
            ConsentExpressed { InPlaceOf: { } predecessor, Party: var party } => CheckPlaceTaken(party, predecessor),
            ApprovalGiven { Votes: { } votes } => TermsRules.Check(votes),
            EventCorrected corrected => CheckCorrection(corrected),
            _ => null,
        };

    private static Refusal? CheckCorrection(EventCorrected corrected) =>
        corrected switch
        {
            { Reason: var reason } when string.IsNullOrWhiteSpace(reason) => Refusal.Invalid(
                "reason-missing",
                "A correction says why.",
                "/reason"
            ),
            { Patch: var patch }
                when patch.ValueKind != System.Text.Json.JsonValueKind.Object || !patch.EnumerateObject().Any() =>
                Refusal.Invalid(
                    "patch-empty",
                    "The patch is a JSON object (RFC 7386) with at least one member to set, or to remove with null.",
                    "/patch"
                ),
            { Patch: var patch } when patch.TryGetProperty("type", out _) || patch.TryGetProperty("eventId", out _) =>
                Refusal.Invalid(
                    "patch-changes-identity",
                    "A correction changes neither type nor eventId. Retract the event and append another.",
                    "/patch"
                ),
            _ => null,
        };

    private static Refusal OutOfRange(string explanation, string at) =>
        Refusal.Invalid("out-of-range", explanation, at);

    private static Refusal? CheckPlaceTaken(string? party, string predecessor) =>
        party is not null && party != predecessor
            ? null
            : Refusal.Invalid(
                "in-place-of-itself",
                party is null
                    ? $"inPlaceOf {predecessor} needs 'party': the code of the one that takes its place."
                    : $"inPlaceOf names the party itself, {party}. Give the one whose place it takes, or leave it out.",
                "/inPlaceOf"
            );

    /// <summary>
    /// The length of an ISO 8601 duration in days, by mean years and months; null when it is none, or not longer than
    /// zero.
    /// </summary>
    internal static double? TryReadDuration(string text)
    {
        if (text.Length > 40)
            return null;

        // The one form of ISO 8601 that XML Schema leaves out.
        if (
            text.Length > 2
            && text[0] == 'P'
            && text[^1] == 'W'
            && int.TryParse(
                text.AsSpan(1, text.Length - 2),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var weeks
            )
        )
            return weeks > 0 ? weeks * 7 : null;

        try
        {
            var days = XmlConvert.ToTimeSpan(text).TotalDays;
            return days > 0 ? days : null;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static Refusal? CheckSlugs(Event @event) =>
        FirstUnfit(@event, MemberKind.Slug, Slug.IsSlug) is { } unfit
            ? Refusal.Invalid(
                "bad-slug",
                $"'{Slug.Clip(unfit.Text)}' cannot be a {unfit.Member}. Use {Slug.Form}.",
                "/" + unfit.Member
            )
            : null;

    private static Refusal? CheckActors(Event @event)
    {
        foreach (var (index, actor) in (@event.Actors ?? []).Index())
            if (!IsActorCode(actor.Id))
                return BadActor(actor.Id, $"/actors/{index}/id");

        return FirstUnfit(@event, MemberKind.Actor, IsActorCode) is { } unfit
            ? BadActor(unfit.Text, "/" + unfit.Member)
            : null;
    }

    private static (string Member, string Text)? FirstUnfit(Event @event, MemberKind kind, Func<string, bool> isFit)
    {
        foreach (var member in EventMembers.Of(@event.GetType()))
            if (member.Kind == kind)
                foreach (var text in member.TextsOf(@event))
                    if (!isFit(text))
                        return (member.Name, text);

        return null;
    }

    private static bool IsActorCode(string code) =>
        code.Length is >= 2 and <= 40
        && char.IsAsciiLetterUpper(code[0])
        && code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-');

    private static Refusal BadActor(string code, string at) =>
        Refusal.Invalid(
            "bad-actor",
            $"'{Slug.Clip(code)}' is not an actor's code. Use ISO 3166-1 alpha-3 (KGZ) or a body's code in "
                + "capitals (UNSC, UNRCCA, EU, AFG-TAL).",
            at
        );

    // Whether there is such a country is for the registry to say.
    private static bool IsCountryCode(string code) =>
        code.Length == 3 ? code.All(char.IsAsciiLetterUpper) : code.Length > 3 && IsActorCode(code);

    private static Refusal? CheckPlace(Place? place)
    {
        if (place?.Precision is < 1 or > 7)
            return Refusal.Invalid(
                "out-of-range",
                $"precision {place.Precision} is outside 1 to 7 (UCDP where_prec).",
                "/place/precision"
            );

        if (place?.Country is { } country && !IsCountryCode(country))
            return Refusal.Invalid(
                "bad-country",
                $"'{Slug.Clip(country)}' is not a country's code: ISO 3166-1 alpha-3, such as KGZ, or that of a former "
                    + "state in the registry, such as GW-817.",
                "/place/country"
            );

        return
            place?.Point is { Coordinates: var at }
            && !(at.Count is 2 or 3 && Math.Abs(at[0]) <= 180 && Math.Abs(at[1]) <= 90)
            ? Refusal.Invalid(
                "bad-point",
                $"[{string.Join(", ", at.Take(4))}] is no point, which has a longitude from -180 to 180, "
                    + "then a latitude from -90 to 90.",
                "/place/point/coordinates"
            )
            : null;
    }

    // The size of the whole is checked on the written text at the endpoint; here, what would spoil a view.
    private static Refusal? CheckSizes(Event @event)
    {
        if (HasLongText(@event) || @event is NegotiationOpened { Title.Length: > MaxTitle })
            return Refusal.Invalid(
                "text-too-long",
                $"A text is longer than {MaxText} characters (a title: {MaxTitle}). Keep what the source says and "
                    + "cite the rest."
            );

        if (
            @event.Sources.FirstOrDefault(source => source.Quote is { Length: > MaxQuote })?.Quote is
            { Length: var length }
        )
            return Refusal.Invalid(
                "text-too-long",
                $"A quote has {length} characters, and at most {MaxQuote} are cited. Give the words that matter.",
                "/sources"
            );

        return
            @event.Actors is { Count: > MaxItems }
            || @event.Topics is { Count: > MaxItems }
            || @event.ExternalIds is { Count: > MaxItems }
            ? Refusal.Invalid("too-many-items", $"A list has more than {MaxItems} items.")
            : null;
    }

    private static bool HasLongText(Event @event)
    {
        foreach (var member in EventMembers.Of(@event.GetType()))
            if (
                member.Kind is MemberKind.Prose or MemberKind.LongProse
                && member.Get(@event) is string { Length: > MaxText }
            )
                return true;

        return false;
    }
}
