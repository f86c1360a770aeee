using System.Runtime.Versioning;
using Negotiations.Postgres;
using Npgsql;

namespace Negotiations.Server.Tests.Postgres;

/// <summary>What a person gets who has typed nothing but the name of the program. One server for the chapter.</summary>
public sealed class NewDatabase(NewDatabase.Started started) : IClassFixture<NewDatabase.Started>
{
    [Fact]
    public async Task It_names_the_programs_it_was_started_with()
    {
        Assert.Matches(@"^PostgreSQL \d+\S* in .+ \(found by .+\)$", started.Postgres.Source);
        Assert.True(started.Postgres.IsOwn);
        Assert.Equal("negotiations", await Ask("select current_database()"));
        Assert.Equal(
            "negotiations",
            await Ask("select pg_get_userbyid(datdba)::text from pg_database where datname = current_database()")
        );
        Assert.True((bool)(await Ask("select usesuper from pg_user where usename = current_user"))!);
    }

    [Theory]
    [InlineData("fsync")]
    [InlineData("full_page_writes")]
    [InlineData("synchronous_commit")]
    [InlineData("data_checksums")]
    public async Task What_it_acknowledges_is_on_disk_and_checked_when_read(string setting) =>
        Assert.Equal("on", await Ask("show " + setting));

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task No_other_user_and_no_other_machine_can_reach_it()
    {
        Assert.Equal("", await Ask("show listen_addresses"));
        Assert.Equal(started.Scratch.Folder, ((string)(await Ask("show unix_socket_directories"))!).Trim('"'));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(started.Scratch.Folder)
        );
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Only_its_owner_may_read_the_password()
    {
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(started.Scratch.Folder, "password"))
        );
    }

    [Fact]
    public async Task No_one_gets_in_with_another_password()
    {
        var guessed = new NpgsqlConnectionStringBuilder(started.Postgres.ConnectionString)
        {
            Password = "guessed",
        }.ConnectionString;

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Records.AskAsync(guessed, "select 1"));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [Fact]
    public async Task It_never_reports_the_password() =>
        Assert.DoesNotContain(
            (await File.ReadAllTextAsync(Path.Combine(started.Scratch.Folder, "password"), Scratch.Stop)).Trim(),
            string.Join('\n', started.Scratch.Reports)
        );

    [Fact]
    public async Task It_does_not_run_as_root()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The server is asked through /proc.");

        Assert.NotEqual("0", await Ask("select substring(pg_read_file('/proc/self/status') from 'Uid:\\s+(\\d+)')"));
    }

    [Theory]
    [InlineData("select lower('БИШКЕК, ДУШАНБЕ')", "бишкек, душанбе")]
    [InlineData("select unaccent('Résumé of the Ambassadör')", "Resume of the Ambassador")]
    [InlineData(
        "select (to_tsvector('simple', 'Граница у Ворух') @@ plainto_tsquery('simple', 'ГРАНИЦА'))::text",
        "true"
    )]
    [InlineData(
        "select (to_tsvector('english', 'The border talks resumed') @@ plainto_tsquery('english', 'resuming'))::text",
        "true"
    )]
    public async Task Search_knows_the_letters_of_the_parties(string question, string answer) =>
        Assert.Equal(answer, await Ask(question));

    [Fact]
    public async Task A_caller_may_tune_it_but_not_make_it_forgetful_or_public()
    {
        Assert.Equal("42", await Ask("show max_connections"));
        Assert.Equal("on", await Ask("show fsync"));
        Assert.NotEqual("*", await Ask("show listen_addresses"));
    }

    Task<object?> Ask(string sql) => Records.AskAsync(started.Postgres.ConnectionString, sql);

    public sealed class Started : IAsyncLifetime
    {
        public Scratch Scratch { get; } = new();

        public LocalPostgres Postgres { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var settings = new Dictionary<string, string>
            {
                ["max_connections"] = "42",
                ["fsync"] = "off",
                ["listen_addresses"] = "*",
            };
            Postgres = await LocalPostgres.StartAsync(Scratch.Options with { Settings = settings }, Scratch.Stop);
            await Records.AskAsync(Postgres.ConnectionString, "create extension unaccent");
        }

        public async ValueTask DisposeAsync()
        {
            await Postgres.DisposeAsync();
            Scratch.Dispose();
        }
    }
}
