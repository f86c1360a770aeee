using Negotiations.Server.Tests.Importing;

namespace Negotiations.Server.Tests.Actors;

/// <summary>A dataset brings actors of its own: they are registered under its numbers, and no state is
/// guessed.</summary>
public sealed class Datasets(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_number_of_a_state_means_the_state_of_the_year_of_its_row()
    {
        const string File =
            "conflict_id,location,side_a,side_a_id,side_b,side_b_id,incompatibility,territory_name,year,"
            + "intensity_level,gwno_a,gwno_loc\n"
            + "9001,Yugoslavia,Government of Serbia (Yugoslavia),83,Republic of Slovenia,767,1,,1991,1,345,345\n"
            + "9002,Soviet Union,Government of Russia (Soviet Union),57,APF,772,1,,1990,1,365,365\n"
            + "9003,Russia,Government of Russia (Soviet Union),57,Republic of Chechnya,765,1,,1995,1,365,365\n"
            + "9004,South Vietnam,Government of South Vietnam,109,FNL,321,2,,1963,2,817,817\n";
        (await server.Monitor.Imports("ucdp-acd", File, "2023-05-31")).IsDone();
        (string, string)[] expected = [("9001", "YUG"), ("9002", "SUN"), ("9003", "RUS"), ("9004", "GW-817")];
        foreach (var (conflict, state) in expected)
        {
            var status = await server.Anonymous.Asks($"/api/negotiations/ucdp-conflict-{conflict}").Succeeds();
            Assert.Contains(state, status.Each("parties", "id"));
            Assert.DoesNotContain("SRB", status.Each("parties", "id"));
        }

        Assert.Equal("FNL", (await server.Anonymous.Asks("/api/actors/UCDP-321").Succeeds())["actor.name"]);
    }

    [Fact]
    public async Task Several_groups_on_one_side_are_registered_each_by_its_number()
    {
        const string File =
            "conflict_id,location,side_a,side_a_id,side_b,side_b_id,incompatibility,territory_name,year,"
            + "intensity_level,gwno_a,gwno_loc\n"
            + "9101,Chad,Government of Chad,70,\"Lake Brigade, Desert Brigade\",\"99113, 99114\",2,,1991,1,483,483\n"
            + "9102,Chad,Government of Chad,70,Three Columns,\"99115, 99116\",2,,1992,1,483,483\n";
        (await server.Monitor.Imports("ucdp-acd", File, "2023-05-31", "&dataset=acd-groups")).IsDone();

        foreach (
            var (code, name) in new[]
            {
                ("UCDP-99113", "Lake Brigade"),
                ("UCDP-99114", "Desert Brigade"),
                ("UCDP-99115", "UCDP-99115"),
                ("UCDP-99116", "UCDP-99116"),
            }
        )
            Assert.Equal(name, (await server.Anonymous.Asks($"/api/actors/{code}").Succeeds())["actor.name"]);

        var parties = await server.Anonymous.Asks("/api/negotiations/ucdp-conflict-9101").Succeeds();
        Assert.Contains("Desert Brigade", parties.Each("parties", "name"));
    }

    [Fact]
    public async Task A_name_that_the_registry_refuses_is_said_in_the_report_and_the_rows_are_taken()
    {
        const string File =
            "conflict_id,location,side_a,side_a_id,side_b,side_b_id,incompatibility,territory_name,year,"
            + "intensity_level,gwno_a,gwno_loc\n"
            + "9201,Chad,Government of Chad,70,Nоrth Mixed,99201,2,,1991,1,483,483\n";
        var report = (await server.Monitor.Imports("ucdp-acd", File, "2023-05-31", "&dataset=acd-mixed")).IsDone();

        Assert.Equal(1, (int)report["notes"]!["bad-name"]!);
        Assert.Equal(1, report.Rows("accepted") + report.Rows("normalised"));
        var said = Assert.Single(await server.Monitor.RowsOf(report, "quarantined"))["notes"]![0]!;
        Assert.Equal("UCDP-99201", (string?)said["now"]);
        Assert.Contains("is not registered", (string?)said["why"], StringComparison.Ordinal);
        await server.Anonymous.Asks("/api/actors/UCDP-99201").IsRefused(404, "unknown-actor");
    }

    [Fact]
    public async Task A_row_of_the_past_goes_where_the_states_of_its_year_go()
    {
        var row = PlainTable.Write([
            .. new[] { ("1", "1991"), ("2", "2012") }.Select(each => new Dictionary<string, string>
            {
                ["id"] = each.Item1,
                ["year"] = each.Item2,
                ["dyad_name"] = "Government - Insurgents",
                ["dyad_new_id"] = "99301",
                ["date_start"] = $"{each.Item2}-03-01",
                ["date_end"] = $"{each.Item2}-03-01",
                ["best"] = "3",
                ["high"] = "3",
                ["low"] = "3",
                ["country_id"] = "345",
                ["gwnoa"] = "345",
                ["side_a"] = "Government",
                ["side_b"] = "Insurgents",
                ["side_b_new_id"] = "99302",
            }),
        ]);
        const string Mapping = """
            { "rules": [ { "countries": ["YUG"], "negotiation": "of-yugoslavia", "title": "Of Yugoslavia" },
                         { "countries": ["SRB"], "negotiation": "of-serbia", "title": "Of Serbia" } ] }
            """;
        (await server.Monitor.ImportsMapped("ucdp-ged", row, "2023-05-31", Mapping, "&dataset=ged-past")).IsDone();

        foreach (var (negotiation, state) in new[] { ("of-yugoslavia", "YUG"), ("of-serbia", "SRB") })
        {
            var clash = await server
                .Anonymous.Asks($"/api/negotiations/{negotiation}/history?type=clash-reported")
                .Succeeds();
            Assert.Equal((state, state), (clash["items.0.data.place.country"], clash["items.0.data.actors.0.id"]));
        }
    }

    [Fact]
    public async Task An_import_registers_the_actors_that_its_dataset_numbers_itself_once()
    {
        (await server.Monitor.Imports("ucdp-ged", FieldData.Ged, "2023-05-31")).IsDone();
        var found = await server.Anonymous.Asks("/api/actors?kind=non-state&q=UCDP&limit=200").Succeeds();
        var codes = found.Each("items", "code");
        Assert.NotEmpty(codes);
        Assert.All(codes, code => Assert.StartsWith("UCDP-", code, StringComparison.Ordinal));

        var one = await server.Anonymous.Asks($"/api/actors/{codes[0]}").Succeeds();
        Assert.Equal("ucdp", one["actor.ids.0.scheme"]);
        Assert.Equal(codes[0]!["UCDP-".Length..], one["actor.ids.0.id"]);
        var byNumber = await server.Anonymous.Asks($"/api/actors/ucdp:{one["actor.ids.0.id"]}").Succeeds();
        Assert.Equal(codes[0], byNumber["actor.code"]);
        Assert.Equal(one["actor.name"], (await server.Anonymous.Asks($"/api/parties/{codes[0]}").Succeeds())["name"]);

        var before = await server.CountAsync();
        (await server.Monitor.Imports("ucdp-ged", FieldData.Ged, "2023-06-30")).IsDone();
        Assert.Equal(before, await server.CountAsync());
        await server.IsSoundAsync();
    }

    [Fact]
    public async Task A_table_names_known_actors_and_a_row_that_names_none_is_set_aside_with_who_may_be_meant()
    {
        await server.Monitor.Registers("TABLE-BODY", "Commission of the Table");
        const string File =
            "id,date,who\n1,2021-01-02,Commission of the Table\n2,2021-01-03,Tajikstan\n"
            + "3,1985-01-04,GW:365\n4,2021-01-05,AU\n";
        var mapping = Mapping("table-talks", "");
        var report = (
            await server.Monitor.ImportsMapped("csv", File, "2024-01-31", mapping, "&dataset=table-talks")
        ).IsDone();

        Assert.Equal((2, 2), (report.Rows("accepted"), report.Rows("quarantined")));
        Assert.Equal(2, (int)report["notes"]!["unknown-actor"]!);
        var aside = await server.Monitor.RowsOf(report, "quarantined");
        Assert.Equal([2, 4], aside.Select(row => (int)row["row"]!));
        var note = aside[0]["notes"]![0]!;
        Assert.Equal(("who", "Tajikstan"), ((string)note["column"]!, (string)note["was"]!));
        Assert.Contains("TJK (Tajikistan)", (string)note["why"]!, StringComparison.Ordinal);
        Assert.Contains("AUS (Australia)", (string)aside[1]["notes"]![0]!["why"]!, StringComparison.Ordinal);
        var parties = (await server.Anonymous.Asks("/api/negotiations/table-talks").Succeeds()).Each("parties", "id");
        Assert.Equal(["SUN", "TABLE-BODY"], parties.Order(StringComparer.Ordinal));

        // Once its word is registered, the row is taken from the same release.
        await server.Monitor.Registers("TABLE-REGION", "Tajikstan");
        var again = (
            await server.Monitor.ImportsMapped("csv", File, "2024-01-31", mapping, "&dataset=table-talks")
        ).IsDone();
        Assert.Equal((3, 1), (again.Rows("accepted"), again.Rows("quarantined")));
        Assert.Equal((1, 0), (again.Events("recorded"), again.Events("retracted")));
        await server.IsSoundAsync();
    }

    [Fact]
    public async Task A_table_with_a_scheme_registers_its_own_actors_under_it_once()
    {
        const string File = "id,date,who\n1,2021-01-02,Northern Front\n2,2021-01-03,417\n3,2021-01-04,KGZ\n";
        var mapping = Mapping("own-talks", "\"actorScheme\": \"OWNTABLE\",");
        var report = (
            await server.Monitor.ImportsMapped("csv", File, "2024-01-31", mapping, "&dataset=own-talks")
        ).IsDone();

        Assert.Equal(3, report.Rows("accepted"));
        var parties = (await server.Anonymous.Asks("/api/negotiations/own-talks").Succeeds()).Each("parties", "id");
        Assert.Equal(["KGZ", "OWNTABLE-417", "OWNTABLE-NORTHERN-FRONT"], parties.Order(StringComparer.Ordinal));
        var front = await server.Anonymous.Asks("/api/actors/Northern%20Front").Succeeds();
        Assert.Equal(("OWNTABLE-NORTHERN-FRONT", "owntable"), (front["actor.code"], front["actor.ids.0.scheme"]));
        var numbered = await server.Anonymous.Asks("/api/actors/owntable:417").Succeeds();
        Assert.Equal("OWNTABLE-417", numbered["actor.code"]);

        var before = await server.CountAsync();
        (await server.Monitor.ImportsMapped("csv", File, "2024-02-29", mapping, "&dataset=own-talks")).IsDone();
        Assert.Equal(before, await server.CountAsync());
        await server.IsSoundAsync();
    }

    static string Mapping(string negotiation, string more) =>
        $$"""
            { "table": { {{more}} "title": "Example table", "publisher": "Example Press", "key": ["id"],
                "negotiation": { "id": "{{negotiation}}", "title": "Talks of the table", "kind": "negotiation",
                    "subject": "boundary", "actors": ["{who}"] },
                "events": [ { "type": "round-held", "part": "round", "set": {
                    "occurred": { "column": "date", "as": "date" }, "meetingId": { "text": "m-{id}" },
                    "actors": { "column": "who", "as": "actors" } } } ] } }
            """;
}
