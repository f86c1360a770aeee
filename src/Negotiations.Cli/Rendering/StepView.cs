using System.Text.Json;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>One event of a replay: what it is, who recorded it when, and what it moved.</summary>
internal static class StepView
{
    public static IRenderable Of(JsonElement step)
    {
        var entry = step.At("event");
        return Tables.Stack(
            Tables.Heading($"{step.Text("version") ?? entry.Text("version")}  {HistoryTable.What(entry)}"),
            Tables.Remark(
                $"   occurred {Values.Date(entry)}; recorded "
                    + $"{Values.Instant(step.Text("recordedAt") ?? entry.Text("recordedAt"))} by "
                    + $"{step.Text("recordedBy") ?? entry.Text("recordedBy") ?? Values.Nothing}; "
                    + $"{Values.Sources(entry)}"
            ),
            Moved(step)
        );
    }

    private static IRenderable Moved(JsonElement step)
    {
        // The first step makes the whole status out of nothing, which is no list of changes.
        if (!step.At("before").IsThere())
            return Tables.Remark("   opens the negotiation");

        return step.Items("changes").Any() ? ChangesView.Fields(step) : Tables.Remark("   moves nothing in the status");
    }
}
