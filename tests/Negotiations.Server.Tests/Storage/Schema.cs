using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Setup;
using Npgsql;

namespace Negotiations.Server.Tests.Storage;

/// <summary>A start that finds the schema as it was made leaves it alone; one that does not mends it.</summary>
public sealed class Schema(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task It_is_known_to_be_as_it_was_made()
    {
        Assert.True(await IsAsMadeAsync());
    }

    [Theory]
    [InlineData(
        "drop index negotiations.status_order",
        "select count(*) from pg_indexes where schemaname = 'negotiations' and indexname = 'status_order'"
    )]
    [InlineData(
        "drop table negotiations.ledger_lease",
        "select count(*) from pg_tables where schemaname = 'negotiations' and tablename = 'ledger_lease'"
    )]
    [InlineData(
        "alter table negotiations.status drop column last_day",
        "select count(*) from information_schema.columns where table_schema = 'negotiations' and "
            + "table_name = 'status' and column_name = 'last_day'"
    )]
    [InlineData(
        "drop function negotiations.restore_erasures()",
        "select count(*) from pg_proc where proname = 'restore_erasures'"
    )]
    [InlineData("comment on schema negotiations is 'another program'", "select 1::bigint")]
    public async Task What_was_changed_by_hand_is_mended_at_the_next_start(string change, string mended)
    {
        await using (var owner = new NpgsqlConnection(server.ConnectionString))
        {
            await owner.OpenAsync(Scratch.Stop);
            await using var command = new NpgsqlCommand(change, owner);
            await command.ExecuteNonQueryAsync(Scratch.Stop);
        }

        Assert.False(await IsAsMadeAsync());
        await server.StartAnotherAsync();
        Assert.True(await IsAsMadeAsync());
        Assert.Equal(1L, await Records.AskAsync(server.ConnectionString, mended));
    }

    [Fact]
    public async Task A_store_whose_rows_hold_whole_views_and_words_is_brought_to_small_rows()
    {
        await server.Monitor.Records("upgraded", Report.Of("round-held", "2023-12", """ "note": "At Guliston." """));
        var before = await server.Anonymous.Asks("/api/negotiations/upgraded").Succeeds();
        await Records.AskAsync(
            server.ConnectionString,
            """
            drop table negotiations.search_words, negotiations.status_snapshot;
            alter table negotiations.status drop column fold, add column data text not null default '{}',
              add column search_text text, add column search tsvector;
            create index status_search on negotiations.status using gin (search);
            comment on schema negotiations is 'the program before'
            """
        );

        var reader = (await server.StartAnotherAsync()).Client(key: null);

        Assert.Equal(before.Text, (await reader.Asks("/api/negotiations/upgraded").Succeeds()).Text);
        Assert.Equal(["upgraded"], (await reader.Asks("/api/negotiations?q=guliston")).Each("items", "id"));
        await server.Monitor.Appends("upgraded", Report.Round("2023-10", 2)).Succeeds();
        Assert.Equal("3", (await reader.Asks("/api/negotiations/upgraded").Succeeds())["version"]);
        Assert.Equal(
            0L,
            await Records.AskAsync(
                server.ConnectionString,
                "select count(*) from information_schema.columns where table_schema = 'negotiations' "
                    + "and table_name = 'status' and column_name in ('data', 'search', 'search_text')"
            )
        );
    }

    [Fact]
    public async Task An_older_program_goes_on_as_long_as_it_may_and_changes_nothing()
    {
        try
        {
            await NewerAsync(readableFrom: SchemaVersion.Number);
            var older = await server.StartAnotherAsync();
            await older.Client(TestServer.KeyOf("monitor")).Opens("by-an-older").Succeeds();
            Assert.Equal(
                "99.1",
                await Records.AskAsync(server.ConnectionString, "select written_by from negotiations.schema_version")
            );

            await NewerAsync(readableFrom: SchemaVersion.Number + 1);
            var refused = await Assert.ThrowsAsync<InvalidDataException>(() => server.StartAnotherAsync());
            Assert.Contains("version 99.1", refused.Message, StringComparison.Ordinal);
            Assert.Contains("Start 99.1 or a later one", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            await server.SqlAsync("delete from negotiations.schema_version");
        }

        await server.StartAnotherAsync();
        Assert.Equal(
            SchemaVersion.Number,
            await Records.AskAsync(server.ConnectionString, "select number from negotiations.schema_version")
        );

        Task NewerAsync(int readableFrom) =>
            server.SqlAsync(
                "update negotiations.schema_version set number = 1000, written_by = '99.1', readable_from = "
                    + readableFrom
            );
    }

    async Task<bool> IsAsMadeAsync()
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(Scratch.Stop);
        return await SchemaMark.HoldsAsync(connection, Scratch.Stop);
    }
}
