namespace Negotiations.Server.Tests.Actors;

/// <summary>What an actor was called stays known: answers about the past use the names of then.</summary>
public sealed class CalledThen(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Parties_of_the_past_are_called_and_counted_as_they_were_then()
    {
        await server.Monitor.Registers("PARTY-ONE", "First Party");
        await server.Monitor.Registers("PARTY-TWO", "Second Party");
        await server
            .Monitor.Opens(
                Report.Opening("past-parties", more: """ "actors": [ { "id": "PARTY-ONE" }, { "id": "PARTY-TWO" } ] """)
            )
            .Succeeds();
        var at = (await server.Auditor.Asks("/api/negotiations/past-parties").Succeeds())["recordedAt"];
        string[] asked = [$"/api/parties?limit=200&knownBy={at}", $"/api/parties/PARTY-TWO?knownBy={at}"];
        var before = new List<string>();
        foreach (var path in asked)
            before.Add((await server.Auditor.Asks(path).Succeeds()).Text);

        Assert.Contains("First Party", before[0], StringComparison.Ordinal);
        await server
            .Monitor.SendsEntry(
                "/api/actors/PARTY-ONE/events",
                Entry.Change("actor-renamed", """ "names": { "en": "Renamed Party" } """)
            )
            .Succeeds();
        await server
            .Monitor.SendsEntry(
                "/api/actors/PARTY-TWO/events",
                Entry.Change("actor-merged", """ "into": "PARTY-ONE" """)
            )
            .Succeeds();
        await server.Monitor.Registers("PARTY-LATER", "Later Party");

        foreach (var (path, then) in asked.Zip(before))
            Assert.Equal(then, (await server.Auditor.Asks(path).Succeeds()).Text);
        var now = await server.Auditor.Asks("/api/parties?limit=200").Succeeds();
        Assert.Contains("Renamed Party", now.Each("items", "name"));
        Assert.DoesNotContain("PARTY-TWO", now.Each("items", "id"));
    }

    [Fact]
    public async Task A_rename_and_a_succession_keep_the_old_names_known()
    {
        await server.Monitor.Registers("OLD-COUNCIL", "Old Council");
        await server
            .Monitor.SendsEntry(
                "/api/actors/OLD-COUNCIL/events",
                Entry.Change("actor-renamed", """ "occurred": "2024-06", "names": { "en": "New Council" } """)
            )
            .Succeeds();
        var ended = Entry.Change("actor-succeeded", """ "occurred": "2025-01", "by": ["IFAS"] """);
        await server.Monitor.SendsEntry("/api/actors/New%20Council/events", ended).Succeeds();

        var found = await server.Anonymous.Asks("/api/actors/Old%20Council").Succeeds();
        Assert.Equal(("New Council", "2025"), (found["actor.name"], found["actor.until"]));
        Assert.Equal("[\"IFAS\"]", found["actor.successors"]);
    }

    [Fact]
    public async Task An_answer_about_a_version_calls_an_actor_what_it_was_called_then()
    {
        await server.Monitor.Registers("PAST-COUNCIL", "Past Council");
        var opening = Report.Opening("past-council", more: """ "actors": [ { "id": "PAST-COUNCIL" } ] """);
        await server.Monitor.Opens(opening).Succeeds();
        var live = await server.Auditor.Asks("/api/negotiations/past-council").Succeeds();
        var (status, list) = (
            "/api/negotiations/past-council?version=1",
            $"/api/negotiations?party=PAST-COUNCIL&knownBy={live["recordedAt"]}"
        );
        var (then, listed) = (
            await server.Anonymous.Asks(status).Succeeds(),
            await server.Auditor.Asks(list).Succeeds()
        );
        Assert.Equal(("Past Council", "Past Council"), (then["parties.0.name"], listed["items.0.parties.0.name"]));

        await server
            .Monitor.SendsEntry(
                "/api/actors/PAST-COUNCIL/events",
                Entry.Change("actor-renamed", """ "names": { "en": "Present Council" } """)
            )
            .Succeeds();
        var now = await server.Auditor.Asks("/api/negotiations/past-council").Succeeds();
        Assert.Equal("Present Council", now["parties.0.name"]);
        Assert.NotEqual(live.Tag, now.Tag);
        Assert.Equal(then, await server.Anonymous.Asks(status).Succeeds());
        Assert.Equal(listed["items"], (await server.Auditor.Asks(list).Succeeds())["items"]);
    }
}
