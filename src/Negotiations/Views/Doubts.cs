using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Codes of anomalies that others look for.</summary>
public static class Doubt
{
    /// <summary>The text of an event is gone.</summary>
    public const string EventErased = "event-erased";
}

/// <summary>What does not fit in single facts or between two of them, whatever they are about.</summary>
internal static class Doubts
{
    // No scheme has this name: no text holds it.
    private const string None = "\0";

    public static void Find(IReadOnlyList<EffectiveEvent> events, Findings findings)
    {
        foreach (var each in events)
        {
            foreach (var (member, quantity) in QuantityRules.Of(each.Fact))
                if (quantity.ToBounds().IsOutOfOrder)
                    findings.Anomaly("low-best-high-out-of-order", $"'{member}' has {Figures(quantity)}.", each.Id);

            if (each.IsDisputed)
                findings.Anomaly("disputed", $"A source disputes this {EventJson.NameOf(each.Fact)}.", each.Attachments.Select(act => act.EventId).Prepend(each.Id));

            foreach (var correction in each.Unapplied)
                findings.Anomaly("correction-not-applicable", "A correction rests on an earlier one that no longer counts, and is left out.", correction.EventId, each.Id);
        }

        FindDuplicates(events, findings);
    }

    private static string Figures(Quantity quantity) => string.Join(
        ", ", new[] { ("low", quantity.Low), ("best", quantity.Best), ("high", quantity.High) }.Where(each => each.Item2 is not null).Select(each => $"{each.Item1} {each.Item2}"));

    /// <summary>Stored events that count for nothing because this program cannot read them.</summary>
    public static void FindUnreadable(IReadOnlyList<RecordedEvent> known, Findings findings)
    {
        foreach (var each in known)
            if (each.Event is Unreadable unreadable)
                findings.Anomaly("event-unreadable", $"Event {each.Version} is stored as '{unreadable.StoredType}' and cannot be read: this view is told without it.", each.EventId);
    }

    /// <summary>Events whose text is gone: whatever rests on them is told without it.</summary>
    public static void FindErased(IReadOnlyList<RecordedEvent> known, Findings findings)
    {
        foreach (var each in known)
            if (each.Erased is { } erased)
                findings.Anomaly(Doubt.EventErased, $"The text of event {each.Version} was erased on {InstantConverter.Print(erased.At)[..10]}: what rests on it is told by its kind, dates and figures alone.", each.EventId);
    }

    // Two reports of one kind about the same days, with nothing that tells them apart and no slug that ties them together.
    private static void FindDuplicates(IReadOnlyList<EffectiveEvent> events, Findings findings)
    {
        // In the order of the world reports of the same days stand together.
        for (int start = 0, end; start < events.Count; start = end)
        {
            for (end = start + 1; end < events.Count && AreOfSameDays(events[start], events[end]);)
                end++;

            if (end - start > 1)
                foreach (var alike in events.Take(start..end).Where(each => IsHappening(each.Fact)).GroupBy(each => each.Fact.GetType()))
                    FindTwins([.. alike], findings);
        }
    }

    // Rows of one collection with ids of their own are never alike: thousands of them on the same days are not held against each other.
    private static void FindTwins(IReadOnlyList<EffectiveEvent> alike, Findings findings)
    {
        Dictionary<string, List<int>> byScheme = new(StringComparer.Ordinal);
        Dictionary<ExternalId, List<int>> byId = [];
        for (var i = 0; i < alike.Count; i++)
        {
            var id = alike[i].Fact.ExternalIds is [var first, ..] ? first : null;
            var twin = int.MaxValue;
            foreach (var (scheme, places) in byScheme)
                if (id is null || scheme != id.Scheme)
                    twin = Math.Min(twin, FirstAlike(places, i, twin));

            if (id is not null && byId.TryGetValue(id, out var same))
                twin = Math.Min(twin, FirstAlike(same, i, twin));

            if (twin < i)
                findings.Anomaly("possible-duplicate", $"Two {EventJson.NameOf(alike[twin].Fact)} of {alike[twin].Occurred} may be the same. If so, retract one as duplicate or tie them by one id.", alike[twin].Id, alike[i].Id);

            Note(byScheme, id?.Scheme ?? None, i);
            if (id is not null)
                Note(byId, id, i);
        }

        int FirstAlike(List<int> places, int of, int before)
        {
            foreach (var place in places)
            {
                if (place >= before)
                    break;

                if (AreAlike(alike[place].Fact, alike[of].Fact))
                    return place;
            }

            return before;
        }

        static void Note<T>(Dictionary<T, List<int>> places, T key, int place)
            where T : notnull
        {
            if (!places.TryGetValue(key, out var known))
                places.Add(key, known = []);

            known.Add(place);
        }
    }

    private static bool AreOfSameDays(EffectiveEvent one, EffectiveEvent other) =>
        one.Occurred.Earliest == other.Occurred.Earliest && one.Occurred.Latest == other.Occurred.Latest;

    private static bool IsHappening(Fact fact) => fact is
        RoundHeld or MeetingHeld or ClashReported or CeasefireAgreed or SectionsAgreed or AgreementReached or InstrumentSigned or StatementIssued or DraftingInstructed or FinalDocumentsDrafted;

    private static bool AreAlike(Fact one, Fact other)
    {
        // A collection that gives two ids says that they are two. Two collections know nothing of each other, whatever ids and names they chose.
        if (AreOfOneCollection(one, other))
            return false;

        if (AreOfTwoCollections(one, other))
            return ShareActors(one, other) && AreNear(one.Place, other.Place);

        // One slug says they are the same happening, two slugs that they are not: either way nothing is in doubt.
        if (SlugOf(one) is not null && SlugOf(other) is not null)
            return false;

        return SameOrUnsaid(one.Place?.Name, other.Place?.Name)
            && SameOrUnsaid(ActorsOf(one), ActorsOf(other))
            && (one is not StatementIssued a || other is not StatementIssued b || (a.Form == b.Form && SameOrUnsaid(a.Symbol, b.Symbol)));
    }

    // The first of its ids is that under which a collection has it; others may name the conflict or the process it belongs to.
    private static bool AreOfOneCollection(Fact one, Fact other) =>
        one.ExternalIds is [var id, ..] && other.ExternalIds is [var their, ..] && id.Scheme == their.Scheme && id.Id != their.Id;

    private static bool AreOfTwoCollections(Fact one, Fact other) =>
        one.ExternalIds is [var id, ..] && other.ExternalIds is [var their, ..] && id.Scheme != their.Scheme;

    private static bool ShareActors(Fact one, Fact other) =>
        one.Actors is not { Count: > 0 } ours || other.Actors is not { Count: > 0 } theirs || ours.Any(actor => theirs.Any(their => their.Id == actor.Id));

    // Collections name and round places in their own ways; within half a degree they may mean the same.
    private static bool AreNear(Place? one, Place? other) => (one?.Point?.Coordinates, other?.Point?.Coordinates) is ({ Count: >= 2 } a, { Count: >= 2 } b)
        ? Math.Abs(a[0] - b[0]) <= 0.5 && Math.Abs(a[1] - b[1]) <= 0.5
        : SameOrUnsaid(one?.Country, other?.Country);

    private static bool SameOrUnsaid(string? one, string? other) => one is null || other is null || string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string? ActorsOf(Fact fact) =>
        fact.Actors is { Count: > 0 } actors ? string.Join(' ', actors.Select(actor => actor.Id).Order(StringComparer.Ordinal)) : null;

    private static string? SlugOf(Fact fact) => fact switch
    {
        RoundHeld e => e.MeetingId,
        MeetingHeld e => e.MeetingId,
        ClashReported e => e.ClashId,
        CeasefireAgreed e => e.CeasefireId,
        _ => Instrument.IdOf(fact),
    };
}
