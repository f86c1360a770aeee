using System.Text.Json;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>The answer to an append, or to its dry run, as text.</summary>
internal static class ReceiptView
{
    /// <param name="receipt">The answer to an append.</param>
    /// <param name="isNew">False when everything in it had been recorded before.</param>
    public static IRenderable Of(JsonElement receipt, bool isNew)
    {
        var table = Tables.Of("event", "version", "recorded");
        foreach (var recorded in receipt.Items("events"))
            table.Line(recorded.Text("eventId"), recorded.Text("version"), Values.Instant(recorded.Text("recordedAt")));

        var said = isNew ? "Recorded in" : "Nothing new, this was recorded before: ";
        return Tables.Stack(
            Tables.Heading($"{said.Trim()} {receipt.Text("negotiation")}, now at version {receipt.Text("version")}."),
            table,
            Anomalies.Of(receipt)
        );
    }

    public static IRenderable OfDryRun(JsonElement answer) =>
        Tables.Stack(
            Tables.Heading("Nothing was recorded. With this:"),
            Tables.Fields([
                ("version", answer.Text("version")),
                ("phase before (certain / possible)", Values.Pair(answer.At("phase.before"))),
                ("phase after (certain / possible)", Values.Pair(answer.At("phase.after"))),
            ]),
            Anomalies.Of(answer)
        );
}
