using System.Text.Json;
using Negotiations.Json;
using Negotiations.Values;
using static Negotiations.Server.Formats.EventColumns;

namespace Negotiations.Server.Formats;

/// <summary>
/// The ids, figures and titles of an event, flat: what an analysis would otherwise have to take out of the whole event.
/// A figure is read as the views read it: words have the limits of the convention.
/// </summary>
internal static class FigureColumns
{
    private static readonly (string Column, string Member)[] Texts =
    [
        ("clash_id", "clashId"),
        ("meeting_id", "meetingId"),
        ("instrument_id", "instrumentId"),
        ("ceasefire_id", "ceasefireId"),
        ("milestone_id", "milestoneId"),
        ("proposal_id", "proposalId"),
        ("title", "title"),
        ("side", "side"),
    ];

    // A figure names its unit where it may have several.
    private static readonly (string Column, string[] Members, string? Unit)[] Figures =
    [
        ("killed", ["killed"], Units.People),
        ("injured", ["injured"], Units.People),
        ("displaced", ["displaced"], Units.People),
        ("evacuated", ["evacuated"], Units.People),
        ("km", ["kilometres", "length"], Units.Kilometres),
        ("cumulative_km", ["cumulative"], Units.Kilometres),
        ("amount", ["amount", "value"], null),
    ];

    public static readonly IReadOnlyList<string> Names =
    [
        .. Texts.Select(each => each.Column),
        "round_number",
        .. Figures.SelectMany(each => NamesOf(each.Column)),
        "external_ids",
    ];

    /// <summary>Of one figure.</summary>
    public static IEnumerable<string> NamesOf(string column) =>
        [$"{column}_low", $"{column}_best", $"{column}_high", $"{column}_unit", $"{column}_text"];

    public static void Write(CsvRow row, JsonElement data)
    {
        foreach (var (_, member) in Texts)
            row.WriteField(Text(data, member));

        if (Member(data, "roundNumber") is { ValueKind: JsonValueKind.Number } number)
            row.WriteField(number.GetInt64());
        else
            row.WriteField("");

        foreach (var (_, members, unit) in Figures)
        {
            var quantity = members.Select(member => QuantityOf(data, member)).FirstOrDefault(each => each is not null);
            var figure = quantity?.ToFigure(unit);

            // Miles and metres in kilometres; what cannot be converted stays as it is, and its unit says so.
            Write(row, unit == Units.Kilometres ? figure?.In(unit) ?? figure : figure, quantity?.Text, quantity?.Unit);
        }

        row.WriteField(Join(Array(data, "externalIds").Select(each => $"{Text(each, "scheme")}:{Text(each, "id")}")));
    }

    /// <summary>The fields of <see cref="NamesOf"/>.</summary>
    public static void Write(CsvRow row, Figure? figure, string? text = null, string? unit = null)
    {
        row.WriteField(figure?.Low);
        row.WriteField(figure?.Best);
        row.WriteField(figure?.High);
        row.WriteField(figure is null ? unit : figure.Unit ?? unit);
        row.WriteField(text);
    }

    private static Quantity? QuantityOf(JsonElement data, string member) =>
        Member(data, member) is { ValueKind: JsonValueKind.Object } found
            ? found.Deserialize<Quantity>(EventJson.Options)
            : null;
}
