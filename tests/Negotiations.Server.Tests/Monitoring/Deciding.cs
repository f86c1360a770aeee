using System.Net;

namespace Negotiations.Server.Tests.Monitoring;

/// <summary>A monitor decides on what was last seen: If-Match, and a look before the leap with dryRun.</summary>
public sealed class Deciding(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("\"2\"")]
    [InlineData("2")]
    [InlineData("W/\"2\"")]
    [InlineData("*")]
    public async Task The_version_last_seen_is_accepted_in_every_way_it_may_be_written(string ifMatch)
    {
        var id = $"fresh-{(uint)string.GetHashCode(ifMatch, StringComparison.Ordinal)}";
        await server.Monitor.Records(id, Report.Clash());

        await server.Monitor.Appends(id, Report.Round("2022-10", 1), ifMatch).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("\"1\"", "version 1", "version 2")]
    [InlineData("\"3\"", "version 3", "version 2")]
    [InlineData("\"yesterday\"", "'\"yesterday\"', which is no version", "version 2")]
    public async Task When_someone_recorded_first_the_append_is_refused_and_nothing_recorded(
        string ifMatch,
        string seen,
        string current
    )
    {
        var id = $"stale-{ifMatch.Trim('"')}";
        await server.Monitor.Records(id, Report.Clash());

        await server
            .Monitor.Appends(id, Report.Round("2022-10", 1), ifMatch)
            .IsRefused(412, "stale-version", seen, current, "Read it again");

        Assert.Equal(2, await server.CountAsync(id));
    }

    [Fact]
    public async Task The_etag_of_the_status_is_what_if_match_wants()
    {
        await server.Monitor.Records("etag", Report.Clash());
        var status = await server.Anonymous.Asks("/api/negotiations/etag").Succeeds();

        var appended = await server.Monitor.Appends("etag", Report.Round("2022-10", 1), status.Tag).Succeeds();

        await server.Monitor.Appends("etag", Report.Round("2022-11", 2), status.Tag).IsRefused(412, "stale-version");
        await server.Monitor.Appends("etag", Report.Round("2022-11", 2), appended.Tag).Succeeds();
    }

    [Fact]
    public async Task A_dry_run_shows_the_phase_before_and_after_and_new_anomalies_and_records_nothing()
    {
        await server.Monitor.Records("dry", Report.Round("2022-10", 1));
        var before = await server.Anonymous.Asks("/api/negotiations/dry");

        var answer = await server
            .Monitor.Appends("dry", Report.Of("sections-agreed", "2023-12", """ "allRemaining": true """), dryRun: true)
            .Is(HttpStatusCode.OK);
        var doubted = await server
            .Monitor.Appends("dry", Report.Round("2023-01", 3), dryRun: true)
            .Is(HttpStatusCode.OK);

        Assert.Equal(("true", "3"), (answer["dryRun"], answer["version"]));
        Assert.Equal(
            ("negotiating", "agreed-in-principle"),
            (answer["phase.before.possible.0"], answer["phase.after.possible.0"])
        );
        Assert.Equal(["round-number-gap"], doubted.Each("anomalies", "code"));
        Assert.Equal(before, await server.Anonymous.Asks("/api/negotiations/dry"));
        Assert.Equal(2, await server.CountAsync("dry"));
    }

    [Fact]
    public async Task A_dry_run_is_refused_where_the_append_would_be()
    {
        await server.Monitor.Opens("dry-refused").Succeeds();

        await server
            .Monitor.Appends("dry-refused", Report.Round("2022-10", 1), ifMatch: "\"7\"", dryRun: true)
            .IsRefused(412, "stale-version");
        await server
            .Monitor.Appends("dry-refused", Report.Retraction("0198f002-0000-7000-8000-000000000009"), dryRun: true)
            .IsRefused(404, "target-not-found");
        await server
            .Monitor.Appends("never-opened", Report.Clash(), dryRun: true)
            .IsRefused(404, "negotiation-not-found", "'never-opened'");
        await server.Anonymous.Appends("dry-refused", Report.Clash(), dryRun: true).IsRefused(401, "key-missing");
    }

    [Fact]
    public async Task A_dry_run_does_not_use_up_an_idempotency_key()
    {
        await server.Monitor.Opens("dry-key").Succeeds();

        await server.Monitor.Appends("dry-key", Report.Clash(), key: "k1", dryRun: true).Is(HttpStatusCode.OK);
        await server.Monitor.Appends("dry-key", Report.Round("2022-10", 1), key: "k1").Is(HttpStatusCode.Created);
    }
}
