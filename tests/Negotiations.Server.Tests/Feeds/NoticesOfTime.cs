using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Webhooks;
using Negotiations.Store.Connections;
using Negotiations.Store.Notices;
using Npgsql;

namespace Negotiations.Server.Tests.Feeds;

/// <summary>Time speaks: a view that turns because a day passed gives one notice, to everyone who follows.</summary>
public sealed class NoticesOfTime(WebhookServer server) : IClassFixture<WebhookServer>
{
    DateOnly Today => server.Services.GetRequiredService<DatabaseClock>().Today;

    [Fact]
    public async Task A_day_that_passes_is_noticed_once_on_every_way_however_many_nodes_look_and_again()
    {
        await using var receiver = await Receiver.StartAsync();
        var consumer = await server.ReaderAsync("reader of time");
        await server.Monitor.Records("passing", Plan("summit"));
        await consumer.Subscribes(receiver.Url, """ "negotiation": ["passing"] """).Succeeds();
        var asked = await HeadAsync();
        await PassDaysAsync("passing");
        var (one, other) = (await server.StartAnotherAsync(), await server.StartAnotherAsync());
        var before = await one.Client(key: null).Asks("/api/negotiations/passing").Succeeds();

        await Task.WhenAll(LookAsync(one), LookAsync(other), LookAsync(one), LookAsync(other));
        await LookAsync(await server.StartAnotherAsync());

        var feed = await server.Anonymous.Asks($"/api/events?after={asked}&negotiation=passing").Succeeds();
        var notice = Assert.Single(feed.Json["items"]!.AsArray())!;
        Assert.Equal(
            ("negotiation-turned", "passing", "server"),
            ((string?)notice["type"], (string?)notice["negotiation"], (string?)notice["recordedBy"])
        );
        var data = notice["data"]!;
        Assert.Equal(
            ("meetings[summit].status", "scheduled", "outcome-unknown", $"{Today.AddDays(-1):yyyy-MM-dd}", "2"),
            (
                (string?)data["field"],
                (string?)data["before"],
                (string?)data["after"],
                (string?)data["day"],
                data["ofVersion"]!.ToString()
            )
        );
        Assert.Single(data["events"]!.AsArray());
        Assert.Contains("turned to", (string?)notice["headline"]!["text"], StringComparison.Ordinal);

        // It moves nothing of the negotiation.
        Assert.Equal(before, await one.Client(key: null).Asks("/api/negotiations/passing"));
        Assert.Equal("2", before["version"]);

        await receiver.Got(1);
        Assert.Equal(
            ("negotiations.negotiation-turned", "passing"),
            (receiver.All.Single().CloudEvent.Type, receiver.All.Single().CloudEvent.Subject)
        );
        foreach (var file in new[] { "events.csv", "events.ndjson", "feed.atom" })
            Assert.Contains(
                "negotiation-turned",
                (await server.Anonymous.Asks($"/api/{file}?negotiation=passing").Succeeds()).Text,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task Filters_take_a_notice_by_party_phase_and_type_and_a_list_by_changedSince()
    {
        await server
            .Monitor.Opens(Report.Opening("asleep", kind: "dialogue-series", more: """ "cadence": "P10D" """))
            .Succeeds();
        await server
            .Monitor.Appends("asleep", Report.Of("meeting-held", $"{Today.AddDays(-4):yyyy-MM-dd}", null))
            .Succeeds();
        await server.Monitor.Records("overdue", Plan("overdue-summit"));
        var asked = await HeadAsync();
        var since = DateTimeOffset.UtcNow.AddMinutes(-5).ToString("O");
        await server.TampersAsync(
            $"""
            update negotiations.mt_events set data = jsonb_set(data, array['occurred'], '"{Today.AddDays(
                -18
            ):yyyy-MM-dd}"') where stream_id = 'asleep' and type = 'meeting-held'
            """
        );
        await PassDaysAsync("asleep");
        await PassDaysAsync("overdue");

        await LookAsync(await server.StartAnotherAsync());

        Assert.Equal(["asleep", "overdue"], await NoticedAsync(asked, ""));
        Assert.Equal(["asleep", "overdue"], await NoticedAsync(asked, "&party=TJK"));
        Assert.Equal(["asleep", "overdue"], await NoticedAsync(asked, "&type=negotiation-turned"));
        Assert.Equal(["asleep"], await NoticedAsync(asked, "&phaseChange=true"));
        Assert.Empty(await NoticedAsync(asked, "&party=UZB"));
        Assert.Empty(await NoticedAsync(asked, "&type=round-held"));
        var changed = await server.Anonymous.Asks($"/api/negotiations?changedSince={Uri.EscapeDataString(since)}");
        Assert.Superset(new HashSet<string?> { "asleep", "overdue" }, changed.Each("items", "id").ToHashSet());
        Assert.Equal(
            "2",
            changed.Json["items"]!.AsArray().First(each => (string?)each!["id"] == "asleep")!["version"]!.ToString()
        );
    }

    [Fact]
    public async Task An_audit_finds_a_notice_that_someone_changed()
    {
        await server.Monitor.Records("noticed", Plan("audited-summit"));
        await PassDaysAsync("noticed");
        await LookAsync(await server.StartAnotherAsync());
        Assert.DoesNotContain("noticed", await FoundAsync());

        await server.TampersAsync(
            """
            update negotiations.mt_events set data = jsonb_set(data, array['after'], '"held"')
            where stream_id = 'notices/noticed'
            """
        );

        Assert.Contains("noticed", await FoundAsync());
    }

    [Fact]
    public async Task An_audit_finds_a_notice_that_should_be_there_and_is_not()
    {
        await server.Monitor.Records("unnoticed", Plan("unnoticed-summit"));
        await PassDaysAsync("unnoticed");
        await LookAsync(await server.StartAnotherAsync());
        await server.SqlAsync(
            $"update negotiations.turn_place set since = '{Today.AddDays(-4):yyyy-MM-dd}' where fold is not null"
        );
        Assert.DoesNotContain("unnoticed", await FoundAsync());

        await server.TampersAsync(Removal("unnoticed"));

        Assert.Contains("unnoticed", await FoundAsync());

        // Of days before the first look no one promised a notice, nor of those before another version of the fold
        // looked, nor of a record that was restored.
        await server.SqlAsync($"update negotiations.turn_place set since = '{Today.AddDays(-1):yyyy-MM-dd}'");
        Assert.DoesNotContain("unnoticed", await FoundAsync());
        await server.SqlAsync(
            $"update negotiations.turn_place set fold = fold - 1, since = '{Today.AddDays(-4):yyyy-MM-dd}'"
        );
        Assert.DoesNotContain("unnoticed", await FoundAsync());
    }

    [Fact]
    public async Task A_node_that_ends_between_recording_notices_and_marking_the_day_loses_none_and_doubles_none()
    {
        await server.Monitor.Records("ended-one", Plan("summit"));
        await server.Monitor.Records("ended-two", Plan("summit"));
        var asked = await HeadAsync();
        await PassDaysAsync("ended-one");
        await PassDaysAsync("ended-two");
        await server.TampersAsync(
            """
            create function negotiations.ends() returns trigger language plpgsql as 'begin raise ''ended''; end';
            create trigger ends before update of day on negotiations.turn_place
              for each row when (new.day >= current_date - 1) execute function negotiations.ends()
            """
        );
        var ending = LookAsync(await server.StartAnotherAsync());
        Assert.Contains("ended", (await Assert.ThrowsAsync<PostgresException>(() => ending)).MessageText);
        Assert.Equal(["ended-one", "ended-two"], await NoticedAsync(asked, "", "ended"));
        Assert.True(await PlaceAsync() < Today.AddDays(-1));

        // As if it had ended after the first of the two.
        await server.TampersAsync(
            "drop trigger ends on negotiations.turn_place; drop function negotiations.ends;" + Removal("ended-two")
        );
        await LookAsync(await server.StartAnotherAsync());

        Assert.Equal(["ended-one", "ended-two"], await NoticedAsync(asked, "", "ended"));
        Assert.True(await PlaceAsync() >= Today.AddDays(-1));
    }

    [Fact]
    public async Task A_record_with_notices_is_exported_and_restored()
    {
        await server.Monitor.Records("restored", Plan("restored-summit"));
        await PassDaysAsync("restored");
        await LookAsync(await server.StartAnotherAsync());

        var lines = (await server.Anonymous.Asks("/api/events.ndjson?negotiation=restored").Succeeds()).Text;

        Assert.Equal(
            ["negotiation-opened", "meeting-scheduled", "negotiation-turned"],
            lines
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => (string?)JsonNode.Parse(line)!["type"])
        );
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(lines));
        var streams = new Server.Importing.ExportedRecord(file, DateTimeOffset.UtcNow.AddDays(1), isProven: false)
            .Read()
            .Select(each => each.Stream)
            .ToList();
        Assert.Equal(["restored", "restored", "notices/restored"], streams);
    }

    static JsonObject Plan(string meeting) =>
        Report.Of(
            "meeting-scheduled",
            "2022-01",
            $""" "meetingId": "{meeting}", "kind": "summit", "plannedFor": "2030-01-01" """
        );

    // Each node looks once a day by itself, and one that remembers what was tampered with finds nothing: this one looks
    // now.
    async Task LookAsync(RunningServer node)
    {
        await server.SqlAsync(
            $"""
            insert into negotiations.turn_place (one, day) values (true, '{Today.AddDays(-4):yyyy-MM-dd}')
            on conflict (one) do update set day = excluded.day
            """
        );
        await ActivatorUtilities.CreateInstance<TurnNotices>(node.Services).RunAsync(Scratch.Stop);
    }

    // As if it had been recorded some days ago, and a plan had been for the day before yesterday.
    Task PassDaysAsync(string id) =>
        server.TampersAsync(
            $"""
            update negotiations.mt_events set data = jsonb_set(data, array['plannedFor'], '"{Today.AddDays(
                -2
            ):yyyy-MM-dd}"') where stream_id = '{id}' and type = 'meeting-scheduled';
            update negotiations.mt_events set timestamp = timestamp - interval '5 days' where stream_id = '{id}';
            update negotiations.status set next_turn = '{Today.AddDays(-1):yyyy-MM-dd}',
              recorded_at = recorded_at - interval '5 days' where id = '{id}'
            """
        );

    async Task<long> HeadAsync() =>
        (long)(await server.SqlAsync("select coalesce(max(seq_id), 0) from negotiations.mt_events"))!;

    static string Removal(string id) =>
        $"""
            delete from negotiations.mt_events where stream_id = 'notices/{id}';
            delete from negotiations.mt_streams where id = 'notices/{id}'
            """;

    async Task<DateOnly> PlaceAsync() => (DateOnly)(await server.SqlAsync("select day from negotiations.turn_place"))!;

    async Task<IEnumerable<string?>> NoticedAsync(long after, string filter, string? begins = null) =>
        (await server.Anonymous.Asks($"/api/events?after={after}{filter}").Succeeds()).Json["items"]!
            .AsArray()
            .Where(each => (string?)each!["type"] == "negotiation-turned")
            .Select(each => (string?)each!["negotiation"])
            .Where(each => begins is null ? each is "asleep" or "overdue" : each!.StartsWith(begins))
            .Order();

    async Task<IEnumerable<string?>> FoundAsync()
    {
        var audit = (await server.Auditor.PostAsync("/api/audits", null, Scratch.Stop)).Headers.Location!;
        Answer report = null!;
        await Scratch.Eventually("the audit is done", async () =>
            (report = await server.Anonymous.Asks(audit.ToString()).Succeeds())["state"] == "done"
        );
        return report.Each("findings", "negotiation");
    }
}
