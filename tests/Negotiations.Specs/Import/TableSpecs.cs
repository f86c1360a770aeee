using System.Text;
using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Import.Formats;
using Negotiations.Import.Reading;
using Negotiations.Import.Statements;
using Negotiations.Json;

namespace Negotiations.Specs.Import;

/// <summary>Tables as people have them: each value is read in the one way it can be, or set aside with the
/// reason.</summary>
public partial class TableSpecs
{
    private const string Clash = """
        { "type": "clash-reported", "part": "c", "set": {
            "occurred": { "column": "date", "as": "date" }, "clashId": { "text": "c-{id}" },
                "place.name": { "column": "place" } } }
        """;

    private const string Unplaced = """
        { "type": "clash-reported", "part": "c", "set": {
            "occurred": { "column": "date", "as": "date" }, "clashId": { "text": "c-{id}" } } }
        """;

    private const string Toll = """
        { "type": "toll-reported", "part": "t", "set": {
            "occurred": { "column": "date", "as": "date" }, "clashId": { "text": "c-{id}" },
                "killed.best": { "column": "dead", "as": "number" } } }
        """;

    private const string Pointed = """
        { "type": "clash-reported", "part": "c", "set": {
            "occurred": { "column": "date", "as": "date" }, "clashId": { "text": "c-{id}" },
                "place.point.type": { "value": "Point" },
            "place.point.coordinates": { "text": "{lon};{lat}", "as": "list" } } }
        """;

    private const string Polygon = """
        "rules": [ { "polygon": [[69, 39], [72, 39], [72, 41], [69, 41]], "negotiation": "kg-tj-border" } ],
            "otherwise": "leave-out",
        """;

    [Theory]
    [InlineData("1.234", "", "two readings")]
    [InlineData("1,234", "", "two readings")]
    [InlineData("1,5", "", "no whole number")]
    [InlineData("0.5", "", "no whole number")]
    [InlineData("twelve", "", "no number")]
    [InlineData("1.23.4", "", "no number")]
    [InlineData("1.5", "\"thousands\": \".\",", "no number with")]
    public void A_number_with_two_readings_or_a_fraction_of_a_person_is_set_aside(string dead, string marks, string why)
    {
        var row = Single($"id;date;dead\n1;2020-01-02;{dead}\n", Toll, marks);

        Assert.Equal((RowState.Quarantined, "number-unclear"), (row.Report.State, row.Report.Notes[0].Code));
        Assert.Contains(why, row.Report.Notes[0].Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12", "", 12)]
    [InlineData("1.234", "\"thousands\": \".\",", 1234)]
    [InlineData("1.234", "\"decimal\": \",\",", 1234)]
    [InlineData("1'234", "", 1234)]
    [InlineData("1\u00A0234", "", 1234)]
    [InlineData("1,234,567", "", 1234567)]
    public void A_number_with_one_reading_is_read(string dead, string marks, int count)
    {
        var row = Single($"id;date;dead\n1;2020-01-02;{dead}\n", Toll, marks);

        Assert.Equal(count, ((TollReported)row.Statements[0].Fact).Killed!.Best);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"decimal\": \",\", \"thousands\": \".\",")]
    public async Task A_number_that_JSON_holds_has_a_point_whatever_the_marks_of_texts(string marks)
    {
        const string Rounds = """
            { "type": "round-held", "part": "r", "set": { "occurred": { "column": "date", "as": "date" },
              "kilometres.best": { "column": "km", "as": "number" }, "kilometres.unit": { "value": "km" },
              "place.name": { "column": "km" } } }
            """;
        const string Json =
            """[ { "id": 1, "date": "2020-01-02", "km": 1.234 }, { "id": 2, "date": "2020-01-02", "km": 1.2e1 } ]""";
        using var table = await Negotiations.Import.Tables.TableFile.OpenAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(Json)),
            new Negotiations.Import.Tables.FileLayout(),
            () => new MemoryStream(),
            1 << 20,
            TestContext.Current.CancellationToken
        );

        var rows = Read(((MemoryStream)table.Text).ToArray(), Mapping(Rounds, marks));

        Assert.Equal([1.234m, 12m], rows.Select(row => ((RoundHeld)row.Statements[0].Fact).Kilometres!.Best));
        Assert.Equal(["1.234", "1.2e1"], rows.Select(row => row.Statements[0].Fact.Place!.Name));
    }

    [Theory]
    [InlineData("#REF!")]
    [InlineData("#div/0!")]
    public void A_cell_that_a_spreadsheet_could_not_compute_is_no_name(string error)
    {
        var row = Single($"id;date;place\n1;2020-01-02;{error}\n", Clash);

        Assert.Equal((RowState.Quarantined, "cell-error"), (row.Report.State, row.Report.Notes[0].Code));
    }

    [Theory]
    [InlineData("2005,7,3", "2005-07-03")]
    [InlineData("2005,12,-9", "2005-12")]
    [InlineData("2006,-9,-9", "2006")]
    [InlineData("2007,11,12", "2007-11-12")]
    [InlineData("2007,NA,NA", "2007")]
    public void A_date_in_columns_of_its_own_is_as_exact_as_they_are(string cells, string date)
    {
        var row = Single($"id,y,m,d\n1,{cells}\n", InColumns);

        Assert.Equal(date, row.Statements[0].Fact.Occurred!.Text);
    }

    [Fact]
    public void A_day_without_its_month_is_no_date() =>
        Assert.Equal(RowState.Quarantined, Single("id,y,m,d\n1,2005,-9,3\n", InColumns).Report.State);

    [Fact]
    public void Invisible_characters_hide_neither_a_column_nor_a_date()
    {
        var rows = Read(
            "id,date\u00A0,place\n1,21\u00A0April\u00A02023,Batken\u00A0\n2,\u200B2023-04-22,Osh\n",
            Mapping(Clash)
        );

        Assert.Equal(["2023-04-21", "2023-04-22"], rows.Select(row => row.Statements[0].Fact.Occurred!.Text));
        Assert.Equal("Batken", rows[0].Statements[0].Fact.Place!.Name);
    }

    [Theory]
    [InlineData("NA")]
    [InlineData("n/a")]
    [InlineData("-99")]
    [InlineData("no data")]
    public void What_a_table_writes_for_nothing_is_absent(string mark) =>
        Assert.Null(
            Single($"id,date,place\n1,2023-04-21,{mark}\n", Clash, "\"absent\": [\"no data\"],")
                .Statements[0]
                .Fact.Place
        );

    [Fact]
    public void A_row_of_hashtags_is_known_and_left_out()
    {
        var rows = Read("id,date,place\n#event+code,#date+occurred,#loc +name\n1,2023-04-21,Batken\n", Mapping(Clash));

        Assert.Equal(
            [(RowState.LeftOut, "tag-row"), (RowState.Accepted, null)],
            rows.Select(row => (row.Report.State, row.Report.Notes is [var note, ..] ? note.Code : null))
        );
        Assert.All(rows, row => Assert.Null(row.InDoubt));
    }

    [Fact]
    public void Of_two_columns_of_one_name_the_mapping_says_which_is_meant()
    {
        const string Text = "id,date,place,place\n1,2023-04-21,Batken,Osh\n";

        var refused = Assert.Throws<UnreadableFileException>(() => Read(Text, Mapping(Clash)));
        Assert.Contains("2 columns named 'place'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'place (2)'", refused.Message, StringComparison.Ordinal);
        var second = Single(Text, Clash.Replace("\"place\"", "\"place (2)\"", StringComparison.Ordinal));
        Assert.Equal("Osh", second.Statements[0].Fact.Place!.Name);
        Assert.Equal("2023-04-21", Single(Text, Unplaced).Statements[0].Fact.Occurred!.Text);
    }

    [Theory]
    [InlineData("70.82", "40.06")]
    [InlineData("70,82", "40,06")]
    public void A_point_of_two_columns_is_where_a_polygon_looks(string lon, string lat)
    {
        var row = Single($"id;date;lat;lon\n1;2023-04-21;{lat};{lon}\n", Pointed, rules: Polygon);

        Assert.Equal("kg-tj-border", row.Destination!.Id);
        Assert.Equal([70.82, 40.06], row.Statements[0].Fact.Place!.Point!.Coordinates);
    }

    [Fact]
    public void A_row_without_its_point_states_none() =>
        Assert.Null(Single("id;date;lat;lon\n1;2023-04-21;;\n", Pointed).Statements[0].Fact.Place?.Point);

    [Fact]
    public void Ids_made_from_keys_are_distinct_and_the_same_in_every_release()
    {
        var rows = Read("id,date\n3+1,2020-01-02\n3 1,2020-01-03\n31,2020-01-04\n", Mapping(Unplaced));
        var ids = rows.Select(row => ((ClashReported)row.Statements[0].Fact).ClashId).ToList();

        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal("c-31", ids[2]);
        Assert.StartsWith("c-3-1-", ids[0], StringComparison.Ordinal);
        Assert.StartsWith("c-3-1-", ids[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("21.04.23", "2023-04-21")]
    [InlineData("1.5.25", "2025-05-01")]
    [InlineData("1.5.26", "1926-05-01")]
    [InlineData("21/04/99", "1999-04-21")]
    public void Years_of_two_digits_are_read_where_the_mapping_says_of_which_hundred_years(string text, string date)
    {
        var table = $"id,date,place\n1,{text},Batken\n";

        Assert.Equal(RowState.Quarantined, Single(table, Clash).Report.State);
        var row = Single(table, Clash, """ "twoDigitYearsFrom": 1926, "dayOrder": "day-first", """);
        Assert.Equal(date, Assert.Single(row.Statements).Fact.Occurred!.Text);
    }

    [Fact]
    public void A_mapping_says_what_other_words_mean_and_what_an_empty_cell_is()
    {
        const string Round = """
            { "type": "round-held", "part": "r", "set": { "occurred": { "column": "date", "as": "date" },
                "roundNumber": { "column": "no", "as": "integer", "default": "1" },
                "level": { "column": "level", "values": { "experts": "technical" }, "otherwise": "ministerial" } } }
            """;
        var rows = Read("id,date,no,level\n1,2023-04-21,,experts\n2,2023-04-22,7,presidents\n", Mapping(Round));

        Assert.Equal(
            [(1, RoundLevel.Technical), (7, RoundLevel.Ministerial)],
            rows.Select(row => (RoundHeld)row.Statements[0].Fact)
                .Select(round => (round.RoundNumber, round.Level))
                .Select(each => ((int)each.RoundNumber!, (RoundLevel)each.Level!))
        );
    }

    [Fact]
    public void A_source_has_the_members_of_a_source()
    {
        var clash = Clash.TrimEnd()[..^1] + """, "source": { "paper": { "column": "place" } } }""";

        Assert.Contains(
            "'paper' is no member of a source",
            Reading(Mapping(clash)).Value!.Fault(),
            StringComparison.Ordinal
        );
    }

    private const string InColumns = """
        { "type": "clash-reported", "part": "c",
            "set": { "occurred": { "text": "{y}-{m}-{d}", "as": "date" }, "clashId": { "text": "c-{id}" } } }
        """;

    private static string Mapping(string events, string marks = "", string rules = "") =>
        $$"""
            { {{rules}} "table": { {{marks}} "title": "Example table", "publisher": "Example Press", "key": ["id"],
                "negotiation": { "id": "example-talks", "title": "Example talks", "kind": "negotiation",
                    "subject": "boundary" },
                "events": [ {{events}} ] } }
            """;

    private static Reading<Mapping> Reading(string mapping)
    {
        using var document = JsonDocument.Parse(mapping);
        return EventJson.Read<Mapping>(document.RootElement);
    }

    private static StatedRow Single(string text, string events, string marks = "", string rules = "") =>
        Assert.Single(Read(text, Mapping(events, marks, rules)));

    private static List<StatedRow> Read(string text, string mapping) => Read(Encoding.UTF8.GetBytes(text), mapping);

    private static List<StatedRow> Read(byte[] bytes, string json)
    {
        var mapping = Reading(json).Value!;
        Assert.Null(mapping.Fault());
        using var file = new MemoryStream(bytes);
        using var dataset = DatasetReader.Open(
            file,
            new CsvFormat(mapping.Table!),
            new Release("example", new DateOnly(2024, 1, 1), "Example table", "Example Press"),
            mapping.ToRouting(),
            new DateOnly(2026, 11, 29),
            ActorRegistry.BuiltIn,
            mapping.Encoding
        );
        return [.. dataset.Read()];
    }
}
