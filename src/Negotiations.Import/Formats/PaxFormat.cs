using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Import.Reading;
using Negotiations.Import.Statements;
using Negotiations.Values;

namespace Negotiations.Import.Formats;

/// <summary>
/// PA-X, peace agreements since 1990: one negotiation a peace process, one agreement-reached a row, and a
/// ceasefire-agreed beside it where the row is one. What the agreements provide for (its 240 coded columns) is no
/// event and is not taken.
/// </summary>
public sealed class PaxFormat : DatasetFormat
{
    public override string Name => "pax";

    public override string Title => "PA-X Peace Agreements Database";

    public override string Publisher => "PA-X";

    public override IReadOnlyList<string> Required => ["PP", "PPName", "AgtId", "Agt", "Dat", "Stage"];

    public override IReadOnlyList<string> Optional =>
        [
            "Con",
            "Contp",
            "Reg",
            "Status",
            "Agtp",
            "StageSub",
            "Part",
            "ThrdPart",
            "Loc1ISO",
            "Loc2ISO",
            "UcdpCon",
            "UcdpAgr",
            "PamAgr",
            "CowWar",
        ];

    public override string LocatorOf(string key) => $"AgtId {key}";

    public override IReadOnlyList<string> IdSchemes => ["process", "conflict"];

    public override IRowMapper Map(Release release, ActorRegistry actors) => new Mapper(this, release, actors);

    private sealed class Mapper(PaxFormat format, Release release, ActorRegistry actors) : IRowMapper
    {
        // Together with the words before them within what a note may hold.
        private const int MostOfParties = 6000;
        private const int MostOfThirdParties = 3000;

        private static readonly (string Column, string Scheme)[] OtherIds =
        [
            ("UcdpCon", "ucdp-conflict"),
            ("UcdpAgr", "ucdp-agreement"),
            ("PamAgr", "pam"),
            ("CowWar", "cow-war"),
        ];

        public void Read(Row row, RowReading reading)
        {
            reading.Key = row["AgtId"];
            if (reading.Key is null)
            {
                reading.Quarantine(
                    "key-missing",
                    "AgtId",
                    null,
                    "Without AgtId a later release could not say what became of the row."
                );
                return;
            }

            var countries = Countries(row, reading);
            reading.Destination = DestinationOf(row, countries, reading);
            reading.Facts = new RowFacts(countries, Ids(row), null);
            var occurred = reading.RequiredDate(row, "Dat");
            var stage = row["Stage"];
            if (stage is null)
                reading.Quarantine(
                    "stage-missing",
                    "Stage",
                    null,
                    "The row does not say which stage of the process the agreement belongs to."
                );

            if (!reading.IsTaken)
                return;

            var agreement = new AgreementReached
            {
                Occurred = occurred,
                OccurredText = row["Dat"],
                Sources = [release.ToSource(format.LocatorOf(reading.Key))],
                Claim = ClaimOf(row["Status"]),
                Actors = countries.Count == 0 ? null : [.. countries.Select(code => new Actor { Id = code })],
                Topics = Topics(row),
                ExternalIds = ExternalIds(row, reading.Key),
                Note = NoteOf(row, reading),
                Subject = row["Agt"],
                Scope = ScopeOf(stage!, row["StageSub"]),
                PaxStage = stage,
            };
            reading.Add("agreement", agreement);
            if (row["StageSub"] == "Ceas")
                reading.Add(
                    "ceasefire",
                    new CeasefireAgreed
                    {
                        Occurred = occurred,
                        OccurredText = row["Dat"],
                        Sources = agreement.Sources,
                        Actors = agreement.Actors,
                        ExternalIds = agreement.ExternalIds,
                        CeasefireId = Codes.InstanceId($"pax-{reading.Key}"),
                    }
                );
        }

        private List<string> Countries(Row row, RowReading reading)
        {
            List<string> countries = [];
            foreach (var column in new[] { "Loc1ISO", "Loc2ISO" })
                if (
                    Codes.Given(row[column]) is { } text
                    && ActorCell.CodeOf(actors, text, column, [row["Dat"]], reading) is { } code
                    && !countries.Contains(code)
                )
                    countries.Add(code);

            return countries;
        }

        private static Destination DestinationOf(Row row, IReadOnlyList<string> countries, RowReading reading)
        {
            if (Codes.Given(row["PP"]) is { } process)
                return new Destination(
                    $"pax-{Codes.Slug(process)}",
                    row["PPName"] ?? $"Peace process {process}",
                    NegotiationKind.Negotiation,
                    Subject.Peace,
                    countries,
                    [new ExternalId("pax-process", process)]
                )
                {
                    HasTitle = row["PPName"] is not null,
                };

            reading.Normalise(
                "process-missing",
                "PP",
                null,
                null,
                "The row names no peace process: the agreement is a negotiation of its own."
            );
            return new Destination(
                $"pax-agreement-{Codes.Slug(reading.Key!)}",
                row["Agt"] ?? $"Agreement {reading.Key}",
                NegotiationKind.Negotiation,
                Subject.Peace,
                countries
            )
            {
                HasTitle = row["Agt"] is not null,
            };
        }

        private static Dictionary<string, string> Ids(Row row)
        {
            Dictionary<string, string> ids = [];
            if (row["PP"] is { } process)
                ids["process"] = process;
            if (Codes.Given(row["UcdpCon"]) is { } conflict)
                ids["conflict"] = conflict;

            return ids;
        }

        private static List<ExternalId> ExternalIds(Row row, string key)
        {
            List<ExternalId> ids = [new("pax", key)];
            foreach (var (column, scheme) in OtherIds)
                if (Codes.Given(row[column]) is { } id)
                    ids.Add(new ExternalId(scheme, id));

            return ids;
        }

        // What a stage says of the substance. A ceasefire, an implementation step or a renewal settles nothing new.
        private static AgreementScope? ScopeOf(string stage, string? sub) =>
            (stage, sub) switch
            {
                ("SubComp", "FrAg") => AgreementScope.Framework,
                ("SubComp", _) => AgreementScope.Comprehensive,
                ("SubPar", _) => AgreementScope.Partial,
                _ => null,
            };

        private static Claim? ClaimOf(string? status) =>
            status switch
            {
                null or "Multiparty signed/agreed" => null,
                "Status unclear" => new Claim { Status = ClaimStatus.Reported, Hedge = status },
                _ => new Claim { Hedge = status },
            };

        private static List<string>? Topics(Row row)
        {
            List<string> topics =
            [
                .. new[] { row["StageSub"], row["Agtp"], row["Contp"] }.Select(Codes.Given).OfType<string>(),
            ];
            return topics.Count == 0 ? null : topics;
        }

        private static string? NoteOf(Row row, RowReading reading)
        {
            List<string> lines = [];
            if (reading.Clipped(row["Part"], "Part", MostOfParties) is { } parties)
                lines.Add("Parties: " + parties);
            if (reading.Clipped(row["ThrdPart"], "ThrdPart", MostOfThirdParties) is { } others)
                lines.Add("Third parties: " + others);

            return lines.Count == 0 ? null : string.Join("\n\n", lines);
        }
    }
}
