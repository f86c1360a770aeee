using System.Text.Json;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>The findings of an audit as a table on the terminal.</summary>
internal static class AuditView
{
    public static IRenderable Of(JsonElement audit)
    {
        var table = Tables.Of("negotiation", "state", "field", "expected", "actual", "event", "detail");
        foreach (var finding in audit.Items("findings"))
            table.Line(
                finding.Text("negotiation"),
                finding.Text("state"),
                finding.Text("field"),
                Values.Show(finding.At("expected")),
                Values.Show(finding.At("actual")),
                finding.Text("eventId"),
                finding.Text("detail")
            );

        return Tables.Stack(
            Tables.Heading($"Audit {audit.Text("id")}: {audit.Text("state")}"),
            Tables.Fields([
                ("checked", $"{audit.Text("checked") ?? Values.Nothing} of {audit.Text("total") ?? Values.Nothing}"),
                ("equal", audit.Text("equal")),
                ("different", audit.Text("different")),
                ("incomplete", audit.Text("incomplete")),
                ("started", Values.Instant(audit.Text("startedAt"))),
                ("finished", audit.Text("finishedAt") is { } finished ? Values.Instant(finished) : null),
            ]),
            Tables.Under("Findings", table)
        );
    }
}
