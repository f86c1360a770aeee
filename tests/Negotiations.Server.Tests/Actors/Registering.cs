using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Importing;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Actors;

/// <summary>The registry is on the record: what changes it is an event with a reason and a source.</summary>
public sealed class Registering(TestServer server, Registering.Emptied emptied)
    : IClassFixture<TestServer>,
        IClassFixture<Registering.Emptied>
{
    public sealed class Emptied(TestDatabase databases) : TestServer(databases);

    [Fact]
    public async Task An_actor_that_ships_with_the_program_is_found_by_any_code_or_name()
    {
        foreach (var text in new[] { "KGZ", "kg", "417", "Kyrgyz Republic", "Киргизия", "GW:703" })
        {
            var answer = await server.Anonymous.Asks($"/api/actors/{Uri.EscapeDataString(text)}").Succeeds();
            Assert.Equal("KGZ", answer["actor.code"]);
            Assert.Equal("Kyrgyzstan", answer["actor.name"]);
            Assert.Contains("CSTO", answer.Each("actor.relations", "code"));
        }

        await server
            .Anonymous.Asks("/api/actors/Tajikstan")
            .IsRefused(404, "unknown-actor", "'Tajikstan'", "TJK (Tajikistan)");
    }

    [Fact]
    public async Task A_name_comes_in_the_language_of_the_reader()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/actors/KGZ");
        request.Headers.Add("Accept-Language", "xx, ru;q=0.8, en;q=0.5");
        using var response = await server.Anonymous.SendAsync(request, Scratch.Stop);
        Assert.Equal("Киргизия", (await Answer.Of(response))["actor.name"]);
        Assert.Contains("Accept-Language", response.Headers.Vary);
    }

    [Fact]
    public async Task The_list_pages_by_code_and_finds_by_the_beginning_of_a_name()
    {
        var codes = await server.Anonymous.Walks("/api/actors?limit=100", "code");
        Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
        Assert.True(codes.Count >= 340);
        var states = await server.Anonymous.Asks("/api/actors?q=Кырг&kind=state").Succeeds();
        Assert.Equal(["KGZ"], states.Each("items", "code"));
        Assert.Equal(["CSTO"], (await server.Anonymous.Asks("/api/actors?q=ОДКБ").Succeeds()).Each("items", "code"));
        await server.Anonymous.Asks("/api/actors?kind=planet").IsRefused(400, "unknown-value", "planet");
    }

    [Fact]
    public async Task A_registered_actor_is_known_at_once_and_its_history_says_why()
    {
        var body = Entry.Of("CHU-COMMISSION", "Chu Commission", more: """ "abbreviations": ["CHUC"] """);
        var first = await server.Monitor.SendsEntry("/api/actors", body, key: "chu").Is(HttpStatusCode.Created);
        Assert.Equal("/api/actors/CHU-COMMISSION", first.Location);
        Assert.Equal(first.Text, (await server.Monitor.SendsEntry("/api/actors", body, key: "chu").Succeeds()).Text);

        var found = await server.Anonymous.Asks("/api/actors/chuc").Succeeds();
        Assert.Equal("Chu Commission", found["actor.name"]);
        Assert.Equal(["actor-registered"], found.Each("history", "type"));
        Assert.Equal("Named in a communiqué", found["history.0.data.reason"]);
        Assert.Equal("Gazette", found["history.0.sources.0.publisher"]);

        await server
            .Monitor.SendsEntry("/api/actors", Entry.Of("CHU-COMMISSION", "Other"))
            .IsRefused(409, "actor-known", "CHU-COMMISSION");
        await server
            .Monitor.SendsEntry("/api/actors", Entry.Of("CHUC-2", "Turkey"))
            .IsRefused(409, "actor-known", "'Turkey'", "TUR");
        await server
            .Anonymous.Asks("/api/actors/CHU-COMMISSION?knownBy=2001-01-01")
            .IsRefused(404, "not-known-by-then", "CHU-COMMISSION");
    }

    [Fact]
    public async Task What_cannot_be_registered_is_refused_by_its_member()
    {
        await server.Monitor.SendsEntry("/api/actors", new JsonObject()).IsRefused(400, "missing-member", "code");
        await server
            .Monitor.SendsEntry("/api/actors", Entry.Of("lower case"))
            .IsRefused(422, "bad-actor", "lower case");
        await server
            .Monitor.SendsEntry("/api/actors", Entry.Of("X1", more: """ "nmaes": {} """))
            .IsRefused(400, "unknown-member", "nmaes");
        await server
            .Monitor.SendsEntry("/api/actors", Entry.Of("X1", more: """ "names": { "en": 3 } """))
            .IsRefused(400, "wrong-type");
        await server
            .Monitor.SendsEntry("/api/actors", Entry.Of("X1", more: """ "type": "clash-reported" """))
            .IsRefused(400, "unknown-value", "clash-reported");
        await server
            .Monitor.SendsEntry("/api/actors/KGZ/events", Entry.Change("actor-vanished"))
            .IsRefused(400, "unknown-event-type", "actor-vanished", "actor-merged");
        await server
            .Monitor.SendsEntry("/api/actors/Not-Known/events", Entry.Change("actor-renamed", """ "names": {} """))
            .IsRefused(422, "bad-actor");
    }

    [Fact]
    public async Task Each_of_many_registrations_at_once_is_answered_with_its_receipt()
    {
        var sent = Enumerable
            .Range(1, 60)
            .Select(each => server.Monitor.Registers($"MANY-{each}", $"Body {each}"))
            .ToList();
        foreach (var (index, answer) in (await Task.WhenAll(sent)).Index())
            Assert.Equal(($"MANY-{index + 1}", "1"), (answer["code"], answer["version"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_who_register_one_name_at_one_time_do_not_both_get_it(bool onTwoNodes)
    {
        var other = onTwoNodes ? await server.StartAnotherAsync() : null;
        var second = other?.Client(TestServer.KeyOf("monitor")) ?? server.Monitor;
        for (var round = 0; round < 10; round++)
        {
            var (name, one, two) = (
                $"Twin Body {onTwoNodes} {round}",
                $"ONE-{onTwoNodes}-{round}".ToUpperInvariant(),
                $"TWO-{onTwoNodes}-{round}".ToUpperInvariant()
            );
            var answers = await Task.WhenAll(
                server.Monitor.SendsEntry("/api/actors", Entry.Of(one, name)),
                second.SendsEntry("/api/actors", Entry.Of(two, name))
            );

            var first = Assert.Single(answers, each => each.Status == HttpStatusCode.Created)["code"]!;
            await Task.FromResult(answers.Single(each => each["code"] is null))
                .IsRefused(409, "actor-known", $"'{name}'", first);
            var found = await server.Anonymous.Asks($"/api/actors/{Uri.EscapeDataString(name)}").Succeeds();
            Assert.Equal(first, found["actor.code"]);
        }

        if (other is not null)
            await server.StopAsync(other);
    }

    [Fact]
    public async Task The_registry_takes_any_name_where_it_speaks_of_others()
    {
        var more = """
            "relations": [ { "kind": "member-of", "to": "United Nations" } ], "place": { "country": "Киргизия" },
            "actors": [ { "id": "Tajikistan" } ]
            """;
        await server.Monitor.SendsEntry("/api/actors", Entry.Of("BY-NAMES", more: more)).Succeeds();
        await server.Monitor.Registers("BY-NAMES-TOO", "Council by Names");
        var merge = Entry.Change("actor-merged", """ "into": "Council by Names" """);
        await server.Monitor.SendsEntry("/api/actors/BY-NAMES/events", merge).Succeeds();

        var found = await server.Monitor.Asks("/api/actors/BY-NAMES").Succeeds();
        Assert.Equal(("UN", "BY-NAMES-TOO"), (found["actor.relations.0.code"], found["actor.mergedInto"]));
        Assert.Equal("KGZ", found["history.0.data.place.country"]);
        Assert.Equal("TJK", found["history.0.data.actors.0.id"]);
        var misspelt = Entry.Change("actor-succeeded", """ "occurred": "2024", "by": ["Tajikstan"] """);
        await server
            .Monitor.SendsEntry("/api/actors/BY-NAMES-TOO/events", misspelt)
            .IsRefused(422, "unknown-actor", "TJK (Tajikistan)");
    }

    [Fact]
    public async Task A_code_that_is_given_twice_registers_neither_actor()
    {
        var body = Entry.Of("TWICE-TWO").ToJsonString().Insert(1, "\"code\": \"TWICE-ONE\", ");
        await server
            .Monitor.SendAsync(
                HttpMethod.Post,
                "/api/actors",
                new StringContent(body, Encoding.UTF8, "application/json")
            )
            .IsRefused(400, "duplicate-member", "Duplicate member 'code'");
        await server.Monitor.Asks("/api/actors/TWICE-TWO").IsRefused(404, "unknown-actor");
    }

    [Fact]
    public async Task A_dry_run_records_nothing()
    {
        await server.Monitor.SendsEntry("/api/actors?dryRun=true", Entry.Of("DRY-ONE")).Is(HttpStatusCode.OK);
        await server.Anonymous.Asks("/api/actors/DRY-ONE").IsRefused(404, "unknown-actor");
        await server.Monitor.SendsEntry("/api/actors?dryRun=true", Entry.Of("KGZ")).IsRefused(409, "actor-known");
    }

    [Fact]
    public async Task The_feed_and_the_export_show_it_as_of_an_actor_and_no_list_as_a_negotiation()
    {
        var receipt = await server.Monitor.Registers("FEED-BODY", "Feed Body");
        var eventId = receipt["eventId"]!;

        var feed = await server.Anonymous.Asks("/api/events?type=actor-registered&limit=200").Succeeds();
        var item = feed.Json["items"]!.AsArray().Single(each => (string?)each!["eventId"] == eventId)!.AsObject();
        Assert.Equal("FEED-BODY", (string?)item["actor"]);
        Assert.False(item.ContainsKey("negotiation"));
        Assert.Contains(eventId, await TextAsync("/api/events.ndjson"), StringComparison.Ordinal);
        Assert.DoesNotContain(eventId, await TextAsync("/api/events.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain(eventId, await TextAsync("/api/feed.atom"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "actor",
            (await server.Anonymous.Asks("/api/negotiations").Succeeds()).Each("items", "id")
        );
        await server.Anonymous.Asks("/api/negotiations/actor%2FFEED-BODY").IsRefused(404, "negotiation-not-found");
        await server
            .Anonymous.Asks("/api/negotiations/actor%2FFEED-BODY/history")
            .IsRefused(404, "negotiation-not-found");
        await server.IsSoundAsync();
        await server.Anonymous.Asks("/health/ready").Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task It_is_sealed_in_the_ledger_like_every_event()
    {
        var eventId = (await server.Monitor.Registers("SEALED-BODY"))["eventId"];
        await Scratch.Eventually("it is in the log", async () =>
            (await server.Anonymous.Asks($"/api/ledger/entries/{eventId}/proof")).Status == HttpStatusCode.OK
        );
        var entry = await server.Anonymous.Asks($"/api/ledger/entries/{eventId}").Succeeds();
        Assert.Contains("actor/SEALED-BODY", entry.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_node_knows_it_when_it_is_asked()
    {
        var other = await server.StartAnotherAsync();
        await server.Monitor.Registers("TWO-NODES", "Body of Two Nodes");
        using var reader = other.Client(key: null);
        await reader.Asks("/api/actors/Body%20of%20Two%20Nodes").Succeeds();
        await server.StopAsync(other);
    }

    [Fact]
    public async Task A_whole_record_brought_into_an_empty_store_brings_its_registry()
    {
        await server.Monitor.Registers("MOVED-BODY", "Moved Body");
        await server.Monitor.Records("moved");
        var export = (await server.Auditor.Asks("/api/events.ndjson").Succeeds()).Text;
        (await emptied.Admin.Imports("events", export, "2020-01-01", "&unproven=true")).IsDone();

        Assert.Equal(export, (await emptied.Auditor.Asks("/api/events.ndjson").Succeeds()).Text);
        var path = "/api/actors/Moved%20Body";
        Assert.Equal(await TextAsync(path), (await emptied.Auditor.Asks(path).Succeeds()).Text);
        await emptied.IsSoundAsync();
    }

    async Task<string> TextAsync(string path) => (await server.Auditor.Asks(path).Succeeds()).Text;
}
