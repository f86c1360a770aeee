using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Importing;

/// <summary>
/// A fact is dataset, row and part, whatever number the publisher gives its process: what is renumbered stays where it
/// is, and what is filed elsewhere moves.
/// </summary>
public sealed class Renumbering(TestServer server) : IClassFixture<TestServer>
{
    const string Header = "PP,PPName,AgtId,Agt,Dat,Stage,StageSub\n";

    [Fact]
    public async Task Processes_keep_their_addresses_when_the_publisher_numbers_them_otherwise()
    {
        (
            await ImportAsync(
                "numbers",
                "2019-07-01",
                "n7,River talks,r1,Protocol,1997-02-21,SubPar,Mult\n"
                    + "n7,River talks,r2,Accord,1997-06-27,SubComp,Comp\n"
                    + "n8,Hill talks,h1,Truce,2001-03-01,Cea,Ceas\n"
            )
        ).IsDone();
        var before = await server.CountAsync();

        var later = (
            await ImportAsync(
                "numbers",
                "2020-07-01",
                "n6,River talks,r1,Protocol,1997-02-21,SubPar,Mult\n"
                    + "n6,River talks,r2,Accord,1997-06-28,SubComp,Comp\n"
                    + "n7,Hill talks,h1,Truce,2001-03-01,Cea,Ceas\n"
            )
        ).IsDone();

        Assert.Equal((0, 1, 0, 0, 3), later.Figures());
        Assert.Equal((2, 0, 0), (later.Events("renumbered"), later.Events("moved"), later.Events("opened")));
        Assert.Equal(before + 3, await server.CountAsync());
        Assert.Equal(("River talks", "Hill talks"), (await TitleAsync("pax-n7"), await TitleAsync("pax-n8")));
        Assert.Equal(
            ["pax-n7", "pax-n7", "pax-n8"],
            (await server.Monitor.RowsOf(later)).Select(row => (string?)row["negotiation"])
        );
        Assert.Equal(["pax-process:n6", "pax-process-former:n7"], (await IdsAsync("pax-n7")));
        Assert.Equal(["pax-process:n7", "pax-process-former:n8"], (await IdsAsync("pax-n8")));

        // The third says nothing new, in whatever order its rows come.
        var third = (
            await ImportAsync(
                "numbers",
                "2021-07-01",
                "n7,Hill talks,h1,Truce,2001-03-01,Cea,Ceas\n"
                    + "n6,River talks,r2,Accord,1997-06-28,SubComp,Comp\n"
                    + "n6,River talks,r1,Protocol,1997-02-21,SubPar,Mult\n"
            )
        ).IsDone();
        Assert.Equal((0, 0, 0, 0, 4), third.Figures());
        Assert.Equal(before + 3, await server.CountAsync());
        await server.IsSoundAsync();
    }

    [Fact]
    public async Task A_number_that_another_process_had_before_is_a_new_negotiation_of_its_own()
    {
        (await ImportAsync("reused", "2019-07-01", "u7,Old talks,o1,Protocol,1997-02-21,SubPar,Mult\n")).IsDone();

        var later = (
            await ImportAsync(
                "reused",
                "2020-07-01",
                "u6,Old talks,o1,Protocol,1997-02-21,SubPar,Mult\nu7,New talks,o2,Charter,2019-02-21,SubPar,Mult\n"
            )
        ).IsDone();

        Assert.Equal((1, 0, 0, 0, 1), later.Figures());
        Assert.Equal("Old talks", await TitleAsync("pax-u7"));
        Assert.Equal("New talks", await TitleAsync("pax-u7-2020-07-01"));

        var third = (
            await ImportAsync(
                "reused",
                "2021-07-01",
                "u6,Old talks,o1,Protocol,1997-02-21,SubPar,Mult\nu7,New talks,o2,Charter,2019-02-21,SubPar,Mult\n"
            )
        ).IsDone();
        Assert.Equal((0, 0, 0, 0, 2), third.Figures());
    }

    [Fact]
    public async Task A_process_whose_rows_are_all_new_is_known_by_the_number_it_had_last()
    {
        const string First =
            "p7,River talks,x1,Protocol,1997-02-21,SubPar,Mult\np8,Hill talks,x2,Truce,2001-03-01,Pre,\n";
        const string Swapped =
            "p8,River talks,x1,Protocol,1997-02-21,SubPar,Mult\np7,Hill talks,x2,Truce,2001-03-01,Pre,\n";
        const string New = "p8,River talks,x3,Charter,2019-02-21,SubPar,Mult\np9,New talks,x4,Pact,2020-01-01,Pre,\n";
        (await ImportAsync("last", "2019-07-01", First)).IsDone();
        (await ImportAsync("last", "2020-07-01", Swapped)).IsDone();

        var partial = (
            await server.Monitor.Imports("pax", Header + New, "2020-08-01", "&dataset=last&partial=true")
        ).IsDone();

        Assert.Equal((2, 0, 1), (partial.Events("recorded"), partial.Events("corrected"), partial.Events("opened")));
        Assert.Equal(2, await server.Anonymous.Counts("pax-p7", "agreement-reached"));
        Assert.Equal(("River talks", "New talks"), (await TitleAsync("pax-p7"), await TitleAsync("pax-p9")));
    }

    [Fact]
    public async Task A_row_that_is_filed_elsewhere_moves_in_one_commit_and_back_again()
    {
        string File(string place) =>
            "m1,First,a,Protocol,1997-02-21,SubPar,Mult\nm1,First,b,Accord,1997-06-27,SubComp,Comp\n"
            + $"{place},,c,Truce,2001-03-01,Cea,Ceas\nm2,Second,d,Charter,2001-03-02,SubPar,Mult\n"
            + "m2,Second,e,Statute,2001-03-03,SubPar,Mult\n";
        (await ImportAsync("moving", "2019-07-01", File("m1"))).IsDone();

        var moved = (await ImportAsync("moving", "2020-07-01", File("m2"))).IsDone();

        // The agreement and its ceasefire; neither is counted as gone or new.
        Assert.Equal((0, 0, 0, 0, 4), moved.Figures() with { Item2 = 0 });
        Assert.Equal(2, moved.Events("moved"));
        var (left, came) = (
            await ActsAsync("pax-m1", "event-retracted"),
            await ActsAsync("pax-m2", "agreement-reached")
        );
        var gone = left.First(act => (string?)act["data"]!["movedTo"]?["eventId"] is not null);
        var here = came.Single(fact => fact["data"]!["movedFrom"] is not null);
        Assert.Equal(
            ("pax-m2", (string)here["eventId"]!, "wrong-negotiation"),
            (
                (string)gone["data"]!["movedTo"]!["negotiation"]!,
                left.Select(act => (string)act["data"]!["movedTo"]!["eventId"]!)
                    .Single(id => id == (string)here["eventId"]!),
                (string)gone["data"]!["reason"]!
            )
        );
        Assert.Equal("pax-m1", (string)here["data"]!["movedFrom"]!["negotiation"]!);
        Assert.Equal(
            1L,
            await server.SqlAsync(
                "select count(distinct xmin::text) from negotiations.mt_events "
                    + $"where id in ('{gone["eventId"]}', '{here["eventId"]}')"
            )
        );

        var again = (await ImportAsync("moving", "2020-08-01", File("m2"))).IsDone();
        Assert.Equal((0, 0, 0, 0, 6), again.Figures());
        var back = (await ImportAsync("moving", "2021-07-01", File("m1"))).IsDone();
        Assert.Equal((2, 0, 0), (back.Events("moved"), back.Events("recorded"), back.Events("retracted")));
        Assert.Equal(3, await server.Anonymous.Counts("pax-m1", "agreement-reached"));
        Assert.Equal(2, await server.Anonymous.Counts("pax-m2", "agreement-reached"));
        var third = (await ImportAsync("moving", "2021-08-01", File("m1"))).IsDone();
        Assert.Equal((0, 0, 0, 0, 6), third.Figures());
        await server.IsSoundAsync();
    }

    [Fact]
    public async Task What_a_person_took_back_stays_taken_back_wherever_its_row_is_filed()
    {
        string File(string place) =>
            $"t1,First,f1,Protocol,1997-02-21,SubPar,Mult\n{place},,f2,Accord,1997-06-27,SubComp,Comp\n"
            + "t2,Second,f3,Charter,2001-03-02,SubPar,Mult\n";
        (await ImportAsync("taken", "2019-07-01", File("t1"))).IsDone();
        var fact = (await ActsAsync("pax-t1", "agreement-reached")).Last();
        await server.Monitor.Appends("pax-t1", Report.Retraction((string)fact["eventId"]!)).Succeeds();

        var later = (await ImportAsync("taken", "2020-07-01", File("t2"))).IsDone();

        Assert.Equal((0, 0, 0), (later.Events("moved"), later.Events("recorded"), later.Events("restored")));
        Assert.Equal(1, await server.Anonymous.Counts("pax-t1", "agreement-reached"));
        Assert.Equal(1, await server.Anonymous.Counts("pax-t2", "agreement-reached"));
    }

    [Fact]
    public async Task A_negotiation_that_a_release_no_longer_names_keeps_title_parties_subject_and_date()
    {
        (
            await ImportAsync(
                "dropped",
                "2026-01-01",
                "d5,Steady process,k1,Statute,1997-02-21,Imp,\nd6,Dropped process,k2,Statute,1998-02-21,Imp,\n"
            )
        ).IsDone();
        var before = await OpeningAsync("pax-d6");

        var later = (
            await ImportAsync("dropped", "2026-02-01", "d5,Steady process,k1,Statute,1997-02-21,Imp,\n")
        ).IsDone();
        (await ImportAsync("dropped", "2026-03-01", "d5,Steady process,k1,Statute,1997-02-21,Imp,\n")).IsDone();

        Assert.Equal((0, 1), (later.Events("corrected"), later.Events("retracted")));
        Assert.Equal(before, await OpeningAsync("pax-d6"));
        Assert.Empty(await ActsAsync("pax-d6", "event-corrected"));
        Assert.Equal(3, (int)(await server.Anonymous.Asks("/api/negotiations/pax-d6").Succeeds()).Json["version"]!);
    }

    Task<JsonNode> ImportAsync(string name, string release, string rows) =>
        server.Monitor.Imports("pax", Header + rows, release, $"&dataset={name}");

    async Task<string?> TitleAsync(string id) =>
        (await server.Anonymous.Asks($"/api/negotiations/{id}").Succeeds())["title"];

    async Task<string> OpeningAsync(string id) =>
        (await server.Anonymous.Asks($"/api/negotiations/{id}/history?corrections=applied").Succeeds()).Json["items"]![
            0
        ]!["data"]!.ToJsonString();

    async Task<List<string>> IdsAsync(string id) =>
        [
            .. JsonNode.Parse(await OpeningAsync(id))!["externalIds"]!
                .AsArray()
                .Select(each => $"{each!["scheme"]}:{each["id"]}"),
        ];

    async Task<List<JsonNode>> ActsAsync(string id, string type) =>
        [
            .. (
                await server.Anonymous.Asks($"/api/negotiations/{id}/history?corrections=shown&limit=200").Succeeds()
            ).Json["items"]!
                .AsArray()
                .Where(each => (string?)each!["type"] == type)
                .Select(each => each!),
        ];
}
