using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Monitoring;

/// <summary>With dryRun=true everything is decided as it would be, and nothing is recorded, erased or
/// remembered.</summary>
public sealed class DryRuns(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task An_opening_is_tried_and_nothing_is_opened()
    {
        var before = await StoreAsync();
        var tried = await PostAsync(
                server.Monitor,
                "/api/negotiations?dryRun=true",
                Report.Opening("tried"),
                key: "opening-1"
            )
            .Is(HttpStatusCode.OK);

        Assert.Equal(("true", "tried", "1"), (tried["dryRun"], tried["negotiation"], tried["version"]));
        Assert.NotNull(tried["phase.after.possible.0"]);
        Assert.Null(tried["phase.before"]);
        Assert.Equal("[]", tried["anomalies"]);
        Assert.Null(tried.Location);
        Assert.Equal(before, await StoreAsync());
        await server.Anonymous.Asks("/api/negotiations/tried").IsRefused(404, "negotiation-not-found");

        // The key was not used up: another request may bear it.
        await server
            .Monitor.Opens(Report.Opening("tried", title: "Another title"), key: "opening-1")
            .Is(HttpStatusCode.Created);
        await PostAsync(server.Monitor, "/api/negotiations?dryRun=true", Report.Opening("tried"))
            .IsRefused(409, "id-taken");
        await PostAsync(server.Monitor, "/api/negotiations?dryRun=maybe", Report.Opening("tried-2"))
            .IsRefused(400, "bad-parameter", "neither true nor false");
    }

    // Its name alone is no "false": an erasure cannot be taken back.
    [Theory]
    [InlineData("dryRun")]
    [InlineData("dryRun=")]
    public async Task Without_a_value_it_is_refused_and_nothing_is_recorded_or_erased(string query)
    {
        var id = $"valueless-{query.Length}";
        await server.Monitor.Records(id, Report.Clash());
        var eventId = (await server.Anonymous.Asks($"/api/negotiations/{id}/history").Succeeds())["items.1.eventId"]!;
        var before = await StoreAsync();

        foreach (
            var (address, body) in new[]
            {
                ("/api/negotiations", Report.Opening(id + "-more")),
                ($"/api/negotiations/{id}/events", Report.Clash()),
                ($"/api/negotiations/{id}/events/{eventId}/erasure", new JsonObject { ["reason"] = "Demanded." }),
                ("/api/imports?format=pax&release=2019-07-01", new JsonObject()),
            }
        )
            await PostAsync(server.Admin, address + (address.Contains('?') ? "&" : "?") + query, body)
                .IsRefused(400, "bad-parameter", "gives dryRun no value");

        Assert.Equal(before, await StoreAsync());
    }

    [Fact]
    public async Task An_append_is_tried_and_uses_up_no_key()
    {
        await server.Monitor.Opens("appended").Succeeds();
        var before = await StoreAsync();
        var tried = await server
            .Monitor.Appends("appended", Report.Clash(), key: "append-1", dryRun: true)
            .Is(HttpStatusCode.OK);

        Assert.Equal(("true", "2"), (tried["dryRun"], tried["version"]));
        Assert.Equal(before, await StoreAsync());
        await server
            .Monitor.Appends("appended", Report.Round("2022-10", 1), key: "append-1")
            .Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_erasure_is_tried_and_the_text_stays()
    {
        await server.Monitor.Records(
            "erased",
            Report.Of("clash-reported", "2022-09", """ "clashId": "c", "note": "A person is named here." """)
        );
        var history = await server.Anonymous.Asks("/api/negotiations/erased/history").Succeeds();
        var eventId = history["items.1.eventId"]!;
        await server
            .Monitor.Appends("erased", Report.Correction(eventId, """{ "note": "The same person." }"""))
            .Succeeds();
        var before = await StoreAsync();
        var address = $"/api/negotiations/erased/events/{eventId}/erasure?dryRun=true";
        var reason = new JsonObject { ["reason"] = "Demanded, case 1." };

        var tried = await PostAsync(server.Admin, address, reason).Is(HttpStatusCode.OK);

        Assert.Equal(("true", "2", "Demanded, case 1."), (tried["dryRun"], tried["version"], tried["erased.reason"]));
        Assert.Single(tried.Json["related"]!.AsArray());
        Assert.Equal(before, await StoreAsync());
        Assert.Contains(
            "A person is named here.",
            (await server.Anonymous.Asks("/api/negotiations/erased/history").Succeeds()).Text,
            StringComparison.Ordinal
        );
        await PostAsync(server.Monitor, address, reason).IsRefused(403, "role-not-allowed");
        await PostAsync(server.Admin, address, new JsonObject { ["reason"] = " " }).IsRefused(422, "reason-missing");
        await PostAsync(server.Admin, $"/api/negotiations/erased/events/{Guid.Empty}/erasure?dryRun=true", reason)
            .IsRefused(404, "event-not-found");
    }

    [Fact]
    public async Task An_import_is_tried_and_no_event_is_recorded()
    {
        var before = await StoreAsync();
        const string Pax =
            "Con,Contp,PP,PPName,Reg,AgtId,Ver,Agt,Dat,Status,Lgt,N_characters,Agtp,Stage,StageSub,Part,"
            + "ThrdPart,OthAgr\r\n";
        var started = await server
            .Monitor.SendAsync(
                HttpMethod.Post,
                "/api/imports?format=pax&release=2019-07-01&dryRun=true",
                new StringContent(Pax, Encoding.UTF8, "text/csv")
            )
            .Is(HttpStatusCode.Accepted);

        Assert.Equal("true", started["dryRun"]);
        for (
            var tries = 0;
            (await server.Monitor.Asks($"/api/imports/{started["id"]}").Succeeds())["state"] is "waiting" or "running"
                && tries < 200;
            tries++
        )
            await Task.Delay(50, Postgres.Scratch.Stop);

        Assert.Equal(before, await StoreAsync());
    }

    // All that a client can see of the events, the erasures and the views.
    async Task<string> StoreAsync() =>
        string.Join(
            '\n',
            (await server.Anonymous.Asks("/api/events.ndjson").Succeeds()).Text,
            (await server.Anonymous.Asks("/api/erasures").Succeeds()).Text,
            (await server.Anonymous.Asks("/api/negotiations").Succeeds()).Text
        );

    static Task<Answer> PostAsync(HttpClient who, string path, JsonNode body, string? key = null) =>
        who.SendAsync(
            HttpMethod.Post,
            path,
            new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
            ("Idempotency-Key", key)
        );
}
