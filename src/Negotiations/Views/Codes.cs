using System.Numerics;

namespace Negotiations.Views;

/// <summary>
/// The codes of those an instrument names, each a bit: sets of parties are numbers, and compare as such.
/// </summary>
internal sealed class Codes
{
    private readonly List<string> codes = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    /// <summary>Zero for null, which means all.</summary>
    public BigInteger Of(string? code) => code is null ? BigInteger.Zero : BigInteger.One << PlaceOf(code);

    public BigInteger Of(IEnumerable<string>? several) =>
        (several ?? []).Aggregate(BigInteger.Zero, (set, code) => set | Of(code));

    /// <summary>In the order in which the sources named them.</summary>
    public IReadOnlyList<string> In(BigInteger set) =>
        set.IsZero ? [] : [.. codes.Where((_, place) => !(set & (BigInteger.One << place)).IsZero)];

    private int PlaceOf(string code)
    {
        if (!places.TryGetValue(code, out var place))
        {
            places.Add(code, place = codes.Count);
            codes.Add(code);
        }

        return place;
    }
}
