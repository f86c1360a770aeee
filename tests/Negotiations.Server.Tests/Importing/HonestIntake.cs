using System.Text;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Importing;

/// <summary>
/// What becomes of files that are not as they should be: everything is said, nothing is guessed, and no file is taken
/// in by half.
/// </summary>
public sealed class HonestIntake(TestServer server) : IClassFixture<TestServer>
{
    const string Header = "PP,PPName,AgtId,Agt,Dat,Stage\n";

    [Fact]
    public async Task Every_row_is_in_the_report_with_what_became_of_it_and_why()
    {
        var report = (
            await ImportAsync(
                "rows",
                Header
                    + "rows1,Talks,a1,Plain,1997-06-27,Pre\n"
                    + "rows1,Talks,a2,\"Of two\nlines\",1953-05-5,Pre\n"
                    + "rows1,Talks,a3,This date is unreadable,0014-022005,Pre\n"
                    + "rows1,Talks,a1,The same id again,1997-06-28,Pre\n"
                    + "rows1,Talks,,No id,1997-06-28,Pre\n"
                    + "rows1,Talks,a6,Too few fields,1997-06-28\n"
                    + "rows1,Talks,a7,No stage,1997-06-28,\n"
                    + "rows1,Talks,a8,Plain again,1997-06-29,SubPar\n"
            )
        ).IsDone();

        Assert.Equal(
            (8, 2, 1, 5, 0),
            (
                report.Rows("read"),
                report.Rows("accepted"),
                report.Rows("normalised"),
                report.Rows("quarantined"),
                report.Rows("leftOut")
            )
        );
        var rows = await server.Monitor.RowsOf(report);
        Assert.Equal(Enumerable.Range(1, 8), rows.Select(row => (int)row["row"]!));
        Assert.Equal(
            [
                null,
                "date-normalised",
                "date-unclear",
                "key-twice",
                "key-missing",
                "row-malformed",
                "stage-missing",
                null,
            ],
            rows.Select(row => (string?)row["notes"]!.AsArray().FirstOrDefault()?["code"])
        );
        Assert.Equal([2, 3, 5, 6, 7, 8, 9, 10], rows.Select(row => (int)row["line"]!));
        var normalised = rows[1]["notes"]![0]!;
        Assert.Equal(
            ("Dat", "1953-05-5", "1953-05-05"),
            ((string)normalised["column"]!, (string)normalised["was"]!, (string)normalised["now"]!)
        );
        Assert.Contains("0014-022005", (string)rows[2]["notes"]![0]!["why"]!, StringComparison.Ordinal);
        Assert.Equal(
            3L,
            await server.SqlAsync(
                "select count(*) from negotiations.mt_events where stream_id = 'pax-rows1' and type = "
                    + "'agreement-reached'"
            )
        );

        Assert.Equal(5, (await server.Monitor.RowsOf(report, "quarantined")).Count);
        var csv = PlainTable.Read((await server.Monitor.Asks($"/api/imports/{report["id"]}/rows.csv").Succeeds()).Text);
        Assert.Equal(rows.Select(row => (string?)row["state"]), csv.Select(line => line["state"]));
        Assert.Equal(
            5,
            (int)report["notes"]!.AsObject().Where(note => note.Key != "date-normalised").Sum(note => (int)note.Value!)
        );
    }

    [Theory]
    [InlineData("bom", true, ",", "utf-8")]
    [InlineData("semicolon", false, ";", "utf-8")]
    [InlineData("tab", false, "\t", "utf-8")]
    [InlineData("latin", false, ";", "iso-8859-1")]
    public async Task Mark_and_separator_of_a_file_are_found_out_and_another_encoding_is_named(
        string name,
        bool isMarked,
        string separator,
        string encoding
    )
    {
        var text = (Header + $"{name}1,Négociation à Évian,{name}1,Accord,1962-03-18,SubComp\n").Replace(
            ",",
            separator,
            StringComparison.Ordinal
        );
        var bytes = (encoding == "utf-8" ? Encoding.UTF8 : Encoding.Latin1).GetBytes(text);
        byte[] file = isMarked ? [0xEF, 0xBB, 0xBF, .. bytes] : bytes;
        if (encoding != "utf-8")
            Assert.Contains(
                "iso-8859-1 reads",
                (string?)(await server.Monitor.ImportsBytes("pax", file, "2019-07-01", $"&dataset={name}"))["problem"],
                StringComparison.Ordinal
            );

        var mapping = $$"""{ "encoding": "{{encoding}}" }""";
        var report = (
            await server.Monitor.ImportsMapped("pax", file, "2019-07-01", mapping, $"&dataset={name}")
        ).IsDone();

        Assert.Equal((1, encoding), (report.Events("recorded"), (string)report["encoding"]!));
        Assert.Equal(
            "Négociation à Évian",
            (await server.Anonymous.Asks($"/api/negotiations/pax-{name}1").Succeeds())["title"]
        );
    }

    [Fact]
    public async Task A_missing_column_an_extra_one_and_another_order_are_taken_and_said()
    {
        var report = (
            await ImportAsync(
                "columns",
                "Colour,Dat,Stage,AgtId,Agt,PPName,PP\nred,1997,Pre,c1,Accord,Talks,columns1\n"
            )
        ).IsDone();

        Assert.Equal(1, report.Events("recorded"));
        Assert.Equal(["Colour"], report["unreadColumns"]!.AsArray().Select(name => (string)name!));
        Assert.Contains("StageSub", report["missingColumns"]!.AsArray().Select(name => (string)name!));
    }

    [Theory]
    [InlineData("lacks", "PP,PPName\n1,2\n", "AgtId")]
    [InlineData("empty", "\n", "empty")]
    [InlineData("nothing", "\0\0\0", "no file of text")]
    public async Task A_file_of_another_kind_fails_as_a_whole_and_says_why(string name, string text, string why)
    {
        var before = await server.CountAsync();
        var report = await ImportAsync(name, text);

        Assert.Equal("failed", (string?)report["state"]);
        Assert.Contains(why, (string)report["problem"]!, StringComparison.Ordinal);
        Assert.Equal(before, await server.CountAsync());
    }

    [Fact]
    public async Task A_last_line_that_is_cut_off_is_set_aside_and_the_rows_before_it_are_taken()
    {
        var report = (
            await ImportAsync("cut", Header + "cut1,Talks,k1,Whole,1997-06-27,Pre\ncut1,Talks,k2,\"Cut in the midd")
        ).IsDone();

        Assert.Equal((1, 1), (report.Events("recorded"), report.Rows("quarantined")));
        Assert.Contains(
            "never closed",
            (string)(await server.Monitor.RowsOf(report, "quarantined"))[0]["notes"]![0]!["why"]!,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_row_of_many_megabytes_is_taken_and_one_beyond_the_limit_is_set_aside_with_its_line_and_size()
    {
        var large = new string('x', 5 * 1024 * 1024);
        var report = (
            await ImportAsync(
                "large",
                Header + $"large1,Talks,g1,\"{large}\",1997-06-27,Pre\nlarge1,Talks,g2,Small,1997-06-28,Pre\n"
            )
        ).IsDone();
        Assert.Equal(
            ["event-too-large", null],
            (await server.Monitor.RowsOf(report)).Select(row =>
                (string?)row["notes"]!.AsArray().FirstOrDefault()?["code"]
            )
        );

        var larger = (
            await ImportAsync(
                "larger",
                Header
                    + "larger1,Talks,g3,Small,1997-06-28,Pre\nlarger1,Talks,g4,\""
                    + new string('x', 26 * 1024 * 1024)
                    + "\",1997-06-27,Pre\nlarger1,Talks,g5,Small,1997-06-29,Pre\n"
            )
        ).IsDone();
        Assert.Equal((2, 1), (larger.Events("recorded"), larger.Rows("quarantined")));
        var aside = Assert.Single(await server.Monitor.RowsOf(larger, "quarantined"));
        Assert.Equal(
            (2, 3, "row-too-long"),
            ((int)aside["row"]!, (int)aside["line"]!, (string)aside["notes"]![0]!["code"]!)
        );
        Assert.Contains("27263", (string)aside["notes"]![0]!["why"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_done_to_a_file_no_import_fails_on_our_side_and_none_is_half()
    {
        var sound = Encoding.UTF8.GetBytes(
            PlainTable.Write([
                .. PlainTable
                    .Read(FieldData.Pax)
                    .Take(40)
                    .Select(row => new Dictionary<string, string>(row) { ["PP"] = "fuzz" + row["PP"] }),
            ])
        );
        var seed = new Random(20190701);
        for (var n = 0; n < 25; n++)
        {
            var file = (byte[])sound.Clone();
            for (var wrong = seed.Next(1, 30); wrong > 0; wrong--)
                file[seed.Next(file.Length)] = (byte)seed.Next(256);
            if (n % 3 == 0)
                file = file[..seed.Next(file.Length)];
            if (file.Length == 0)
                continue;

            var before = await server.CountAsync();
            var report = await server.Monitor.ImportsBytes("pax", file, "2019-07-01", $"&dataset=fuzz-{n}");
            if ((string?)report["state"] == "failed")
            {
                Assert.DoesNotContain("Something went wrong", (string)report["problem"]!, StringComparison.Ordinal);
                Assert.Equal(before, await server.CountAsync());
                continue;
            }

            report.IsDone();
            Assert.Equal(
                report.Rows("read"),
                report.Rows("accepted")
                    + report.Rows("normalised")
                    + report.Rows("quarantined")
                    + report.Rows("leftOut")
            );
            Assert.Equal(
                report.Rows("read"),
                (await server.Monitor.RowsOf(report)).Count(row => (int)row["line"]! > 0)
            );
            Assert.Equal(report.Events("recorded") + report.Events("opened"), await server.CountAsync() - before);
        }

        await server.IsSoundAsync();
    }

    [Fact]
    public async Task Bad_questions_are_answered_with_the_value_and_the_remedy()
    {
        var file = Encoding.UTF8.GetBytes(Header);
        await server.Monitor.StartsImport("excel", file, "2019-07-01").IsRefused(400, "unknown-value", "excel", "pax");
        await server.Monitor.StartsImport("pax", file, "last summer").IsRefused(400, "bad-parameter", "last summer");
        await server.Monitor.StartsImport("pax", file, "2999-01-01").IsRefused(400, "bad-parameter", "2999-01-01");
        await server
            .Monitor.StartsImport("pax", file, "2019-07-01", "&dataset=PA%20X")
            .IsRefused(400, "bad-parameter", "PA X");
        await server.Monitor.StartsImport("pax", [], "2019-07-01").IsRefused(400, "import-incomplete", "empty");
        await server.Monitor.StartsImport("csv", file, "2019-07-01").IsRefused(422, "bad-mapping", "table");
        await server.Monitor.StartsImport("events", file, "2019-07-01").IsRefused(403, "role-not-allowed", "admin");
        await server.Anonymous.Asks($"/api/imports/{Guid.Empty}").IsRefused(404, "import-not-found");
    }

    [Fact]
    public async Task What_a_monitor_corrected_stays_and_what_was_erased_does_not_come_back()
    {
        string File(string title, string parties) =>
            "PP,PPName,AgtId,Agt,Dat,Stage,Part\n"
            + $"revised1,Talks,e1,{title},1997-06-27,Pre,Parties\nrevised1,Talks,e2,Second,1997-06-28,Pre,{parties}\n";
        (await ImportAsync("revised", File("First", "A. Minister"))).IsDone();
        var entries = (await server.Anonymous.Asks("/api/negotiations/pax-revised1/history").Succeeds()).Json[
            "items"
        ]!.AsArray();
        var (one, two) = ((string)entries[1]!["eventId"]!, (string)entries[2]!["eventId"]!);
        await server
            .Monitor.Appends("pax-revised1", Report.Correction(one, """{ "occurred": "1997-06-26" }"""))
            .Succeeds();
        await Scratch.Eventually("the event is in the ledger", async () =>
            (await server.Anonymous.Asks($"/api/ledger/entries/{two}/proof")).Status == System.Net.HttpStatusCode.OK
        );
        await server.Admin.Erases("pax-revised1", two, "By order of a court.").Succeeds();

        var later = (
            await server.Monitor.Imports("pax", File("First revised", "B. Leader"), "2020-07-01", "&dataset=revised")
        ).IsDone();

        Assert.Equal(
            (0, 1, 0, 1),
            (later.Events("recorded"), later.Events("corrected"), later.Events("retracted"), later.Events("erased"))
        );
        var applied = (
            await server.Anonymous.Asks("/api/negotiations/pax-revised1/history?corrections=applied").Succeeds()
        ).Json["items"]!.AsArray();
        Assert.Equal(
            ("1997-06-26", "First revised"),
            ((string)applied[1]!["data"]!["occurred"]!, (string)applied[1]!["data"]!["subject"]!)
        );
        Assert.Equal(
            ("[erased]", (string)entries[1]!["import"]!),
            ((string)applied[2]!["data"]!["subject"]!, (string)applied[2]!["import"]!)
        );
        Assert.DoesNotContain(
            "B. Leader",
            (await server.Anonymous.Asks("/api/negotiations/pax-revised1/history").Succeeds()).Text,
            StringComparison.Ordinal
        );
        await server.IsSoundAsync();
    }

    [Fact]
    public async Task A_row_that_can_no_longer_be_read_is_not_taken_for_one_that_is_gone()
    {
        (
            await ImportAsync(
                "doubt",
                Header
                    + "doubt1,Talks,d1,First,1997-06-27,Pre\ndoubt1,Talks,d2,Second,1997-06-28,Pre\n"
                    + "doubt2,Talks,d3,Third,1997-06-29,Pre\ndoubt2,Talks,d4,Fourth,1997-06-30,Pre\n"
            )
        ).IsDone();

        var later = (
            await server.Monitor.Imports(
                "pax",
                Header
                    + "doubt1,Talks,d1,First,1997-06-27,Pre\ndoubt1,Talks,d2,Second,soon,Pre\n"
                    + "doubt2,Talks,d3,Third,1997-06-29,Pre\n",
                "2020-07-01",
                "&dataset=doubt"
            )
        ).IsDone();
        Assert.Equal((1, 1), (later.Events("retracted"), later.Events("withheld")));
        var cut = (
            await server.Monitor.Imports(
                "pax",
                Header + "doubt1,Talks,d1,First,1997-06-27,Pre\ndoubt2,Talks,d3,\"Third",
                "2021-07-01",
                "&dataset=doubt"
            )
        ).IsDone();
        Assert.Equal((0, 2), (cut.Events("retracted"), cut.Events("withheld")));
        var whole = (
            await server.Monitor.Imports(
                "pax",
                Header + "doubt1,Talks,d1,First,1997-06-27,Pre\n",
                "2022-07-01",
                "&dataset=doubt"
            )
        ).IsDone();
        Assert.Equal((2, 0), (whole.Events("retracted"), whole.Events("withheld")));
    }

    Task<JsonNode> ImportAsync(string name, string text) =>
        server.Monitor.Imports("pax", text, "2019-07-01", $"&dataset={name}");
}
