using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Record;

/// <summary>Every quantity an event carries, by the name of its member.</summary>
internal static class QuantityRules
{
    // Above any count or sum of money, and so that a view can add up as many as a negotiation may have.
    private const decimal Most = 1_000_000_000_000_000;

    public static Refusal? Check(Event @event)
    {
        foreach (var (member, quantity) in Of(@event))
        {
            if (quantity is { Text: null, Qualifier: null, Low: null, Best: null, High: null })
                return Refusal.Invalid("quantity-empty", $"'{member}' says nothing: give the words of the source as text, and low, best or high where the source does.", "/" + member);

            decimal?[] figures = [quantity.Low, quantity.Best, quantity.High];
            if (figures.FirstOrDefault(figure => figure < 0) is { } negative)
                return Refusal.Invalid("quantity-negative", $"'{member}' has {negative}, which is below zero. Give what the source counts as zero or more.", "/" + member);

            if (figures.FirstOrDefault(figure => figure > Most) is { } large)
                return Refusal.Invalid("quantity-too-large", $"'{member}' has {large}, which is above {Most}. Use a larger unit.", "/" + member);
        }

        return null;
    }

    public static IEnumerable<(string Member, Quantity Quantity)> Of(Event @event)
    {
        (string Member, Quantity? Quantity)[] all = @event switch
        {
            NegotiationOpened e => [("boundaryLength", e.BoundaryLength)],
            RoundHeld e => [("kilometres", e.Kilometres)],
            TollReported e => [("killed", e.Killed), ("injured", e.Injured), ("displaced", e.Displaced), ("evacuated", e.Evacuated)],
            SectionsAgreed e => [("length", e.Length), ("cumulative", e.Cumulative), ("total", e.Total), ("remaining", e.Remaining), ("share", e.Share)],
            AgreementReached e => [("value", e.Value)],
            InstrumentSigned e => [("value", e.Value)],
            CommitmentReported e => [("amount", e.Amount)],
            _ => [],
        };

        // Most events carry none, and every fold asks.
        return all.Length == 0 ? [] : all.Where(each => each.Quantity is not null).Select(each => (each.Member, each.Quantity!));
    }
}
