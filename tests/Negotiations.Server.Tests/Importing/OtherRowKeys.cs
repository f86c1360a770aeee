using System.Text;
using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Importing;

/// <summary>A publisher that numbers its rows otherwise neither corrects nor withdraws anything.</summary>
public sealed class OtherRowKeys(TestServer server) : IClassFixture<TestServer>
{
    const string Header = "PP,PPName,AgtId,Agt,Dat,Stage,StageSub,Part\n";

    static readonly string[] Places =
    [
        "Batken",
        "Osh",
        "Bokhtar",
        "Isfara",
        "Khujand",
        "Bishkek",
        "Dushanbe",
        "Almaty",
    ];

    [Fact]
    public async Task A_row_that_is_put_above_the_others_corrects_none_of_them()
    {
        string[] rows = [.. Places.Select((place, n) => $"2023-0{1 + n}-11,{place}")];
        (await ImportRoundsAsync("above", "2024-01-01", rows)).IsDone();
        var (before, ids) = (await server.CountAsync(), await FactsAsync("rounds-above"));

        string[] later = ["2022-12-01,Vorukh", .. rows];
        var refused = await ImportRoundsAsync("above", "2024-02-01", later);
        Assert.Equal(("refused", "re-keyed", 8), Question(refused));
        Assert.Equal(before, await server.CountAsync());

        var taken = (await ImportRoundsAsync("above", "2024-02-01", later, "&confirm=re-keyed")).IsDone();
        Assert.Equal((1, 8, 0), (taken.Events("recorded"), taken.Events("rekeyed"), taken.Events("retracted")));
        Assert.Superset(ids.ToHashSet(), (await FactsAsync("rounds-above")).ToHashSet());

        // Each is known by its new number from now on, and the number that it had is another row's.
        Assert.Equal((0, 0, 0, 0, 9), (await ImportRoundsAsync("above", "2024-03-01", later)).IsDone().Figures());
        later[3] = "2023-03-12,Bokhtar";
        Assert.Equal((0, 1, 0, 0, 8), (await ImportRoundsAsync("above", "2024-04-01", later)).IsDone().Figures());
        await server.IsSoundAsync();
    }

    [Fact]
    public async Task Rows_that_exchange_their_ids_are_asked_about_and_undone_as_if_it_had_not_been()
    {
        string Pair(string first, string second) =>
            string.Concat(
                Enumerable
                    .Range(1, 12)
                    .Select(n =>
                        $"{(n % 2 == 0 ? "swap-one" : "swap-two")},Talks {n % 2},"
                        + $"{(n == 3 ? first : n == 4 ? second : $"k{n}")},"
                        + $"Accord number {n},199{n % 10}-02-21,Pre,Ceas,\n"
                    )
            );
        (await ImportAsync("swap", "2019-07-01", Pair("k3", "k4"))).IsDone();
        var ids = await FactsAsync("pax-swap-one", "pax-swap-two");

        var refused = await ImportAsync("swap", "2020-07-01", Pair("k4", "k3"));
        Assert.Equal(("refused", "re-keyed"), (Question(refused).State, Question(refused).Code));

        var taken = (await ImportAsync("swap", "2020-07-01", Pair("k4", "k3"), "&confirm=re-keyed")).IsDone();
        Assert.Equal((0, 0, 0), (taken.Events("recorded"), taken.Events("retracted"), taken.Events("moved")));
        Assert.Equal(ids, await FactsAsync("pax-swap-one", "pax-swap-two"));
        (await UndoAsync(taken)).IsDone();
        Assert.Equal((0, 0, 0, 0, 24), (await ImportAsync("swap", "2020-09-01", Pair("k3", "k4"))).IsDone().Figures());

        // And what was taken back once can be said again.
        var again = (await ImportAsync("swap", "2020-10-01", Pair("k4", "k3"), "&confirm=re-keyed")).IsDone();
        Assert.Equal(taken.Events("rekeyed"), again.Events("rekeyed"));
        Assert.Equal(24, (await ImportAsync("swap", "2020-11-01", Pair("k4", "k3"))).IsDone().Events("unchanged"));
        await server.IsSoundAsync();
    }

    [Fact]
    public async Task New_ids_are_seen_through_new_processes_other_line_ends_and_among_few_rows()
    {
        string Rows(string process, string key, string end, int from = 1) =>
            string.Concat(
                Enumerable
                    .Range(1, 60)
                    .Select(n =>
                        $"{process}{n % 3},Talks {n % 3},{(n >= from ? key : "a")}{n},Accord number {n},"
                        + $"{1930 + n}-02-21,Pre,,\"One party{end}and  another {n}\"\n"
                    )
            );
        (await ImportAsync("seen", "2019-07-01", Rows("seen", "a", "\n"))).IsDone();
        var before = await server.CountAsync();

        foreach (
            var file in new[]
            {
                Rows("seen", "b", "\r\n"),
                Rows("other", "b", "\n"),
                Rows("seen", "b", " ", from: 59),
                Rows("seen", "b", "\n").Normalize(NormalizationForm.FormD),
            }
        )
        {
            var refused = await ImportAsync("seen", "2020-07-01", file);
            Assert.Equal(("refused", "re-keyed"), (Question(refused).State, Question(refused).Code));
            Assert.Equal(before, await server.CountAsync());
        }

        var taken = (await ImportAsync("seen", "2020-07-01", Rows("other", "b", "\r\n"), "&confirm=re-keyed")).IsDone();
        Assert.Equal((60, 3, 0), (taken.Events("rekeyed"), taken.Events("renumbered"), taken.Events("recorded")));
        Assert.Equal(20, await server.Anonymous.Counts("pax-seen1", "agreement-reached"));

        // A list of deleted rows has them by the ids that they have now.
        var deleted = await DeleteRowsAsync(
            "seen",
            "2020-08-01",
            "other1,Talks 1,b1,Accord number 1,1931-02-21,Pre,,One party and another 1\n",
            "b7\na8\n"
        );
        Assert.Equal((1, 1), (deleted.Events("retracted"), (int)deleted["notes"]!["deleted-unknown"]!));
        Assert.Equal(19, await server.Anonymous.Counts("pax-seen1", "agreement-reached"));
    }

    [Fact]
    public async Task Of_two_rows_with_one_id_that_which_the_record_has_counts_in_any_order()
    {
        const string One = "twice,Talks,t1,Accord of spring,1997-02-21,Pre,,\n";
        const string Other = "twice,Talks,t1,Accord of autumn,1997-09-21,Pre,,\n";
        const string Rest = "twice,Talks,t2,Accord of winter,1998-01-21,Pre,,\n";
        (await ImportAsync("twice", "2019-07-01", One + Other + Rest)).IsDone();

        var later = (await ImportAsync("twice", "2020-07-01", Other + Rest + One)).IsDone();

        Assert.Equal((0, 0, 0, 0, 2), later.Figures());
        Assert.Equal(1, (int)later["notes"]!["key-twice"]!);
    }

    [Fact]
    public async Task A_column_that_a_release_lacks_takes_nothing_back_unasked()
    {
        const string Columns = "PP,PPName,AgtId,Agt,Dat,Stage,Loc1ISO,Loc2ISO\n";
        const string Rows =
            "lost,Talks,l1,Accord,1997-02-21,Pre,KGZ,TJK\nlost,Talks,l2,Treaty,1998-02-21,Pre,KGZ,TJK\n";
        Task<JsonNode> Import(string day, string file, string more = "") =>
            server.Monitor.Imports("pax", file, day, "&dataset=lost" + more);
        (await Import("2019-07-01", Columns + Rows)).IsDone();
        var before = await server.CountAsync();
        var without = (Columns + Rows)
            .Replace(",Loc2ISO", "", StringComparison.Ordinal)
            .Replace(",TJK", "", StringComparison.Ordinal);

        var refused = await Import("2020-07-01", without);

        Assert.Equal(("refused", "columns-gone"), (Question(refused).State, Question(refused).Code));
        Assert.Contains("Loc2ISO", (string?)refused["problem"], StringComparison.Ordinal);
        Assert.Equal(before, await server.CountAsync());
        Assert.True((await Import("2020-07-01", without, "&confirm=columns-gone")).IsDone().Events("corrected") >= 2);

        // What is not there since then is not asked about again.
        Assert.Equal((0, 0, 0, 0, 2), (await Import("2020-08-01", without)).IsDone().Figures());
    }

    static (string? State, string? Code, int Count) Question(JsonNode report) =>
        (
            (string?)report["state"],
            (string?)report["questions"]?.AsArray().FirstOrDefault()?["code"],
            (int?)report["questions"]?.AsArray().FirstOrDefault()?["count"] ?? 0
        );

    Task<JsonNode> ImportRoundsAsync(string name, string day, string[] rows, string more = "") =>
        server.Monitor.ImportsMapped(
            "csv",
            "no,date,place\n" + string.Concat(rows.Select((row, n) => $"{n + 1},{row}\n")),
            day,
            $$"""
            { "table": { "title": "Rounds", "publisher": "Example Ministry", "key": ["no"],
              "negotiation": { "id": "rounds-{{name}}", "title": "Talks", "kind": "negotiation",
                "subject": "boundary" },
              "events": [ { "type": "round-held", "part": "round", "set": {
                "occurred": { "column": "date", "as": "date" }, "place.name": { "column": "place" } } } ] } }
            """,
            $"&dataset={name}{more}"
        );

    Task<JsonNode> ImportAsync(string name, string day, string rows, string more = "") =>
        server.Monitor.Imports("pax", Header + rows, day, $"&dataset={name}{more}");

    async Task<JsonNode> UndoAsync(JsonNode import) =>
        await server.Monitor.Awaits(
            (await server.Monitor.SendAsync(HttpMethod.Delete, $"/api/imports/{import["id"]}", null).Succeeds())["id"]!
        );

    async Task<JsonNode> DeleteRowsAsync(string name, string day, string rows, string keys)
    {
        using var parts = new MultipartFormDataContent
        {
            { new StringContent(keys), "deleted" },
            { new StringContent(Header + rows), "file", "file.csv" },
        };
        var started = await server
            .Monitor.SendAsync(HttpMethod.Post, $"/api/imports?format=pax&release={day}&dataset={name}", parts)
            .Succeeds();
        return (await server.Monitor.Awaits(started["id"]!)).IsDone();
    }

    async Task<List<string>> FactsAsync(params string[] ids)
    {
        List<string> facts = [];
        foreach (var id in ids)
        foreach (
            var each in (
                await server.Anonymous.Asks($"/api/negotiations/{id}/history?corrections=applied").Succeeds()
            ).Json["items"]!.AsArray()
        )
            if ((string?)each!["type"] != "negotiation-opened")
                facts.Add($"{each["eventId"]} {each["data"]!["occurred"]} {each["data"]!["subject"]}");

        return [.. facts.Order(StringComparer.Ordinal)];
    }
}
