using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Record;

/// <summary>Every quantity an event carries, by the name of its member.</summary>
internal static class QuantityRules
{
    // Above any count or sum of money, and so that a view can add up as many as a negotiation may have.
    private const decimal Most = 1_000_000_000_000_000;

    // What is smaller is no figure of a source, and a sum would lose it.
    private const decimal Least = 0.000_001m;

    private static readonly string[] People = ["people", "households"];
    private static readonly string[] Lengths = ["km", "m", "mi"];
    private static readonly string[] LengthsAndAreas = [.. Lengths, "km2", "ha"];
    private static readonly string[] Shares = ["percent"];

    /// <summary>Some figure of it has its bounds out of order.</summary>
    public static bool AreOutOfOrder(Event @event) =>
        Array.Exists(Of(@event), each => each.Quantity?.IsOutOfOrder() == true);

    public static Refusal? Check(Event @event)
    {
        foreach (var (member, quantity) in Of(@event))
        {
            if (quantity is null)
                continue;

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

            if (figures.FirstOrDefault(figure => figure is > 0 and < Least || IsLost(figure)) is { } small)
                return Refusal.Invalid(
                    "quantity-too-small",
                    $"'{member}' has {small}, which is below {Least} and would be stored as nothing or "
                        + "nearly so. Use a smaller unit.",
                    "/" + member
                );

            if (CheckUnit(member, quantity, figures) is { } refusal)
                return refusal;
        }

        return null;
    }

    // What is left of a figure too small for a decimal is a zero with all of its places.
    private static bool IsLost(decimal? figure) => figure is { } number && number == 0 && number.Scale > 6;

    // Money, aid and whatever is counted by the piece keep any unit; what is compared in a view takes those it can
    // convert.
    private static Refusal? CheckUnit(string member, Quantity quantity, decimal?[] figures)
    {
        var known = UnitsOf(member);
        if (known.Length > 0 && quantity.Unit is { } unit && !known.Contains(unit, StringComparer.Ordinal))
            return Refusal.Invalid(
                "unknown-unit",
                $"'{member}' is in '{Slug.Clip(unit)}', which it is not counted in. Use "
                    + $"{string.Join(", ", known)}, or leave the unit out.",
                $"/{member}/unit"
            );

        if (member == "share" && figures.FirstOrDefault(figure => figure > 100) is { } share)
            return Refusal.Invalid(
                "out-of-range",
                $"'share' has {share}, which is above 100 percent. Give a part of the whole, from 0 to 100.",
                "/share"
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

    private static string[] UnitsOf(string member) =>
        member switch
        {
            "killed" or "injured" or "displaced" or "evacuated" => People,
            "kilometres" or "boundaryLength" => Lengths,
            "length" or "cumulative" or "total" or "remaining" => LengthsAndAreas,
            "share" => Shares,
            _ => [],
        };

    /// <summary>The members that an event of this type may carry; null where it does not.</summary>
    public static (string Member, Quantity? Quantity)[] Of(Event @event) =>
        @event.Count is { } count ? [.. OwnOf(@event), ("count", count)] : OwnOf(@event);

    private static (string Member, Quantity? Quantity)[] OwnOf(Event @event) =>
        @event switch
        {
            NegotiationOpened e => [("boundaryLength", e.BoundaryLength)],
            RoundHeld e => [("kilometres", e.Kilometres)],
            TollReported e =>
            [
                ("killed", e.Killed),
                ("injured", e.Injured),
                ("displaced", e.Displaced),
                ("evacuated", e.Evacuated),
            ],
            SectionsAgreed e =>
            [
                ("length", e.Length),
                ("cumulative", e.Cumulative),
                ("total", e.Total),
                ("remaining", e.Remaining),
                ("share", e.Share),
            ],
            AgreementReached e => [("value", e.Value)],
            InstrumentSigned e => [("value", e.Value)],
            CommitmentReported e => [("amount", e.Amount)],
            MilestoneReported e => [("amount", e.Amount)],
            MeasureTaken e => [("amount", e.Amount)],
            _ => [],
        };
}
