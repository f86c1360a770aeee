using System.Collections.Frozen;

namespace Negotiations.Values;

/// <summary>
/// The units that can be compared with each other. Figures are stored in the unit of their source and converted when
/// a view is made.
/// </summary>
public static class Units
{
    public const string People = "people";
    public const string Households = "households";
    public const string Kilometres = "km";
    public const string Percent = "percent";

    // By unit: its kind, and how many of the first unit of that kind it is. The mile is the international one of 1959.
    private static readonly FrozenDictionary<string, (string Kind, decimal Size)> Known = new Dictionary<
        string,
        (string, decimal)
    >
    {
        [People] = (People, 1),
        [Households] = (Households, 1),
        [Kilometres] = (Kilometres, 1),
        ["m"] = (Kilometres, 0.001m),
        ["mi"] = (Kilometres, 1.609344m),
        ["km2"] = ("km2", 1),
        ["ha"] = ("km2", 0.01m),
        [Percent] = (Percent, 1),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// By what a figure is multiplied to be in another unit; null: the two are not of one kind, or one is not known.
    /// </summary>
    public static decimal? Factor(string? from, string to)
    {
        if (from == to)
            return 1;

        return
            from is not null
            && Known.TryGetValue(from, out var one)
            && Known.TryGetValue(to, out var other)
            && one.Kind == other.Kind
            ? one.Size / other.Size
            : null;
    }

    /// <summary>People and households come whole.</summary>
    public static bool AreWhole(string? unit) => unit is People or Households;
}
