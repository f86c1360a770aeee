using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Import.Dates;
using Negotiations.Import.Reading;
using Negotiations.Import.Statements;
using Negotiations.Json;
using Negotiations.Record;

namespace Negotiations.Import.Formats;

/// <summary>The values of members of events, read from the cells of a row as a layout says.</summary>
internal sealed class CsvValues(TableLayout table)
{
    /// <summary>Null where there is none, or where it cannot be read and the row is set aside.</summary>
    /// <param name="layout">Where it is in the row, and what it means.</param>
    /// <param name="row">Of the file.</param>
    /// <param name="reading">What the row is read as.</param>
    /// <param name="type">The wire name of the event.</param>
    /// <param name="path">Dotted, of the member that has it.</param>
    public JsonNode? Read(TableLayout.ValueLayout layout, Row row, RowReading reading, string type, string path)
    {
        if (layout.Value is { } constant)
            return JsonSerializer.SerializeToNode(constant);

        var column = layout.Column ?? string.Join(", ", Template.Columns(layout.Text!));
        var given = layout.Column is null ? Filled(layout, row) : Given(row, layout.Column);
        if ((given ?? layout.Default) is not { } text)
            return null;

        if (given is not null && CellText.IsError(given))
        {
            reading.Quarantine(
                "cell-error",
                column,
                text,
                "A spreadsheet could not compute the cell: what it was to hold is not known."
            );
            return null;
        }

        if (layout.Values is { } meanings)
        {
            if (meanings.TryGetValue(text, out var meaning) || (meaning = layout.Otherwise) is not null)
                return meaning;

            reading.Quarantine(
                "value-unknown",
                column,
                text,
                $"The mapping does not say what '{Slug.Clip(text)}' in '{Slug.Clip(column)}' means."
            );
            return null;
        }

        return layout.As switch
        {
            TableLayout.ValueKind.Date => reading
                .Date(ShortYear.Widened(text, table.TwoDigitYearsFrom), column, table.DayOrder)
                ?.Text,
            TableLayout.ValueKind.Integer or TableLayout.ValueKind.Number => Number(
                layout.As,
                text,
                column,
                layout.Column is null ? null : row.Held(layout.Column),
                reading,
                path
            ),
            TableLayout.ValueKind.List when FactMembers.IsNumbers(EventJson.TypesByName[type], path) => Numbers(
                text,
                column,
                reading
            ),
            TableLayout.ValueKind.List => new JsonArray([.. Parts(text).Select(part => (JsonNode)part)]),
            TableLayout.ValueKind.Actors => new JsonArray([
                .. Parts(text)
                    .Where(part => !table.IsAbsent(part))
                    .Select(part => (JsonNode)new JsonObject { ["id"] = part }),
            ]),
            _ => FactMembers.IsId(path) ? Codes.DistinctId(text) : text,
        };
    }

    private string? Given(Row row, string column) => row[column] is { } text && !table.IsAbsent(text) ? text : null;

    // A date in columns of its own for year, month and day may lack the last of them.
    private string? Filled(TableLayout.ValueLayout layout, Row row) =>
        layout.As == TableLayout.ValueKind.Date
            ? Template.FillDate(layout.Text!, column => Given(row, column))
            : Template.Fill(layout.Text!, row);

    private JsonNode? Number(
        TableLayout.ValueKind kind,
        string text,
        string column,
        decimal? held,
        RowReading reading,
        string path
    )
    {
        var (number, why) = held is { } sure ? sure : NumberText.Read(text, table.Decimal, table.Thousands);
        var isWhole = kind == TableLayout.ValueKind.Integer || FactMembers.IsOfPeople(path);
        if (number is { } fraction && isWhole && fraction != decimal.Truncate(fraction))
            why = $"'{Slug.Clip(text)}' is no whole number.";

        if (why is null)
            return kind == TableLayout.ValueKind.Integer && number is >= int.MinValue and <= int.MaxValue
                ? (int)number
                : number;

        reading.Quarantine("number-unclear", column, text, why);
        return null;
    }

    // Degrees have any number of digits after their mark, and no thousands.
    private static JsonArray? Numbers(string text, string column, RowReading reading)
    {
        var numbers = new JsonArray();
        foreach (var part in Parts(text))
        {
            if (
                !double.TryParse(
                    part.Replace(',', '.'),
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out var number
                )
            )
            {
                reading.Quarantine("number-unclear", column, text, $"'{Slug.Clip(part)}' is no number.");
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private static IEnumerable<string> Parts(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
