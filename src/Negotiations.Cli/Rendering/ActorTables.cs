using System.Text.Json;
using Negotiations.Values;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>Entries of the actor registry.</summary>
internal static class ActorTables
{
    // The name in English is the one shown as the name.
    private static readonly string[] Others = [.. LanguageCodes.All.Where(code => code != LanguageCodes.English)];
    private static readonly string[] Columns = ["code", "kind", "name", .. Others, "other codes"];

    public static IRenderable All(JsonElement page)
    {
        List<string?[]> rows = [.. page.Items("items").Select(Cells)];
        return rows.Count == 0 ? Tables.Remark("No actor matches.") : new Fitting(Columns, essential: [0, 1, 2], rows);
    }

    public static IRenderable One(JsonElement answer)
    {
        var actor = answer.At("actor");
        var relations = Tables.Of("relation", "code", "name");
        foreach (var each in actor.Items("relations").Concat(answer.Items("related")))
            relations.Line(each.Text("relation"), each.Text("code"), each.Text("name"));

        return Tables.Stack(
            Tables.Heading($"{actor.Text("name")} ({actor.Text("code")}, {actor.Text("kind")})"),
            Tables.Fields([
                .. LanguageCodes.All.Select(code => (code, NameIn(actor, code))),
                ("other names", Joined(actor, "otherNames")),
                ("former names", Joined(actor, "formerNames")),
                ("abbreviations", Joined(actor, "abbreviations")),
                ("other codes", Codes(actor)),
                ("merged into", actor.Text("mergedInto")),
            ]),
            Tables.Under("Relations", relations),
            answer.Items("history").Any()
                ? Tables.Stack(
                    Spectre.Console.Text.Empty,
                    Tables.Heading("Changes"),
                    HistoryTable.Of(answer.Items("history"))
                )
                : null
        );
    }

    private static string?[] Cells(JsonElement actor) =>
        [
            actor.Text("code"),
            actor.Text("kind"),
            actor.Text("name"),
            .. Others.Select(code => NameIn(actor, code)),
            Codes(actor),
        ];

    private static string? NameIn(JsonElement actor, string language) => actor.Text($"names.{language}");

    private static string? Codes(JsonElement actor) =>
        actor.Items("ids").Select(each => $"{each.Text("scheme")} {each.Text("id")}").ToList() is { Count: > 0 } codes
            ? string.Join(", ", codes)
            : null;

    private static string? Joined(JsonElement actor, string path) =>
        actor.Items(path).Select(each => each.Text()).ToList() is { Count: > 0 } names
            ? string.Join("; ", names)
            : null;
}

/// <summary>Actors as far as events name them.</summary>
internal static class PartyTables
{
    public static IRenderable All(JsonElement page)
    {
        var table = Tables.Of("id", "name", "negotiations", "events", "roles");
        foreach (var each in page.Items("items"))
            table.Line(
                each.Text("id"),
                each.Text("name"),
                each.Text("negotiations"),
                each.Text("events"),
                Values.Show(each.At("roles"))
            );

        return table.Rows.Count == 0 ? Tables.Remark("No event names an actor.") : table;
    }

    public static IRenderable One(JsonElement party)
    {
        List<string?[]> rows =
        [
            .. party
                .Items("negotiations")
                .Select(each =>
                    new[]
                    {
                        each.Text("id"),
                        each.Text("title"),
                        Values.Show(each.At("roles")),
                        Values.Pair(each.At("phase")),
                        each.Text("events"),
                        each.Text("first"),
                        each.Text("last"),
                    }
                ),
        ];
        return Tables.Stack(
            Tables.Heading(
                $"{party.Text("id")}: {party.Text("count")} negotiations, {party.Text("events")} events, as "
                    + Values.Show(party.At("roles"))
            ),
            new Fitting(
                ["id", "title", "roles", "phase certain / possible", "events", "first", "last"],
                essential: [0, 2, 3, 6],
                rows
            )
        );
    }
}
