using System.Net;
using System.Text.Json.Nodes;
using CsvHelper;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Formats;

/// <summary>Files: what a spreadsheet, a script or an archive takes home.</summary>
public sealed partial class Exporting(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_history_as_CSV_reads_back_what_was_reported_commas_quotes_and_line_breaks_included()
    {
        await server.Monitor.Records(
            "csv",
            Report.Of(
                "clash-reported",
                "2022-09",
                """
                "note": "He said \"no\",\r\nthen left", "place": { "name": "Ворух", "country": "TJK", "precision": 1,
                "point": { "type": "Point", "coordinates": [-70.58, 39.85] } }
                """
            )
        );

        var rows = Rows(await server.Anonymous.Asks("/api/negotiations/csv/history.csv").Succeeds());

        Assert.Equal(2, rows.Count);
        Assert.Equal(
            ("clash-reported", "2022-09", "2022-09-01", "2022-09-30"),
            (rows[1]["type"], rows[1]["occurred"], rows[1]["earliest"], rows[1]["latest"])
        );
        Assert.Equal("He said \"no\",\r\nthen left", rows[1]["note"]);
        Assert.Equal(
            ("Ворух", "-70.58", "39.85", "1"),
            (rows[1]["place"], rows[1]["longitude"], rows[1]["latitude"], rows[1]["where_prec"])
        );
        Assert.Equal(("KGZ:party; TJK:party", "Foreign ministries"), (rows[0]["actors"], rows[0]["sources"]));
        Assert.Equal("clash-reported", JsonNode.Parse(rows[1]["data"])!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_was_corrected_or_taken_back_names_its_act_and_the_reason()
    {
        await server.Monitor.Opens("csv-acts").Succeeds();
        var round = (await server.Monitor.Appends("csv-acts", Report.Round("2022-10", 1)).Succeeds())[
            "events.0.eventId"
        ]!;
        var corrected = (
            await server.Monitor.Appends("csv-acts", Report.Correction(round, """{ "roundNumber": 2 }""")).Succeeds()
        )["events.0.eventId"]!;
        var taken = (await server.Monitor.Appends("csv-acts", Report.Retraction(round)).Succeeds())[
            "events.0.eventId"
        ]!;

        var rows = Rows(await server.Anonymous.Asks("/api/negotiations/csv-acts/history.csv").Succeeds());
        var history = await server.Anonymous.Asks("/api/negotiations/csv-acts/history?clock=recorded").Succeeds();
        var page = (await server.Anonymous.Asks("/negotiations/csv-acts").Succeeds()).Text;

        Assert.Equal(
            ($"{corrected}; {taken}", "The press office gave another figure.; false"),
            (rows[1]["acts"], rows[1]["reason"])
        );
        Assert.Equal((round, "false"), (rows[3]["target"], rows[3]["reason"]));
        var entry = history.Json["items"]!.AsArray().Single(each => (string?)each!["eventId"] == round)!;
        Assert.Equal(
            (taken, "4", "false"),
            (
                (string?)entry["retraction"]!["eventId"],
                entry["retraction"]!["version"]!.ToString(),
                (string?)entry["retraction"]!["reason"]
            )
        );
        Assert.Contains("<span>it did not happen</span>", page, StringComparison.Ordinal);
        Assert.Matches($"<a href=\"[^\"]*{taken}[^\"]*\">4</a>", page);
    }

    [Fact]
    public async Task What_begins_like_a_formula_is_shown_and_not_run()
    {
        await server.Monitor.Opens(Report.Opening("formula", title: "=HYPERLINK(\"http://evil.example\")")).Succeeds();
        await server
            .Monitor.Appends("formula", Report.Of("clash-reported", "2022-09", """ "note": "@SUM(1+1)" """))
            .Succeeds();

        Assert.Equal(
            "'=HYPERLINK(\"http://evil.example\")",
            Assert.Single(Rows(await server.Anonymous.Asks("/api/negotiations.csv?q=hyperlink").Succeeds()))["title"]
        );
        Assert.Equal(
            "'@SUM(1+1)",
            Rows(await server.Anonymous.Asks("/api/negotiations/formula/history.csv").Succeeds())[1]["note"]
        );
    }

    [Fact]
    public async Task The_whole_record_as_lines_and_as_rows_is_the_feed()
    {
        await server.Monitor.Records("whole", [.. Enumerable.Range(1, 12).Select(n => Report.Round("2022-10", n))]);
        var feed = await server.Anonymous.Asks("/api/events?negotiation=whole").Succeeds();
        var lines = await server.Anonymous.Asks("/api/events.ndjson?negotiation=whole").Succeeds();
        var rows = Rows(await server.Anonymous.Asks("/api/events.csv?negotiation=whole").Succeeds());

        var items = feed.Json["items"]!.AsArray();
        // What is written in the reader's language is no part of a file of lines.
        foreach (var item in items.Select(item => item!.AsObject()))
            (_, _) = (item.Remove("names"), item.Remove("headline"));

        Assert.Equal("application/x-ndjson", lines.ContentType);
        Assert.Equal(
            items.Select(item => item!.ToJsonString()),
            lines
                .Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!.ToJsonString())
        );
        Assert.Equal(feed.Each("items", "sequence"), rows.Select(row => (string?)row["sequence"]));
        Assert.Equal(feed.Each("items", "headline.text"), rows.Select(row => (string?)row["headline"]));
        await server.Anonymous.Asks("/api/events.ndjson?negotiation=whole", lines.Tag).Is(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_history_as_lines_takes_the_filters_of_the_history()
    {
        await server.Monitor.Records("lines", Report.Clash(), Report.Round("2022-10", 1));

        var lines = await server.Anonymous.Asks("/api/negotiations/lines/history.ndjson?type=round-held").Succeeds();

        Assert.Equal(
            "3",
            JsonNode.Parse(Assert.Single(lines.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)))![
                "version"
            ]!.ToString()
        );
    }

    [Fact]
    public async Task A_list_as_rows_is_the_list_on_any_clocks_and_is_sent_again_only_when_something_changed()
    {
        await server.Monitor.Records(
            "listed",
            Report.Round("2022-10-05", 1),
            Report.Of("sections-agreed", "2024-12-04", """ "allRemaining": true """)
        );
        foreach (
            var question in new[]
            {
                "?party=KGZ&sort=-title",
                "?party=KGZ&sort=-title&asOf=2023-01-01",
                "?sort=lastEvent&knownBy=" + DateTime.UtcNow.ToString("yyyy-MM-dd", null),
            }
        )
        {
            var list = await server.Anonymous.Asks($"/api/negotiations{question}&limit=200").Succeeds();
            var rows = Rows(await server.Anonymous.Asks($"/api/negotiations.csv{question}").Succeeds());
            Assert.Equal(
                list.Each("items", "id").Zip(list.Each("items", "phase.possible.0")),
                rows.Select(row => ((string?)row["id"], (string?)row["phase"]))
            );
        }

        Assert.Equal(
            "negotiating",
            Rows(await server.Anonymous.Asks("/api/negotiations.csv?asOf=2023-01-01&q=listed").Succeeds())
                .Single(row => row["id"] == "listed")["phase"]
        );
        foreach (var question in new[] { "", "?asOf=2023-01-01" })
        {
            var before = await server.Anonymous.Asks("/api/negotiations.csv" + question).Succeeds();
            await server.Anonymous.Asks("/api/negotiations.csv" + question, before.Tag).Is(HttpStatusCode.NotModified);
            await server.Monitor.Appends("listed", Report.Round("2022-11-05", 2)).Succeeds();
            Assert.NotEqual(
                before.Tag,
                (await server.Anonymous.Asks("/api/negotiations.csv" + question, before.Tag).Is(HttpStatusCode.OK)).Tag
            );
        }

        await server.Anonymous.Asks("/api/negotiations.csv?version=1").IsRefused(400, "bad-parameter", "knownBy");
    }

    [Theory]
    [InlineData("Events")]
    [InlineData("Negotiations")]
    [InlineData("Tolls")]
    [InlineData("Instruments")]
    public async Task The_codebook_names_every_column_in_its_order_and_no_other(string table)
    {
        var codebook = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot(), "docs", "codebook.md"), Scratch.Stop);
        var section = codebook.Split("\n## ").Single(each => each.StartsWith(table, StringComparison.Ordinal));

        Assert.Equal(
            table switch
            {
                "Events" => Negotiations.Server.Formats.EventColumns.Names,
                "Negotiations" => Negotiations.Server.Formats.NegotiationColumns.Names,
                "Tolls" => Negotiations.Server.Formats.TollTable.Layout.Columns,
                _ => Negotiations.Server.Formats.InstrumentTable.Layout.Columns,
            },
            section
                .Split('\n')
                .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
                .SelectMany(line => line.Split('|')[1].Split(','))
                .Select(name => name.Trim().Trim('`'))
        );
    }

    [Fact]
    public async Task Figures_slugs_and_codes_have_columns_of_their_own()
    {
        await server.Monitor.Records(
            "flat",
            Report.Of(
                "toll-reported",
                "2022-09-16",
                """
                "clashId": "c1", "side": "KGZ",
                "killed": { "text": "at least 24", "qualifier": "at-least", "low": 24 },
                "displaced": { "text": "thousands", "qualifier": "thousands" },
                "externalIds": [{ "scheme": "pax", "id": "549" }]
                """
            ),
            Report.Of(
                "round-held",
                "2023-10",
                """ "roundNumber": 7, "meetingId": "r7", "kilometres": { "best": 2000, "unit": "m" } """
            )
        );

        var rows = Rows(await server.Anonymous.Asks("/api/events.csv?negotiation=flat").Succeeds());

        Assert.Equal(
            ("c1", "KGZ", "24", "", "people", "at least 24"),
            (
                rows[1]["clash_id"],
                rows[1]["side"],
                rows[1]["killed_low"],
                rows[1]["killed_high"],
                rows[1]["killed_unit"],
                rows[1]["killed_text"]
            )
        );
        Assert.Equal(
            ("2000", "thousands", "pax:549"),
            (rows[1]["displaced_low"], rows[1]["displaced_text"], rows[1]["external_ids"])
        );
        Assert.Equal(
            ("7", "r7", "2", "km"),
            (rows[2]["round_number"], rows[2]["meeting_id"], rows[2]["km_best"], rows[2]["km_unit"])
        );
    }

    static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Negotiations.sln")))
            folder = Path.GetDirectoryName(folder)!;

        return folder;
    }

    static List<Dictionary<string, string>> Rows(Answer answer)
    {
        Assert.Equal("text/csv", answer.ContentType);
        using var csv = CsvReader.Create(System.Text.Encoding.UTF8.GetBytes(answer.Text));
        List<Dictionary<string, string>> rows = [];
        while (csv.Read())
            rows.Add(answer.Text.Split("\r\n")[0].Split(',').ToDictionary(name => name, name => csv.GetString(name)));

        return rows;
    }
}
