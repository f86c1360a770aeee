using System.Net;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Importing;

/// <summary>What an import could not take is seen by who started it and admins, and goes.</summary>
public sealed class WorkingMaterial(WorkingMaterial.Sweeping server) : IClassFixture<WorkingMaterial.Sweeping>
{
    const string Secret = "passport 12345";

    // A file in whose columns are other things than the format says.
    const string WrongFile = "id,dyad_name,date_start\npassport 12345,phone +992900000001,soon\n";

    [Fact]
    public async Task Everyone_else_sees_counts_and_no_text_of_the_file()
    {
        var report = await server.Monitor.Imports("ucdp-ged", WrongFile, "2024-01-01");
        var id = (string)report["id"]!;
        using var another = await MonitorAsync("another monitor");

        foreach (var reader in new[] { server.Monitor, server.Admin })
        {
            await reader.Asks($"/api/imports/{id}/rows.ndjson").Is(HttpStatusCode.OK);
            await reader.Asks($"/api/imports/{id}/rows.csv").Is(HttpStatusCode.OK);
        }

        foreach (var stranger in new[] { server.Anonymous, server.Auditor, another })
        {
            foreach (var path in new[] { "", $"/{id}", $"/{id}/changes", $"/{id}/changes.csv" })
            {
                var answer = await stranger.Asks("/api/imports" + path);
                Assert.DoesNotContain("passport", answer.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("dyad_name", answer.Text, StringComparison.Ordinal);
            }

            foreach (var form in new[] { "ndjson", "csv" })
                Assert.Contains(
                    (await stranger.Asks($"/api/imports/{id}/rows.{form}")).Status,
                    new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound }
                );
        }

        var seen = await server.Anonymous.Asks($"/api/imports/{id}").Succeeds();
        Assert.Equal(report["rows"]!.ToJsonString(), seen["rows"]);
        await another.SendAsync(HttpMethod.Post, $"/api/imports/{id}/erasure", null).IsRefused(404, "import-not-found");

        await server
            .Monitor.SendAsync(HttpMethod.Post, $"/api/imports/{id}/erasure", null)
            .Is(HttpStatusCode.NoContent);
        Assert.Equal(
            0L,
            await server.SqlAsync($"select count(*) from negotiations.import_rows where import = '{id}' and page >= 0")
        );
        Assert.DoesNotContain(
            Secret,
            (await server.Admin.Asks($"/api/imports/{id}").Succeeds()).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_dry_run_is_not_there_for_others_and_is_gone_after_its_time()
    {
        var report = await server.Monitor.Imports("ucdp-ged", WrongFile, "2024-01-02", "&dataset=tried&dryRun=true");
        var id = (string)report["id"]!;

        await server.Anonymous.Asks($"/api/imports/{id}").IsRefused(404, "import-not-found");
        Assert.DoesNotContain(
            id,
            (await server.Auditor.Asks("/api/imports").Succeeds()).Text,
            StringComparison.Ordinal
        );
        await server.Monitor.Asks($"/api/imports/{id}/rows.ndjson").Is(HttpStatusCode.OK);

        await server.SqlAsync(
            "update negotiations.import set report = jsonb_set(report::jsonb, '{finishedAt}', "
                + $"to_jsonb(to_char(clock_timestamp() - interval '25 hours', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')))"
                + $"::json where id = '{id}'"
        );
        await Scratch.Eventually("it is gone", async () =>
            (await server.Monitor.Asks($"/api/imports/{id}")).Status == HttpStatusCode.NotFound
        );
        Assert.Equal(0L, await server.SqlAsync($"select count(*) from negotiations.import_rows where import = '{id}'"));
    }

    async Task<HttpClient> MonitorAsync(string name) =>
        server.First.Client(
            (
                await server
                    .Admin.SendAsync(
                        HttpMethod.Post,
                        "/api/keys",
                        new StringContent(
                            new JsonObject { ["name"] = name, ["role"] = "monitor" }.ToJsonString(),
                            null,
                            "application/json"
                        )
                    )
                    .Succeeds()
            )["key"]
        );

    public sealed class Sweeping(TestDatabase databases) : TestServer(databases)
    {
        protected override IReadOnlyDictionary<string, string?> Settings { get; } =
            new Dictionary<string, string?> { ["casebook"] = "false", ["imports:sweep"] = "0:0:1" };
    }
}
