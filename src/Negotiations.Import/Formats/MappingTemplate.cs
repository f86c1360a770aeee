using System.Text.Json.Nodes;
using Negotiations.Import.Dates;
using Negotiations.Import.Reading;

namespace Negotiations.Import.Formats;

/// <summary>A mapping to begin with, made of a table's columns and its first rows. A person who knows the table has to
/// finish it: what is between angle brackets says what is wanted.</summary>
public static class MappingTemplate
{
    private const int RowsSeen = 200;

    /// <exception cref="UnreadableFileException">It is no table.</exception>
    public static JsonObject Of(DelimitedText text)
    {
        var columns = text.Columns.Where(name => name.Length > 0 && text.CountOf(name) == 1).ToList();
        var values = columns.ToDictionary(name => name, _ => new List<string?>(), StringComparer.OrdinalIgnoreCase);
        foreach (var row in text.Read().Where(row => row.Fault is null).Take(RowsSeen))
        foreach (var name in columns)
            values[name].Add(CellText.IsAbsent(row[name]) ? null : row[name]);

        var key = columns.Find(name => IsKey(values[name]));
        var date = columns.Find(name => name != key && AreDates(values[name]));
        var set = new JsonObject();
        if (date is not null)
            set["occurred"] = new JsonObject { ["column"] = date, ["as"] = "date" };

        // Of a wide table no more than an event may set: who knows it chooses.
        foreach (
            var name in columns.Where(name => name != key && name != date).Take(TableLayout.MostMembers - set.Count)
        )
            set[$"<member for {name}>"] = new JsonObject { ["column"] = name };

        return new JsonObject
        {
            ["table"] = new JsonObject
            {
                ["title"] = "<title of the table>",
                ["publisher"] = "<who publishes it>",
                ["key"] = new JsonArray(key ?? "<columns that are the id of a row in every release>"),
                ["negotiation"] = new JsonObject
                {
                    ["id"] = "<id of the negotiation, or with a column: talks-{column}>",
                    ["title"] = "<what it is called>",
                    ["kind"] = "negotiation",
                    ["subject"] = "other",
                },
                ["events"] = new JsonArray(
                    new JsonObject
                    {
                        ["type"] = "statement-issued",
                        ["part"] = "statement",
                        ["set"] = set,
                    }
                ),
            },
        };
    }

    private static bool IsKey(List<string?> values) =>
        values.Count > 0
        && values.TrueForAll(value => value is not null)
        && values.Distinct(StringComparer.Ordinal).Count() == values.Count;

    // A year alone may as well be a number.
    private static bool AreDates(List<string?> values)
    {
        var given = values.OfType<string>().ToList();
        return given.Count > 0
            && given.Exists(value => value.Length > 4)
            && given.TrueForAll(value => value.Length >= 4 && DateText.Read(value, DayOrder.DayFirst).Date is not null);
    }
}
