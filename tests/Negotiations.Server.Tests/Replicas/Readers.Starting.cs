using System.Net;
using Microsoft.Extensions.Configuration;
using Negotiations.Server.Starting;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Starting;

namespace Negotiations.Server.Tests.Replicas;

// How a reader starts, and where it does not.
public sealed partial class Readers
{
    [Fact]
    public async Task A_role_that_may_only_read_serves_a_reader_on_the_primary_too()
    {
        await nodes.Database.SqlAsync(
            """
            create role only_reads login password 'secret';
            grant usage on schema negotiations to only_reads;
            grant select on all tables in schema negotiations to only_reads;
            revoke all on negotiations.server_login from only_reads
            """
        );
        await using var reader = await nodes.StartReaderAsync(
            "p0",
            nodes.Database.ConnectionString().Replace("Username=neg", "Username=only_reads", StringComparison.Ordinal)
        );
        using var admin = reader.Client(nodes.KeyOf("admin"));

        Assert.Equal("healthy", (await admin.Asks("/health/ready").Is(HttpStatusCode.OK))["status"]);
        foreach (var route in await RoutesAsync())
            Assert.True((int)(await admin.Asks(route)).Status < 500, route);
    }

    [Fact]
    public async Task The_program_starts_as_one_with_an_empty_folder_makes_no_key_and_ends_in_good_order()
    {
        using var folder = new Scratch();
        await nodes.WaitAsync();
        using var program = await ServerProcess.StartAsync(
            nodes.Database.ConnectionString("p1"),
            folder.Folder,
            environment: new Dictionary<string, string> { ["READER"] = "true" }
        );
        using var admin = program.Client(nodes.KeyOf("admin"));

        await admin.Asks("/api/negotiations/every-read").Succeeds();
        await admin.Asks("/audit").Succeeds();
        await admin.Asks("/api/ledger/key").IsRefused(503, "ledger-key-missing", "ledger/ledger.key");
        await admin.Opens("nowhere").IsRefused(405, "node-only-reads", "reader:writerAddress");
        Assert.Equal(0, await program.StopAsync());
        Assert.False(Directory.Exists(Path.Combine(folder.Folder, "ledger")), "A key was made.");
    }

    [Theory]
    [InlineData("nothing", null, null, "There is no record in this database")]
    [InlineData("newer", 99, 99, "cannot work with it. Start 9.9 or a later one.")]
    [InlineData("older", 1, 1, "An older program made this store")]
    public async Task A_start_is_refused_where_there_is_nothing_that_it_can_read(
        string name,
        int? number,
        int? readableFrom,
        string says
    )
    {
        await nodes.Database.SqlAsync($"create database {name}");
        var connectionString = nodes
            .Database.ConnectionString()
            .Replace("Database=neg", $"Database={name}", StringComparison.Ordinal);
        if (number is not null)
            await nodes.Database.SqlAsync(
                $"""
                create schema negotiations;
                create table negotiations.schema_version (id int, number int, readable_from int, written_by text);
                insert into negotiations.schema_version values (1, {number}, {readableFrom}, '9.9')
                """,
                database: name
            );

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() =>
            nodes.StartReaderAsync("p0", connectionString)
        );

        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.Equal(
            number is null ? 0L : 1L,
            await nodes.Database.SqlAsync(
                "select count(*) from pg_tables where schemaname = 'negotiations'",
                database: name
            )
        );
    }

    [Fact]
    public void It_is_asked_for_by_an_argument_and_needs_a_connection_string()
    {
        var asked = CommandLine.Read(["--reader"]);

        Assert.Null(asked.Mistake);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(asked.Settings).Build();
        Assert.Contains(
            "ConnectionStrings__negotiations",
            ConfigurationValidator.Find(configuration, "http://127.0.0.1:0"),
            StringComparison.Ordinal
        );
    }
}
