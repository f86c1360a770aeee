using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Import.Reading;
using Negotiations.Import.Statements;
using Negotiations.Values;

namespace Negotiations.Import.Formats;

/// <summary>
/// UCDP/PRIO ACD, armed conflicts year by year: one negotiation a conflict, one clash a year that stands for all of
/// that year's, and the toll its intensity supports: 25 to 999 deaths in battle, or at least 1,000.
/// </summary>
public sealed class UcdpAcdFormat : DatasetFormat
{
    public override string Name => "ucdp-acd";

    public override string Title => "UCDP/PRIO Armed Conflict Dataset";

    public override string Publisher => "UCDP/PRIO";

    public override IReadOnlyList<string> Required => ["conflict_id", "side_a", "side_b", "year", "intensity_level"];

    public override IReadOnlyList<string> Optional =>
        [
            "location",
            "side_a_id",
            "side_b_id",
            "incompatibility",
            "territory_name",
            "type_of_conflict",
            "start_date",
            "gwno_a",
            "gwno_b",
            "gwno_loc",
            "region",
            "version",
        ];

    public override string LocatorOf(string key) =>
        key.LastIndexOf('/') is var end and > 0 ? $"conflict {key[..end]}, {key[(end + 1)..]}" : key;

    public override IReadOnlyList<string> IdSchemes => ["conflict"];

    public override IRowMapper Map(Release release, ActorRegistry actors) => new Mapper(release, actors);

    private sealed class Mapper(Release release, ActorRegistry actors) : IRowMapper
    {
        public void Read(Row row, RowReading reading)
        {
            var (conflict, year) = (row["conflict_id"], row["year"]);
            if (conflict is null || year is null)
            {
                reading.Quarantine(
                    "key-missing",
                    conflict is null ? "conflict_id" : "year",
                    null,
                    "Without conflict and year it is unknown what the row is about."
                );
                return;
            }

            reading.Key = $"{conflict}/{year}";
            var countries = Parts(row["gwno_loc"])
                .Select(number => Countries.CountryOfGleditschWard(number, row.Whole("year"), actors))
                .OfType<string>()
                .Distinct()
                .ToList();
            var sides = Actors(row, "gwno_a", "side_a_id", ActorRole.SideA)
                .Concat(Actors(row, "gwno_b", "side_b_id", ActorRole.SideB))
                .DistinctBy(actor => actor.Id)
                .ToList();
            foreach (var actor in Named(row, "side_a_id", "side_a").Concat(Named(row, "side_b_id", "side_b")))
                if (sides.Exists(side => side.Id == actor.Code))
                    reading.Names(actor);

            reading.Destination = new Destination(
                $"ucdp-conflict-{Codes.Slug(conflict)}",
                $"{row["location"] ?? row["side_a"]}: {row["side_a"]} - {row["side_b"]}",
                NegotiationKind.Relations,
                Subject.Security,
                [.. sides.Select(actor => actor.Id)],
                [new ExternalId("ucdp-conflict", conflict)]
            );
            reading.Facts = new RowFacts(countries, new Dictionary<string, string> { ["conflict"] = conflict }, null);
            var occurred = reading.RequiredDate(row, "year");
            if (ToQuantity(row["intensity_level"]) is not { } killed)
            {
                reading.Quarantine(
                    "number-unclear",
                    "intensity_level",
                    row["intensity_level"],
                    "'intensity_level' is 1 (25 to 999 deaths in battle) or 2 (at least 1,000)."
                );
                return;
            }

            var clash = ClashOf(row, reading.Key, conflict, year, sides, countries) with { Occurred = occurred };
            reading.Add("clash", clash);
            reading.Add(
                "toll",
                new TollReported
                {
                    Occurred = occurred,
                    Sources = clash.Sources,
                    ExternalIds = clash.ExternalIds,
                    ClashId = clash.ClashId,
                    Killed = killed,
                    Of = TollOf.All,
                }
            );
        }

        private ClashReported ClashOf(
            Row row,
            string key,
            string conflict,
            string year,
            List<Actor> sides,
            List<string> countries
        ) =>
            new()
            {
                OccurredText = year,
                Sources = [release.ToSource($"conflict {conflict}, {year}")],
                Actors = sides.Count == 0 ? null : sides,
                Place =
                    countries.Count == 1
                        ? new Place
                        {
                            Name = row["territory_name"] ?? row["location"],
                            Country = countries[0],
                            Precision = 6,
                        }
                        : null,
                Topics = row["incompatibility"] switch
                {
                    "1" => ["territory"],
                    "2" => ["government"],
                    "3" => ["government", "territory"],
                    _ => null,
                },
                ExternalIds = [new ExternalId("ucdp-acd", key), new ExternalId("ucdp-conflict", conflict)],
                Unenumerated = true,
                ClashId = Codes.InstanceId($"acd-{conflict}-{year}"),
                Clarity = 2,
            };

        private static Quantity? ToQuantity(string? intensity) =>
            intensity switch
            {
                "1" => new Quantity
                {
                    Text = "at least 25 and fewer than 1,000 battle-related deaths",
                    Qualifier = Qualifier.Between,
                    Low = 25,
                    High = 999,
                },
                "2" => new Quantity
                {
                    Text = "at least 1,000 battle-related deaths",
                    Qualifier = Qualifier.AtLeast,
                    Low = 1000,
                },
                _ => null,
            };

        // Several states may stand on one side.
        private IEnumerable<Actor> Actors(Row row, string states, string groups, ActorRole role)
        {
            var codes = Parts(row[states])
                .Select(number => Countries.StateOfGleditschWard(number, row.Whole("year"), actors))
                .OfType<string>()
                .ToList();
            return (
                codes.Count > 0 ? codes : Parts(row[groups]).Select(id => $"UCDP-{id}").Where(ActorCode.IsCode)
            ).Select(code => new Actor { Id = code, Role = role });
        }

        // Several groups may stand on one side, each with its number; where there are not as many names as numbers,
        // which name is whose is not known, and the code stands for it.
        private static IEnumerable<DatasetActor> Named(Row row, string numbers, string names)
        {
            var ids = Parts(row[numbers]).ToList();
            var named = ids.Count == 1 ? [row[names] ?? ""] : Parts(row[names]).ToList();
            return ids.Select((id, index) => (Id: id, Code: $"UCDP-{id}", Name: named.ElementAtOrDefault(index)))
                .Where(each => ActorCode.IsCode(each.Code))
                .Select(each => new DatasetActor(
                    each.Code,
                    named.Count == ids.Count && each.Name is { Length: > 0 } name ? name : each.Code,
                    "ucdp",
                    each.Id
                ));
        }

        private static IEnumerable<string> Parts(string? text) =>
            (text ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
