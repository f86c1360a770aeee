using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Importing;

/// <summary>An import is taken back as one act; what monitors added stays, and what leans on it is listed.</summary>
public sealed class Undoing(TestServer server) : IClassFixture<TestServer>
{
    const string Header = "PP,PPName,AgtId,Agt,Dat,Stage\n";

    [Fact]
    public async Task A_mistyped_day_of_release_is_healed_by_undoing_the_import()
    {
        var mistyped = (await ImportAsync("healed", "2026-11-20", Rows("healed", 3))).IsDone();
        await server
            .Monitor.StartsImport("pax", System.Text.Encoding.UTF8.GetBytes(Header), "2020-11-20", "&dataset=healed")
            .IsRefused(409, "release-older", "2026-11-20");

        var undo = (await UndoAsync(mistyped)).IsDone();

        Assert.Equal((3, (string)mistyped["id"]!), (undo.Events("retracted"), (string)undo["undoes"]!));
        Assert.Equal(
            "undone",
            (string?)(await server.Anonymous.Asks($"/api/imports/{mistyped["id"]}").Succeeds())["state"]
        );
        Assert.Equal(0, await server.Anonymous.Counts("pax-healed", "agreement-reached"));

        var right = (await ImportAsync("healed", "2020-11-20", Rows("healed", 3))).IsDone();
        Assert.Equal((3, 0, 0, 0, 0), right.Figures());
        Assert.Equal(3, await server.Anonymous.Counts("pax-healed", "agreement-reached"));
        var then = await server
            .Anonymous.Asks("/api/negotiations/pax-healed?knownBy=2021-01-01&basis=published")
            .Succeeds();
        Assert.Equal("Talks", then["title"]);
        var again = (await ImportAsync("healed", "2021-11-20", Rows("healed", 3))).IsDone();
        Assert.Equal((0, 0, 0, 0, 3), again.Figures());
        await server.IsSoundAsync();
    }

    [Fact]
    public async Task What_a_wrong_release_corrected_withdrew_and_moved_stands_again()
    {
        (
            await ImportAsync("wrong", "2019-07-01", Rows("wrong", 4) + "wrong2,Others,o1,Other,1999-01-01,Pre\n")
        ).IsDone();
        var before = await AppliedAsync("pax-wrong", "pax-wrong2");

        var wrong = (
            await ImportAsync(
                "wrong",
                "2020-07-01",
                Rows("wrong", 2).Replace("1991", "1992", StringComparison.Ordinal)
                    + "wrong2,Others,row3,Agreement 3,1993-02-21,Pre\nwrong2,Others,o1,Other,1999-01-01,Pre\n"
            )
        ).IsDone();
        Assert.Equal((1, 1), (wrong.Events("moved"), wrong.Events("retracted")));
        Assert.NotEqual(before, await AppliedAsync("pax-wrong", "pax-wrong2"));

        (await UndoAsync(wrong)).IsDone();

        Assert.Equal(before, await AppliedAsync("pax-wrong", "pax-wrong2"));
        var third = (
            await ImportAsync("wrong", "2020-08-01", Rows("wrong", 4) + "wrong2,Others,o1,Other,1999-01-01,Pre\n")
        ).IsDone();
        Assert.Equal((0, 0, 0, 0, 5), third.Figures());
        await server.IsSoundAsync();
    }

    [Fact]
    public async Task What_monitors_added_stays_and_what_leans_on_the_import_is_listed()
    {
        var import = (await ImportAsync("leaned", "2019-07-01", Rows("leaned", 2))).IsDone();
        var fact = (await server.Anonymous.Asks("/api/negotiations/pax-leaned/history").Succeeds()).Json["items"]![1]!;
        await server
            .Monitor.Appends(
                "pax-leaned",
                Report.Correction((string)fact["eventId"]!, """{ "occurred": "1991-02-22" }""")
            )
            .Succeeds();
        await server.Monitor.Appends("pax-leaned", Report.Clash("2001-05")).Succeeds();

        var undo = (await UndoAsync(import)).IsDone();

        Assert.Equal(
            ["clash-reported", "event-corrected"],
            undo["leaning"]!.AsArray().Select(each => (string)each!["type"]!).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            "clash-reported",
            (string)
                (
                    await server.Anonymous.Asks("/api/negotiations/pax-leaned/history?corrections=applied").Succeeds()
                ).Json["items"]!
                    .AsArray()
                    .Last()!["type"]!
        );
    }

    [Fact]
    public async Task An_undone_release_counts_on_no_day_of_the_published_clock()
    {
        (await ImportAsync("clocked", "2019-07-01", Rows("clocked", 3))).IsDone();
        const string Then =
            "/api/negotiations/pax-clocked/history?corrections=applied&knownBy=2021-01-01&basis=published";
        async Task<string> Shown() =>
            string.Join(
                '\n',
                (await server.Anonymous.Asks(Then).Succeeds()).Json["items"]!
                    .AsArray()
                    .Select(each => each!["data"]!.ToJsonString())
            );
        var before = await Shown();
        var wrong = (
            await ImportAsync(
                "clocked",
                "2020-07-01",
                Rows("clocked", 4).Replace("Agreement 2", "Wrong", StringComparison.Ordinal)
            )
        ).IsDone();
        Assert.NotEqual(before, await Shown());

        (await UndoAsync(wrong)).IsDone();

        Assert.Equal(before, await Shown());
    }

    [Fact]
    public async Task What_a_person_took_back_does_not_come_back_with_the_release()
    {
        var wrong = (await ImportAsync("taken", "2026-11-20", Rows("taken", 3))).IsDone();
        var fact = (await server.Anonymous.Asks("/api/negotiations/pax-taken/history").Succeeds()).Json["items"]![1]!;
        await server.Monitor.Appends("pax-taken", Report.Retraction((string)fact["eventId"]!)).Succeeds();
        (await UndoAsync(wrong)).IsDone();

        (await ImportAsync("taken", "2020-11-20", Rows("taken", 3))).IsDone();

        Assert.Equal(2, await server.Anonymous.Counts("pax-taken", "agreement-reached"));
        Assert.Equal((0, 0, 0, 0, 3), (await ImportAsync("taken", "2020-11-21", Rows("taken", 3))).IsDone().Figures());
    }

    [Fact]
    public async Task What_both_changed_is_in_dispute_again_when_an_undone_release_is_taken_in_again()
    {
        (await ImportAsync("disputed", "2019-07-01", Rows("disputed", 2))).IsDone();
        var fact = (await server.Anonymous.Asks("/api/negotiations/pax-disputed/history").Succeeds()).Json["items"]![
            1
        ]!;
        await server
            .Monitor.Appends(
                "pax-disputed",
                Report.Correction((string)fact["eventId"]!, """{ "occurred": "1991-02-25" }""")
            )
            .Succeeds();
        var rows = Rows("disputed", 2).Replace("1991-02-21", "1991-02-22", StringComparison.Ordinal);
        async Task<bool> IsDisputed() =>
            (await server.Anonymous.Asks("/api/negotiations/pax-disputed").Succeeds()).Json["anomalies"]!
                .AsArray()
                .Any(each => (string?)each!["code"] == "disputed");

        foreach (var day in new[] { "2020-07-01", "2020-07-02", "2020-07-03" })
        {
            var release = (await ImportAsync("disputed", day, rows)).IsDone();
            Assert.Equal(1, release.Events("contested"));
            Assert.True(await IsDisputed());
            (await UndoAsync(release)).IsDone();
            Assert.False(await IsDisputed());
        }
    }

    [Fact]
    public async Task The_newest_release_is_undone_first_and_each_once()
    {
        var first = (await ImportAsync("order", "2019-07-01", Rows("order", 2))).IsDone();
        var second = (await ImportAsync("order", "2020-07-01", Rows("order", 3))).IsDone();

        await DeleteAsync(first).IsRefused(409, "later-import", (string)second["id"]!);
        var undo = (await UndoAsync(second)).IsDone();
        await DeleteAsync(second).IsRefused(409, "import-undone");
        await DeleteAsync(undo).IsRefused(409, "import-not-undoable");
        (await UndoAsync(first)).IsDone();
        var dry = (await ImportAsync("order", "2019-07-01", Rows("order", 2), "&dryRun=true")).IsDone();
        await DeleteAsync(dry).IsRefused(409, "nothing-to-undo");
        await server
            .Monitor.SendAsync(HttpMethod.Delete, $"/api/imports/{Guid.Empty}", null)
            .IsRefused(404, "import-not-found");
        await server
            .Anonymous.SendAsync(HttpMethod.Delete, $"/api/imports/{first["id"]}", null)
            .IsRefused(401, "key-missing");
    }

    [Fact]
    public async Task An_import_that_is_under_way_can_be_stopped_and_leaves_nothing_behind()
    {
        var before = await server.CountAsync();
        var file =
            Header
            + string.Concat(
                Enumerable
                    .Range(1, 60_000)
                    .Select(n => $"stop{n % 50},Talks {n % 50},s{n},Agreement {n},1997-02-21,Pre\n")
            );
        var started = await server
            .Monitor.StartsImport("pax", System.Text.Encoding.UTF8.GetBytes(file), "2019-07-01", "&dataset=stopped")
            .Succeeds();

        await server.Monitor.SendAsync(HttpMethod.Delete, $"/api/imports/{started["id"]}", null).Succeeds();

        JsonNode report = null!;
        await Scratch.Eventually("the import has stopped", async () =>
            (string?)(report = (await server.Monitor.Asks($"/api/imports/{started["id"]}").Succeeds()).Json)["state"]
            == "cancelled"
        );
        Assert.Contains("asked to stop", (string?)report["problem"], StringComparison.Ordinal);
        if (report.Events("recorded") == 0)
            Assert.Equal(before, await server.CountAsync());

        (await ImportAsync("stopped", "2019-07-01", Rows("stopped", 2))).IsDone();
    }

    Task<JsonNode> ImportAsync(string name, string release, string rows, string more = "") =>
        server.Monitor.Imports("pax", Header + rows, release, $"&dataset={name}{more}");

    Task<Answer> DeleteAsync(JsonNode import) =>
        server.Monitor.SendAsync(HttpMethod.Delete, $"/api/imports/{import["id"]}", null);

    async Task<JsonNode> UndoAsync(JsonNode import) =>
        await server.Monitor.Awaits((await DeleteAsync(import).Succeeds())["id"]!);

    static string Rows(string process, int count) =>
        string.Concat(
            Enumerable.Range(1, count).Select(n => $"{process},Talks,row{n},Agreement {n},{1990 + n}-02-21,Pre\n")
        );

    async Task<string> AppliedAsync(params string[] ids)
    {
        List<string> facts = [];
        foreach (var id in ids)
        foreach (
            var each in (
                await server.Anonymous.Asks($"/api/negotiations/{id}/history?corrections=applied").Succeeds()
            ).Json["items"]!.AsArray()
        )
            facts.Add($"{id} {each!["eventId"]} {each["data"]!.ToJsonString()}");

        return string.Join('\n', facts);
    }
}
