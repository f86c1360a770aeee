using System.Net;
using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Actors;

/// <summary>What is recorded of an actor and should not be: a succession is undone, and a text that the law says must
/// go is erased, on every node and in every answer.</summary>
public sealed class TakenBack(TestServer server) : IClassFixture<TestServer>
{
    private const string Reason = "Demanded by the person concerned.";

    private static readonly string[] Answers =
    [
        "/api/actors?q=Council%20of%20W",
        "/api/actors/W-COUNCIL",
        "/api/negotiations?party=W-COUNCIL",
        "/api/parties",
        "/api/parties/W-COUNCIL",
    ];

    [Fact]
    public async Task A_succession_that_is_undone_leaves_every_answer_as_it_was()
    {
        await server.Monitor.Registers("W-COUNCIL", "Council of W");
        await server.Monitor.Registers("W-SENATE", "Senate of W");
        await server.Monitor.Records(
            "w-talks",
            Report.Of("round-held", "2022-03", """ "roundNumber": 1, "actors": [ { "id": "W-COUNCIL" } ] """)
        );
        var before = await ReadAsync();

        var ended = Entry.Change("actor-succeeded", """ "occurred": "2024", "by": [ "Senate of W" ] """);
        var succeeded = await server.Monitor.SendsEntry(Of("W-COUNCIL"), ended).Is(HttpStatusCode.Created);
        var during = await server.Anonymous.Asks("/api/actors/W-COUNCIL").Succeeds();
        Assert.Equal(("2024", "W-SENATE"), (during["actor.until"], during["actor.successors.0"]));
        var back = Entry.Change("actor-succeeded", """ "occurred": "2025", "by": [ "W-COUNCIL" ] """);
        await server.Monitor.SendsEntry(Of("W-SENATE"), back).IsRefused(422, "succession-circle", "W-COUNCIL");

        var undone = Entry.Change("actor-succession-undone", $""" "succession": "{succeeded["eventId"]}" """);
        await server.Monitor.SendsEntry(Of("W-COUNCIL") + "?dryRun=true", undone).Is(HttpStatusCode.OK);
        await server.Monitor.SendsEntry(Of("W-COUNCIL"), undone).Is(HttpStatusCode.Created);
        Assert.Equal(before, await ReadAsync());
        await server
            .Monitor.SendsEntry(Of("W-COUNCIL"), undone)
            .IsRefused(404, "succession-not-found", "No succession of W-COUNCIL");
        await server.IsSoundAsync();
    }

    [Fact]
    public async Task An_erased_name_is_nowhere_any_more_and_finds_no_one()
    {
        const string Person = "Aisuluu Tester";
        var second = await server.StartAnotherAsync();
        using var elsewhere = second.Client(key: null);
        var entry = Entry.Of("ENVOY-7", Person, "person", """ "otherNames": [ "Айсулуу Тестова" ] """);
        entry["sources"]![0]!["url"] = "https://example.org/aisuluu";
        var registered = await server.Monitor.SendsEntry("/api/actors", entry).Is(HttpStatusCode.Created);
        await server.Monitor.Records(
            "envoy-talks",
            Report.Of("round-held", "2022-03", """ "roundNumber": 1, "actors": [ { "id": "ENVOY-7" } ] """)
        );
        foreach (var reader in new[] { server.Anonymous, elsewhere })
            await reader.Asks($"/api/actors/{Uri.EscapeDataString(Person)}").Succeeds();

        var address = $"/api/actors/ENVOY-7/events/{registered["eventId"]}/erasure";
        var tried = await EraseAsync(address + "?dryRun=true").Is(HttpStatusCode.OK);
        Assert.Equal(("true", "ENVOY-7"), (tried["dryRun"], tried["actor"]));
        await server.Anonymous.Asks("/api/actors/aisuluu%20tester").Succeeds();

        await SealedAsync(registered["eventId"]!);
        var erased = await EraseAsync(address).Is(HttpStatusCode.Created);
        Assert.Equal((null, "ENVOY-7", Reason), (erased["negotiation"], erased["actor"], erased["erased.reason"]));
        await EraseAsync(address).Is(HttpStatusCode.OK);

        foreach (var reader in new[] { server.Anonymous, elsewhere })
        {
            await Postgres.Scratch.Eventually("every node has heard of it", async () =>
                (await reader.Asks("/api/actors/aisuluu%20tester")).Status == HttpStatusCode.NotFound
            );
            foreach (var path in Everywhere)
                Assert.DoesNotContain(
                    "aisuluu",
                    (await reader.Asks(path).Succeeds()).Text,
                    StringComparison.OrdinalIgnoreCase
                );

            var actor = await reader.Asks("/api/actors/envoy-7").Succeeds();
            Assert.Equal(("ENVOY-7", Reason), (actor["actor.name"], actor["history.0.erased.reason"]));
            var found = await reader.Asks("/api/negotiations?party=ENVOY-7").Succeeds();
            Assert.Equal(["envoy-talks"], found.Each("items", "id"));
        }

        // Sent once more it does not come back, and its name is free for another entry.
        var again = entry.DeepClone().AsObject();
        again["eventId"] = registered["eventId"];
        await server.Monitor.SendsEntry("/api/actors", again).Is(HttpStatusCode.OK);
        await server.Monitor.Registers("ENVOY-8", Person);
        await server.IsSoundAsync();
    }

    [Theory]
    [InlineData("KGZ", "00000000-0000-0000-0000-000000000009", 404, "event-not-found")]
    [InlineData("Kirghizia", "00000000-0000-0000-0000-000000000009", 404, "event-not-found")]
    [InlineData("NO-SUCH-ACTOR", "00000000-0000-0000-0000-000000000009", 404, "unknown-actor")]
    public async Task What_is_not_recorded_of_an_actor_is_not_erased(string code, string id, int status, string type) =>
        await EraseAsync($"/api/actors/{code}/events/{id}/erasure").IsRefused(status, type);

    [Fact]
    public async Task Only_an_admin_erases_of_the_registry_and_of_its_own_stream()
    {
        var one = await server.Monitor.Registers("STAYING-ONE", "Staying One");
        await server.Monitor.Registers("STAYING-TWO", "Staying Two");
        var address = $"/api/actors/STAYING-ONE/events/{one["eventId"]}/erasure";
        await EraseAsync(address, server.Monitor).IsRefused(403, "role-not-allowed");
        await EraseAsync(address, server.Anonymous).IsRefused(401, "key-missing");
        await EraseAsync(address.Replace("STAYING-ONE", "STAYING-TWO", StringComparison.Ordinal))
            .IsRefused(404, "event-not-found", "STAYING-TWO");
        await EraseAsync(address, reason: " ").IsRefused(422, "reason-missing");
        await server.Anonymous.Asks("/api/actors/Staying%20One").Succeeds();
    }

    private static readonly string[] Everywhere =
    [
        "/api/actors?limit=200",
        "/api/actors/ENVOY-7",
        "/api/events?limit=200",
        "/api/events.ndjson",
        "/api/events.csv",
        "/api/parties",
        "/api/parties/ENVOY-7",
        "/api/negotiations?party=ENVOY-7",
        "/negotiations/envoy-talks",
        "/parties/ENVOY-7",
    ];

    private static string Of(string code) => $"/api/actors/{code}/events";

    private Task SealedAsync(string eventId) =>
        Postgres.Scratch.Eventually("it is in the log", async () =>
            (await server.Anonymous.Asks($"/api/ledger/entries/{eventId}")).Status == HttpStatusCode.OK
        );

    private Task<Answer> EraseAsync(string address, HttpClient? by = null, string reason = Reason) =>
        (by ?? server.Admin).SendAsync(
            HttpMethod.Post,
            address,
            new StringContent(new JsonObject { ["reason"] = reason }.ToJsonString(), null, "application/json")
        );

    private async Task<List<string>> ReadAsync()
    {
        List<string> all = [];
        foreach (var path in Answers)
        {
            // What was recorded of it stays to be seen; all else is as before.
            var answer = (await server.Anonymous.Asks(path).Succeeds()).Json.AsObject();
            answer.Remove("history");
            all.Add($"{path}\n{answer.ToJsonString()}");
        }

        return all;
    }
}
