using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Store.Connections;
using Negotiations.Store.Ledger;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Npgsql;

namespace Negotiations.Server.Tests.Security;

/// <summary>What the law says must go goes everywhere, and everyone sees that it went.</summary>
public sealed class Erasure(TestServer server) : IClassFixture<TestServer>
{
    const string Reason = "Demanded by the person concerned.";

    static readonly string[] Files =
    [
        "events.csv",
        "events.ndjson",
        "negotiations.csv",
        "feed.atom",
        "calendar.ics",
        "map.geojson",
        "statistics/tolls",
        "parties/KGZ",
    ];

    [Fact]
    public async Task An_erased_text_is_nowhere_any_more_and_every_view_says_so()
    {
        var second = await server.StartAnotherAsync();
        using var elsewhere = second.Client(key: null);
        const string Once = "Nurlan";
        var clash = await NamedClash.ReportAsync(server, "everywhere", Once);
        string[] views =
        [
            "",
            "/history",
            "/history.csv",
            "/history.ndjson",
            "/history?corrections=applied",
            "/explanation",
            "/steps",
            "/changes?from=1",
            "?knownBy=" + DateTime.UtcNow.ToString("yyyy-MM-dd", null),
        ];
        foreach (var view in views.Except([""]))
            await elsewhere.Asks("/api/negotiations/everywhere" + view).Succeeds();

        var answer = await Erase("everywhere", clash).Is(HttpStatusCode.Created);

        Assert.Equal(("2", "admin", Reason), (answer["version"], answer["erased.by"], answer["erased.reason"]));
        foreach (var reader in new[] { server.Anonymous, elsewhere })
        {
            foreach (var view in views)
            {
                var shown = await reader.Asks("/api/negotiations/everywhere" + view).Succeeds();
                Assert.DoesNotContain(Once, shown.Text, StringComparison.Ordinal);
                Assert.True(
                    shown.Text.Contains("event-erased", StringComparison.Ordinal)
                        || shown.Text.Contains(Reason, StringComparison.Ordinal)
                        || shown.Text.Contains("[erased]", StringComparison.Ordinal),
                    view + shown.Text
                );
            }

            var history = await reader.Asks("/api/negotiations/everywhere/history?clock=recorded").Succeeds();
            Assert.Equal((null, Reason), (history["items.0.erased"], history["items.1.erased.reason"]));
            Assert.Matches("^author-[0-9a-f]{12}$", history["items.1.erased.by"]);
            Assert.Equal("[erased]", history["items.1.data.note"]);
            Assert.DoesNotContain(
                Once,
                (await reader.Asks("/api/events?limit=200").Succeeds()).Text,
                StringComparison.Ordinal
            );
            foreach (var file in Files)
                Assert.DoesNotContain(
                    Once,
                    (await reader.Asks("/api/" + file).Succeeds()).Text,
                    StringComparison.Ordinal
                );

            Assert.Contains(clash, (await reader.Asks("/api/erasures?limit=200").Succeeds()).Each("items", "eventId"));
        }

        foreach (var table in new[] { "mt_events", "status", "idempotency_key", "audit" })
            Assert.Equal(
                0L,
                await server.SqlAsync($"select count(*) from negotiations.{table} t where t::text like '%{Once}%'")
            );
    }

    [Fact]
    public async Task What_an_act_repeats_of_an_erased_event_is_shown_by_no_node()
    {
        var second = await server.StartAnotherAsync();
        using var elsewhere = second.Client(key: null);
        const string Once = "Gulnara";
        var clash = await NamedClash.ReportAsync(server, "repeated", Once);
        await server.Monitor.Appends("repeated", Report.Correction(clash, """{ "occurred": "2022-10" }""")).Succeeds();
        const string Feed = "/api/events?after=0&negotiation=repeated&type=event-corrected";
        const string Atom = "/api/feed.atom?negotiation=repeated";
        Assert.Contains(Once, (await elsewhere.Asks(Feed).Succeeds()).Text, StringComparison.Ordinal);

        await Erase("repeated", clash).Is(HttpStatusCode.Created);

        foreach (var address in new[] { Feed, Atom })
            Assert.DoesNotContain(Once, (await elsewhere.Asks(address).Succeeds()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anyone_who_has_a_file_from_before_an_erasure_is_given_a_new_one()
    {
        var clash = await NamedClash.ReportAsync(server, "erased-files");
        string[] files =
        [
            "/api/negotiations/erased-files",
            "/api/negotiations/erased-files/history",
            "/api/negotiations/erased-files/history.csv",
            "/api/negotiations/erased-files/history.ndjson",
            "/api/events.csv",
            "/api/events.ndjson",
        ];
        var tags = new Dictionary<string, string?>();
        foreach (var file in files)
            tags[file] = (await server.Anonymous.Asks(file).Succeeds()).Tag;

        await Erase("erased-files", clash).Is(HttpStatusCode.Created);

        foreach (var file in files)
            await server.Anonymous.Asks(file, ifNoneMatch: tags[file]).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Figures_and_kinds_stay_and_the_record_goes_on()
    {
        var clash = await NamedClash.ReportAsync(server, "goes-on");
        var before = await server.Anonymous.Asks("/api/negotiations/goes-on").Succeeds();

        await Erase("goes-on", clash).Is(HttpStatusCode.Created);
        var after = await server.Anonymous.Asks("/api/negotiations/goes-on").Succeeds();
        await server
            .Monitor.Appends("goes-on", Report.Round("2022-10", 1), ifMatch: after.Tag)
            .Is(HttpStatusCode.Created);

        Assert.Equal(
            (before["security.state"], before["clashes.count"]),
            (after["security.state"], after["clashes.count"])
        );
        Assert.Matches("^\"2\\.[0-9]{8}w?t?\\.e1\\.", after.Tag);
        await server.Anonymous.Asks("/api/negotiations/goes-on", ifNoneMatch: before.Tag).Is(HttpStatusCode.OK);
        await server.IsSoundAsync();
    }

    [Fact]
    public async Task The_ledger_stays_whole_and_no_longer_gives_what_was_hashed()
    {
        var clash = await NamedClash.ReportAsync(server, "in-the-log");
        await server.Services.GetRequiredService<LedgerWriter>().CatchUpAsync(Postgres.Scratch.Stop);
        await Postgres.Scratch.Eventually("it is in the log", async () =>
            (await server.Anonymous.Asks($"/api/ledger/entries/{clash}")).Status == HttpStatusCode.OK
        );
        var before = await server.Auditor.Asks($"/api/ledger/entries/{clash}").Succeeds();

        await Erase("in-the-log", clash).Is(HttpStatusCode.Created);
        var after = await server.Anonymous.Asks($"/api/ledger/entries/{clash}").Succeeds();
        await server.Anonymous.Asks($"/api/ledger/entries/{clash}/proof").Succeeds();
        var next = await server.Monitor.Appends("in-the-log", Report.Round("2022-10", 1)).Succeeds();

        Assert.Equal(before["leaf"], after["leaf"]);
        Assert.Null(after["key"]);
        Assert.Equal(("[erased]", before["data.clashId"]), (after["data.note"], after["data.clashId"]));
        Assert.Contains("/clashId", after.Json["salts"]!.AsObject().Select(each => each.Key));
        Assert.DoesNotContain("/note", after.Json["salts"]!.AsObject().Select(each => each.Key));
        Assert.DoesNotContain(
            before["key"]!,
            (await server.Auditor.Asks($"/api/ledger/data/0")).Text,
            StringComparison.Ordinal
        );
        await Postgres.Scratch.Eventually("the log goes on", async () =>
            (await server.Anonymous.Asks($"/api/ledger/entries/{next["events.0.eventId"]}")).Status == HttpStatusCode.OK
        );
        Assert.Equal("healthy", (await server.Anonymous.Asks("/health/ready"))["parts.ledger.status"]);
    }

    [Fact]
    public async Task A_correction_that_repeats_what_was_erased_is_named_and_erased_by_itself()
    {
        var clash = await NamedClash.ReportAsync(server, "corrected");
        var correction = (
            await server
                .Monitor.Appends("corrected", Report.Correction(clash, $$""" { "note": "{{NamedClash.Name}} B." } """))
                .Succeeds()
        )["events.0.eventId"]!;

        var answer = await Erase("corrected", clash).Is(HttpStatusCode.Created);
        Assert.Equal([correction], answer.Json["related"]!.AsArray().Select(each => (string?)each));
        await Erase("corrected", correction).Is(HttpStatusCode.Created);

        Assert.DoesNotContain(
            NamedClash.Name,
            (await server.Anonymous.Asks("/api/negotiations/corrected/history")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Erased_twice_the_first_reason_stands_and_sent_again_the_text_does_not_come_back()
    {
        var clash = await NamedClash.ReportAsync(server, "twice");
        await Erase("twice", clash).Is(HttpStatusCode.Created);

        var again = await Erase("twice", clash, "Another reason").Is(HttpStatusCode.OK);
        await server.Monitor.Appends("twice", NamedClash.Of(clash)).Is(HttpStatusCode.OK);

        Assert.Equal(Reason, again["erased.reason"]);
        Assert.DoesNotContain(
            NamedClash.Name,
            (await server.Anonymous.Asks("/api/negotiations/twice/history")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_view_made_before_an_erasure_does_not_replace_the_one_made_after_it()
    {
        var clash = await NamedClash.ReportAsync(server, "overtaken");
        var stale = await server
            .Services.GetRequiredService<NegotiationReader>()
            .ReadAsync("overtaken", Postgres.Scratch.Stop);
        await Erase("overtaken", clash).Is(HttpStatusCode.Created);

        await using var connection = await server
            .Services.GetRequiredService<Database>()
            .Source.OpenConnectionAsync(Postgres.Scratch.Stop);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var standing = Views.StatusFold.Of(stale, Views.Clocks.On(today))!;
        await using var turn = new NpgsqlBatch(connection) { BatchCommands = { StatusTable.Turn(standing, today) } };

        Assert.Equal(0, await turn.ExecuteNonQueryAsync(Postgres.Scratch.Stop));
    }

    Task<Answer> Erase(string id, string eventId, string reason = Reason) => server.Admin.Erases(id, eventId, reason);
}
