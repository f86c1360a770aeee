using System.Globalization;
using System.Text.RegularExpressions;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Generated;

/// <summary>
/// Every placing and every reading of a short negotiation, each written as a record of its own in which nothing is
/// disputed and all happens at a known second. What differs by more than the order of things, and by which of them have
/// come by a day, is among them; nothing is chosen by the fold that is asked.
/// </summary>
internal static partial class EveryPlacing
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    /// <param name="negotiation">Facts alone, that happened on a day or on one day of several.</param>
    /// <param name="asOf">By the end of which something has come, or has not.</param>
    public static IEnumerable<Negotiation> Of(Negotiation negotiation, DateOnly asOf)
    {
        var placed = Placing.Of(EffectiveSet.Of(negotiation.Events), TimeSpan.Zero);
        var open = placed.FindAll(each => each.Optional || IsSaidBySomeone(each));
        var end = asOf.Ends(TimeSpan.Zero);
        for (var reading = 0; reading < 1 << open.Count; reading++)
        {
            var isOut = open.Where((each, i) => (reading & (1 << i)) == 0).ToHashSet();
            List<Item> items =
            [
                .. placed
                    .Where(each => !isOut.Contains(each) || (!each.Optional && IsSaidBySomeone(each)))
                    .SelectMany(ItemsOf),
            ];
            foreach (var instants in Arranged(items, [], DateTimeOffset.MinValue, end, isLater: false))
                yield return Written(negotiation, items, instants, isOut);
        }
    }

    /// <summary>A value of a placing as the record that was asked words it.</summary>
    public static string Reworded(string printed, Negotiation negotiation)
    {
        var words = Placing.Of(EffectiveSet.Of(negotiation.Events), TimeSpan.Zero).SelectMany(ItemsOf).ToList();
        return Instant()
            .Replace(printed, match =>
                words.First(each => each.Number == int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Text
            );
    }

    // The event itself, and its effect where that has a day of its own. The second says which of them an instant is of.
    private static IEnumerable<Item> ItemsOf(PlacedEvent each)
    {
        var number = 2 * (int)each.Event.Recorded.Version;
        yield return new Item(number, each, each.Event.Occurred.Text, each.From, each.To);
        if (EffectOf(each.Event.Fact) is { } effect)
            yield return new Item(
                number + 1,
                each,
                each.Event.Fact is CeasefireAgreed truce ? SecurityFold.SinceOf(truce, each.Event).Text : effect.Text,
                effect.Begins(TimeSpan.Zero)!.Value,
                effect.Ends(TimeSpan.Zero)!.Value
            );
    }

    private static Edtf? EffectOf(Fact fact) =>
        fact switch
        {
            ConsentExpressed e => e.Effective,
            InstrumentEnded e => e.Effective,
            CeasefireAgreed e => e.EffectiveFrom,
            _ => null,
        };

    // Each next one as early as it can come after those before it, or once by a jump past the day that is asked about.
    private static IEnumerable<Dictionary<Item, DateTimeOffset>> Arranged(
        List<Item> items,
        Dictionary<Item, DateTimeOffset> before,
        DateTimeOffset last,
        DateTimeOffset end,
        bool isLater
    )
    {
        if (before.Count == items.Count)
        {
            yield return new(before);
            yield break;
        }

        foreach (var each in items.Where(each => !before.ContainsKey(each) && !MustWait(each, items, before)))
        foreach (var isJump in isLater ? [false] : new[] { false, true })
        {
            var at = Next(each, isJump && end > last ? end : last);
            if (at > each.To || (!isLater && isJump != at > end))
                continue;

            before.Add(each, at);
            foreach (var arranged in Arranged(items, before, at, end, isLater || isJump))
                yield return arranged;
            before.Remove(each);
        }
    }

    private static DateTimeOffset Next(Item each, DateTimeOffset after)
    {
        var from = after == DateTimeOffset.MinValue || each.From > after ? each.From : after;
        var minute = new DateTimeOffset(from.Ticks - (from.Ticks % Step.Ticks), TimeSpan.Zero);
        var at = minute.AddSeconds(each.Number);
        return at >= each.From && at > after ? at : at + Step;
    }

    // Ids order events unless the dates forbid it: a breach comes after the truce that it names. And what is to take
    // effect was agreed by then.
    private static bool MustWait(Item each, List<Item> items, Dictionary<Item, DateTimeOffset> before) =>
        items.Exists(other =>
            other.Placed.Event.Fact is CeasefireAgreed truce
            && !before.ContainsKey(other)
            && other.From <= each.To
            && (
                (each.Number % 2 == 0 && BrokenBy(each.Placed.Event.Fact) is { } id && truce.CeasefireId == id)
                || (each.Number % 2 == 1 && each.Number == other.Number + 1)
            )
        );

    // Whether what one alleges of another is true is a reading of its own, and the allegation is there in both.
    private static bool IsSaidBySomeone(PlacedEvent each) =>
        each.Event.Fact is BreachAlleged breach && SecurityFold.IsSaidBySomeone(breach);

    private static string? BrokenBy(Fact fact) =>
        (fact as ClashReported)?.Breaches ?? (fact as BreachAlleged)?.CeasefireId;

    private static Negotiation Written(
        Negotiation negotiation,
        List<Item> items,
        Dictionary<Item, DateTimeOffset> instants,
        HashSet<PlacedEvent> isOut
    )
    {
        List<RecordedEvent> chosen = [];
        foreach (var recorded in negotiation.Events)
        {
            var own = items.Find(each => each.Placed.Event.Id == recorded.EventId && each.Number % 2 == 0);
            if (own is null)
                continue;

            var effect = items.Find(each => each.Number == own.Number + 1);
            var isTrue = IsSaidBySomeone(own.Placed) && !isOut.Contains(own.Placed);
            var fact = ((Fact)recorded.Event) with
            {
                Occurred = At(own),
                Claim = isTrue ? new Claim { Status = ClaimStatus.Confirmed } : null,
            };
            fact = effect is null
                ? fact
                : fact switch
                {
                    ConsentExpressed e => e with { Effective = At(effect) },
                    InstrumentEnded e => e with { Effective = At(effect) },
                    CeasefireAgreed e => e with { EffectiveFrom = At(effect) },
                    _ => fact,
                };
            chosen.Add(recorded with { Event = fact });
        }

        return Negotiation.Of(negotiation.Id, chosen.Select((each, place) => each with { Version = place + 1 }));

        Edtf At(Item item) =>
            Edtf.Parse(instants[item].ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:([0-9]{2})Z")]
    private static partial Regex Instant();

    private sealed record Item(int Number, PlacedEvent Placed, string Text, DateTimeOffset From, DateTimeOffset To);
}
