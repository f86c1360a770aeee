using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Importing;

/// <summary>An import is part of what is recorded: its events name it, and a dry run shows what it would be.</summary>
public sealed class ImportAttribution(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Which_import_brought_an_event_in_shows_in_its_history_and_steps_and_who_sent_it()
    {
        var report = (
            await server.Monitor.Imports("pax", Shift(FieldData.Pax, "shown"), "2019-07-01", "&dataset=shown")
        ).IsDone();
        var id = (string)report["negotiations"]![0]!["id"]!;

        var history = await server.Anonymous.Asks($"/api/negotiations/{id}/history?limit=5").Succeeds();
        var steps = await server.Auditor.Asks($"/api/negotiations/{id}/steps?limit=2").Succeeds();
        Assert.NotEmpty(history.Json["items"]!.AsArray());
        Assert.NotEmpty(steps.Json["items"]!.AsArray());
        Assert.All(history.Json["items"]!.AsArray(), entry =>
            Assert.Equal((string)report["id"]!, (string?)entry!["import"])
        );
        Assert.All(steps.Json["items"]!.AsArray(), step =>
            Assert.Equal(
                ((string)report["id"]!, (string)report["startedBy"]!),
                ((string?)step!["import"], (string?)step["recordedBy"])
            )
        );
        await server.Monitor.Opens("by-hand").Succeeds();
        Assert.False(
            (await server.Anonymous.Asks("/api/negotiations/by-hand/history").Succeeds()).Json["items"]![0]!
                .AsObject()
                .ContainsKey("import")
        );
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_records_nothing()
    {
        var before = await server.CountAsync();
        var file = Shift(FieldData.Pax, "dry");
        var dry = (await server.Monitor.Imports("pax", file, "2019-07-01", "&dataset=dry&dryRun=true")).IsDone();
        Assert.Equal(before, await server.CountAsync());

        var real = (await server.Monitor.Imports("pax", file, "2019-07-01", "&dataset=dry")).IsDone();
        foreach (var member in new[] { "rows", "events", "negotiations", "notes", "unreadColumns" })
            Assert.True(JsonNode.DeepEquals(dry[member], real[member]), $"{member}: {dry[member]} and {real[member]}");
    }

    // Processes and agreements of their own, so that tests do not meet in one negotiation.
    static string Shift(string file, string name) =>
        '\uFEFF'
        + PlainTable.Write([
            .. PlainTable
                .Read(file)
                .Take(60)
                .Select(row => new Dictionary<string, string>(row)
                {
                    ["PP"] = name + row["PP"],
                    ["AgtId"] = name + row["AgtId"],
                }),
        ]);
}
