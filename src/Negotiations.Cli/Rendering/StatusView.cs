using System.Text.Json;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>The status of a negotiation, on one page.</summary>
internal static class StatusView
{
    public static IRenderable Of(JsonElement status) =>
        Tables.Stack(
            Tables.Heading($"{status.Text("title")} ({status.Text("id")})"),
            status.Text("headline.text") is { } headline ? Tables.Cell(headline) : null,
            ClocksLine.Of(status.At("clocks")),
            Tables.Fields(Fields(status)),
            StatusTables.Uncertain(status),
            StatusTables.Incidents(status),
            StatusTables.Tolls(status),
            StatusTables.Instruments(status),
            StatusTables.Meetings(status),
            StatusTables.Milestones(status),
            StatusTables.Commitments(status),
            StatusTables.Statements(status),
            StatusTables.Provisions(status),
            StatusTables.Reservations(status),
            StatusTables.Proposals(status),
            StatusTables.Measures(status),
            StatusTables.Rulings(status),
            StatusTables.Breaches(status),
            Anomalies.Of(status),
            CutLists.Of(status)
        );

    private static IEnumerable<(string Name, string? Value)> Fields(JsonElement status) =>
        [
            ("kind", $"{status.Text("kind")}, {status.Text("subject")}"),
            ("parties", Values.Parties(status, "parties") is { Length: > 0 } parties ? parties : null),
            ("phase, certain", status.Text("phase.certain")),
            (
                "phase, possible",
                Values.Several(status, "phase.possible") is { Length: > 0 } possible
                    ? possible + (status.Text("phase.since") is { } since ? $" since {since}" : "")
                    : null
            ),
            (
                "latest step",
                status.Text("latestStep.type") is { } latest ? $"{latest}, {status.Text("latestStep.occurred")}" : null
            ),
            ("boundary stage", status.Text("boundaryStage")),
            ("security", status.At("security").Text("state")),
            ("health", status.Text("health")),
            ("belongs with", Ids(status, "related")),
            ("went on in", status.Text("mergedInto")),
            ("may have gone on in", Ids(status, "mergeCandidates")),
            ("merged from", Ids(status, "mergedFrom")),
            ("drafting instructed", status.Text("draftingInstructed")),
            ("documents drafted", status.Text("finalDocumentsDrafted")),
            ("rounds held", Rounds(status.At("rounds"))),
            ("sections agreed", Sections(status.At("sections"))),
            ("clashes", Clashes(status.At("clashes"))),
            ("killed", Quantities.Show(status.At("clashes.killed"))),
            ("injured", Quantities.Show(status.At("clashes.injured"))),
            (
                "last event",
                status.Text("lastEvent.type") is { } type ? $"{type}, {status.Text("lastEvent.occurred")}" : null
            ),
            ("version", $"{status.Text("version")}, recorded {Values.Instant(status.Text("recordedAt"))}"),
        ];

    private static string? Ids(JsonElement status, string member) =>
        string.Join(", ", status.Items(member).Select(id => id.Text())) is { Length: > 0 } ids ? ids : null;

    private static string? Rounds(JsonElement rounds)
    {
        if (rounds.Text("held") is not { } held)
            return null;

        var last = rounds.At("last").IsThere()
            ? ", last "
                + $"{rounds.Text("last.occurred")}{(rounds.Text("last.outcome") is { } outcome ? $" ({outcome})" : "")}"
            : "";
        var next = rounds.Text("nextScheduled") is { } planned ? $", next {planned}" : "";
        return held + last + next;
    }

    // Kilometres and percent are the units the contract gives these figures.
    private static string? Sections(JsonElement sections)
    {
        List<string> parts = [];
        Add("agreed", "", "km");
        Add("total", "of ", "km");
        Add("remaining", "open ", "km");
        Add("share", "", "percent");
        if (sections.Text("allAgreed") == "yes")
            parts.Add("all agreed");

        return parts.Count == 0 ? null : string.Join(", ", parts);

        void Add(string member, string before, string unit)
        {
            var figure = sections.At(member);
            if (Quantities.Show(figure) is { } shown)
                parts.Add(
                    before
                        + (figure.Text("unit") is null ? $"{shown} {unit}" : shown)
                        + (figure.Text("asOf") is { } day ? $" as of {day}" : "")
                );
        }
    }

    private static string? Clashes(JsonElement clashes)
    {
        if (clashes.Number("count") is not { } count)
            return null;

        var floor = clashes.Number("unenumerated") > 0 ? "at least " : "";
        var last = clashes.Text("last.occurred") is { } occurred
            ? $", last {occurred}{(clashes.Text("last.place") is { } place ? $" at {place}" : "")}"
            : "";
        var several = string.Join(", ", clashes.Items("several").Select(each => Quantities.Show(each.At("count"))));
        return $"{floor}{count}{(several.Length > 0 ? $" ({several})" : "")}{last}";
    }
}
