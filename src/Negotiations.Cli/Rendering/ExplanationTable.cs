using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>Field by field: the value, the rule that gave it, and the events and sources behind it.</summary>
internal static class ExplanationTable
{
    public static IRenderable Of(JsonElement explanation)
    {
        var table = Tables.Of("field", "value", "rule", "event", "occurred", "recorded", "source");
        foreach (var field in explanation.Items("fields"))
        {
            var (name, value) = (field.Text("field"), Values.Show(field.At("value")));
            var rules = string.Join(", ", field.Items("rules").Select(rule => rule.Text()));
            var events = field.Items("events").ToList();
            if (events.Count == 0)
                table.Line(name, value, rules, "no event decides it", "", "", "");

            foreach (var (index, decisive) in events.Index())
                table.Line(
                    index == 0 ? name : "",
                    index == 0 ? value : "",
                    decisive.Text("rule") ?? (index == 0 ? rules : ""),
                    $"{decisive.Text("version")} {decisive.Text("type")} {decisive.Text("eventId")}",
                    Values.Date(decisive),
                    Values.Instant(decisive.Text("recordedAt")),
                    Values.Sources(decisive)
                );
        }

        return Tables.Stack(
            Tables.Heading($"Why {explanation.Text("id")} stands as it does"),
            ClocksLine.Of(explanation.At("clocks")),
            table,
            Tables.Under("How the figures are computed", Computed(explanation))
        );
    }

    private static Table Computed(JsonElement explanation)
    {
        var table = Tables.Of("figure", "value", "of", "event", "source");
        foreach (var field in explanation.Items("fields").Where(field => field.At("derivation").IsThere()))
        {
            Add(table, field.At("derivation"), field.Text("field")!, 0);
            foreach (var other in field.Items("without"))
                table.Line(
                    $"  without {other.Text("publisher")}",
                    other.At("figure").IsThere() ? Quantities.Show(other.At("figure")) : "none",
                    "",
                    null,
                    null
                );
        }

        return table;
    }

    // A part is below its whole, one step further in; what was left out says by which rule.
    private static void Add(Table table, JsonElement figure, string name, int depth)
    {
        var report = figure.At("event");
        table.Line(
            new string(' ', depth * 2) + name,
            Quantities.Show(figure.At("figure")),
            figure.Text("of") + NotCounted(figure),
            report.IsThere() ? $"{report.Text("version")} {report.Text("type")}" : null,
            report.IsThere() ? Values.Sources(report) : null
        );
        foreach (var part in figure.Items("parts"))
            Add(table, part, part.Text("kind")!, depth + 1);

        foreach (var aside in figure.Items("setAside"))
            Add(table, aside.At("what"), $"left out: {aside.Text("rule")}", depth + 1);
    }

    private static string NotCounted(JsonElement figure) =>
        figure.Items("notCounted").ToList() is { Count: > 0 } parts
            ? $" (not counted: {string.Join(", ", parts.Select(part => part.Text()))})"
            : "";
}
