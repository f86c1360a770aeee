using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Tests.Security;

/// <summary>Reading is open, writing needs the key of a monitor.</summary>
public sealed class KeysAndRoles(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Without_a_key_nothing_is_recorded_and_the_answer_says_how_to_send_one()
    {
        await server.Monitor.Opens("no-key").Succeeds();

        await server
            .Anonymous.Opens("without-key")
            .IsRefused(401, "key-missing", "This needs a key", "Authorization: Bearer");
        await server
            .Anonymous.Appends("no-key", Report.Clash())
            .IsRefused(401, "key-missing", "This needs a key", "keys folder");

        Assert.Equal(1, await server.CountAsync("no-key"));
        Assert.Equal(0, await server.CountAsync("without-key"));
    }

    [Theory]
    [InlineData("ngt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("secret")]
    public async Task A_key_that_is_not_ours_is_refused_and_not_repeated(string key)
    {
        var answer = await server
            .First.Client(key)
            .Opens("by-a-stranger")
            .IsRefused(401, "key-unknown", "unknown, expired or revoked");

        Assert.DoesNotContain(key, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_challenge_names_the_scheme()
    {
        using var response = await server.Anonymous.PostAsync(
            new Uri("/api/negotiations", UriKind.Relative),
            null,
            Postgres.Scratch.Stop
        );

        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task An_auditor_reads_and_may_not_record()
    {
        await server.Auditor.Opens("by-an-auditor").IsRefused(403, "role-not-allowed", "'auditor'", "Monitors append");

        await server.Auditor.Asks("/api/negotiations").Is(HttpStatusCode.OK);
        Assert.Equal(0, await server.CountAsync("by-an-auditor"));
    }

    [Fact]
    public async Task An_admin_may_record_and_is_named_as_the_one_who_did()
    {
        await server.Admin.Opens("by-an-admin").Is(HttpStatusCode.Created);

        Assert.Equal(
            "admin",
            (await server.Auditor.Asks("/api/negotiations/by-an-admin/history"))["items.0.recordedBy"]
        );
    }

    [Fact]
    public async Task A_key_that_has_expired_or_was_revoked_no_longer_opens()
    {
        var keys = server.Services.GetRequiredService<ApiKeyStore>();
        var (expired, revoked) = (ApiKey.Create(), ApiKey.Create());
        await keys.AddAsync(
            expired,
            "old",
            Roles.Monitor,
            DateTimeOffset.Parse("2020-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture),
            Postgres.Scratch.Stop
        );
        await keys.AddAsync(revoked, "leaked", Roles.Monitor, expiresAt: null, Postgres.Scratch.Stop);
        await server.SqlAsync("update negotiations.api_key set revoked_at = clock_timestamp() where name = 'leaked'");

        await server.First.Client(expired.Text).Opens("by-an-old-key").IsRefused(401, "key-unknown");
        await server.First.Client(revoked.Text).Opens("by-a-leaked-key").IsRefused(401, "key-unknown");
    }

    [Fact]
    public async Task The_store_keeps_no_key_only_its_hash() =>
        Assert.Equal(
            0L,
            await server.SqlAsync(
                $"select count(*) from negotiations.api_key k where k::text like '%{TestServer.KeyOf("monitor")}%'"
            )
        );
}
