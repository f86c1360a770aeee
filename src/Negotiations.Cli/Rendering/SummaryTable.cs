using System.Text.Json;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>Negotiations one a line.</summary>
internal static class SummaryTable
{
    private static readonly string[] Columns =
    [
        "id",
        "title",
        "phase certain / possible",
        "security",
        "health",
        "next meeting",
        "headline",
        "anomalies",
        "version",
    ];

    public static IRenderable Of(JsonElement page)
    {
        List<string?[]> rows = [.. page.Items("items").Select(Cells)];
        return Tables.Stack(
            ClocksLine.Of(page.At("clocks")),
            rows.Count == 0
                ? Tables.Remark("No negotiation matches.")
                : new Fitting(Columns, essential: [0, 2, 3, 4], rows)
        );
    }

    private static string?[] Cells(JsonElement summary) =>
        [
            summary.Text("id"),
            summary.Text("title"),
            Values.Pair(summary.At("phase")),
            summary.Text("security"),
            summary.Text("health"),
            summary.Text("nextMeeting.plannedFor"),
            summary.Text("headline.text"),
            summary.Text("anomalies"),
            summary.Text("version"),
        ];
}
