using CsCheck;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Generated;

/// <summary>
/// One placing and one reading of a negotiation, written as a record of its own: nothing is disputed, and what is one
/// day of several is that day.
/// </summary>
internal static class AnyPlacing
{
    private static readonly DateOnly Late = new(2060, 1, 1);
    private static readonly DateOnly Early = new(1900, 1, 1);

    /// <summary>For each event whether it is in, and how far along its days it lies.</summary>
    public static readonly Gen<(bool In, double Along)[]> Choices = Gen.Select(
        Gen.Bool,
        Gen.Double[0, 1],
        (isIn, along) => (isIn, along)
    ).Array[30];

    public static Negotiation Of(Negotiation negotiation, (bool In, double Along)[] choices)
    {
        List<RecordedEvent> chosen = [];
        var placed = Placing.Of(EffectiveSet.Of(negotiation.Events), TimeSpan.Zero);
        List<(string Truce, DateOnly Day)> agreed = [];
        foreach (var (i, each) in InTurn(placed))
        {
            var (isIn, along) = choices[i % choices.Length];
            if (each.Optional && !isIn && each.Event.Fact is not NegotiationOpened)
                continue;

            var fact = each.Event.Fact with
            {
                Occurred = On(Ordered(each, placed, agreed), along),
                Claim = each.Event.Fact.Claim?.Status is ClaimStatus.Disputed or ClaimStatus.Denied
                    ? null
                    : each.Event.Fact.Claim,
                Sources = [.. each.Event.ConfirmingSources],
            };
            chosen.Add(each.Event.Recorded with { Event = fact });
            if (fact is CeasefireAgreed { CeasefireId: { } truce, Occurred: { } on })
                agreed.Add((truce, on.IsDay ? on.Latest!.Value : DateOnly.FromDateTime(each.From.UtcDateTime)));
        }

        return Negotiation.Of(
            negotiation.Id,
            chosen.OrderBy(each => each.Version).Select((each, place) => each with { Version = place + 1 })
        );
    }

    // Truces before what breaks them; each has the choice of its place in the record.
    private static IEnumerable<(int Place, PlacedEvent Each)> InTurn(List<PlacedEvent> placed) =>
        placed
            .OrderBy(each => each.Event.Recorded.Version)
            .Index()
            .OrderBy(each => BrokenBy(each.Item.Event.Fact) is not null);

    // Ids order events unless the dates forbid it: a breach comes after the truce that it names.
    private static PlacedEvent Ordered(
        PlacedEvent each,
        List<PlacedEvent> placed,
        List<(string Truce, DateOnly Day)> agreed
    )
    {
        if (each.Event.Fact is CeasefireAgreed { CeasefireId: { } truce })
        {
            var breaches = placed.Where(other =>
                BrokenBy(other.Event.Fact) == truce
                && other.To >= each.From
                && !placed.Exists(before => NamedTruces.CertainlyPrecedes(before, truce, other))
            );
            return each with { To = breaches.Select(other => other.To).Append(each.To).Min() };
        }

        var id = BrokenBy(each.Event.Fact);
        if (id is not null && placed.Exists(before => NamedTruces.CertainlyPrecedes(before, id, each)))
            return each;
        var from = agreed
            .Where(other => other.Truce == id)
            .Select(other => new DateTimeOffset(other.Day, TimeOnly.MinValue, TimeSpan.Zero))
            .Where(day => day > each.From && day <= each.To)
            .Append(each.From)
            .Max();
        return each with { From = from };
    }

    private static string? BrokenBy(Fact fact) =>
        fact switch
        {
            ClashReported clash => clash.Breaches,
            BreachAlleged breach => breach.CeasefireId,
            _ => null,
        };

    // What lasted, or is an instant, stays as it is.
    private static Edtf On(PlacedEvent each, double along)
    {
        var occurred = each.Event.Occurred;
        if (occurred.Form == EdtfForm.Interval || occurred.IsExact || occurred.IsDay)
            return occurred;

        var first = each.From == DateTimeOffset.MinValue ? Early : DateOnly.FromDateTime(each.From.UtcDateTime);
        var last = each.To == DateTimeOffset.MaxValue ? Late : DateOnly.FromDateTime(each.To.UtcDateTime);
        if (first > last)
            (first, last) = (first < Early ? first : last, first < Early ? last : first);

        // Days that an hour cuts at either end are not whole ones.
        return first.DayNumber + 2 >= last.DayNumber && occurred.Text.Contains('T', StringComparison.Ordinal)
            ? occurred
            : Edtf.Day(first.AddDays((int)((last.DayNumber - first.DayNumber) * along)));
    }
}
