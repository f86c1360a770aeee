namespace Negotiations.Server.Tests.Status;

/// <summary>/api/parties: who takes part in what, now and on other clocks.</summary>
public sealed class Parties(FiveNegotiations server) : IClassFixture<FiveNegotiations>
{
    [Fact]
    public async Task Everyone_whom_a_fact_names_is_listed_with_roles_and_counts()
    {
        var list = await server.Anonymous.Asks("/api/parties").Succeeds();

        Assert.Equal(["KGZ", "TJK", "TKM", "UNRCCA", "USA", "UZB"], list.Each("items", "id"));
        Assert.Equal(["id", "negotiations", "roles", "events", "name"], list.Members("items.0"));
        Assert.Equal(
            ("2", "[\"party\"]", "2"),
            (list["items.0.negotiations"], list["items.0.roles"], list["items.0.events"])
        );
        Assert.Equal("[\"mediator\"]", list["items.3.roles"]);
        Assert.Equal(
            ["KGZ", "TJK", "TKM", "UNRCCA", "USA", "UZB"],
            await server.Anonymous.Walks("/api/parties?limit=2", "id")
        );
    }

    [Theory]
    [InlineData("UZB")]
    [InlineData("uzb")]
    public async Task One_of_them_is_shown_with_every_negotiation_it_is_named_in(string code)
    {
        var party = await server.Anonymous.Asks($"/api/parties/{code}").Succeeds();

        Assert.Equal(["id", "count", "events", "roles", "negotiations", "name", "related"], party.Members());
        Assert.Equal(("UZB", "2", "2"), (party["id"], party["count"], party["events"]));
        Assert.Equal(["kg-uz-border", "water"], party.Each("negotiations", "id"));
        Assert.Equal(["signed", "registered"], party.Each("negotiations", "phase.possible.0"));
        Assert.Equal("2021-05", party["negotiations.0.first"]);
    }

    [Fact]
    public async Task On_other_clocks_only_those_count_who_were_named_by_then()
    {
        var then = await server.Anonymous.Asks("/api/parties?asOf=2022-12").Succeeds();
        var now = await server.Anonymous.Asks($"/api/parties?knownBy={server.End}").Succeeds();

        Assert.Equal(["KGZ", "TJK", "TKM", "USA", "UZB"], then.Each("items", "id"));
        Assert.Equal(
            (await server.Anonymous.Asks("/api/parties").Succeeds()).Each("items", "id"),
            now.Each("items", "id")
        );
        await server.Anonymous.Asks("/api/parties/UNRCCA?asOf=2022-12").IsRefused(404, "party-not-found", "'UNRCCA'");
        await server.Anonymous.Asks("/api/parties/UNRCCA?without=Kabar").IsRefused(404, "party-not-found", "'UNRCCA'");
    }
}
