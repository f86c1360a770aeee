using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Cli;

namespace Negotiations.Server.Tests.Status;

/// <summary>A long negotiation has a short status, and everything in it is within reach.</summary>
public sealed class CutLists(TestServer server) : IClassFixture<TestServer>
{
    const int Statements = 600;
    const int Most = 200_000;

    [Fact]
    public async Task A_status_stays_small_and_each_list_is_read_whole_at_the_address_beside_it()
    {
        await RecordAsync("cut");
        foreach (var clocks in new[] { "", "?asOf=2025" })
        {
            var answer = await server.Anonymous.Asks($"/api/negotiations/cut{clocks}").Succeeds();
            Assert.InRange(answer.Text.Length, 1, Most);
            var status = answer.Json;
            Assert.Equal(Statements, (int)status["statementsCount"]!);
            var first = status["statements"]!.AsArray();
            Assert.InRange(first.Count, 2, Statements - 1);

            // What is recorded meanwhile changes no later page.
            var all = new JsonArray();
            string? cursor = "";
            while (cursor is not null)
            {
                var more = (string)status["statementsMore"]!;
                var page = await server
                    .Anonymous.Asks(more + "&limit=200" + (cursor == "" ? "" : $"&cursor={cursor}"))
                    .Succeeds();
                Assert.Equal(Statements, (int)page.Json["count"]!);
                foreach (var item in page.Json["items"]!.AsArray())
                    all.Add(item!.DeepClone());

                cursor = page["next"];
                await server.Monitor.Appends("cut", Report.Clash("2022-09")).Succeeds();
            }

            Assert.Equal(Statements, all.Count);
            Assert.True(
                JsonNode.DeepEquals(first, new JsonArray([.. all.Take(first.Count).Select(each => each!.DeepClone())]))
            );
        }
    }

    [Fact]
    public async Task Without_a_version_later_pages_are_of_the_version_of_the_first()
    {
        await RecordAsync("pinned");
        var page = await server.Anonymous.Asks("/api/negotiations/pinned/lists/statements?limit=200").Succeeds();
        await server
            .Monitor.Appends("pinned", Report.Of("statement-issued", "2020", """ "form": "remarks" """))
            .Succeeds();
        var ids = page.Each("items", "eventId").ToList();
        while (page["next"] is { } cursor)
        {
            page = await server
                .Anonymous.Asks($"/api/negotiations/pinned/lists/statements?limit=200&cursor={cursor}")
                .Succeeds();
            ids.AddRange(page.Each("items", "eventId"));
        }

        Assert.Equal(Statements, ids.Count);
        Assert.Equal(Statements, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_list_that_a_status_does_not_have_is_refused_with_those_that_it_has()
    {
        await server.Monitor.Records("small", Report.Clash());
        await server
            .Anonymous.Asks("/api/negotiations/small/lists/statement")
            .IsRefused(404, "list-not-found", "mean statements", "clashes.tolls");
        (await server.Anonymous.Asks("/api/negotiations/small/lists/clashes.tolls").Succeeds()).Each(
            "items",
            "eventId"
        );
    }

    [Fact]
    public async Task The_terminal_says_what_is_not_shown()
    {
        await RecordAsync("terminal");
        using var terminal = new Terminal();
        var shown = await terminal.RunAsync("status", "terminal", "--server", server.First.Address.ToString());
        Assert.Contains("Not all is shown", shown.Out, StringComparison.Ordinal);
        Assert.Contains("/api/negotiations/terminal/lists/statements", shown.Out, StringComparison.Ordinal);
    }

    async Task RecordAsync(string id)
    {
        await server.Monitor.Records(id);
        for (var from = 0; from < Statements; from += 300)
            await server
                .Monitor.Appends(id, new JsonArray([.. Enumerable.Range(from, 300).Select(Statement)]))
                .Succeeds();
    }

    static JsonNode Statement(int n) =>
        Report.Of(
            "statement-issued",
            $"2023-{1 + (n % 12):d2}-{1 + (n % 28):d2}",
            $""" "form": "remarks", "summary": "Number {n}" """
        );
}
