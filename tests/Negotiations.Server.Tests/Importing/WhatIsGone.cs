using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Importing;

/// <summary>What a release has not is gone only as far as it would have it, and much at once waits for a person.
/// </summary>
public sealed class WhatIsGone(TestServer server) : IClassFixture<TestServer>
{
    const string Header = "PP,PPName,AgtId,Agt,Dat,Stage\n";

    [Fact]
    public async Task An_empty_release_takes_nothing_away_whatever_is_confirmed()
    {
        (await ImportAsync("empty", "2019-07-01", Rows(8))).IsDone();
        var before = await server.CountAsync();

        foreach (var confirm in new[] { "", "&confirm=rows-gone,mapping-changed" })
        {
            var report = await ImportAsync("empty", "2020-07-01", "", confirm);
            Assert.Equal("refused", (string?)report["state"]);
            Assert.Equal(
                ("file-empty", 8),
                ((string?)report["questions"]![0]!["code"], (int)report["questions"]![0]!["count"]!)
            );
            Assert.Contains("8 rows", (string?)report["problem"], StringComparison.Ordinal);
        }

        Assert.Equal(before, await server.CountAsync());

        // A refused release is none: the true one of the day before is taken.
        (await ImportAsync("empty", "2020-06-30", Rows(9))).IsDone();
    }

    [Fact]
    public async Task Much_that_is_gone_is_withheld_until_a_person_says_so_and_what_is_new_is_taken()
    {
        (await ImportAsync("much", "2019-07-01", Rows(20))).IsDone();

        var later = (await ImportAsync("much", "2020-07-01", Rows(3) + "much,Talks,new,New,2019-01-01,Pre\n")).IsDone();
        Assert.Equal((1, 0, 17), (later.Events("recorded"), later.Events("retracted"), later.Events("withheld")));
        var question = Assert.Single(later["questions"]!.AsArray())!;
        Assert.Equal(("rows-gone", 17, 20), ((string)question["code"]!, (int)question["count"]!, (int)question["of"]!));

        // What waits goes on waiting; what is gone since goes.
        var third = (await ImportAsync("much", "2021-07-01", Rows(2) + "much,Talks,new,New,2019-01-01,Pre\n")).IsDone();
        Assert.Equal((1, 17), (third.Events("retracted"), third.Events("withheld")));
        Assert.Empty(third["questions"]!.AsArray());

        var dry = (await ImportAsync("much", "2022-07-01", Rows(2), "&confirm=rows-gone&dryRun=true")).IsDone();
        Assert.Equal(18, dry.Events("retracted"));
        var confirmed = (await ImportAsync("much", "2022-07-01", Rows(2), "&confirm=rows-gone")).IsDone();
        Assert.Equal((18, 0), (confirmed.Events("retracted"), confirmed.Events("withheld")));
        await server.IsSoundAsync();
    }

    [Fact]
    public async Task Three_rows_of_a_hundred_wait_and_one_is_counted_in_the_report()
    {
        string Hundred(int gone) =>
            string.Concat(
                Enumerable
                    .Range(1, 100 - gone)
                    .Select(n => $"hundred,Talks,h{n},Agreement {n} of the valley,{1900 + n}-02-21,Pre\n")
            );
        (await ImportAsync("hundred", "2019-07-01", Hundred(0))).IsDone();

        var one = (await ImportAsync("hundred", "2020-07-01", Hundred(1))).IsDone();
        Assert.Equal((1, 1), (one.Events("retracted"), (int)one["notes"]!["rows-gone"]!));
        Assert.Empty(one["questions"]!.AsArray());

        var four = (await ImportAsync("hundred", "2021-07-01", Hundred(4))).IsDone();
        Assert.Equal((0, 3), (four.Events("retracted"), four.Events("withheld")));
        Assert.Equal(
            ("rows-gone", 3, 99),
            (
                (string?)four["questions"]![0]!["code"],
                (int)four["questions"]![0]!["count"]!,
                (int)four["questions"]![0]!["of"]!
            )
        );
        Assert.Null(four["notes"]!["rows-gone"]);

        var insisted = (await ImportAsync("hundred", "2022-07-01", Hundred(4), "&confirm=rows-gone")).IsDone();
        Assert.Equal((3, 3), (insisted.Events("retracted"), (int)insisted["notes"]!["rows-gone"]!));
    }

    [Fact]
    public async Task Monthly_files_leave_the_months_before_alone()
    {
        string Month(string name, string day) =>
            $"months,Talks,{name}1,First of it,{day}-02,Pre\nmonths,Talks,{name}2,Second of it,{day}-20,Pre\n";
        (await ImportAsync("months", "2024-02-01", Month("jan", "2024-01"))).IsDone();

        var february = (await ImportAsync("months", "2024-03-01", Month("feb", "2024-02"))).IsDone();
        Assert.Equal((2, 0), (february.Events("recorded"), february.Events("retracted")));
        var march = (await ImportAsync("months", "2024-04-01", Month("mar", "2024-03"), "&partial=true")).IsDone();
        Assert.Equal((2, 0, 4), (march.Events("recorded"), march.Events("retracted"), march.Events("notCovered")));

        // February again, with a row less.
        var again = (
            await ImportAsync(
                "months",
                "2024-05-01",
                "months,Talks,feb1,First of it,2024-02-02,Pre\n",
                "&covers=2024-02"
            )
        ).IsDone();
        Assert.Equal((1, 1, 4), (again.Events("unchanged"), again.Events("retracted"), again.Events("notCovered")));
        Assert.Equal(5, await server.Anonymous.Counts("pax-months", "agreement-reached"));
        await server
            .Monitor.StartsImport("pax", "x"u8.ToArray(), "2024-06-01", "&dataset=months&covers=2024-02&partial=true")
            .IsRefused(400, "bad-parameter", "partial");
    }

    [Fact]
    public async Task An_increment_comes_with_the_ids_of_what_is_deleted()
    {
        (await ImportAsync("increment", "2019-07-01", Rows(6))).IsDone();

        using var parts = new MultipartFormDataContent
        {
            { new StringContent("row2\nrow4\nnever\n"), "deleted" },
            { new StringContent(Header + "increment,Talks,row9,Ninth,2019-01-01,Pre\n"), "file", "file.csv" },
        };
        var started = await server
            .Monitor.SendAsync(HttpMethod.Post, "/api/imports?format=pax&release=2020-07-01&dataset=increment", parts)
            .Succeeds();
        var report = (await server.Monitor.Awaits(started["id"]!)).IsDone();

        Assert.Equal((1, 2, 4), (report.Events("recorded"), report.Events("retracted"), report.Events("notCovered")));
        Assert.Equal(1, (int)report["notes"]!["deleted-unknown"]!);
    }

    [Fact]
    public async Task A_release_under_new_keys_waits_for_a_person_and_its_facts_keep_their_ids()
    {
        string Keyed(string prefix) =>
            string.Concat(
                Enumerable.Range(1, 8).Select(n => $"keyed,Talks,{prefix}{n},Agreement {n},{1990 + n}-02-21,Pre\n")
            );
        (await ImportAsync("keyed", "2019-07-01", Keyed("a"))).IsDone();
        var (before, ids) = (await server.CountAsync(), await EventsAsync("pax-keyed"));

        var refused = await ImportAsync("keyed", "2020-07-01", Keyed("b"));
        Assert.Equal(("refused", "re-keyed"), ((string?)refused["state"], (string?)refused["questions"]![0]!["code"]));
        Assert.Equal(before, await server.CountAsync());

        var taken = (await ImportAsync("keyed", "2020-07-01", Keyed("b"), "&confirm=re-keyed")).IsDone();
        Assert.Equal((0, 0, 0, 0, 0), taken.Figures());
        Assert.Equal(8, taken.Events("rekeyed"));
        Assert.Equal(ids, await EventsAsync("pax-keyed"));

        // The next release finds them by their new keys.
        var next = (
            await ImportAsync(
                "keyed",
                "2021-07-01",
                Keyed("b").Replace("Agreement 3", "Agreement three", StringComparison.Ordinal)
            )
        ).IsDone();
        Assert.Equal((0, 1, 0, 0, 7), next.Figures());
        await server.IsSoundAsync();
    }

    [Fact]
    public async Task A_key_that_is_used_again_for_another_thing_is_set_aside_and_said()
    {
        string File(string third) => Rows(2, "again") + third;
        (
            await ImportAsync("again", "2019-07-01", File("again,Talks,z,Peace accord of the valley,1995-01-01,Cea\n"))
        ).IsDone();

        var later = (
            await ImportAsync("again", "2020-07-01", File("again,Talks,z,Statute on fisheries,2009-05-01,Pre\n"))
        ).IsDone();

        Assert.Equal((0, 0, 0), (later.Events("recorded"), later.Events("corrected"), later.Events("retracted")));
        Assert.Equal(1, later.Rows("refused"));
        Assert.Equal(1, (int)later["notes"]!["key-reused"]!);
        var confirmed = (
            await ImportAsync(
                "again",
                "2020-07-02",
                File("again,Talks,z,Statute on fisheries,2009-05-01,Pre\n"),
                "&confirm=key-reused"
            )
        ).IsDone();
        Assert.Equal(1, confirmed.Events("corrected"));
    }

    [Fact]
    public async Task Fewer_or_more_rows_than_a_dataset_has_wait_for_a_person_in_later_releases_too()
    {
        (await ImportAsync("bounds", "2019-07-01", Rows(6), "&least=5&most=8")).IsDone();

        var few = await ImportAsync("bounds", "2020-07-01", Rows(4), "&partial=true");
        var many = await ImportAsync("bounds", "2020-07-01", Rows(9));
        Assert.Equal(
            ("refused", "rows-too-few", "refused", "rows-too-many"),
            (
                (string?)few["state"],
                (string?)few["questions"]![0]!["code"],
                (string?)many["state"],
                (string?)many["questions"]![0]!["code"]
            )
        );
        (await ImportAsync("bounds", "2020-07-01", Rows(9), "&confirm=rows-too-many")).IsDone();
        await server
            .Monitor.StartsImport("pax", "x"u8.ToArray(), "2024-06-01", "&confirm=everything")
            .IsRefused(400, "unknown-value", "everything");
    }

    [Fact]
    public async Task A_mapping_that_would_send_rows_elsewhere_waits_for_a_person()
    {
        string Mapping(string id, string part) =>
            $$"""
                { "table": { "title": "Shots", "publisher": "Example Press", "key": ["id"],
                  "negotiation": { "id": "{{id}}", "title": "Example talks", "kind": "negotiation",
                  "subject": "boundary" },
                  "events": [ { "type": "clash-reported", "part": "{{part}}",
                    "set": { "occurred": { "column": "date", "as": "date" }, "clashId": { "text": "c-{id}" } } } ] } }
                """;
        const string Table = "id,date\n1,2020-01-01\n2,2020-01-02\n";
        Task<JsonNode> Import(string day, string mapping, string more = "") =>
            server.Monitor.ImportsMapped("csv", Table, day, mapping, "&dataset=mapped" + more);
        (await Import("2020-02-01", Mapping("shots-one", "c"))).IsDone();

        var moved = await Import("2020-03-01", Mapping("shots-two", "c"));
        Assert.Equal(
            ("refused", "mapping-changed"),
            ((string?)moved["state"], (string?)moved["questions"]![0]!["code"])
        );
        Assert.Contains("negotiation.id", (string?)moved["problem"], StringComparison.Ordinal);
        var parted = await Import("2020-03-01", Mapping("shots-one", "clash"));
        Assert.Contains("'part'", (string?)parted["problem"], StringComparison.Ordinal);

        var confirmed = (await Import("2020-03-01", Mapping("shots-two", "c"), "&confirm=mapping-changed")).IsDone();
        Assert.Equal(
            (2, 0, 0),
            (confirmed.Events("moved"), confirmed.Events("recorded"), confirmed.Events("retracted"))
        );
        var again = (await Import("2020-04-01", Mapping("shots-two", "c"))).IsDone();
        Assert.Equal((0, 0, 0, 0, 2), again.Figures());
    }

    static string Rows(int count, string name = "")
    {
        var rows = Enumerable.Range(1, count).Select(n => $"{{0}},Talks,row{n},Agreement {n},{1990 + n}-02-21,Pre\n");
        return string.Concat(rows).Replace("{0}", name.Length > 0 ? name : "{name}", StringComparison.Ordinal);
    }

    Task<JsonNode> ImportAsync(string name, string release, string rows, string more = "") =>
        server.Monitor.Imports(
            "pax",
            Header + rows.Replace("{name}", name, StringComparison.Ordinal),
            release,
            $"&dataset={name}{more}"
        );

    async Task<List<string>> EventsAsync(string id) =>
        [
            .. (await server.Anonymous.Asks($"/api/negotiations/{id}/history?corrections=applied").Succeeds()).Json[
                "items"
            ]!
                .AsArray()
                .Select(each => (string)each!["eventId"]!)
                .Order(StringComparer.Ordinal),
        ];
}
