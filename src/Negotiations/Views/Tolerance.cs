using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>How far two figures may lie apart and still be taken as one: rounding, and the words "about".</summary>
internal static class Tolerance
{
    private const decimal Rounding = 0.01m;
    private const decimal About = 0.1m;

    /// <summary>Some number satisfies both, within rounding.</summary>
    public static bool Fit(Figure one, Figure other)
    {
        var part = one.Approximate == true || other.Approximate == true ? About : Rounding;
        return !(one.Floor * (1 - part) > other.Ceiling) && !(other.Floor * (1 - part) > one.Ceiling);
    }

    /// <summary>In words, for a sentence about it.</summary>
    public static string Show(Figure figure) =>
        figure switch
        {
            { Floor: { } low, Ceiling: { } high } => low == high ? $"{low}" : $"{low} to {high}",
            { Floor: { } low } => $"at least {low}",
            { Ceiling: { } high } => $"at most {high}",
            _ => $"{figure.Best}",
        };
}
