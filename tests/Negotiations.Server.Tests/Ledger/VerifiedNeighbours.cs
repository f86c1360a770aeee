using Negotiations.Server.Tests.Cli;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Starting;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>
/// What a status says that comes from other negotiations is checked against their events, and is no sign of tampering.
/// </summary>
public sealed class VerifiedNeighbours(CasebookLoads.LoadedServer server) : IClassFixture<CasebookLoads.LoadedServer>
{
    [Fact]
    public async Task A_record_whose_negotiations_name_each_other_is_verified_and_a_row_that_names_another_is_not()
    {
        // One that went on elsewhere, one that went on no one says where, and one in which both may have.
        foreach (var id in new[] { "verified-one", "verified-two", "verified-three" })
            await server.Monitor.Opens(id).Succeeds();
        await server
            .Monitor.Appends(
                "verified-two",
                Report.Of("negotiation-closed", "2025-01", """ "outcome": "merged", "mergedInto": "verified-one" """)
            )
            .Succeeds();
        await server
            .Monitor.Appends("verified-three", Report.Of("negotiation-closed", "2025-01", """ "outcome": "merged" """))
            .Succeeds();
        var three = await server.Anonymous.Asks("/api/negotiations/verified-three").Succeeds();
        var one = await server.Anonymous.Asks("/api/negotiations/verified-one").Succeeds();
        Assert.Contains("verified-one", three.Json["mergeCandidates"]!.AsArray().Select(each => (string?)each));
        Assert.Equal("verified-two", one["mergedFrom.0"]);
        Assert.NotEmpty(
            (await server.Anonymous.Asks("/api/negotiations/kg-tj-border").Succeeds()).Json["related"]!.AsArray()
        );

        var verdict = await VerifyAsync();
        Assert.True(verdict.ExitCode == 0, verdict.Text);

        await server.TampersAsync(
            "update negotiations.status set related = array['kg-tj-border'] where id = 'tapi-pipeline'"
        );
        verdict = await VerifyAsync();
        Assert.Equal((1, "kg-tj-border"), (verdict.ExitCode, verdict.First("negotiation")));
    }

    async Task<Verdict> VerifyAsync()
    {
        using var desk = new Terminal();
        var last = (await server.Anonymous.Asks("/api/events?limit=200").Succeeds()).Each("items", "sequence")[^1]!;
        await Scratch.Eventually("all is in the log", async () =>
            (await server.Anonymous.Asks("/api/ledger/checkpoint").Succeeds()).Text.Split('\n')[1] == last
        );
        return Verdict.Of(
            await desk.RunAsync(
                "verify",
                "server",
                "--server",
                server.First.Address.ToString(),
                "--vkey",
                (await server.Anonymous.Asks("/api/ledger/key").Succeeds()).Text.Trim(),
                "--json"
            )
        );
    }
}
