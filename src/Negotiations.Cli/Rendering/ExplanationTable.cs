using System.Text.Json;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>Field by field: the value, the rule that gave it, and the events and sources behind it.</summary>
internal static class ExplanationTable
{
    public static IRenderable Of(JsonElement explanation)
    {
        var table = Sheet.Of("field", "value", "rule", "event", "occurred", "recorded", "source");
        foreach (var field in explanation.Items("fields"))
        {
            var (name, value) = (field.Text("field"), Values.Show(field.At("value")));
            var rules = string.Join(", ", field.Items("rules").Select(rule => rule.Text()));
            var events = field.Items("events").ToList();
            if (events.Count == 0)
                table.Line(name, value, rules, "no event decides it", "", "", "");

            foreach (var (index, decisive) in events.Index())
                table.Line(
                    index == 0 ? name : "", index == 0 ? value : "", decisive.Text("rule") ?? (index == 0 ? rules : ""),
                    $"{decisive.Text("version")} {decisive.Text("type")} {decisive.Text("eventId")}",
                    Values.Date(decisive), Values.Instant(decisive.Text("recordedAt")), Values.Sources(decisive));
        }

        return Sheet.Stack(Sheet.Heading($"Why {explanation.Text("id")} stands as it does"), ClocksLine.Of(explanation.At("clocks")), table);
    }
}
