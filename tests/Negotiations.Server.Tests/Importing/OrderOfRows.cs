using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Negotiations.Server.Tests.Importing;

/// <summary>Rows in another order, and files that another program saved, say nothing new.</summary>
public sealed class OrderOfRows(TestServer server) : IClassFixture<TestServer>
{
    const string Header =
        "stateID,treatyID,Title,Begin,Signature,Force,End,StateSignature,StateRatification,StateForce,StateEnd\n";

    static readonly string[] Rows =
    [
        "KGZ,order-1,Treaty,1994-01-01,1993-01-01,1994-01-01,,1993-02-01,1994-02-01,1994-03-01,2001-01-01",
        "KGZ,order-1,Treaty,2005-01-01,1993-01-01,1994-01-01,,2005-02-01,2006-02-01,2006-03-01,",
        "TJK,order-1,Treaty,1995-01-01,1993-01-01,1994-01-01,,1995-02-01,1996-02-01,1996-03-01,",
        "UZB,order-1,Treaty,1995-01-01,1993-01-02,1994-01-01,,1995-02-02,1996-02-02,1996-03-02,",
    ];

    [Fact]
    public async Task Memberships_of_one_state_and_dates_of_one_treaty_do_not_follow_the_order_of_the_rows()
    {
        var first = (await server.Monitor.Imports("manytreaties", File(Rows), "2020-01-01")).IsDone();

        var later = (await server.Monitor.Imports("manytreaties", File(Rows.Reverse()), "2021-01-01")).IsDone();

        Assert.Equal((0, 0, 0, 0, first.Events("recorded")), later.Figures());
        Assert.Equal(
            1L,
            await server.SqlAsync(
                "select count(*) from negotiations.mt_events where type = 'instrument-signed' "
                    + "and data ->> 'occurred' = '1993-01-01'"
            )
        );
    }

    [Fact]
    public async Task What_an_import_reads_and_no_one_else_does_not_stay_in_memory()
    {
        Task<JsonNode> Import(string day, int rows) =>
            server.Monitor.Imports(
                "pax",
                "PP,PPName,AgtId,Agt,Dat,Stage\n"
                    + string.Concat(
                        Enumerable.Range(1, rows).Select(n => $"forgot,Talks,f{n},Accord {n},{1990 + n}-02-21,Pre\n")
                    ),
                day,
                "&dataset=forgot"
            );
        (await Import("2019-07-01", 3)).IsDone();
        Assert.Equal((1, 0, 0, 0, 3), (await Import("2020-07-01", 4)).IsDone().Figures());
        var reader = server.Services.GetRequiredService<Negotiations.Store.Read.NegotiationReader>();
        Assert.True(reader.Cached("pax-forgot").IsUnopened);

        // What someone reads stays, an import or not.
        await server.Anonymous.Asks("/api/negotiations/pax-forgot/history").Succeeds();
        Assert.Equal((1, 0, 0, 0, 4), (await Import("2020-08-01", 5)).IsDone().Figures());
        Assert.False(reader.Cached("pax-forgot").IsUnopened);
    }

    [Fact]
    public async Task A_workbook_and_the_table_it_was_saved_from_are_one_release()
    {
        const string Mapping = """
            { "table": { "title": "Shots", "publisher": "Example Press", "key": ["id"],
              "negotiation": { "id": "saved", "title": "Saved talks", "kind": "negotiation", "subject": "boundary" },
              "events": [ { "type": "clash-reported", "part": "c",
                "set": { "occurred": { "column": "date", "as": "date" },
                "clashId": { "text": "c-{id}" }, "place.name": { "column": "place" } } } ] } }
            """;
        const string Json = """
            [ {"id": 1, "date": "2023-04-21", "place": "Batken "}, {"id": 2, "date": "2023-05-06", "place": "Osh"} ]
            """;
        (
            await server.Monitor.ImportsMapped(
                "csv",
                "id;date;place\r\n2;2023-05-06;Osh\r\n1;2023-04-21;Batken\r\n",
                "2023-06-01",
                Mapping,
                "&dataset=saved"
            )
        ).IsDone();

        var again = (await server.Monitor.ImportsMapped("csv", Json, "2023-07-01", Mapping, "&dataset=saved")).IsDone();

        Assert.Equal((0, 0, 0, 0, 2), again.Figures());
        Assert.Equal("json", (string?)again["form"]);
    }

    [Fact]
    public async Task A_mapping_to_begin_with_names_the_columns_of_the_table()
    {
        var answer = await server
            .Monitor.SendAsync(
                HttpMethod.Post,
                "/api/imports/template",
                new StringContent("no,when,where\na,2023-04-21,Batken\nb,2023-05-06,Osh\n")
            )
            .Succeeds();

        Assert.Equal(("no", "when"), (answer["table.key.0"], answer["table.events.0.set.occurred.column"]));
        Assert.Contains("<member for where>", answer.Text, StringComparison.Ordinal);
        await server
            .Monitor.SendAsync(HttpMethod.Post, "/api/imports/template", new StringContent("%PDF-1.7"))
            .IsRefused(422, "bad-table", "PDF");
    }

    static string File(IEnumerable<string> rows) => Header + string.Join('\n', rows) + "\n";
}
