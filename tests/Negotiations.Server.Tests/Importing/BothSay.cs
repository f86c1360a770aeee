using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Importing;

/// <summary>Where a monitor and a later release both changed what a dataset had said, neither is overruled in
/// silence.</summary>
public sealed class BothSay(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_monitors_word_stays_and_the_releases_word_is_attached_beside_it()
    {
        var fact = await FirstAsync("both", "1997-06-27", "Accord");
        await CorrectAsync("both", fact, """{ "occurred": "1997-06-29" }""");

        var later = await ImportAsync("both", "2020-07-01", "1997-06-28", "Accord of the valley");

        Assert.Equal((1, 1), (later.Events("corrected"), later.Events("contested")));
        var applied = await AppliedAsync("both");
        Assert.Equal(
            ("1997-06-29", "Accord of the valley"),
            ((string)applied["data"]!["occurred"]!, (string)applied["data"]!["subject"]!)
        );
        var attached = (
            await server.Anonymous.Asks("/api/negotiations/pax-both/history?corrections=shown").Succeeds()
        ).Json["items"]!
            .AsArray()
            .Single(each => (string?)each!["type"] == "source-attached")!;
        Assert.Equal(("disputes", fact), ((string)attached["data"]!["stance"]!, (string)attached["data"]!["target"]!));
        Assert.Contains("1997-06-28", (string)attached["data"]!["note"]!, StringComparison.Ordinal);

        var anomalies = (await server.Anonymous.Asks("/api/negotiations/pax-both").Succeeds()).Json[
            "anomalies"
        ]!.AsArray();
        Assert.Contains(
            (string)attached["eventId"]!,
            anomalies.Single(each => (string?)each!["code"] == "disputed")!.ToJsonString(),
            StringComparison.Ordinal
        );

        // Said once, whatever releases follow in the same words.
        var again = await ImportAsync("both", "2021-07-01", "1997-06-28", "Accord of the valley");
        Assert.Equal((0, 0, 2), (again.Events("corrected"), again.Events("contested"), again.Events("unchanged")));
        await server.IsSoundAsync();
    }

    [Fact]
    public async Task Where_a_release_comes_round_to_the_monitors_word_nothing_is_recorded()
    {
        var fact = await FirstAsync("agree", "1997-06-27", "Accord");
        await CorrectAsync("agree", fact, """{ "occurred": "1997-06-29", "occurredText": "1997-06-29" }""");
        var before = await server.CountAsync();

        var later = await ImportAsync("agree", "2020-07-01", "1997-06-29", "Accord");

        Assert.Equal(
            (0, 0, 0, 2),
            (later.Events("corrected"), later.Events("contested"), later.Rows("refused"), later.Events("unchanged"))
        );
        Assert.Equal("1997-06-29", (string)(await AppliedAsync("agree"))["data"]!["occurred"]!);
        Assert.Equal(before, await server.CountAsync());
    }

    async Task<JsonNode> ImportAsync(string name, string release, string day, string title) =>
        (
            await server.Monitor.Imports(
                "pax",
                $"PP,PPName,AgtId,Agt,Dat,Stage\n{name},Talks,{name}0,Before,1990-01-01,Pre\n"
                    + $"{name},Talks,{name}1,{title},{day},Pre\n",
                release,
                $"&dataset={name}"
            )
        ).IsDone();

    async Task<string> FirstAsync(string name, string day, string title)
    {
        await ImportAsync(name, "2019-07-01", day, title);
        return (string)(await AppliedAsync(name))["eventId"]!;
    }

    Task CorrectAsync(string name, string fact, string patch) =>
        server.Monitor.Appends($"pax-{name}", Report.Correction(fact, patch)).Succeeds();

    async Task<JsonNode> AppliedAsync(string name) =>
        (await server.Anonymous.Asks($"/api/negotiations/pax-{name}/history?corrections=applied").Succeeds()).Json[
            "items"
        ]!
            .AsArray()
            .Last()!;
}
