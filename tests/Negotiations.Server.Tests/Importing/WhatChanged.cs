using System.Text.Json.Nodes;
using Negotiations.Values;

namespace Negotiations.Server.Tests.Importing;

/// <summary>What a release changed, value by value, as one may cite it.</summary>
public sealed class WhatChanged(TestServer server) : IClassFixture<TestServer>
{
    const string Header = "PP,PPName,AgtId,Agt,Dat,Stage\n";

    const string First =
        "c1,Talks,a,Protocol,1997-02-21,Pre\nc1,Talks,b,Accord,1997-06-27,Pre\nc1,Talks,c,Truce,1998-01-01,Cea\n"
        + "c2,Others,d,Charter,1999-01-01,Pre\nc2,Others,g,Pact,1999-02-01,Pre\n";

    const string Second =
        "c1,Talks,a,Protocol,1997-02-22,Pre\nc1,Talks,b,Accord of the valley,1997-06-27,Pre\n"
        + "c2,Others,d,Charter,1999-01-01,Pre\nc2,Others,e,Statute,2000-01-01,Pre\nc1,Talks,g,Pact,1999-02-01,Pre\n";

    [Fact]
    public async Task Every_value_that_changed_is_shown_with_what_it_was_and_is_also_by_a_dry_run()
    {
        (await ImportAsync("2019-07-01", First)).IsDone();
        var dry = (await ImportAsync("2020-07-01", Second, "&dryRun=true")).IsDone();
        var expected = await LinesAsync(dry);
        var report = (await ImportAsync("2020-07-01", Second)).IsDone();

        var lines = await LinesAsync(report);
        Assert.Equal(expected, lines);
        Assert.Contains("corrected pax-c1 a occurred 1997-02-21 1997-02-22", lines);
        Assert.Contains("corrected pax-c1 b subject Accord Accord of the valley", lines);
        Assert.Contains("retracted pax-c1 AgtId c   ", lines);
        Assert.Contains("added pax-c2 e   ", lines);
        Assert.Equal(1, lines.Count(line => line.StartsWith("moved pax-c1 g", StringComparison.Ordinal)));
        Assert.Equal(
            (report.Events("recorded"), report.Events("retracted"), report.Events("moved")),
            (
                lines.Count(line => line.StartsWith("added", StringComparison.Ordinal)),
                lines.Count(line => line.StartsWith("retracted", StringComparison.Ordinal)),
                lines.Count(line => line.StartsWith("moved", StringComparison.Ordinal))
            )
        );

        var page = await server.Anonymous.Asks($"/api/imports/{report["id"]}/changes?limit=2").Succeeds();
        Assert.Contains((string)report["sha256"]!, page["citation"], StringComparison.Ordinal);
        Assert.Equal(2, page.Json["items"]!.AsArray().Count);
        var seen = 2;
        for (var next = page["next"]; next is not null; )
        {
            page = await server.Anonymous.Asks($"/api/imports/{report["id"]}/changes?limit=2&cursor={next}").Succeeds();
            seen += page.Json["items"]!.AsArray().Count;
            next = page["next"];
        }

        Assert.Equal(lines.Count, seen);
        foreach (var language in LanguageCodes.All)
        {
            var shown = (await server.Anonymous.Asks($"/imports/{report["id"]}?lang={language}").Succeeds()).Text;
            Assert.Contains((string)report["sha256"]!, shown, StringComparison.Ordinal);
            Assert.Contains("Accord of the valley", shown, StringComparison.Ordinal);
        }

        await server.Anonymous.Asks($"/api/imports/{Guid.Empty}/changes").IsRefused(404, "import-not-found");
    }

    [Fact]
    public async Task Kinds_of_changes_are_those_of_the_counts()
    {
        string Rows(string process, string key) =>
            string.Concat(
                Enumerable.Range(1, 6).Select(n => $"{process},Talks,{key}{n},Accord number {n},{1990 + n}-02-21,Pre\n")
            );
        Task<JsonNode> Import(string release, string rows) =>
            server.Monitor.Imports("pax", Header + rows, release, "&dataset=kinds&confirm=re-keyed");
        (await Import("2019-07-01", Rows("k1", "a"))).IsDone();

        foreach (
            var (release, rows, kind) in new[]
            {
                ("2020-07-01", Rows("k2", "a"), "renumbered"),
                ("2021-07-01", Rows("k2", "b"), "rekeyed"),
            }
        )
        {
            var report = (await Import(release, rows)).IsDone();
            var lines = await LinesAsync(report);

            Assert.Equal(0, report.Events("corrected"));
            Assert.Equal(report.Events(kind), lines.Select(line => line.Split(' ')[2]).Distinct().Count());
            Assert.All(lines, line => Assert.StartsWith(kind, line, StringComparison.Ordinal));
            var page = (await server.Anonymous.Asks($"/imports/{report["id"]}?lang=en").Succeeds()).Text;
            Assert.Contains(kind == "rekeyed" ? "other id" : kind, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_template_of_a_wide_table_is_a_mapping_that_is_taken()
    {
        var wide =
            "id,date,"
            + string.Join(',', Enumerable.Range(1, 300).Select(n => $"c{n}"))
            + "\n1,2020-01-02"
            + new string(',', 300)
            + "\n";
        var template = await server
            .Monitor.SendAsync(HttpMethod.Post, "/api/imports/template", new StringContent(wide))
            .Succeeds();

        Assert.Equal(100, template.Json["table"]!["events"]![0]!["set"]!.AsObject().Count);
    }

    [Fact]
    public async Task The_schema_of_mappings_is_served_as_it_is_published()
    {
        var schema = await server.Anonymous.Asks("/import-mapping.schema.json").Succeeds();

        Assert.Equal("Mapping of an import", schema["title"]);
    }

    Task<JsonNode> ImportAsync(string release, string rows, string more = "") =>
        server.Monitor.Imports("pax", Header + rows, release, "&dataset=changed" + more);

    async Task<List<string>> LinesAsync(JsonNode report) =>
        [
            .. PlainTable
                .Read((await server.Monitor.Asks($"/api/imports/{report["id"]}/changes.csv").Succeeds()).Text)
                .Select(line =>
                    $"{line["kind"]} {line["negotiation"]} {line["row"]} {line["member"]} {line["was"]} {line["now"]}"
                ),
        ];
}
