using System.Text.Json;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>One event of a replay: what it is, who recorded it when, and what it moved.</summary>
internal static class StepView
{
    public static IRenderable Of(JsonElement step)
    {
        var entry = step.At("event");
        return Sheet.Stack(
            Sheet.Heading($"{step.Text("version") ?? entry.Text("version")}  {HistoryTable.What(entry)}"),
            Sheet.Remark($"   occurred {Values.Date(entry)}; recorded {Values.Instant(entry.Text("recordedAt"))} by {entry.Text("recordedBy") ?? Values.Nothing}; {Values.Sources(entry)}"),
            Moved(step));
    }

    private static IRenderable Moved(JsonElement step)
    {
        if (step.Items("changes").Any())
            return ChangesView.Fields(step);

        return Sheet.Remark(step.At("before").IsThere() ? "   moves nothing in the status" : "   opens the negotiation");
    }
}
