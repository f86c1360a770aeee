using System.Text.Json;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>The lists within a status as tables; each is null when it is empty.</summary>
internal static class StatusTables
{
    public static IRenderable? Uncertain(JsonElement status)
    {
        var table = Tables.Of("field", "certain", "possible");
        foreach (var field in status.Items("uncertain"))
            table.Line(field.Text("field"), Values.Show(field.At("certain")), Values.Show(field.At("possible")));

        return Tables.Under("Not settled, because dates are uncertain", table);
    }

    /// <summary>Each clash: its sides, and all of them together.</summary>
    public static IRenderable? Incidents(JsonElement status)
    {
        var table = Tables.Of("clash", "side", "killed", "injured", "displaced", "evacuated");
        foreach (
            var incident in status
                .Items("clashes.incidents")
                .Where(incident =>
                    incident.At("total") is { ValueKind: JsonValueKind.Object } total && total.EnumerateObject().Any()
                )
        )
        {
            var name = incident.Text("clashId") ?? incident.Text("occurred");
            foreach (var side in incident.Items("sides"))
                Add(name, side.Text("side"), side);

            Add(name, "all", incident.At("total"));
        }

        return Tables.Under("Losses by clash", table);

        void Add(string? clash, string? side, JsonElement losses) =>
            table.Line(
                clash,
                side,
                Quantities.Show(losses.At("killed")),
                Quantities.Show(losses.At("injured")),
                Quantities.Show(losses.At("displaced")),
                Quantities.Show(losses.At("evacuated"))
            );
    }

    /// <summary>Side by side as each source counts; a source's older count stays and says so.</summary>
    public static IRenderable? Tolls(JsonElement status)
    {
        var table = Tables.Of("clash", "side", "of", "killed", "injured", "displaced", "evacuated", "as of", "source");
        foreach (var toll in status.Items("clashes.tolls"))
            table.Line(
                toll.Text("clashId"),
                toll.Text("side"),
                toll.Text("of"),
                Quantities.Show(toll.At("killed")),
                Quantities.Show(toll.At("injured")),
                Quantities.Show(toll.At("displaced")),
                Quantities.Show(toll.At("evacuated")),
                toll.Text("asOf") ?? toll.Text("occurred"),
                toll.Text("source")
                    + (toll.Text("published") is { } published ? $", {published}" : "")
                    + (toll.Text("latest") == "no" ? " (counted again since)" : "")
            );

        return Tables.Under("Tolls, as each source gives them", table);
    }

    public static IRenderable? Instruments(JsonElement status)
    {
        var table = Tables.Of(
            "instrument",
            "type",
            "status",
            "signed",
            "consents",
            "awaiting",
            "in force",
            "left",
            "ended"
        );
        foreach (var instrument in status.Items("instruments"))
            table.Line(
                instrument.Text("title") ?? instrument.Text("id"),
                instrument.Text("type"),
                instrument.Text("status"),
                instrument.Text("signed"),
                string.Join(
                    ", ",
                    instrument
                        .Items("consents")
                        .Select(consent =>
                            $"{consent.Text("party") ?? "?"} {consent.Text("mode")} {consent.Text("on")}"
                        )
                ),
                string.Join(", ", instrument.Items("awaiting").Select(party => party.Text())),
                instrument.Text("entryIntoForce.on")
                    ?? (instrument.Text("entryIntoForce.expected.on") is { } expected ? $"expected {expected}" : null),
                string.Join(
                    ", ",
                    instrument
                        .Items("withdrawals")
                        .Select(each =>
                            $"{each.Text("party") ?? "all"} {each.Text("mode")} "
                            + $"{each.Text("effective") ?? each.Text("notified")}"
                            + (each.Text("revoked") is { } revoked ? $", revoked {revoked}" : "")
                        )
                ),
                instrument.At("ended").IsThere()
                    ? $"{instrument.Text("ended.mode")} {instrument.Text("ended.on")}"
                    : null
            );

        return Tables.Under("Instruments", table);
    }

    public static IRenderable? Meetings(JsonElement status)
    {
        var table = Tables.Of("meeting", "kind", "status", "planned for", "held on", "place");
        foreach (var meeting in status.Items("meetings"))
            table.Line(
                meeting.Text("meetingId"),
                meeting.Text("kind"),
                meeting.Text("status"),
                meeting.Text("plannedFor"),
                meeting.Text("heldOn"),
                meeting.Text("place")
            );

        return Tables.Under("Meetings", table);
    }

    public static IRenderable? Milestones(JsonElement status)
    {
        var table = Tables.Of("milestone", "status", "occurred", "planned for", "note");
        foreach (var milestone in status.Items("milestones"))
            table.Line(
                milestone.Text("milestone"),
                milestone.Text("status"),
                milestone.Text("occurred"),
                milestone.Text("plannedFor"),
                milestone.Text("note")
            );

        return Tables.Under("Milestones", table);
    }

    public static IRenderable? Commitments(JsonElement status)
    {
        var table = Tables.Of("by", "amount", "currency", "status", "purpose", "occurred");
        foreach (var commitment in status.Items("commitments"))
            table.Line(
                commitment.Text("by"),
                Quantities.Show(commitment.At("amount")),
                commitment.Text("currency"),
                commitment.Text("status"),
                commitment.Text("purpose"),
                commitment.Text("occurred")
            );

        return Tables.Under("Commitments", table);
    }

    public static IRenderable? Statements(JsonElement status)
    {
        var table = Tables.Of("statement", "symbol", "occurred", "summary");
        foreach (var statement in status.Items("statements"))
            table.Line(
                statement.Text("form"),
                statement.Text("symbol"),
                statement.Text("occurred"),
                statement.Text("summary")
            );

        return Tables.Under("Statements", table);
    }

    /// <summary>Chapters and articles of every instrument, each with its latest status.</summary>
    public static IRenderable? Provisions(JsonElement status)
    {
        var table = Tables.Of("instrument", "provision", "status", "as of");
        foreach (var instrument in status.Items("instruments"))
        foreach (var provision in instrument.Items("provisions"))
            table.Line(
                instrument.Text("title") ?? instrument.Text("id"),
                provision.Text("title") ?? provision.Text("id"),
                provision.Text("status"),
                provision.Text("on")
            );

        return Tables.Under("Provisions", table);
    }

    /// <summary>Reservations, declarations and objections to every instrument.</summary>
    public static IRenderable? Reservations(JsonElement status)
    {
        var table = Tables.Of("instrument", "party", "form", "on", "text");
        foreach (var instrument in status.Items("instruments"))
        foreach (var reservation in instrument.Items("reservations"))
            table.Line(
                instrument.Text("title") ?? instrument.Text("id"),
                reservation.Text("party"),
                reservation.Text("form"),
                reservation.Text("on"),
                reservation.Text("text")
            );

        return Tables.Under("Reservations", table);
    }

    /// <summary>Proposals, each with the answers to it.</summary>
    public static IRenderable? Proposals(JsonElement status)
    {
        var table = Tables.Of("proposal", "by", "made", "summary", "answers");
        foreach (var proposal in status.Items("proposals"))
            table.Line(
                proposal.Text("title") ?? proposal.Text("proposalId"),
                Codes(proposal, "by"),
                proposal.Text("made"),
                proposal.Text("summary"),
                string.Join(
                    "; ",
                    proposal
                        .Items("answers")
                        .Select(answer => $"{Codes(answer, "by")} {answer.Text("answer")} {answer.Text("on")}".Trim())
                )
            );

        return Tables.Under("Proposals", table);
    }

    /// <summary>What was done beyond the table.</summary>
    public static IRenderable? Measures(JsonElement status)
    {
        var table = Tables.Of("measure", "by", "against", "amount", "under", "occurred", "undone");
        foreach (var measure in status.Items("measures"))
            table.Line(
                measure.Text("title") is { } title ? $"{measure.Text("measure")}: {title}" : measure.Text("measure"),
                Codes(measure, "by"),
                Codes(measure, "against"),
                Quantities.Show(measure.At("amount")),
                measure.Text("instrumentId"),
                measure.Text("occurred"),
                measure.At("reversedBy").IsThere() ? "yes" : null
            );

        return Tables.Under("Measures", table);
    }

    public static IRenderable? Rulings(JsonElement status)
    {
        var table = Tables.Of("ruling", "body", "symbol", "matter", "binding", "occurred");
        foreach (var ruling in status.Items("rulings"))
            table.Line(
                ruling.Text("ruling"),
                ruling.Text("body"),
                ruling.Text("symbol"),
                ruling.Text("matter"),
                ruling.Text("binding"),
                ruling.Text("occurred")
            );

        return Tables.Under("Rulings", table);
    }

    public static IRenderable? Breaches(JsonElement status)
    {
        var table = Tables.Of("of", "provision", "alleged by", "against", "occurred");
        foreach (var breach in status.Items("breaches"))
            table.Line(
                breach.Text("instrumentId") ?? breach.Text("ceasefireId"),
                breach.Text("provision"),
                Codes(breach, "by"),
                Codes(breach, "against"),
                breach.Text("occurred")
            );

        return Tables.Under("Alleged breaches", table);
    }

    private static string? Codes(JsonElement of, string member) =>
        string.Join(", ", of.Items(member).Select(code => code.Text())) is { Length: > 0 } codes ? codes : null;
}
