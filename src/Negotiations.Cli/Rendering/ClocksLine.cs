using System.Text.Json;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>On which clocks an answer was given, so that a printout says what it is a printout of.</summary>
internal static class ClocksLine
{
    public static IRenderable? Of(JsonElement clocks)
    {
        if (!clocks.IsThere())
            return null;

        List<string> parts = [$"as of {clocks.Text("asOf")}"];
        if (clocks.Text("version") is { } version)
            parts.Add($"at version {version}");
        parts.Add(
            clocks.Text("knownBy") is { } knownBy
                ? $"known by {Values.Instant(knownBy)} ({clocks.Text("basis")})"
                : "by all that is recorded"
        );
        if (clocks.Items("without").Select(each => each.Text()).ToList() is { Count: > 0 } without)
            parts.Add($"without {string.Join(", ", without)}");

        return Tables.Remark(string.Join(", ", parts));
    }
}
