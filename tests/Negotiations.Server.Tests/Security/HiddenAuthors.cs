using System.Net;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Assistants;
using Negotiations.Server.Tests.Feeds;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Webhooks;

namespace Negotiations.Server.Tests.Security;

/// <summary>
/// Whatever the public asks, in whatever form: no name of who recorded, no id of their key, and no time finer than the
/// minute. Auditors and admins see both.
/// </summary>
public sealed class HiddenAuthors(HiddenAuthors.Record server) : IClassFixture<HiddenAuthors.Record>
{
    [Fact]
    public async Task No_route_in_any_form_names_an_author_or_a_second_to_the_public()
    {
        var addresses = await Walk.AddressesAsync(server.Anonymous, server.Things);
        var asked = 0;
        List<string> told = [];
        foreach (var address in addresses)
        foreach (var language in new[] { "en", "ru" })
        {
            var answer = await SeenAsync(server.Anonymous, address, language);
            asked += answer.Status == HttpStatusCode.OK ? 1 : 0;
            told.AddRange(server.Secrets.In(answer.Text).Select(each => $"{address}: {each}"));
        }

        Assert.True(told.Count == 0, string.Join('\n', told.Distinct().Take(60)));
        Assert.True(asked > 150, $"{asked} of {addresses.Count} addresses answered.");
    }

    [Fact]
    public async Task No_page_names_them_to_the_public_or_to_a_monitor()
    {
        var pages = await Walk.PagesAsync(server.Anonymous);
        using var another = await server.KeyAsync("another.one", "monitor");
        List<string> told = [];
        foreach (var page in pages)
        foreach (var reader in new[] { server.Anonymous, another })
            told.AddRange(
                server.Secrets.In((await SeenAsync(reader, page, "en")).Text).Select(each => $"{page}: {each}")
            );

        Assert.True(told.Count == 0, string.Join('\n', told.Distinct().Take(60)));
        Assert.True(pages.Count > 20, string.Join('\n', pages));
        Assert.Contains("/negotiations/hidden/steps", pages);
    }

    [Fact]
    public async Task No_live_stream_and_no_webhook_names_them_whoever_follows()
    {
        var follower = new Follower("?after=0");
        await follower.FollowsAsync(server.Anonymous, 8);
        Assert.Empty(server.Secrets.In(string.Join('\n', follower.All.Select(each => each.ToJsonString()))));

        await using var receiver = await Receiver.StartAsync();
        var subscription = (await server.Auditor.Subscribes(receiver.Url).Succeeds())["id"];
        var made = await server.Someone.Appends("hidden", Report.Round("2025-02", 7)).Succeeds();
        await receiver.Got(1);
        foreach (var each in receiver.All)
            Assert.Empty(server.Secrets.With([made["events.0.recordedAt"]!]).In(each.Body));

        await server.Auditor.SendAsync(HttpMethod.Delete, $"/api/subscriptions/{subscription}", null).Succeeds();
    }

    [Fact]
    public async Task An_assistant_without_a_key_is_not_told()
    {
        await using var assistant = await Asking.ConnectAsync(server);
        foreach (var tool in new[] { "status", "history", "explanation", "changes" })
            Assert.Empty(
                server.Secrets.In((await Asking.AskAsync(assistant, tool, new() { ["id"] = "hidden" })).ToJsonString())
            );

        Assert.Empty(server.Secrets.In((await Asking.AskAsync(assistant, "recent_events", [])).ToJsonString()));
        Assert.Empty(
            server.Secrets.In(
                (
                    await Asking.AskAsync(assistant, "proof", new() { ["eventId"] = server.Things["{eventId}"][0] })
                ).ToJsonString()
            )
        );
    }

    [Fact]
    public async Task Auditors_and_admins_see_who_and_when()
    {
        var (id, at) = server.Secrets.Times[0];
        string[] paths =
        [
            "/api/negotiations/hidden/history?limit=200",
            "/api/negotiations/hidden/history.csv",
            "/api/negotiations/hidden/steps",
            "/api/negotiations/hidden/provenance",
            "/api/events?limit=200",
            "/api/events.ndjson",
            "/api/events.csv",
            $"/api/ledger/entries/{id}",
            "/api/ledger/data/0",
        ];
        foreach (var reader in new[] { server.Auditor, server.Admin })
        foreach (var path in paths)
        {
            var answer = await reader.Asks(path).Succeeds();
            Assert.True(answer.Text.Contains(Record.Name, StringComparison.Ordinal), path);
            Assert.True(answer.Text.Contains(at, StringComparison.Ordinal), path);
        }
    }

    [Fact]
    public async Task Another_answer_has_another_tag_and_no_shared_cache_keeps_it()
    {
        foreach (var path in new[] { "/api/negotiations/hidden", "/api/events.csv", "/api/negotiations.csv" })
        {
            using var open = await server.Auditor.GetAsync(path, Scratch.Stop);
            using var closed = await server.Anonymous.GetAsync(path, Scratch.Stop);

            Assert.NotEqual(open.Headers.ETag, closed.Headers.ETag);
            Assert.True(open.Headers.CacheControl!.Private, path);
            Assert.False(closed.Headers.CacheControl!.Private, path);
            await server.Anonymous.Asks(path, open.Headers.ETag!.ToString()).Is(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task An_author_has_one_pseudonym_in_a_negotiation_and_another_in_the_next()
    {
        var here = (await server.Anonymous.Asks("/api/negotiations/hidden/history?limit=200").Succeeds()).Each(
            "items",
            "recordedBy"
        );
        var there = (await server.Anonymous.Asks("/api/negotiations/hidden-too/history").Succeeds()).Each(
            "items",
            "recordedBy"
        );

        Assert.Matches("^author-[0-9a-f]{12}$", Assert.Single(here.Distinct()));
        Assert.Matches("^author-[0-9a-f]{12}$", Assert.Single(there.Distinct()));
        Assert.NotEqual(here[0], there[0]);
        var node = await server.StartAnotherAsync();
        Assert.Equal(
            here[0],
            (await node.Client(key: null).Asks("/api/negotiations/hidden/history").Succeeds())["items.0.recordedBy"]
        );
        await server.StopAsync(node);
    }

    [Fact]
    public async Task To_the_public_what_was_known_by_an_instant_is_what_was_known_by_its_minute()
    {
        var exact = DateTimeOffset.Parse(server.Secrets.Times[^1].At, null);
        var minute = exact.AddTicks(-(exact.Ticks % TimeSpan.TicksPerMinute));
        var before = exact.AddMicroseconds(-1);
        var path = "/api/negotiations/hidden/history?limit=200&knownBy=";

        var all = await server.Anonymous.Asks(path + Text(minute)).Succeeds();
        foreach (var instant in new[] { before, exact, minute.AddSeconds(59.9) }.Where(each => each < Now))
            Assert.Equal(
                all.Each("items", "eventId"),
                (await server.Anonymous.Asks(path + Text(instant)).Succeeds()).Each("items", "eventId")
            );

        var then = await server.Auditor.Asks(path + Text(before)).Succeeds();
        var since = await server.Auditor.Asks(path + Text(exact)).Succeeds();
        Assert.Equal(since.Each("items", "eventId").Count, then.Each("items", "eventId").Count + 1);
        Assert.Contains(
            since.Each("items", "eventId").Except(then.Each("items", "eventId")).Single(),
            all.Each("items", "eventId")
        );

        // And what changed since an instant is what changed since its minute began: nothing is missed.
        foreach (var instant in new[] { minute, exact, exact.AddMicroseconds(1) })
            Assert.Contains(
                "hidden",
                (await server.Anonymous.Asks("/api/negotiations?changedSince=" + Text(instant)).Succeeds()).Each(
                    "items",
                    "id"
                )
            );
    }

    [Fact]
    public async Task The_whole_record_with_its_proof_is_for_auditors()
    {
        await server.Anonymous.Asks("/api/events.ndjson?proof=true").IsRefused(401, "key-missing");
        using var reader = await server.KeyAsync("a.reader", "reader");
        await reader.Asks("/api/events.ndjson?proof=true").IsRefused(403, "role-not-allowed");
        var id = server.Things["{eventId}"][0];
        await server
            .Anonymous.Asks($"/api/ledger/entries/{id}/proof?show=author")
            .IsRefused(400, "bad-parameter", "auditors and admins");
        await server.Auditor.Asks($"/api/ledger/entries/{id}/proof?show=author").Succeeds();
    }

    [Fact]
    public async Task Who_sends_anothers_event_again_learns_the_minute()
    {
        var (id, at) = server.Secrets.Times[^1];
        using var another = await server.KeyAsync("yet.another", "monitor");
        var again = server.Last.DeepClone().AsObject();
        again["eventId"] = id;

        var mine = await server.Someone.Appends("hidden", again).Succeeds();
        var theirs = await another.Appends("hidden", again).Succeeds();

        Assert.Equal(at, mine["events.0.recordedAt"]);
        Assert.Equal(at[..17] + "00.000000Z", theirs["events.0.recordedAt"]);
    }

    static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", null);

    // With the headers, but for the time of the answer.
    static async Task<(HttpStatusCode Status, string Text)> SeenAsync(HttpClient reader, string path, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var response = await reader.SendAsync(request, Scratch.Stop);
        var headers = response
            .Headers.Concat(response.Content.Headers)
            .Where(each => each.Key != "Date")
            .Select(each => $"{each.Key}: {string.Join(", ", each.Value)}");
        var body = await response.Content.ReadAsByteArrayAsync(Scratch.Stop);
        return (response.StatusCode, string.Join('\n', headers) + "\n\n" + Walk.TextOf(body));
    }

    /// <summary>A record by a monitor and an admin with names that stand nowhere else.</summary>
    public sealed class Record(TestDatabase databases) : WebhookServer(databases), IAsyncLifetime
    {
        public const string Name = "Zarina.Quvvatova";
        public const string AdminName = "Qurbonali.Erases";

        public HttpClient Someone { get; private set; } = null!;

        public JsonObject Last { get; } = Report.Round("2025-01", 5);

        /// <summary>By the name of a parameter in a path.</summary>
        public IReadOnlyDictionary<string, string[]> Things { get; private set; } = null!;

        internal Secrets Secrets { get; private set; } = null!;

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            Someone = await KeyAsync(Name, "monitor");
            using var eraser = await KeyAsync(AdminName, "admin");
            await Someone.Opens(Report.Opening("hidden", title: "Talks about Vorukh")).Succeeds();
            var clash = await Someone.Appends("hidden", Report.Clash()).Succeeds();
            await Someone
                .Appends(
                    "hidden",
                    Report.Of("toll-reported", "2022-09", """ "clashId": "september-2022", "killed": { "best": 24 } """)
                )
                .Succeeds();
            await Someone
                .Appends(
                    "hidden",
                    Report.Of(
                        "meeting-scheduled",
                        "2024-01",
                        """ "meetingId": "m1", "kind": "round", "plannedFor": "2024-03-05" """
                    )
                )
                .Is(HttpStatusCode.Created);
            var gone = await Someone.Appends("hidden", Report.Round("2023-10", 1)).Succeeds();
            await Someone
                .Appends("hidden", Report.Correction(clash["events.0.eventId"]!, """{ "note": "By night." }"""))
                .Succeeds();
            await Someone.Appends("hidden", Report.Retraction(gone["events.0.eventId"]!)).Succeeds();
            var erased = await Someone
                .Appends("hidden", Report.Of("round-held", "2024-05", """ "note": "Nurlan said" """))
                .Succeeds();
            await Someone.Opens("hidden-too").Succeeds();
            await Someone.Appends("hidden-too", Report.Clash()).Succeeds();
            await Actors.Entry.Registers(Someone, "HIDDEN-ONE", "A hidden organisation");
            var import = await Importing.Importer.Imports(
                Someone,
                "ucdp-ged",
                "id,dyad_name,date_start\n1,two,soon\n",
                "2024-01-01"
            );
            await Scratch.Eventually("it is erased", async () =>
                (await eraser.Erases("hidden", erased["events.0.eventId"])).Status
                    is HttpStatusCode.Created
                        or HttpStatusCode.OK
            );
            await Someone.Appends("hidden", Last).Succeeds();
            await SettleAsync(import);
        }

        public async Task<HttpClient> KeyAsync(string name, string role) =>
            First.Client(
                (
                    await Admin
                        .SendAsync(
                            HttpMethod.Post,
                            "/api/keys",
                            Subscribing.Json(new JsonObject { ["name"] = name, ["role"] = role })
                        )
                        .Succeeds()
                )["key"]
            );

        async Task SettleAsync(JsonNode import)
        {
            var feed = (await Auditor.Asks("/api/events?limit=200").Succeeds()).Json["items"]!.AsArray();
            await Scratch.Eventually("all is in the log", async () =>
                (await Anonymous.Asks($"/api/ledger/entries/{feed[^1]!["eventId"]}")).Status == HttpStatusCode.OK
            );
            var keys = (await Admin.Asks("/api/keys?limit=200").Succeeds()).Json["items"]!.AsArray();
            Secrets = new Secrets(
                [
                    Name,
                    AdminName,
                    // One for all negotiations: it would tie them to each other.
                    await CalledAsync(Name),
                    await CalledAsync(AdminName),
                    .. keys.Where(each => Names.Contains((string?)each!["name"])).Select(each => (string)each!["id"]!),
                ],
                [
                    .. feed.Where(each => Names.Contains((string?)each!["recordedBy"]))
                        .Select(each => ((string)each!["eventId"]!, (string)each["recordedAt"]!)),
                ]
            );
            Things = new Dictionary<string, string[]>
            {
                ["{id}"] = ["hidden", "hidden-too"],
                ["{import}"] = [(string)import["id"]!],
                ["{eventId}"] =
                [
                    .. feed.Where(each => (string?)each!["negotiation"] == "hidden")
                        .Select(each => (string)each!["eventId"]!),
                ],
                ["{code}"] = ["HIDDEN-ONE", "KGZ"],
            };

            // So that no answer is given in a second in which something was recorded.
            await Task.Delay(TimeSpan.FromSeconds(2.1), Scratch.Stop);
        }

        async Task<string> CalledAsync(string name) =>
            (string)(await this.SqlAsync($"select author from negotiations.author where name = '{name}'"))!;

        static readonly string?[] Names = [Name, AdminName];
    }
}
