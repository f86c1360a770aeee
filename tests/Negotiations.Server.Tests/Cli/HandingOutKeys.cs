using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Cli;

/// <summary>An admin at a terminal hands out keys and takes them back, on the real server.</summary>
public sealed class HandingOutKeys(TestServer server) : IClassFixture<TestServer>, IDisposable
{
    private readonly Terminal terminal = new();

    [Fact]
    public async Task A_key_is_handed_out_used_listed_and_taken_back()
    {
        var made = await AsAdminAsync(
            "keys",
            "create",
            "--name",
            "desk laptop",
            "--role",
            "monitor",
            "--person",
            "a.monitor",
            "--expires",
            "2999-01-31"
        );

        Assert.Equal(0, made.ExitCode);
        var key = made.Out.Trim();
        Assert.StartsWith("ngt_", key, StringComparison.Ordinal);
        Assert.DoesNotContain(key, made.Error, StringComparison.Ordinal);
        Assert.Contains(
            "of role monitor for a.monitor, until 2999-01-31T23:59:59Z. It is shown this once",
            made.Error,
            StringComparison.Ordinal
        );
        var recorded = await server.First.Client(key).Opens("by-a-new-key").Succeeds();
        Assert.Equal(
            "a.monitor",
            (await server.Auditor.Asks("/api/negotiations/by-a-new-key/history").Succeeds())["items.0.recordedBy"]
        );
        Assert.NotNull(recorded["version"]);

        var listed = await AsAdminAsync("keys", "list", "--all");
        var line = Assert.Single(listed.Out.Split('\n'), each =>
            each.Contains("desk laptop", StringComparison.Ordinal)
        );
        Assert.All(["a.monitor", "monitor", "2999-01-31T23:59:59Z", key[..8]], shown =>
            Assert.Contains(shown, line, StringComparison.Ordinal)
        );
        Assert.DoesNotContain(key, listed.Out, StringComparison.Ordinal);

        var id = line.Split(' ')[0];
        var revoked = await AsAdminAsync("keys", "revoke", id);
        Assert.Equal((0, $"Key {id} is revoked"), (revoked.ExitCode, revoked.Out[..(id.Length + 15)]));
        await server.First.Client(key).Opens("by-a-dead-key").IsRefused(401, "key-unknown");
        Assert.Equal(0, (await AsAdminAsync("keys", "revoke", id)).ExitCode);
    }

    [Fact]
    public async Task For_machines_the_answers_are_JSON()
    {
        var made = JsonNode.Parse(
            (await AsAdminAsync("keys", "create", "--name", "a program", "--role", "reader", "--json")).Out
        )!;
        var listed = JsonNode.Parse((await AsAdminAsync("keys", "list", "--all", "--json")).Out)!;
        var revoked = JsonNode.Parse((await AsAdminAsync("keys", "revoke", (string)made["id"]!, "--json")).Out)!;

        Assert.Equal(("a program", "reader"), ((string?)made["name"], (string?)made["role"]));
        Assert.Contains(listed["items"]!.AsArray(), each =>
            (string?)each!["id"] == (string?)made["id"] && each["key"] is null
        );
        Assert.Equal((true, (string?)made["id"]), ((bool)revoked["revoked"]!, (string?)revoked["id"]));
    }

    [Theory]
    [InlineData(3, "expiresAt", "keys", "create", "--name", "late", "--role", "reader", "--expires", "2001-01-01")]
    [InlineData(3, "reader, monitor, auditor, admin", "keys", "create", "--name", "x", "--role", "owner")]
    [InlineData(
        3,
        "No key 01a21027-b2a4-74be-8063-50f7f2d526d6",
        "keys",
        "revoke",
        "01a21027-b2a4-74be-8063-50f7f2d526d6"
    )]
    [InlineData(2, "name", "keys", "create", "--role", "reader")]
    public async Task What_is_refused_is_said_with_its_exit_code(int exitCode, string says, params string[] args)
    {
        var ended = await AsAdminAsync(args);

        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Equal("", ended.Out);
        Assert.Contains(
            says.Replace("expiresAt", "expiresAt", StringComparison.Ordinal),
            ended.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Only_an_admin_hands_out_keys()
    {
        Assert.Equal(
            5,
            (await terminal.RunAsync("keys", "list", "--server", server.First.Address.ToString())).ExitCode
        );
        terminal.Variables["NEGOTIATIONS_KEY"] = TestServer.KeyOf("monitor");
        Assert.Equal(
            5,
            (
                await terminal.RunAsync(
                    "keys",
                    "create",
                    "--name",
                    "x",
                    "--role",
                    "admin",
                    "--server",
                    server.First.Address.ToString()
                )
            ).ExitCode
        );
    }

    [Fact]
    public async Task A_key_whose_making_was_not_answered_is_not_asked_for_twice()
    {
        await using var away = await StubServer.StartAsync(Reply.Broken);
        Assert.Equal(
            4,
            (
                await terminal.RunAsync("keys", "create", "--name", "x", "--role", "reader", "--server", away.Address)
            ).ExitCode
        );
        Assert.Single(away.Requests);
    }

    public void Dispose() => terminal.Dispose();

    Task<Ended> AsAdminAsync(params string[] args)
    {
        terminal.Variables["NEGOTIATIONS_KEY"] = TestServer.KeyOf("admin");
        return terminal.RunAsync([.. args, "--server", server.First.Address.ToString()]);
    }
}
