using System.Net;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Audit;

/// <summary>Every view folded again from the events beside the live ones, and compared value by value.</summary>
public sealed class Auditing(TestDatabase databases) : IAsyncLifetime
{
    readonly TestServer server = new(databases);

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        await server.Monitor.Records("talks", Report.Clash("2022-09-14"), Report.Round("2023-10-03", 1));
        await server.Monitor.Records("others", Report.Round("2023-10-03", 1));
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task An_untouched_record_is_equal_and_the_report_says_who_asked_and_when()
    {
        var report = await AuditAsync();

        Assert.Equal(
            ("done", "2", "2", "2", "0", "0"),
            (
                report["state"],
                report["total"],
                report["checked"],
                report["equal"],
                report["different"],
                report["incomplete"]
            )
        );
        var named = await server.Auditor.Asks($"/api/audits/{report["id"]}").Succeeds();
        Assert.Equal("auditor", named["startedBy"]);
        Assert.True(string.CompareOrdinal(named["startedAt"], named["finishedAt"]) < 0);
        Assert.Matches("^author-[0-9a-f]{12}$", report["startedBy"]);
        Assert.Equal("[]", report["findings"]);
    }

    [Fact]
    public async Task A_view_that_was_edited_is_different_and_the_first_difference_is_named()
    {
        await server.SnapshotsAsync();
        await server.SqlAsync(
            """
            update negotiations.status_snapshot
            set data = replace(data, '"state":"past-clashes"', '"state":"ceasefire"')
            where id = 'talks'
            """
        );

        var report = await AuditAsync();

        Assert.Equal(("1", "1", "0"), (report["equal"], report["different"], report["incomplete"]));
        Assert.Equal(
            ("talks", "different", "security.state", "past-clashes", "ceasefire"),
            (
                report["findings.0.negotiation"],
                report["findings.0.state"],
                report["findings.0.field"],
                report["findings.0.expected"],
                report["findings.0.actual"]
            )
        );
    }

    [Theory]
    [InlineData("status", "summary")]
    [InlineData("status_snapshot", "data")]
    public async Task A_view_whose_bytes_alone_were_touched_is_different(string table, string column)
    {
        await server.SnapshotsAsync();
        await server.SqlAsync($"update negotiations.{table} set {column} = {column} || ' ' where id = 'talks'");

        Assert.Contains("bytes", (await AuditAsync())["findings.0.detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_that_is_behind_is_compared_with_the_events_up_to_its_version()
    {
        await server.SnapshotsAsync();
        await server.Monitor.Appends("talks", Report.Round("2023-12-12", 2)).Succeeds();
        var right = await AuditAsync();
        Assert.Equal(("2", "0"), (right["equal"], right["different"]));

        await server.SqlAsync(
            "update negotiations.status_snapshot set data = replace(data, '\"id\":\"talks\"', '\"id\":\"walks\"')"
        );

        var report = await AuditAsync();
        Assert.Equal(
            ("1", "talks", "id"),
            (report["different"], report["findings.0.negotiation"], report["findings.0.field"])
        );
    }

    [Fact]
    public async Task A_view_that_is_missing_is_incomplete()
    {
        await server.SqlAsync("delete from negotiations.status where id = 'talks'");

        var report = await AuditAsync();

        Assert.Equal(("1", "0", "1"), (report["equal"], report["different"], report["incomplete"]));
        Assert.Equal(
            ("talks", "It has events and no view."),
            (report["findings.0.negotiation"], report["findings.0.detail"])
        );
    }

    [Fact]
    public async Task A_view_of_nothing_is_different()
    {
        await server.SqlAsync(
            """
            insert into negotiations.status
            select (jsonb_populate_record(s, '{"id": "invented"}')).* from negotiations.status s where id = 'talks'
            """
        );

        Assert.Equal("It has a view and no events.", (await AuditAsync())["findings.0.detail"]);
    }

    [Fact]
    public async Task An_event_no_one_here_can_read_is_named_by_the_audit_by_the_view_and_by_health()
    {
        var poison = Ids.Of("poison");
        await server.SqlAsync(
            $$"""
            insert into negotiations.mt_events (seq_id, id, stream_id, version,
                data, type, timestamp, tenant_id, user_name)
            select nextval('negotiations.mt_events_sequence'), '{{poison}}', stream_id, version + 1,
                '{}', 'border-teleported', clock_timestamp(), tenant_id, user_name
            from negotiations.mt_events where stream_id = 'talks' order by version desc limit 1;
            update negotiations.mt_streams set version = version + 1 where id = 'talks';
            """
        );

        var report = await AuditAsync();
        var behind = await server.Anonymous.Asks("/health/ready").Succeeds();
        await server.Monitor.Appends("talks", Report.Round("2023-12-12", 2)).Succeeds();
        var view = await server.Anonymous.Asks("/api/negotiations/talks").Succeeds();
        var left = await server.Anonymous.Asks("/health/ready").Succeeds();

        Assert.Equal(
            ("talks", "incomplete", poison),
            (report["findings.0.negotiation"], report["findings.0.state"], report["findings.0.eventId"])
        );
        Assert.Contains("'border-teleported'", report["findings.0.detail"], StringComparison.Ordinal);
        Assert.Equal("degraded", behind["parts.views.status"]);
        Assert.Contains("talks", behind["parts.views.text"], StringComparison.Ordinal);
        Assert.Contains("event-unreadable", view.Each("anomalies", "code"));
        Assert.Contains(poison, view["anomalies"], StringComparison.Ordinal);
        Assert.Equal("2", view["rounds.held"]);
        Assert.Contains("1 stored events", left["parts.views.text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_runs_while_appends_go_on_and_takes_none_of_them_for_a_difference()
    {
        using var enough = new CancellationTokenSource();
        var appending = Task.Run(
            async () =>
            {
                for (var number = 2; !enough.IsCancellationRequested; number++)
                    await server
                        .Monitor.Appends(number % 2 == 0 ? "talks" : "others", Report.Round("2023-10-03", number))
                        .Succeeds();
            },
            Scratch.Stop
        );

        List<Answer> reports = [];
        while (reports.Count < 5)
            reports.Add(await AuditAsync());

        await enough.CancelAsync();
        await appending;
        Assert.All(reports, report =>
            Assert.Equal(
                ("done", "2", "0", "0"),
                (report["state"], report["equal"], report["different"], report["incomplete"])
            )
        );
        Assert.True(await server.CountAsync() > 5, "Nothing was appended beside the audits.");
    }

    [Fact]
    public async Task Only_auditors_start_one_and_everyone_may_read_its_report()
    {
        await server.Anonymous.SendAsync(HttpMethod.Post, "/api/audits", null).IsRefused(401, "key-missing");
        await server.Monitor.SendAsync(HttpMethod.Post, "/api/audits", null).IsRefused(403, "role-not-allowed");

        var started = await server.Admin.SendAsync(HttpMethod.Post, "/api/audits", null).Is(HttpStatusCode.Accepted);

        Assert.Equal($"/api/audits/{started["id"]}", started.Location);
        await server.Anonymous.Asks(started.Location!).Succeeds();
        await server
            .Anonymous.Asks($"/api/audits/{Ids.Of("no audit")}")
            .IsRefused(404, "audit-not-found", "POST /api/audits");
    }

    async Task<Answer> AuditAsync()
    {
        var report = await server.Auditor.SendAsync(HttpMethod.Post, "/api/audits", null).Is(HttpStatusCode.Accepted);
        var location = report.Location!;
        await Scratch.Eventually("the audit is done", async () =>
            (report = await server.Anonymous.Asks(location).Succeeds())["state"] != "running"
        );
        return report;
    }
}
