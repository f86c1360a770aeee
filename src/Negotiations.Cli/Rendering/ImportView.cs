using System.Text.Json;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>The result of an import, as text.</summary>
internal static class ImportView
{
    private const int MostShown = 20;

    public static IRenderable Of(JsonElement report)
    {
        var negotiations = Tables.Of("negotiation", "title", "was open", "facts");
        foreach (var each in report.Items("negotiations").Take(MostShown))
            negotiations.Line(each.Text("id"), each.Text("title"), each.Text("exists"), each.Text("facts"));

        var total = report.Number("negotiationsTotal") ?? 0;
        var notes = Tables.Of("note", "rows");
        if (report.At("notes") is { ValueKind: JsonValueKind.Object } counted)
            foreach (var note in counted.EnumerateObject())
                notes.Line(note.Name, note.Value.Text());

        return Tables.Stack([
            Tables.Heading(
                $"Import {report.Text("id")}: "
                    + $"{report.Text("state")}{(report.Text("dryRun") == "yes" ? ", nothing recorded (dry run)" : "")}"
            ),
            report.Text("problem") is { } problem ? Tables.Warning(problem) : null,
            .. report
                .Items("questions")
                .Where(_ => report.Text("problem") is null)
                .Select(question => Tables.Warning(question.Text("detail")!)),
            Tables.Fields([
                (
                    "dataset",
                    $"{report.Text("dataset")}, release of {report.Text("release")}, read as "
                        + $"{report.Text("format")}, {report.Text("encoding") ?? Values.Nothing}"
                ),
                (
                    "rows",
                    $"{report.Text("rows.read")}: {report.Text("rows.accepted")} accepted, "
                        + $"{report.Text("rows.normalised")} normalised, {report.Text("rows.quarantined")} "
                        + $"quarantined, {report.Text("rows.leftOut")} left out, {report.Text("rows.refused")} "
                        + "refused"
                ),
                (
                    "events",
                    $"{report.Text("events.recorded")} recorded, {report.Text("events.corrected")} "
                        + $"corrected, {report.Text("events.retracted")} retracted, "
                        + $"{report.Text("events.restored")} restored, {report.Text("events.unchanged")} "
                        + $"unchanged, {report.Text("events.moved")} moved, {report.Text("events.contested")} "
                        + $"contested, {report.Text("events.withheld")} withheld, "
                        + $"{report.Text("events.notCovered")} not covered, "
                        + $"{report.Text("events.renumbered")} renumbered, {report.Text("events.rekeyed")} under "
                        + "another id"
                ),
                ("opened", report.Text("events.opened")),
                ("proof", ProofOf(report)),
                ("missing columns", Joined(report, "missingColumns")),
                ("columns not read", Joined(report, "unreadColumns")),
            ]),
            Tables.Under("Notes", notes),
            Tables.Under(total > MostShown ? $"Negotiations, {MostShown} of {total}" : "Negotiations", negotiations),
        ]);
    }

    // Of a whole record only.
    private static string? ProofOf(JsonElement report) =>
        report.Text("proof.state") switch
        {
            null => null,
            "unproven" => "none: taken as the file has it, and the log says so in public",
            _ => $"{report.Text("proof.size")} entries of the log {report.Text("proof.origin")}, signed by "
                + $"{report.Text("proof.vkey")}"
                + (
                    report.Text("proof.keyFrom") == "file"
                        ? ", the key that the file itself names: compare it with what the operator publishes"
                        : ", the key that was given"
                )
                + (
                    report.Text("proof.goesOn") == "yes"
                        ? ". The log goes on here"
                        : ". The log here has another key and says in public whose entries it begins with"
                ),
        };

    private static string? Joined(JsonElement report, string path)
    {
        var names = report.Items(path).Select(name => name.Text()).ToList();
        return names.Count switch
        {
            0 => null,
            > 12 => $"{string.Join(", ", names.Take(12))} and {names.Count - 12} more",
            _ => string.Join(", ", names),
        };
    }
}
