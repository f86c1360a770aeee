using System.Text.Json;

namespace Negotiations.Cli.Rendering;

/// <summary>Numbers with what is not known about them: low-best-high, and the words of the source.</summary>
internal static class Quantities
{
    private const string Exact = "exact";

    /// <summary>True for a quantity, its bounds, or an envelope of several.</summary>
    public static bool Is(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
        && element.EnumerateObject().Any()
        && element
            .EnumerateObject()
            .All(member =>
                member.Name
                    is "text"
                        or "qualifier"
                        or "low"
                        or "best"
                        or "high"
                        or "unit"
                        or "approximate"
                        or "open"
                        or "asOf"
            );

    /// <summary>
    /// <c>24-?-? "dozens"</c>; a figure that is its own floor and ceiling stands once; null when nothing is said.
    /// </summary>
    public static string? Show(JsonElement quantity)
    {
        var (low, best, high) = (quantity.Text("low"), quantity.Text("best"), quantity.Text("high"));
        var words = quantity.Text("text") ?? quantity.Text("qualifier");
        List<string> parts = [];
        if (low is not null || best is not null || high is not null)
            parts.Add(IsOneFigure(quantity, low, best, high) ? best! : $"{low ?? "?"}-{best ?? "?"}-{high ?? "?"}");

        if (quantity.Text("unit") is { } unit)
            parts.Add(unit);

        // Without a limit on that side the question mark says so already.
        if (quantity.Text("open") is { } open && low is not null && high is not null)
            parts.Add($"(open {open})");

        if (quantity.Text("approximate") is not null)
            parts.Insert(0, "about");

        // A bare figure in quotation marks would be said twice.
        if (words is not null && words != best && words != Exact)
            parts.Add($"\"{words}\"");

        return parts.Count == 0 ? null : string.Join(' ', parts);
    }

    // An event as appended has a bare figure alone, a view its floor and ceiling too.
    private static bool IsOneFigure(JsonElement quantity, string? low, string? best, string? high) =>
        best is not null
        && (
            (low == best && high == best)
            || (low is null && high is null && (quantity.Text("qualifier") ?? Exact) == Exact)
        );
}
