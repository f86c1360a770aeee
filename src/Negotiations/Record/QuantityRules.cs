using System.Collections.Concurrent;
using System.Globalization;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Record;

/// <summary>Every quantity an event carries, by the name of its member.</summary>
internal static class QuantityRules
{
    // Above any count or sum of money, and so that a view can add up as many as a negotiation may have.
    private const decimal Most = 1_000_000_000_000_000;

    private static readonly string[] People = ["people", "households"];
    private static readonly string[] Lengths = ["km", "m", "mi"];
    private static readonly string[] LengthsAndAreas = [.. Lengths, "km2", "ha"];
    private static readonly string[] Shares = ["percent"];

    private static readonly ConcurrentDictionary<Type, EventMember[]> Quantities = new();

    /// <summary>Some figure of it has its bounds out of order.</summary>
    public static bool AreOutOfOrder(Event @event) => In(@event).Any(each => each.Quantity.IsOutOfOrder());

    public static Refusal? Check(Event @event)
    {
        foreach (var (declared, quantity) in In(@event))
        {
            var member = declared.Name;
            if (quantity is { Text: null, Qualifier: null, Low: null, Best: null, High: null })
                return Refusal.Invalid(
                    "quantity-empty",
                    $"'{member}' says nothing: give the words of the source as text, and low, best or high "
                        + "where the source does.",
                    "/" + member
                );

            decimal?[] figures = [quantity.Low, quantity.Best, quantity.High];
            if (figures.FirstOrDefault(figure => figure < 0) is { } negative)
                return Refusal.Invalid(
                    "quantity-negative",
                    $"'{member}' has {negative}, which is below zero. Give what the source counts as zero or more.",
                    "/" + member
                );

            if (figures.FirstOrDefault(figure => figure > Most) is { } large)
                return Refusal.Invalid(
                    "quantity-too-large",
                    $"'{member}' has {large}, which is above {Most}. Use a larger unit.",
                    "/" + member
                );

            if (
                figures.FirstOrDefault(figure => figure is > 0 and < QuantityLimits.Least || IsLost(figure)) is
                { } small
            )
                return Refusal.Invalid(
                    LostFigures.Code,
                    QuantityLimits.TooSmall(member, small.ToString(CultureInfo.InvariantCulture)),
                    "/" + member
                );

            if (CheckUnit(declared, quantity, figures) is { } refusal)
                return refusal;
        }

        return null;
    }

    // What is left of a figure too small for a decimal is a zero with all of its places.
    private static bool IsLost(decimal? figure) => figure is { } number && number == 0 && number.Scale > 6;

    // Money, aid and whatever is counted by the piece keep any unit; what is compared in a view takes those it can
    // convert.
    private static Refusal? CheckUnit(EventMember declared, Quantity quantity, decimal?[] figures)
    {
        var (member, known) = (declared.Name, UnitsOf(declared.Unit));
        if (known.Length > 0 && quantity.Unit is { } unit && !known.Contains(unit, StringComparer.Ordinal))
            return Refusal.Invalid(
                "unknown-unit",
                $"'{member}' is in '{Slug.Clip(unit)}', which it is not counted in. Use "
                    + $"{string.Join(", ", known)}, or leave the unit out.",
                $"/{member}/unit"
            );

        if (declared.Unit == UnitKind.Share && figures.FirstOrDefault(figure => figure > 100) is { } share)
            return Refusal.Invalid(
                "out-of-range",
                $"'{member}' has {share}, which is above 100 percent. Give a part of the whole, from 0 to 100.",
                "/" + member
            );

        return
            known == People
            && figures.FirstOrDefault(figure => figure is { } number && decimal.Truncate(number) != number) is { } part
            ? Refusal.Invalid(
                "not-whole",
                $"'{member}' has {part}, and people are counted whole. Give what the source says as text, "
                    + "and whole bounds.",
                "/" + member
            )
            : null;
    }

    private static string[] UnitsOf(UnitKind kind) =>
        kind switch
        {
            UnitKind.People => People,
            UnitKind.Length => Lengths,
            UnitKind.LengthOrArea => LengthsAndAreas,
            UnitKind.Share => Shares,
            _ => [],
        };

    /// <summary>The members that an event carries: its own, then how many it stands for.</summary>
    public static IEnumerable<(string Member, Quantity Quantity)> Of(Event @event) =>
        In(@event).Select(each => (each.Member.Name, each.Quantity));

    private static IEnumerable<(EventMember Member, Quantity Quantity)> In(Event @event)
    {
        foreach (var member in Quantities.GetOrAdd(@event.GetType(), QuantitiesOf))
            if (member.Get(@event) is Quantity quantity)
                yield return (member, quantity);
    }

    private static EventMember[] QuantitiesOf(Type type) =>
        [.. EventMembers.Of(type).Where(each => each.Type == typeof(Quantity)).OrderByDescending(each => each.IsOwn)];
}
