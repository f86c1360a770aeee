using Npgsql;

namespace Negotiations.Server.Tests.Security;

/// <summary>A database of someone else's, with the roles they gave.</summary>
public sealed class GivenRoles(TestDatabase databases) : IAsyncLifetime
{
    const string Password = "correct-horse";

    static int count;

    readonly string suffix = $"{Environment.ProcessId}_{Interlocked.Increment(ref count)}";
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("negotiations-");
    string owner = "";
    string worker = "";
    string superuser = "";

    public async ValueTask InitializeAsync()
    {
        superuser = await databases.CreateDatabaseAsync("given-" + suffix);
        var database = new NpgsqlConnectionStringBuilder(superuser).Database;
        foreach (var role in new[] { "owner", "worker" })
            await AppendOnly.RunAsync(superuser, $"create role given_{role}_{suffix} login password '{Password}'");

        await AppendOnly.RunAsync(
            superuser,
            $"grant create, connect, temporary on database \"{database}\" to given_owner_{suffix}"
        );
        (owner, worker) = (As("owner"), As("worker"));
    }

    [Fact]
    public async Task One_role_that_may_make_no_other_does_both_and_says_so_and_the_trigger_holds()
    {
        await using var node = await RunningServer.StartAsync(owner, folder.FullName);
        using var reader = node.Client(key: null);

        var ready = await reader.Asks("/health/ready").Succeeds();

        Assert.Equal(("healthy", owner), (ready["status"], AppendOnly.Connections(node).Server));
        Assert.Contains(
            "may not make another; give ConnectionStrings__negotiations-owner",
            ready["parts.store.text"],
            StringComparison.Ordinal
        );
        await IsRecordedForGoodAsync(node, owner);
    }

    [Fact]
    public async Task Two_given_roles_are_separated()
    {
        await using var node = await RunningServer.StartAsync(worker, folder.FullName, Settings);
        using var reader = node.Client(key: null);

        var ready = await reader.Asks("/health/ready").Succeeds();

        Assert.Contains("no right to change them", ready["parts.store.text"], StringComparison.Ordinal);
        await IsRecordedForGoodAsync(node, owner);
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            AppendOnly.RunAsync(worker, "delete from negotiations.mt_events")
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Once_the_owner_has_made_the_schema_the_servers_role_alone_is_enough()
    {
        await (await RunningServer.StartAsync(worker, folder.FullName, Settings)).DisposeAsync();

        await using var node = await RunningServer.StartAsync(worker, folder.FullName);
        using var reader = node.Client(key: null);

        var ready = await reader.Asks("/health/ready").Succeeds();
        Assert.Contains("no right to change them", ready["parts.store.text"], StringComparison.Ordinal);
        await IsRecordedForGoodAsync(node, superuser);
    }

    [Fact]
    public async Task A_servers_role_that_was_given_too_much_is_named()
    {
        await (await RunningServer.StartAsync(worker, folder.FullName, Settings)).DisposeAsync();
        await AppendOnly.RunAsync(owner, $"grant update on negotiations.mt_events to given_worker_{suffix}");

        await using var node = await RunningServer.StartAsync(worker, folder.FullName);
        using var reader = node.Client(key: null);

        var ready = await reader.Asks("/health/ready").Succeeds();
        Assert.Equal("healthy", ready["status"]);
        Assert.Contains("rights on them that it should not have", ready["parts.store.text"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grant create on database \"{0}\" to {1}")]
    [InlineData("create schema negotiations authorization {1}; create schema negotiations_jobs authorization {1}")]
    public async Task An_owner_without_the_right_to_make_schemas_learns_the_right_and_what_to_do(string remedy)
    {
        var database = new NpgsqlConnectionStringBuilder(superuser).Database;
        var role = $"given_owner_{suffix}";
        await AppendOnly.RunAsync(superuser, $"revoke create on database \"{database}\" from {role}");

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() =>
            RunningServer.StartAsync(owner, folder.FullName)
        );
        Assert.Contains(
            $"{role} lacks the right CREATE on the database \"{database}\"",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "schema negotiations and negotiations_jobs is not there",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"grant create on database \"{database}\" to {role};",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.Contains($"create schema negotiations authorization {role};", refused.Message, StringComparison.Ordinal);

        await AppendOnly.RunAsync(
            superuser,
            string.Format(System.Globalization.CultureInfo.InvariantCulture, remedy, database, role)
        );
        await using var node = await RunningServer.StartAsync(owner, folder.FullName);
        await IsRecordedForGoodAsync(node, owner);
    }

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    Dictionary<string, string?> Settings =>
        new() { ["casebook"] = "false", ["ConnectionStrings:negotiations-owner"] = owner };

    string As(string role) =>
        new NpgsqlConnectionStringBuilder(superuser)
        {
            Username = $"given_{role}_{suffix}",
            Password = Password,
        }.ConnectionString;

    async Task IsRecordedForGoodAsync(RunningServer node, string strongest)
    {
        using var monitor = node.Client(
            (await File.ReadAllTextAsync(Path.Combine(folder.FullName, "keys", "monitor.key"))).Trim()
        );
        await monitor.Opens("recorded").Succeeds();
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            AppendOnly.RunAsync(strongest, "delete from negotiations.mt_events")
        );
        Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
    }
}
