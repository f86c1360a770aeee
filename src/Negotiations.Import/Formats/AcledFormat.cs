using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Import.Reading;
using Negotiations.Import.Statements;
using Negotiations.Values;

namespace Negotiations.Import.Formats;

/// <summary>
/// ACLED, political violence and protest: one negotiation a country, a clash with its dead for battles, explosions,
/// violence against civilians and riots, an agreement for those it lists among strategic developments. Protests and
/// other developments are no event of this record and are left out.
/// </summary>
public sealed class AcledFormat : DatasetFormat
{
    public override string Name => "acled";

    public override string Title => "ACLED";

    public override string Publisher => "ACLED";

    public override IReadOnlyList<string> Required => ["event_id_cnty", "event_date", "event_type", "country"];

    public override IReadOnlyList<string> Optional =>
        [
            "year",
            "time_precision",
            "disorder_type",
            "sub_event_type",
            "actor1",
            "assoc_actor_1",
            "inter1",
            "actor2",
            "assoc_actor_2",
            "inter2",
            "interaction",
            "civilian_targeting",
            "iso",
            "region",
            "admin1",
            "admin2",
            "admin3",
            "location",
            "latitude",
            "longitude",
            "geo_precision",
            "source",
            "source_scale",
            "notes",
            "fatalities",
            "tags",
            "timestamp",
        ];

    public override IReadOnlyList<string> IdSchemes => ["admin1", "admin2", "actor1", "actor2"];

    public override bool HasPoints => true;

    public override IRowMapper Map(Release release, ActorRegistry actors) => new Mapper(release, actors);

    private sealed class Mapper(Release release, ActorRegistry actors) : IRowMapper
    {
        private const int MostOfNote = 6000;

        public void Read(Row row, RowReading reading)
        {
            reading.Key = row["event_id_cnty"];
            if (reading.Key is null)
            {
                reading.Quarantine(
                    "key-missing",
                    "event_id_cnty",
                    null,
                    "Without event_id_cnty a later release could not say what became of the row."
                );
                return;
            }

            var country = Countries.OfNumeric(row["iso"]) ?? Countries.Named(row["country"], actors);
            var point = Coordinates.Read(row, reading, "longitude", "latitude");
            reading.Destination = DestinationOf(row, country);
            reading.Facts = new RowFacts(country is null ? [] : [country], Ids(row), point);
            var (type, sub) = (row["event_type"], row["sub_event_type"]);
            var isAgreement = sub == "Agreement";
            if (
                !isAgreement
                && type is not ("Battles" or "Explosions/Remote violence" or "Violence against civilians" or "Riots")
            )
            {
                reading.LeaveOut(
                    "states-nothing",
                    $"'{Record.Slug.Clip(sub ?? type ?? "")}' is no event that this record keeps."
                );
                return;
            }

            var killed = reading.Count(row, "fatalities");
            var fact = FactOf(row, reading, isAgreement, country, point);
            if (!reading.IsTaken)
                return;

            reading.Add(isAgreement ? "agreement" : "clash", fact);
            if (killed > 0 && fact is ClashReported clash)
                reading.Add("toll", TollOfClash(clash, killed));
        }

        private Fact FactOf(
            Row row,
            RowReading reading,
            bool isAgreement,
            string? country,
            (double Longitude, double Latitude)? point
        )
        {
            var (type, sub) = (row["event_type"], row["sub_event_type"]);
            Fact fact = isAgreement
                ? new AgreementReached { Subject = sub }
                : new ClashReported { ClashId = Codes.InstanceId($"acled-{reading.Key}") };
            return fact with
            {
                Occurred = Occurred(row, reading),
                OccurredText = row["event_date"],
                Sources = [release.ToSource(reading.Key!), .. Press(row)],
                Actors = country is null ? null : [new Actor { Id = country }],
                Place = PlaceOf(row, country, point),
                Topics =
                [
                    .. new[] { type, sub, row["actor1"], row["actor2"], row["civilian_targeting"] }.OfType<string>(),
                ],
                ExternalIds = [new ExternalId("acled", reading.Key!)],
                Note = reading.Clipped(row["notes"], "notes", MostOfNote),
            };
        }

        private static Place PlaceOf(Row row, string? country, (double Longitude, double Latitude)? point) =>
            new()
            {
                Name = row["location"],
                Country = country,
                Precision = row.Whole("geo_precision") switch
                {
                    1 => 1,
                    2 => 2,
                    3 => 4,
                    _ => null,
                },
                Point = point is { } at
                    ? new Point { Type = PointType.Point, Coordinates = [at.Longitude, at.Latitude] }
                    : null,
            };

        private static TollReported TollOfClash(ClashReported clash, decimal? killed) =>
            new()
            {
                Occurred = clash.Occurred,
                Sources = [clash.Sources[0]],
                ExternalIds = clash.ExternalIds,
                ClashId = clash.ClashId,
                Of = TollOf.All,
                Killed = new Quantity { Qualifier = Qualifier.About, Best = killed },
            };

        // time_precision: 1 the day, 2 some day of that week, 3 some day of that month.
        private static Edtf? Occurred(Row row, RowReading reading)
        {
            var date = reading.RequiredDate(row, "event_date");
            if (date?.IsDay != true)
                return date;

            var day = date.Earliest!.Value;
            return row["time_precision"] switch
            {
                "2" => Edtf.Parse($"[{Edtf.Day(day.PlusDays(-3))}..{Edtf.Day(day.PlusDays(3))}]"),
                "3" => Edtf.Parse(date.Text[..7]),
                _ => date,
            };
        }

        // A release without numbers goes on in the negotiation that its country's name began.
        private static Destination DestinationOf(Row row, string? country)
        {
            var numbered = Countries.OfNumeric(row["iso"]);
            var name = row["country"] ?? country ?? "unknown";
            return new Destination(
                $"acled-{(numbered ?? Codes.Slug(name)).ToLowerInvariant()}",
                $"Political violence in {name}",
                NegotiationKind.Relations,
                Subject.Security,
                country is null ? [] : [country],
                [new ExternalId("acled-country", name)]
            );
        }

        private static Dictionary<string, string> Ids(Row row)
        {
            Dictionary<string, string> ids = [];
            foreach (var column in new[] { "admin1", "admin2", "actor1", "actor2" })
                if (row[column] is { } value)
                    ids[column] = value;

            return ids;
        }

        private static IEnumerable<Source> Press(Row row) =>
            (row["source"] ?? "")
                .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Take(20)
                .Select(name => new Source { Publisher = name });
    }
}
