using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>Two states of one negotiation, field by field, and the events between them.</summary>
internal static class ChangesView
{
    public static IRenderable Of(JsonElement answer) =>
        Tables.Stack(
            Tables.Heading($"{answer.Text("id")}: {End(answer.At("from"))} to {End(answer.At("to"))}"),
            answer.Items("changes").Any() ? Fields(answer) : Tables.Remark("Nothing changed."),
            answer.Items("events").Any()
                ? Tables.Stack(
                    Text.Empty,
                    Tables.Heading("By these events"),
                    HistoryTable.Of(answer.Items("events"), withIds: true)
                )
                : null
        );

    /// <summary>The changed fields; members are field, before and after.</summary>
    public static Table Fields(JsonElement answer)
    {
        var table = Tables.Of("field", "before", "after");
        foreach (var change in answer.Items("changes"))
            table.Line(change.Text("field"), Values.Show(change.At("before")), Values.Show(change.At("after")));

        return table;
    }

    private static string End(JsonElement end) =>
        (end.Text("version"), end.Text("knownBy")) switch
        {
            ({ } version, { } knownBy) => $"version {version} (known by {Values.Instant(knownBy)})",
            ({ } version, null) => $"version {version}",
            (null, { } knownBy) => $"what was known by {Values.Instant(knownBy)}",
            _ => "now",
        };
}
