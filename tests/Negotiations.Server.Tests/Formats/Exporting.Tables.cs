using System.Net;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Formats;

/// <summary>Tables, and the forms of their files.</summary>
public sealed partial class Exporting
{
    [Fact]
    public async Task Tolls_and_instruments_are_tables()
    {
        await server.Monitor.Records(
            "tables",
            Report.Clash("2022-09-14"),
            Report.Of(
                "toll-reported",
                "2022-10-05",
                """ "clashId": "september-2022", "side": "KGZ", "killed": { "best": 63 } """
            ),
            Report.Of(
                "instrument-signed",
                "2025-03-13",
                """
                "instrumentId": "treaty", "title": "Treaty on the state border", "instrumentType": "treaty",
                "signatories": ["KGZ", "TJK"]
                """
            )
        );

        var tolls = Rows(await server.Anonymous.Asks("/api/tolls.csv?negotiation=tables").Succeeds());
        var instruments = Rows(await server.Anonymous.Asks("/api/instruments.csv?negotiation=tables").Succeeds());

        Assert.Equal(["KGZ", ""], tolls.Select(row => (string?)row["side"]));
        Assert.Equal(["63", "63"], tolls.Select(row => (string?)row["killed_low"]));
        Assert.Equal(["63", ""], tolls.Select(row => (string?)row["killed_high"]));
        var treaty = Assert.Single(instruments);
        Assert.Equal(
            ("treaty", "Treaty on the state border", "2025-03-13", "KGZ; TJK"),
            (treaty["instrument_id"], treaty["title"], treaty["signed_on"], treaty["signatories"])
        );
    }

    [Theory]
    [InlineData("/api/negotiations.csv")]
    [InlineData("/api/events.csv")]
    [InlineData("/api/tolls.csv")]
    [InlineData("/api/negotiations/marked/history.csv")]
    public async Task A_file_begins_with_a_mark_where_one_is_asked_for(string address)
    {
        if ((await server.Anonymous.Asks("/api/negotiations/marked")).Status == HttpStatusCode.NotFound)
            await server.Monitor.Opens("marked").Succeeds();

        byte[] mark = [0xEF, 0xBB, 0xBF];
        var plain = await server.Anonymous.GetByteArrayAsync(new Uri(address, UriKind.Relative), Scratch.Stop);
        var marked = await server.Anonymous.GetByteArrayAsync(
            new Uri(address + "?bom=true", UriKind.Relative),
            Scratch.Stop
        );

        Assert.NotEqual(mark, plain[..3]);
        Assert.Equal(mark, marked[..3]);
        Assert.Equal(plain, marked[3..]);
    }

    [Theory]
    [InlineData("negotiations", "title", "=Граница")]
    [InlineData("negotiations/sheet/history", "type", "clash-reported")]
    [InlineData("events", "killed_low", 24.0)]
    [InlineData("tolls", "killed_low", 24.0)]
    [InlineData("instruments", "status", "signed")]
    public async Task Each_file_is_a_workbook_too_with_numbers_as_numbers(string file, string column, object value)
    {
        if ((await server.Anonymous.Asks("/api/negotiations/sheet")).Status == HttpStatusCode.NotFound)
        {
            await server.Monitor.Opens(Report.Opening("sheet", title: "=Граница")).Succeeds();
            await server
                .Monitor.Appends(
                    "sheet",
                    new JsonArray(
                        Report.Clash("2022-09-14"),
                        Report.Of(
                            "toll-reported",
                            "2022-10-05",
                            """
                            "clashId": "september-2022",
                            "killed": { "text": "at least 24", "qualifier": "at-least", "low": 24 }
                            """
                        ),
                        Report.Of("instrument-signed", "2025-03-13", """ "instrumentId": "t", "title": "$=1+1" """)
                    )
                )
                .Succeeds();
        }

        var bytes = await server.Anonymous.GetByteArrayAsync(
            new Uri($"/api/{file}.xlsx", UriKind.Relative),
            Scratch.Stop
        );
        var csv = await server.Anonymous.Asks($"/api/{file}.csv").Succeeds();

        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        using var sheet = ExcelDataReader.ExcelReaderFactory.CreateReader(new MemoryStream(bytes));
        List<object?[]> rows = [];
        while (sheet.Read())
            rows.Add([.. Enumerable.Range(0, sheet.FieldCount).Select(sheet.GetValue)]);

        Assert.Equal(csv.Text[..csv.Text.IndexOf("\r\n", StringComparison.Ordinal)].Split(','), rows[0]);
        Assert.Equal(Rows(csv).Count, rows.Count - 1);
        Assert.Contains(value, rows.Select(row => row[Array.IndexOf(rows[0], column)]));
    }
}
