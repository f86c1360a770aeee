using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Import.Reading;
using Negotiations.Import.Statements;
using Negotiations.Json;
using Negotiations.Record;

namespace Negotiations.Import.Formats;

/// <summary>Any table, by a small file that says what its columns mean.</summary>
/// <param name="table">Without a fault.</param>
public sealed class CsvFormat(TableLayout table) : DatasetFormat
{
    /// <summary>As it is asked for; it cannot be had without a layout.</summary>
    public const string FormatName = "csv";

    public override string Name => FormatName;

    public override string Title => table.Title;

    public override string Publisher => table.Publisher;

    public override IReadOnlyList<string> Required { get; } = [.. table.Columns()];

    public override IReadOnlyList<string> Optional => [];

    public override IRowMapper Map(Release release) => new Mapper(table, release);

    private sealed class Mapper(TableLayout table, Release release) : IRowMapper
    {
        public void Read(Row row, RowReading reading)
        {
            if (table.Key.FirstOrDefault(column => row[column] is null) is { } missing)
            {
                reading.Quarantine("key-missing", missing, null, $"Without '{Slug.Clip(missing)}' a later release could not say what became of the row.");
                return;
            }

            reading.Key = string.Join('/', table.Key.Select(column => row[column]));
            if (DestinationOf(row) is not { } destination)
            {
                reading.Quarantine("negotiation-missing", null, null, $"A column of '{table.Negotiation.Id}' or '{table.Negotiation.Title}' is empty: nobody can tell where the row goes.");
                return;
            }

            reading.Destination = destination;
            reading.Facts = new RowFacts(destination.Actors, new Dictionary<string, string>(), null);
            foreach (var layout in table.Events.Where(each => Holds(each.When, row)))
                if (Fact(layout, row, reading) is { } fact && reading.IsTaken)
                    reading.Add(layout.Part, fact);
        }

        private Destination? DestinationOf(Row row)
        {
            var layout = table.Negotiation;
            if (Template.Fill(layout.Id, row) is not { } id || Template.Fill(layout.Title, row) is not { } title || Codes.Slug(id) is not { Length: > 0 } slug)
                return null;

            return new Destination(slug, title, layout.Kind, layout.Subject, [.. (layout.Actors ?? []).Select(actor => Template.Fill(actor, row)).OfType<string>().Select(Codes.Actor).OfType<string>().Distinct()]);
        }

        private static bool Holds(TableLayout.Condition? when, Row row) => when is null || (row[when.Column] is { } value && when.In?.Contains(value) != false);

        private Fact? Fact(TableLayout.EventLayout layout, Row row, RowReading reading)
        {
            var members = new JsonObject { ["type"] = layout.Type };
            foreach (var (path, value) in layout.Set)
                if (Value(value, row, reading) is { } node)
                    Put(members, path.Split('.'), node);

            members["sources"] = Sources(layout, row, reading);
            if (!reading.IsTaken)
                return null;

            var result = EventJson.Read(JsonSerializer.SerializeToElement(members));
            if (result.Value is Fact fact)
                return fact;

            reading.Quarantine(result.Fault!.Type, result.Fault.At.TrimStart('/'), null, result.Fault.Detail);
            return null;
        }

        private JsonArray Sources(TableLayout.EventLayout layout, Row row, RowReading reading)
        {
            var sources = new JsonArray(JsonSerializer.SerializeToNode(release.ToSource(reading.Key), EventJson.Options));
            var cited = new JsonObject();
            foreach (var (name, value) in layout.Source ?? new Dictionary<string, TableLayout.ValueLayout>())
                if (Value(value, row, reading) is { } node)
                    cited[name] = node;

            if (cited.Count > 0)
                sources.Add(cited);

            return sources;
        }

        private JsonNode? Value(TableLayout.ValueLayout layout, Row row, RowReading reading)
        {
            if (layout.Value is { } constant)
                return JsonSerializer.SerializeToNode(constant);

            if (layout.Text is { } template)
                return Template.Fill(template, row) is { } filled ? filled : null;

            if (row[layout.Column!] is not { } text)
                return null;

            if (layout.Values is { } meanings)
            {
                if (meanings.TryGetValue(text, out var meaning))
                    return meaning;

                reading.Quarantine("value-unknown", layout.Column, text, $"The mapping does not say what '{Slug.Clip(text)}' in '{Slug.Clip(layout.Column!)}' means.");
                return null;
            }

            return Read(layout, text, row, reading);
        }

        private JsonNode? Read(TableLayout.ValueLayout layout, string text, Row row, RowReading reading)
        {
            switch (layout.As)
            {
                case TableLayout.ValueKind.Date:
                    return reading.Date(row, layout.Column!, table.DayOrder) is { } date ? date.Text : null;
                case TableLayout.ValueKind.Integer when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole):
                    return whole;
                case TableLayout.ValueKind.Number when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number):
                    return number;
                case TableLayout.ValueKind.Integer or TableLayout.ValueKind.Number:
                    reading.Quarantine("number-unclear", layout.Column, text, $"'{Slug.Clip(text)}' is no {(layout.As == TableLayout.ValueKind.Integer ? "whole number" : "number")}.");
                    return null;
                case TableLayout.ValueKind.List:
                    return new JsonArray([.. Parts(text).Select(part => (JsonNode)part)]);
                case TableLayout.ValueKind.Actors:
                    return new JsonArray([.. Parts(text).Select(Codes.Actor).OfType<string>().Select(code => (JsonNode)new JsonObject { ["id"] = code })]);
                default:
                    return text;
            }
        }

        private static IEnumerable<string> Parts(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        private static void Put(JsonObject members, ReadOnlySpan<string> path, JsonNode value)
        {
            if (path.Length == 1)
            {
                members[path[0]] = value;
                return;
            }

            if (members[path[0]] is not JsonObject within)
                members[path[0]] = within = [];

            Put(within, path[1..], value);
        }
    }
}
