using System.Globalization;

namespace Negotiations.Dashboard.Drawing;

/// <summary>Numbers as SVG writes them.</summary>
public static class Svg
{
    public static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
