using System.Globalization;

namespace Negotiations.Values;

/// <summary>Between which bounds a figure is one of a source.</summary>
internal static class QuantityLimits
{
    /// <summary>What is smaller is no figure of a source, and a sum would lose it.</summary>
    public const decimal Least = 0.000_001m;

    /// <summary>Why a figure is refused that is not zero and below <see cref="Least"/>.</summary>
    /// <param name="member">Of the event, that holds it.</param>
    /// <param name="figure">As it was sent, where that is known.</param>
    public static string TooSmall(string member, string figure) =>
        $"'{member}' has {figure}, which is below {Least.ToString(CultureInfo.InvariantCulture)} and would be "
        + "stored as nothing or nearly so. Use a smaller unit.";
}
