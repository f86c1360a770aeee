using System.IO.Compression;
using System.Text;
using Negotiations.Import.Tables;
using static Negotiations.Specs.Import.TableReading;

namespace Negotiations.Specs.Import;

/// <summary>Files as people have them: whatever they are packed in, the same rows come out.</summary>
public class TableFileSpecs
{
    static TableFileSpecs() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private const string Csv = "id,date,place\n1,2023-04-21,Batken\n2,2023-05-06,\"Osh, south\"\n";

    private const string Rows = "1|2023-04-21|Batken\n2|2023-05-06|Osh, south";

    [Fact]
    public async Task Packed_files_are_unpacked_also_one_in_the_other()
    {
        Assert.Equal(("gzip", Rows), await ReadAsync(Gzip(Encoding.UTF8.GetBytes(Csv))));
        Assert.Equal(("zip", Rows), await ReadAsync(Zip(("data/t.csv", Csv), ("__MACOSX/._t.csv", "x"))));
        Assert.Equal(("gzip, zip", Rows), await ReadAsync(Gzip(Zip(("t.csv", Csv)))));
    }

    [Fact]
    public async Task What_cannot_be_unpacked_or_is_several_files_says_so()
    {
        Assert.Contains(
            "a.csv, b.csv",
            await RefusalAsync(Zip(("a.csv", Csv), ("b.csv", Csv))),
            StringComparison.Ordinal
        );
        var whole = Gzip(
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 9999).Select(n => $"{n * 7919 % 10007},")))
        );
        Assert.Contains("gzip", await RefusalAsync(whole[..(whole.Length / 2)]), StringComparison.Ordinal);
        Assert.Contains(
            "more than 1000 bytes",
            await RefusalAsync(Gzip(new byte[5000]), mostBytes: 1000),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_sheet_of_a_workbook_is_read_with_its_days_and_numbers()
    {
        var sheet = Sheet([
            ["id", "date", "place"],
            ["1", "=45037", "Batken"],
            ["2", "=45052", "Osh, south"],
        ]);
        Assert.Equal(("xlsx", Rows), await ReadAsync(Book(("Rounds", sheet))));

        var two = Book(
            (
                "Notes",
                Sheet([
                    ["x"],
                ])
            ),
            ("Rounds", sheet)
        );
        Assert.Contains("'Notes', 'Rounds'", await RefusalAsync(two), StringComparison.Ordinal);
        Assert.Equal(("xlsx", Rows), await ReadAsync(two, new FileLayout(Sheet: "rounds")));
        Assert.Contains(
            "no sheet 'Data'",
            await RefusalAsync(two, new FileLayout(Sheet: "Data")),
            StringComparison.Ordinal
        );
        var above = Sheet([
            ["Table of rounds"],
            [],
            ["id", "date", "place"],
            ["1", "=45037", "Batken"],
            ["2", "=45052", "Osh, south"],
        ]);
        Assert.Equal(("xlsx", Rows), await ReadAsync(Book(("Rounds", above)), new FileLayout(Skip: 2)));
    }

    [Fact]
    public async Task A_cell_without_a_day_is_no_day_and_a_number_is_what_the_sheet_shows()
    {
        var sheet = Sheet([
            ["id", "date", "place"],
            ["1", "=0", "x"],
            ["2", "=0.5", "y"],
            ["3", "=45037.25", "~0.30000000000000004"],
            ["~4", "=1", "~1.5E+300"],
        ]);

        Assert.Equal(
            "1|0|x\n2|12:00:00|y\n3|2023-04-21T06:00:00|0.3\n4|1900-01-01|1.5E+300",
            (await ReadAsync(Book(("Rounds", sheet)))).Rows
        );
        Assert.Contains("has a row", await RefusalAsync(Book(("Rounds", Sheet([])))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "json",
        """[ {"id":1,"date":"2023-04-21","place":"Batken"}, {"id":2,"date":"2023-05-06","place":"Osh, south"} ]"""
    )]
    [InlineData(
        "ndjson",
        "{\"id\":1,\"date\":\"2023-04-21\",\"place\":\"Batken\"}\n\n{\"id\":2,\"date\":\"2023-05-06\",\"place\":\"Osh, "
            + "south\"}\n"
    )]
    [InlineData(
        "json, an answer with an array",
        """
            { "status": 200, "count": 2, "data": [
              {"id":1,"date":"2023-04-21","place":"Batken"}, {"id":2,"date":"2023-05-06","place":"Osh, south"} ] }
            """
    )]
    public async Task Rows_of_JSON_are_rows(string form, string text)
    {
        Assert.Equal((form, Rows), await ReadAsync(Encoding.UTF8.GetBytes(text)));
        Assert.Equal((form, Rows), await ReadAsync([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]));
    }

    [Fact]
    public async Task Members_of_members_points_and_what_only_some_rows_have_are_columns()
    {
        const string Geo = """
            { "type": "FeatureCollection", "features": [
              { "type": "Feature", "id": "a", "geometry": { "type": "Point", "coordinates": [70.82, 40.06] },
                "properties": { "date": "2023-04-21", "who": { "first": "KGZ" }, "dead": null } },
              { "type": "Feature", "id": "b", "geometry": null,
                "properties": { "date": "2023-05-06", "tags": ["x", "y"], "sure": true } } ] }
            """;
        var text = await TextAsync(Encoding.UTF8.GetBytes(Geo));
        Assert.Equal(
            "id,date,who.first,dead,geometry.type,longitude,latitude,tags,sure\n"
                + "a,2023-04-21,KGZ,,Point,70.82\u2063,40.06\u2063,,\nb,2023-05-06,,,,,,x; y,TRUE\n",
            text
        );
    }

    [Theory]
    [InlineData("""[ {"id":1}, {"id":""", "cut off")]
    [InlineData("""{ "a": [ {"x":1} ], "b": [ {"y":1} ] }""", "with several")]
    [InlineData("{\"id\":1}\n{\"id\":\n", "Line 2")]
    public async Task JSON_that_is_no_table_says_why(string text, string why) =>
        Assert.Contains(why, await RefusalAsync(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);

    [Fact]
    public async Task Lines_before_the_header_are_skipped_and_a_file_without_a_header_gets_one()
    {
        var preamble = Encoding.UTF8.GetBytes("Rounds of 2023\n\n" + Csv);
        Assert.Equal(((string?)null, Rows), await ReadAsync(preamble, new FileLayout(Skip: 2)));
        var headless = Encoding.GetEncoding("windows-1251").GetBytes("1;2023-04-21;Баткен\n2;2023-05-06;Ош\n");
        var (_, rows) = await ReadAsync(headless, new FileLayout("windows-1251", Columns: ["id", "date", "place"]));
        Assert.Equal("1|2023-04-21|Баткен\n2|2023-05-06|Ош", rows);
        Assert.Contains(
            "no more than 5 lines",
            await RefusalAsync(preamble, new FileLayout(Skip: 9)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("id,date,place,\n1,2023-04-21,Batken,\n2,2023-05-06,\"Osh, south\",\n")]
    [InlineData("id,date,place\n1,2023-04-21,Batken,\n2,2023-05-06,\"Osh, south\",\n")]
    [InlineData("id,date,place,\n1,2023-04-21,Batken\n2,2023-05-06,\"Osh, south\"\n")]
    public async Task A_separator_too_many_at_the_end_is_no_fault(string text) =>
        Assert.Equal(((string?)null, Rows), await ReadAsync(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("windows-1251", "1;2023-04-21;Баткен\n2;2023-05-06;Бохтар, Хатлонская область\n")]
    [InlineData("koi8-r", "1;2023-04-21;Баткен\n2;2023-05-06;Бохтар, Хатлонская область\n")]
    [InlineData("windows-1252", "1;1962-03-18;Négociation à Évian\n2;1962-07-01;“Déclaration”\n")]
    public async Task The_encoding_in_which_a_file_has_words_is_proposed_first_and_never_taken_unasked(
        string encoding,
        string text
    )
    {
        var file = Encoding.GetEncoding(encoding).GetBytes("id;date;place\n" + text);

        var refusal = await RefusalAsync(file);

        Assert.Contains($"{{\"encoding\": \"{encoding}\"}}", refusal, StringComparison.Ordinal);
        Assert.Contains($"{encoding} reads '{text.Split('\n')[0]}'", refusal, StringComparison.Ordinal);
        var (_, rows) = await ReadAsync(file, new FileLayout(encoding));
        Assert.Equal(text.Trim('\n').Replace(';', '|'), rows);
    }

    private static async Task<string> TextAsync(byte[] file)
    {
        using var table = await TableFile.OpenAsync(
            new MemoryStream(file),
            new FileLayout(),
            () => new MemoryStream(),
            1 << 20,
            TestContext.Current.CancellationToken
        );
        return await new StreamReader(table.Text).ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static byte[] Gzip(byte[] file)
    {
        using var to = new MemoryStream();
        using (var packed = new GZipStream(to, CompressionLevel.Fastest))
            packed.Write(file);

        return to.ToArray();
    }

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var to = new MemoryStream();
        using (var archive = new ZipArchive(to, ZipArchiveMode.Create))
            foreach (var (name, text) in files)
            {
                using var entry = new StreamWriter(archive.CreateEntry(name).Open());
                entry.Write(text);
            }

        return to.ToArray();
    }

    private const string OfOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string OfSheets = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    // The least that a workbook is made of; =45037 is the number of a day, shown as one.
    private static byte[] Book(params (string Name, string Xml)[] sheets) =>
        Zip([
            (
                "xl/workbook.xml",
                $"""<workbook xmlns="{OfSheets}" xmlns:r="{OfOffice}"><sheets>"""
                    + string.Concat(
                        sheets.Select(
                            (sheet, n) => $"""<sheet name="{sheet.Name}" sheetId="{n + 1}" r:id="rId{n + 1}"/>"""
                        )
                    )
                    + "</sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"""
                    + string.Concat(
                        sheets.Select(
                            (_, n) =>
                                $"""<Relationship Id="rId{n + 1}" Type="{OfOffice}/worksheet" """
                                + $"""Target="worksheets/sheet{n + 1}.xml"/>"""
                        )
                    )
                    + $"""<Relationship Id="rId99" Type="{OfOffice}/styles" Target="styles.xml"/></Relationships>"""
            ),
            (
                "xl/styles.xml",
                $"""<styleSheet xmlns="{OfSheets}"><cellXfs count="2"><xf numFmtId="0"/>"""
                    + """<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"""
            ),
            .. sheets.Select((sheet, n) => ($"xl/worksheets/sheet{n + 1}.xml", sheet.Xml)),
        ]);

    private static string Sheet(string[][] rows) =>
        """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"""
        + string.Concat(
            rows.Select(
                (row, n) =>
                    $"""<row r="{n + 1}">"""
                    + string.Concat(
                        row.Select(
                            (cell, c) =>
                                cell.StartsWith('~') ? $"""<c r="{(char)('A' + c)}{n + 1}"><v>{cell[1..]}</v></c>"""
                                : cell.StartsWith('=')
                                    ? $"""<c r="{(char)('A' + c)}{n + 1}" s="1"><v>{cell[1..]}</v></c>"""
                                : $"""<c r="{(char)('A' + c)}{n + 1}" t="inlineStr"><is><t>{cell}</t></is></c>"""
                        )
                    )
                    + "</row>"
            )
        )
        + "</sheetData></worksheet>";
}
