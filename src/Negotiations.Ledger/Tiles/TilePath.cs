using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Negotiations.Ledger;

/// <summary>
/// The part <c>x001/x234/067.p/8</c> of a tile's path (C2SP tlog-tiles, "Merkle Tree"): groups of three digits, all
/// but the last marked.
/// </summary>
internal static class TilePath
{
    private const int Group = 1000;

    public static string Of(long index, int width)
    {
        var path = new StringBuilder(Digits(index % Group));
        for (var rest = index / Group; rest > 0; rest /= Group)
            path.Insert(0, $"x{Digits(rest % Group)}/");

        return width < Tile.FullWidth
            ? path.Append(CultureInfo.InvariantCulture, $".p/{width}").ToString()
            : path.ToString();
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out long index, out int width)
    {
        (index, width) = (0, Tile.FullWidth);
        if (text is null)
            return false;

        var groups = text;
        if (text.IndexOf(".p/", StringComparison.Ordinal) is >= 0 and var partial)
        {
            if (!StrictDecimal.TryParse(text.AsSpan(partial + 3), out var parsed) || parsed is < 1 or >= Tile.FullWidth)
                return false;
            (groups, width) = (text[..partial], (int)parsed);
        }

        foreach (var group in groups.Split('/'))
        {
            if (
                !int.TryParse(
                    group.AsSpan().TrimStart('x'),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var digits
                )
                || index > (long.MaxValue - digits) / Group
            )
                return false;
            index = index * Group + digits;
        }

        // One index has one path: whatever would be written differently is not a path.
        return Of(index, width) == text;
    }

    private static string Digits(long number) => number.ToString("000", CultureInfo.InvariantCulture);
}
