using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Actors;
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

    public override bool HasPoints => table.SetsPoint();

    public override IRowMapper Map(Release release, ActorRegistry actors) => new Mapper(table, release, actors);

    private sealed class Mapper(TableLayout table, Release release, ActorRegistry actors) : IRowMapper
    {
        private readonly OwnActors own = new(table.ActorScheme, actors);
        private readonly CsvValues values = new(table);

        public void Read(Row row, RowReading reading)
        {
            if (table.Key.FirstOrDefault(column => row[column] is null) is { } missing)
            {
                reading.Quarantine(
                    "key-missing",
                    missing,
                    null,
                    $"Without '{Slug.Clip(missing)}' a later release could not say what became of the row."
                );
                return;
            }

            reading.Key = string.Join('/', table.Key.Select(column => row[column]));
            if (DestinationOf(row) is not { } destination)
            {
                reading.Quarantine(
                    "negotiation-missing",
                    null,
                    null,
                    $"A column of '{table.Negotiation.Id}' or '{table.Negotiation.Title}' is empty: it is not known "
                        + "where the row goes."
                );
                return;
            }

            // Whom it is between is known when the row's date is.
            reading.Destination = destination;
            List<Fact> facts = [];
            foreach (var layout in table.Events.Where(each => Holds(each.When, row)))
                if (Fact(layout, row, reading) is { } fact && reading.IsTaken)
                {
                    reading.Add(layout.Part, fact);
                    facts.Add(fact);
                }

            reading.Destination = destination with { Actors = ActorsOf(row, facts, reading) };
            reading.Facts = FactsOf(reading.Destination, facts);
        }

        // What rules may ask: the negotiation's actors, the countries of its places, and its first point.
        private static RowFacts FactsOf(Destination destination, List<Fact> facts)
        {
            var point = facts
                .Select(fact => fact.Place?.Point?.Coordinates)
                .FirstOrDefault(at => at is { Count: >= 2 });
            return new RowFacts(
                [.. destination.Actors.Concat(facts.Select(fact => fact.Place?.Country).OfType<string>()).Distinct()],
                new Dictionary<string, string>(),
                point is null ? null : (point[0], point[1])
            );
        }

        private Destination? DestinationOf(Row row)
        {
            var layout = table.Negotiation;
            if (
                Template.Fill(layout.Id, row) is not { } id
                || Template.Fill(layout.Title, row) is not { } title
                || Codes.Slug(id) is not { Length: > 0 } slug
            )
                return null;

            return new Destination(slug, title, layout.Kind, layout.Subject, []);
        }

        private List<string> ActorsOf(Row row, List<Fact> facts, RowReading reading)
        {
            var year = facts.Select(fact => fact.Occurred?.Earliest?.Year).FirstOrDefault(each => each is not null);
            List<string> codes = [];
            foreach (var template in table.Negotiation.Actors ?? [])
            {
                if (Template.Fill(template, row) is not { } text || table.IsAbsent(text))
                    continue;

                if ((own.CodeOf(text, year, reading) ?? actors.Find(text, year)?.Code) is { } code)
                    codes.Add(code);
                else
                    reading.QuarantineActor(
                        Template.Columns(template).FirstOrDefault(),
                        text,
                        UnknownActor.Describe(text, actors)
                    );
            }

            return [.. codes.Distinct()];
        }

        private static bool Holds(TableLayout.Condition? when, Row row) =>
            when is null || (row[when.Column] is { } value && when.In?.Contains(value) != false);

        private Fact? Fact(TableLayout.EventLayout layout, Row row, RowReading reading)
        {
            var members = new JsonObject { ["type"] = layout.Type };
            foreach (var (path, value) in layout.Set)
                if (values.Read(value, row, reading, layout.Type, path) is { } node)
                    Put(members, path.Split('.'), node);

            // A point without coordinates is no point.
            if (members["place"]?["point"] is JsonObject point && !point.ContainsKey("coordinates"))
                members["place"]!.AsObject().Remove("point");

            members["sources"] = Sources(layout, row, reading);
            if (!reading.IsTaken)
                return null;

            var written = JsonSerializer.SerializeToElement(members);
            var (resolved, unknown) = ActorMentions.Resolve(written, actors, (text, year) =>
                own.CodeOf(text, year, reading)
            );
            if (unknown is not null)
            {
                var column = ColumnOf(layout, unknown.At!);
                reading.QuarantineActor(column, column is null ? null : row[column], unknown.Detail);
                return null;
            }

            var result = EventJson.Read(resolved ?? written);
            if (result.Value is Fact fact)
                return fact;

            reading.Quarantine(result.Fault!.Type, result.Fault.At.TrimStart('/'), null, result.Fault.Detail);
            return null;
        }

        // Of /actors/0/id the column that gives the actors; null: none does.
        private static string? ColumnOf(TableLayout.EventLayout layout, string at)
        {
            var path = at.TrimStart('/').Replace('/', '.');
            return layout
                .Set.Where(pair => path == pair.Key || path.StartsWith(pair.Key + ".", StringComparison.Ordinal))
                .Select(pair => pair.Value.Column ?? Template.Columns(pair.Value.Text ?? "").FirstOrDefault())
                .FirstOrDefault();
        }

        private JsonArray Sources(TableLayout.EventLayout layout, Row row, RowReading reading)
        {
            var sources = new JsonArray(
                JsonSerializer.SerializeToNode(release.ToSource(reading.Key), EventJson.Options)
            );
            var cited = new JsonObject();
            foreach (var (name, value) in layout.Source ?? new Dictionary<string, TableLayout.ValueLayout>())
                if (values.Read(value, row, reading, layout.Type, "source") is { } node)
                    cited[name] = node;

            if (cited.Count > 0)
                sources.Add(cited);

            return sources;
        }

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
