using System.Text;
using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Import.Formats;
using Negotiations.Import.Statements;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Specs.Import;

/// <summary>Cells that name actors: each means the one actor that the registry knows by it, or sets its row aside with
/// those that may have been meant.</summary>
public class ActorCellSpecs
{
    private static readonly KnownActor Commission = new()
    {
        Code = "MY-COMMISSION",
        Kind = ActorKind.Organisation,
        Names = new Dictionary<string, string> { ["en"] = "Commission for My Border" },
    };

    [Theory]
    [InlineData("Tajikstan", "'Tajikstan' names no single known actor", "TJK (Tajikistan)")]
    [InlineData("KGZ; Tajikstan", "'Tajikstan'", "TJK (Tajikistan)")]
    [InlineData("AU", "'AU' names no single known actor", "AUS (Australia)")]
    [InlineData("703", "'703' names no single known actor", "KGZ (Kyrgyzstan)")]
    [InlineData("Commission for My Border", "'Commission for My Border'", "POST /api/actors")]
    public void A_cell_that_names_no_actor_or_several_sets_its_row_aside_and_says_who_may_be_meant(
        string who,
        string what,
        string meant
    )
    {
        foreach (var (events, negotiation) in new[] { (Met, ""), (Signed, ""), (Plain, ", \"actors\": [\"{who}\"]") })
        {
            var row = Assert.Single(Read($"id,date,who\n1,2021-01-02,{who}\n", events, negotiation));
            if (negotiation.Length > 0 && who.Contains(';', StringComparison.Ordinal))
                continue;

            Assert.Equal(RowState.Quarantined, row.Report.State);
            Assert.Empty(row.Statements);
            Assert.Equal("example-talks", row.InDoubt);
            var note = Assert.Single(row.Report.Notes);
            Assert.Equal(("unknown-actor", "who", who), (note.Code, note.Column, note.Was));
            Assert.Contains(what, note.Why, StringComparison.Ordinal);
            Assert.Contains(meant, note.Why, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_row_with_an_unknown_actor_may_be_about_any_negotiation_that_a_rule_names()
    {
        const string Rules = """
            "rules": [ { "countries": ["KGZ", "TJK"], "negotiation": "kg-tj-border" } ], "otherwise": "leave-out",
            """;
        var row = Assert.Single(
            Read("id,date,who\n1,2021-01-02,Tajikstan\n", Met, ", \"actors\": [\"KGZ\", \"{who}\"]", rules: Rules)
        );

        Assert.Equal(StatedRow.AnyNegotiation, row.InDoubt);
    }

    [Theory]
    [InlineData("Kyrgyz Republic", "KGZ")]
    [InlineData("Киргизия", "KGZ")]
    [InlineData("kg", "KGZ")]
    [InlineData("Commission for my border", "MY-COMMISSION")]
    public void A_cell_means_the_actor_that_the_registry_given_to_the_reading_knows(string who, string code)
    {
        var row = Assert.Single(
            Read(
                $"id,date,who\n1,2021-01-02,{who}\n",
                Met,
                ", \"actors\": [\"{who}\"]",
                registry: ActorRegistry.BuiltIn.With(Commission)
            )
        );

        var fact = Assert.Single(row.Statements).Fact;
        Assert.Equal(code, Assert.Single(fact.Actors!).Id);
        Assert.Equal((code, who), (Assert.Single(fact.Named!).Code, fact.Named![0].Text));
        Assert.Equal([code], row.Destination!.Actors);
    }

    [Theory]
    [InlineData("1985-06-01", "SUN")]
    [InlineData("1985", "SUN")]
    [InlineData("1985-01..1985-03", "SUN")]
    [InlineData("1995-06-01", "RUS")]
    public void A_number_means_the_state_of_the_year_of_its_row(string date, string code)
    {
        var row = Assert.Single(Read($"id,date,who\n1,{date},GW:365\n", Met, ", \"actors\": [\"{who}\"]"));

        Assert.Equal(code, Assert.Single(Assert.Single(row.Statements).Fact.Actors!).Id);
        Assert.Equal([code], row.Destination!.Actors);
    }

    [Theory]
    [InlineData("Northern Front", "MYDATA-NORTHERN-FRONT", "Northern Front")]
    [InlineData("417", "MYDATA-417", "MYDATA 417")]
    [InlineData("MYDATA-9", "MYDATA-9", "MYDATA 9")]
    public void A_table_with_a_scheme_has_actors_of_its_own(string who, string code, string name)
    {
        var row = Assert.Single(Read($"id,date,who\n1,2021-01-02,{who}\n", Met, Among, Scheme));

        Assert.Equal((RowState.Accepted, code), (row.Report.State, row.Statements[0].Fact.Actors![0].Id));
        Assert.Equal([code], row.Destination!.Actors);
        Assert.All(row.Actors, actor => Assert.Equal((code, name, "mydata"), (actor.Code, actor.Name, actor.Scheme)));
        Assert.NotEmpty(row.Actors);
    }

    [Theory]
    [InlineData("Северный фронт", "Северный-фронт")]
    [InlineData("Q.Front", "Q Front")]
    [InlineData("Front of the people for the freedom of the north", "Front of the people for the freedom of the nord")]
    public void Two_words_of_a_table_never_share_a_code(string one, string other)
    {
        var codes = Read($"id,date,who\n1,2021-01-02,{one}\n2,2021-01-02,{other}\n", Met, more: Scheme)
            .Select(row => row.Statements[0].Fact.Actors![0].Id)
            .ToList();

        Assert.NotEqual(codes[0], codes[1]);
        Assert.All(codes, code => Assert.True(ActorCode.IsCode(code), code));
    }

    [Fact]
    public void A_scheme_leaves_known_actors_and_shared_names_to_the_registry()
    {
        var rows = Read("id,date,who\n1,2021-01-02,Kyrgyz Republic\n2,2021-01-02,AU\n", Met, Among, Scheme);

        Assert.Equal(["KGZ"], rows[0].Destination!.Actors);
        Assert.Empty(rows[0].Actors);
        Assert.Equal((RowState.Quarantined, "unknown-actor"), (rows[1].Report.State, rows[1].Report.Notes[0].Code));
    }

    [Fact]
    public void A_word_near_a_known_name_is_taken_for_the_tables_own_and_the_row_says_so()
    {
        var row = Assert.Single(Read("id,date,who\n1,2021-01-02,Tajikstan\n", Met, Among, Scheme));

        Assert.Equal(["MYDATA-TAJIKSTAN"], row.Destination!.Actors);
        var note = Assert.Single(row.Report.Notes);
        Assert.Equal(("actor-of-dataset", "Tajikstan", "MYDATA-TAJIKSTAN"), (note.Code, note.Was, note.Now));
        Assert.Contains("TJK (Tajikistan)", note.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void An_actor_of_the_table_stays_its_own_when_it_was_merged()
    {
        var merged = Commission with { Code = "MYDATA-COMMISSION", MergedInto = "UN" };
        var row = Assert.Single(
            Read(
                "id,date,who\n1,2021-01-02,Commission\n",
                Met,
                more: Scheme,
                registry: ActorRegistry.BuiltIn.With(merged)
            )
        );

        Assert.Equal("MYDATA-COMMISSION", row.Statements[0].Fact.Actors![0].Id);
    }

    [Theory]
    [InlineData("mydata")]
    [InlineData("M")]
    [InlineData("UN")]
    [InlineData("GW")]
    [InlineData("AFG")]
    [InlineData("MY-DATA")]
    public void A_scheme_that_could_be_taken_for_a_known_actor_is_refused(string scheme) =>
        Assert.Contains(
            $"'{scheme}'",
            Mapping(Met, "", $"\"actorScheme\": \"{scheme}\",", "").Fault(),
            StringComparison.Ordinal
        );

    [Fact]
    public void Countries_of_the_known_formats_are_asked_of_the_registry_too()
    {
        const string Pax = "PP,PPName,AgtId,Agt,Dat,Stage,Loc1ISO,Loc2ISO\n";
        const string Treaties = "stateID,treatyID,Title,StateSignature\n";
        Assert.Equal(
            ["TJK: ", ": unknown-actor", ": unknown-actor", "SUN: "],
            Read(
                    new PaxFormat(),
                    Pax
                        + "1,Talks,a1,One,1997-06-27,Pre,TJK,\n1,Talks,a2,Two,1997-06-27,Pre,KGZ,Tajikstan\n"
                        + "1,Talks,a3,Three,1997-06-27,Pre,AU,\n1,Talks,a4,Four,1985-06-27,Pre,GW:365,\n"
                )
                .Select(Shown)
        );
        Assert.Equal(
            ["TJK: ", ": unknown-actor", "SUN: "],
            Read(
                    new ManyTreatiesFormat(),
                    Treaties + "TJK,T1,One,1997-06-27\nTajikstan,T1,One,1997-06-27\nGW:365,T1,One,1985-06-27\n"
                )
                .Select(Shown)
        );

        static string Shown(StatedRow row) =>
            string.Join(' ', row.Destination?.Actors ?? [])
            + ": "
            + string.Join(' ', row.Report.Notes.Select(note => note.Code));
    }

    private const string Scheme = "\"actorScheme\": \"MYDATA\",";

    private const string Among = ", \"actors\": [\"{who}\"]";

    private const string Met = """
        { "type": "round-held", "part": "r", "set": {
            "occurred": { "column": "date", "as": "date" }, "actors": { "column": "who", "as": "actors" } } }
        """;

    private const string Signed = """
        { "type": "instrument-signed", "part": "s", "set": {
            "occurred": { "column": "date", "as": "date" }, "instrumentId": { "text": "i-{id}" },
            "instrumentType": { "value": "treaty" }, "signatories": { "column": "who", "as": "list" } } }
        """;

    private const string Plain = """
        { "type": "round-held", "part": "r", "set": { "occurred": { "column": "date", "as": "date" } } }
        """;

    private static Mapping Mapping(string events, string negotiation, string more, string rules)
    {
        using var document = JsonDocument.Parse(
            $$"""
            { {{rules}} "table": { {{more}} "title": "Example table", "publisher": "Example Press", "key": ["id"],
                "negotiation": { "id": "example-talks", "title": "Example talks", "kind": "negotiation",
                    "subject": "boundary"{{negotiation}} },
                "events": [ {{events}} ] } }
            """
        );
        return EventJson.Read<Mapping>(document.RootElement).Value!;
    }

    private static List<StatedRow> Read(
        string text,
        string events,
        string negotiation = "",
        string more = "",
        string rules = "",
        ActorRegistry? registry = null
    )
    {
        var mapping = Mapping(events, negotiation, more, rules);
        Assert.Null(mapping.Fault());
        return Read(new CsvFormat(mapping.Table!), text, mapping.ToRouting(), registry);
    }

    private static List<StatedRow> Read(
        DatasetFormat format,
        string text,
        Routing? routing = null,
        ActorRegistry? registry = null
    )
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var dataset = DatasetReader.Open(
            file,
            format,
            new Release("example", new DateOnly(2024, 1, 1), "Example table", "Example Press"),
            routing ?? Routing.Default,
            new DateOnly(2026, 11, 29),
            registry ?? ActorRegistry.BuiltIn
        );
        return [.. dataset.Read()];
    }
}
