using System.Text.Json;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>Negotiations one a line.</summary>
internal static class SummaryTable
{
    public static IRenderable Of(JsonElement page)
    {
        var table = Sheet.Of("id", "title", "phase certain / possible", "security", "health", "next meeting", "last event", "anomalies", "version");
        foreach (var summary in page.Items("items"))
            table.Line(
                summary.Text("id"), summary.Text("title"), Values.Pair(summary.At("phase")), summary.Text("security"), summary.Text("health"),
                summary.Text("nextMeeting.plannedFor"),
                summary.Text("lastEvent.type") is { } type ? $"{type}, {summary.Text("lastEvent.occurred")}" : null,
                summary.Text("anomalies"), summary.Text("version"));

        return Sheet.Stack(ClocksLine.Of(page.At("clocks")), table.Rows.Count == 0 ? Sheet.Remark("No negotiation matches.") : table);
    }
}
