using System.Net;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Security;

/// <summary>An admin hands out keys and takes them back.</summary>
public sealed class Keys(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_new_key_is_shown_once_and_opens_what_its_role_may()
    {
        var made = await Make(new JsonObject { ["name"] = "desk laptop", ["role"] = "monitor" });
        using var monitor = server.First.Client(made["key"]);

        Assert.StartsWith("ngt_", made["key"], StringComparison.Ordinal);
        Assert.Equal($"/api/keys/{made["id"]}", made.Location);
        await monitor.Opens("by-a-new-key").Succeeds();
        await monitor.Asks("/api/keys").IsRefused(403, "role-not-allowed", "'monitor'");
        var listed = await server.Admin.Asks("/api/keys").Succeeds();
        Assert.Contains(made["id"], listed.Each("items", "id"));
        Assert.DoesNotContain(made["key"]!, listed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", listed.Text, StringComparison.Ordinal);
        Assert.Equal(
            0L,
            await server.SqlAsync($"select count(*) from negotiations.api_key k where k::text like '%{made["key"]}%'")
        );
    }

    [Fact]
    public async Task Two_keys_of_one_person_record_by_the_name_of_the_person()
    {
        foreach (var (device, id) in new[] { ("laptop", "from-the-laptop"), ("telephone", "from-the-telephone") })
        {
            var made = await Make(
                new JsonObject
                {
                    ["name"] = device,
                    ["role"] = "monitor",
                    ["person"] = "a. monitor",
                }
            );
            using var client = server.First.Client(made["key"]);
            await client.Opens(id).Succeeds();

            var history = await server.Auditor.Asks($"/api/negotiations/{id}/history").Succeeds();
            Assert.Equal("a. monitor", history["items.0.recordedBy"]);
        }
    }

    [Fact]
    public async Task A_key_without_a_person_records_by_its_own_name()
    {
        var made = await Make(new JsonObject { ["name"] = "importer", ["role"] = "monitor" });
        using var client = server.First.Client(made["key"]);
        await client.Opens("imported").Succeeds();

        var history = await server.Auditor.Asks("/api/negotiations/imported/history").Succeeds();

        Assert.Equal("importer", history["items.0.recordedBy"]);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once_on_its_node_and_within_seconds_on_another()
    {
        var second = await server.StartAnotherAsync();
        var made = await Make(new JsonObject { ["name"] = "lost", ["role"] = "admin" });
        using var here = server.First.Client(made["key"]);
        using var there = second.Client(made["key"]);
        await here.Asks("/api/keys").Succeeds();
        await there.Asks("/api/keys").Succeeds();

        await Revoke(made["id"]!).Is(HttpStatusCode.NoContent);

        await here.Asks("/api/keys").IsRefused(401, "key-unknown", "unknown, expired or revoked");
        await Scratch.Eventually("the other node has heard of it", async () =>
            (await there.Asks("/api/keys")).Status == HttpStatusCode.Unauthorized
        );
        await Revoke(made["id"]!).Is(HttpStatusCode.NoContent);
        Assert.NotNull(
            (await server.Admin.Asks("/api/keys").Succeeds()).Json["items"]!
                .AsArray()
                .Single(key => (string?)key!["id"] == made["id"])!["revokedAt"]
        );
    }

    [Fact]
    public async Task An_expired_key_opens_nothing()
    {
        var made = await Make(
            new JsonObject
            {
                ["name"] = "short",
                ["role"] = "admin",
                ["expiresAt"] = "2099-01-01T00:00:00Z",
            }
        );
        await server.SqlAsync(
            "update negotiations.api_key set expires_at = clock_timestamp() - interval '1 second' where "
                + $"id = '{made["id"]}'"
        );
        using var late = server.First.Client(made["key"]);

        await late.Asks("/api/keys").IsRefused(401, "key-unknown", "unknown, expired or revoked");
    }

    [Fact]
    public async Task The_day_a_key_was_last_used_is_stored()
    {
        var made = await Make(new JsonObject { ["name"] = "used", ["role"] = "auditor" });
        Assert.Equal(DBNull.Value, await LastUse(made));
        using var client = server.First.Client(made["key"]);

        await client.Asks("/api/negotiations").Succeeds();

        Assert.Equal(await server.SqlAsync("select (clock_timestamp() at time zone 'UTC')::date"), await LastUse(made));
    }

    [Theory]
    [InlineData("""{ "role": "monitor" }""", 400, "missing-member", "'name'")]
    [InlineData("""{ "name": "x", "role": "superuser" }""", 400, "unknown-value", "superuser")]
    [InlineData("""{ "name": "x", "role": "monitor", "key": "ngt_mine" }""", 400, "unknown-member", "'key'")]
    [InlineData(
        """{ "name": "x", "role": "monitor", "createdAt": "2020-01-01T00:00:00Z" }""",
        400,
        "unknown-member",
        "'createdAt'"
    )]
    [InlineData("""{ "name": " ", "role": "monitor" }""", 422, "malformed-name", "1 to 100")]
    [InlineData("""{ "name": "x\ny", "role": "monitor" }""", 422, "malformed-name", "control")]
    [InlineData("""{ "name": "casebook", "role": "monitor" }""", 422, "malformed-name", "casebook")]
    [InlineData("""{ "name": "x", "role": "monitor", "person": "" }""", 422, "malformed-name", "person")]
    [InlineData(
        """{ "name": "x", "role": "monitor", "expiresAt": "soon" }""",
        400,
        "wrong-type",
        "an instant with its offset (2024-12-04T12:00:00Z)"
    )]
    [InlineData(
        """{ "name": "x", "role": "monitor", "expiresAt": "2020-01-01T00:00:00Z" }""",
        422,
        "already-expired",
        "2020-01-01"
    )]
    [InlineData("""[]""", 400, "wrong-type", "")]
    [InlineData("""name""", 400, "not-json", "")]
    public async Task A_request_for_a_key_that_cannot_be_met_says_why(string body, int status, string type, string says)
    {
        var before = await server.SqlAsync("select count(*) from negotiations.api_key");

        await server
            .Admin.SendAsync(HttpMethod.Post, "/api/keys", new StringContent(body, null, "application/json"))
            .IsRefused(status, type, says);

        Assert.Equal(before, await server.SqlAsync("select count(*) from negotiations.api_key"));
    }

    [Fact]
    public async Task What_was_never_handed_out_cannot_be_revoked() =>
        await Revoke(Guid.Empty.ToString()).IsRefused(404, "key-not-found", "GET /api/keys");

    [Theory]
    [InlineData("ngt_")]
    [InlineData("ngt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ngt_' or true --")]
    [InlineData("anything")]
    public async Task A_key_that_someone_made_up_opens_nothing(string text)
    {
        using var stranger = server.First.Client(text);

        await stranger.Opens("by-a-stranger").IsRefused(401, "key-unknown", "unknown, expired or revoked");
        Assert.Equal(0, await server.CountAsync("by-a-stranger"));
    }

    Task<Answer> Make(JsonObject body) =>
        server.Admin.SendAsync(HttpMethod.Post, "/api/keys", JsonContent(body)).Is(HttpStatusCode.Created);

    Task<Answer> Revoke(string id) => server.Admin.SendAsync(HttpMethod.Delete, $"/api/keys/{id}", null);

    Task<object?> LastUse(Answer made) =>
        server.SqlAsync($"select last_used_on from negotiations.api_key where id = '{made["id"]}'");

    static StringContent JsonContent(JsonObject body) => new(body.ToJsonString(), null, "application/json");
}
