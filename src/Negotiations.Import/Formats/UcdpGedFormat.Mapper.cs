using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Import.Dates;
using Negotiations.Import.Reading;
using Negotiations.Import.Statements;
using Negotiations.Values;

namespace Negotiations.Import.Formats;

// Rows into facts.
public sealed partial class UcdpGedFormat
{
    private sealed class Mapper(UcdpGedFormat format, Release release, ActorRegistry actors) : IRowMapper
    {
        private const int MostOfNote = 4000;
        private const int MostSources = 20;

        public void Read(Row row, RowReading reading)
        {
            reading.Key = row["id"];
            if (reading.Key is null)
            {
                reading.Quarantine(
                    "key-missing",
                    "id",
                    null,
                    "Without id a later release could not say what became of the row."
                );
                return;
            }

            // A number meant another state in another time.
            var year = row.Whole("year") ?? DateText.Read(row["date_start"], DayOrder.Unsaid).Date?.Earliest?.Year;
            var (sideA, sideB) = (Side(row, "gwnoa", "side_a_new_id", year), Side(row, "gwnob", "side_b_new_id", year));
            foreach (
                var (code, number, name) in new[]
                {
                    (sideA, "side_a_new_id", "side_a"),
                    (sideB, "side_b_new_id", "side_b"),
                }
            )
                if (Given(row, number) is { } id && code == $"UCDP-{id}")
                    reading.Names(new DatasetActor(code, row[name] ?? code, "ucdp", id));

            var country = Countries.CountryOfGleditschWard(row["country_id"], year, actors);
            var occurred = Occurred(row, reading);
            var point = PointOf(row, reading);
            reading.Destination = DestinationOf(row, sideA, sideB);
            reading.Facts = new RowFacts(CountriesOf(row, country, year), IdsOf(row), point);
            var clash = new ClashReported
            {
                Occurred = occurred,
                OccurredText =
                    row["date_start"] == row["date_end"]
                        ? row["date_start"]
                        : $"{row["date_start"]} to {row["date_end"]}",
                Sources = [release.ToSource(format.LocatorOf(reading.Key)), .. Press(row)],
                Claim = row["source_original"] is { } original ? new Claim { AttributedTo = original } : null,
                Actors = Actors(sideA, sideB),
                Place = PlaceOf(row, country, point),
                Topics = Violence(row["type_of_violence"]),
                ExternalIds = ExternalIds(row, reading.Key),
                Note = reading.Clipped(row["where_description"], "where_description", MostOfNote),
                ClashId = Codes.InstanceId($"ged-{reading.Key}"),
                Clarity = Scale(row, reading, "event_clarity", 2),
            };
            var tolls = UcdpGedTolls.Read(row, reading, clash, sideA, sideB);
            if (!reading.IsTaken)
                return;

            reading.Add("clash", clash);
            foreach (var (part, toll) in tolls)
                reading.Add(part, toll);
        }

        // date_prec: 1 the day is known, 2 to within a week, 3 a month or less, 4 a year or less, 5 the whole span is
        // meant. A span lasted only where it is.
        private static Edtf? Occurred(Row row, RowReading reading)
        {
            if (
                reading.RequiredDate(row, "date_start") is not { } start
                || reading.RequiredDate(row, "date_end") is not { } end
            )
                return null;

            if (start.Earliest > end.Earliest)
            {
                reading.Quarantine(
                    "date-unclear",
                    "date_end",
                    end.Text,
                    $"The row ends on {end} before it begins on {start}."
                );
                return null;
            }

            if (start == end)
                return start;

            var text =
                row.Whole("event_clarity") == 2 || row.Whole("date_prec") is 1 ? $"{start}/{end}" : $"[{start}..{end}]";
            return Edtf.TryParse(text, out var span) ? span : null;
        }

        private static Destination DestinationOf(Row row, string? sideA, string? sideB)
        {
            var dyad = Given(row, "dyad_new_id") ?? Codes.Slug(row["dyad_name"] ?? "unknown");
            return new Destination(
                $"ucdp-dyad-{Codes.Slug(dyad)}",
                row["dyad_name"] ?? $"Dyad {dyad}",
                NegotiationKind.Relations,
                Subject.Security,
                [.. new[] { sideA, sideB }.OfType<string>()],
                [new ExternalId("ucdp-dyad", dyad)]
            )
            {
                HasTitle = row["dyad_name"] is not null,
            };
        }

        // Where it happened and the states on both sides, as the events name them.
        private List<string> CountriesOf(Row row, string? country, long? year) =>
            [
                .. new[]
                {
                    country,
                    Countries.StateOfGleditschWard(row["gwnoa"], year, actors),
                    Countries.StateOfGleditschWard(row["gwnob"], year, actors),
                }
                    .OfType<string>()
                    .Distinct(),
            ];

        private static Dictionary<string, string> IdsOf(Row row)
        {
            Dictionary<string, string> ids = [];
            foreach (
                var (scheme, column) in new[]
                {
                    ("dyad", "dyad_new_id"),
                    ("conflict", "conflict_new_id"),
                    ("actor-a", "side_a_new_id"),
                    ("actor-b", "side_b_new_id"),
                }
            )
                if (Given(row, column) is { } id)
                    ids[scheme] = id;

            return ids;
        }

        // A state by its own code, anyone else by the number UCDP gives them.
        private string? Side(Row row, string state, string actor, long? year) =>
            Countries.StateOfGleditschWard(row[state], year, actors)
            ?? (Given(row, actor) is { } id ? $"UCDP-{id}" : null);

        private static List<Actor>? Actors(string? sideA, string? sideB)
        {
            List<Actor> actors = [];
            if (sideA is not null)
                actors.Add(new Actor { Id = sideA, Role = ActorRole.SideA });
            if (sideB is not null)
                actors.Add(new Actor { Id = sideB, Role = ActorRole.SideB });

            return actors.Count == 0 ? null : actors;
        }

        // The days on which papers wrote are in the locator: what counts as published is the release, or an older
        // one would change when rows are added.
        private static IEnumerable<Source> Press(Row row)
        {
            var (offices, dates, headlines) = (
                Parts(row["source_office"]),
                Parts(row["source_date"]),
                Parts(row["source_headline"])
            );
            if (offices.Length == 0)
                return row["source_article"] is { } article ? [new Source { Title = article }] : [];

            return offices
                .Take(MostSources)
                .Select(
                    (office, n) =>
                        new Source
                        {
                            Publisher = office,
                            Title = offices.Length == headlines.Length ? headlines[n] : null,
                            Locator = offices.Length == dates.Length ? dates[n] : null,
                        }
                );
        }

        private static string[] Parts(string? text) =>
            (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        private static Place PlaceOf(Row row, string? country, (double Longitude, double Latitude)? point) =>
            new()
            {
                Name = row["where_coordinates"],
                Country = country,
                Precision = row.Whole("where_prec") is >= 1 and <= 7 and var precision ? (int)precision : null,
                Point = point is { } at
                    ? new Point { Type = PointType.Point, Coordinates = [at.Longitude, at.Latitude] }
                    : null,
            };

        private static (double, double)? PointOf(Row row, RowReading reading) =>
            Coordinates.Read(row, reading, "longitude", "latitude");

        private static List<string>? Violence(string? type) =>
            type switch
            {
                "1" => ["state-based conflict"],
                "2" => ["non-state conflict"],
                "3" => ["one-sided violence"],
                _ => null,
            };

        private static List<ExternalId> ExternalIds(Row row, string key)
        {
            List<ExternalId> ids = [new("ucdp-ged", key)];
            foreach (
                var (scheme, column) in new[]
                {
                    ("ucdp-dyad", "dyad_new_id"),
                    ("ucdp-conflict", "conflict_new_id"),
                    ("ucdp-ged-relid", "relid"),
                }
            )
                if (Given(row, column) is { } id)
                    ids.Add(new ExternalId(scheme, id));

            return ids;
        }

        private static int? Scale(Row row, RowReading reading, string column, int most)
        {
            if (row.Whole(column) is >= 1 and var value && value <= most)
                return (int)value;

            if (row[column] is { } text)
                reading.Normalise(
                    "scale-unclear",
                    column,
                    text,
                    null,
                    $"'{column}' is a number from 1 to {most}; this value says nothing."
                );

            return null;
        }

        private static string? Given(Row row, string column) => Codes.Given(row[column]);
    }
}
