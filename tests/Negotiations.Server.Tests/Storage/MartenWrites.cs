using System.Text.RegularExpressions;
using JasperFx;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Events;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Security;
using Negotiations.Specs.Ledger;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Setup;
using Negotiations.Values;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Server.Tests.Storage;

/// <summary>Marten writes every event and every view; no statement of ours writes its tables.</summary>
public sealed partial class MartenWrites(TestServer server) : IClassFixture<TestServer>
{
    // The owner notes every statement that writes the record, no matter who sends it.
    const string NoteStatements = """
        create table if not exists public.noted (by text, statement text);
        grant insert on public.noted to public;
        create or replace function public.note() returns trigger language plpgsql as $$
        begin
          insert into public.noted select session_user, current_query();
          return null;
        end $$;
        create trigger noted before insert or update or delete on negotiations.mt_events
          for each statement execute function public.note();
        create trigger noted before insert or update or delete on negotiations.mt_streams
          for each statement execute function public.note();
        """;

    const string ForgetStatements = """
        drop trigger noted on negotiations.mt_events;
        drop trigger noted on negotiations.mt_streams;
        """;

    [Fact]
    public async Task The_statements_that_write_the_record_are_those_of_a_plain_session_of_marten()
    {
        await AppendOnly.RunAsync(server.ConnectionString, NoteStatements);
        try
        {
            await server.Monitor.Records("noted", Report.Clash(), Report.Round("2022-10", 1));
            await PlainlyAsync("noted-plainly");
            await PlainlyAsync("noted-plainly");
        }
        finally
        {
            await AppendOnly.RunAsync(server.ConnectionString, ForgetStatements);
        }

        var ours = await StatementsOfAsync("like");
        var martens = await StatementsOfAsync("not like");
        Assert.Equal(3, martens.Count);
        Assert.Equal(martens, ours);
    }

    [Theory]
    [InlineData("select setval('negotiations.mt_events_sequence', 1)")]
    [InlineData("alter sequence negotiations.mt_events_sequence restart")]
    [InlineData("update negotiations.mt_streams set timestamp = now()")]
    public async Task The_servers_role_has_no_right_beyond_what_marten_needs(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            AppendOnly.RunAsync(AppendOnly.Connections(server.First).Server, sql)
        );

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public void Erasure_and_restoring_are_the_only_places_that_write_a_table_or_sequence_of_marten()
    {
        string[] projects = ["Negotiations.Store", "Negotiations.Server"];
        var writers = projects
            .Select(project => Repository.Path("src", project))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(path => Path.GetExtension(path) is ".cs" or ".sql")
            .Where(path => Writing().IsMatch(File.ReadAllText(path)))
            .Select(path => Path.GetFileName(path)!);

        Assert.Equal(["AppendOnly.sql", "EventCopy.cs", "Restoring.cs"], writers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Sequence_and_recorded_time_go_in_one_order_however_the_streams_are_mixed_in_a_commit()
    {
        await server.Monitor.Opens("mixed-old").Succeeds();
        var recorder = server.Recorder();
        string[] mixed = ["mixed-b", "mixed-old", "mixed-a", "mixed-old", "mixed-b", "mixed-c", "mixed-a", "mixed-old"];

        var outcomes = await recorder.RecordTogetherAsync(
            [
                .. mixed.Select(
                    (id, place) =>
                        mixed.IndexOf(id) == place && id != "mixed-old"
                            ? Submissions.Opening(id)
                            : Submissions.Appending(id)
                ),
            ],
            Scratch.Stop
        );

        var shown = outcomes.SelectMany(each => each.Receipt!.Events).OrderBy(each => each.Sequence).ToList();
        var stored = await RowsAsync(
            $"""
            select id, version, seq_id, timestamp from negotiations.mt_events
            where seq_id >= {shown[0].Sequence} order by seq_id
            """,
            row => (row.GetGuid(0), row.GetInt64(1), row.GetInt64(2), row.GetFieldValue<DateTimeOffset>(3))
        );
        Assert.Equal(shown.Select(each => (each.EventId, each.Version, each.Sequence, each.RecordedAt)), stored);
        Assert.Equal(stored.Select(each => each.Item4).Order(), stored.Select(each => each.Item4));
        Assert.Distinct(stored.Select(each => each.Item4));
        Assert.Equal(mixed.Length, stored.Count);
    }

    [Fact]
    public async Task A_save_that_breaks_midway_leaves_a_gap_in_the_numbers_and_nothing_else()
    {
        var memory = new CommitMemory();
        await using var store = DocumentStore.For(options =>
            EventStore.Configure(options, AppendOnly.Connections(server.First).Server, AutoCreate.None, memory)
        );
        var before = await server.Recorder().RecordAsync(Submissions.Opening("before-the-gap"), Scratch.Stop);
        await using (var recorder = server.AnotherRecorder(store: store, memory: memory))
            await Assert.ThrowsAsync<PostgresException>(() =>
                recorder.RecordAsync(
                    Submissions.Opening("broken-save", by: "a\0b") with
                    {
                        IsByAuthor = true,
                    },
                    Scratch.Stop
                )
            );

        // Its end waits for whatever the store still had to write on connections of its own.
        await store.DisposeAsync();
        var after = await server.Recorder().RecordAsync(Submissions.Opening("after-the-gap"), Scratch.Stop);

        Assert.Equal(before.Receipt!.Events[0].Sequence + 2, after.Receipt!.Events[0].Sequence);
        Assert.Equal(
            0L,
            await server.SqlAsync(
                "select count(*) from negotiations.mt_streams where id in ('mt_tombstone', 'broken-save')"
            )
        );
        Assert.Equal(0L, await server.SqlAsync("select count(*) from negotiations.mt_events where type = 'tombstone'"));
    }

    [Fact]
    public async Task An_earlier_view_is_not_put_over_a_later_one()
    {
        await server.Monitor.Records("overtaken", Report.Clash());
        var reader = server.Services.GetRequiredService<NegotiationReader>();
        var early = await reader.ReadAsync("overtaken", Scratch.Stop);
        await server.Monitor.Appends("overtaken", Report.Round("2022-10", 1)).Succeeds();

        var database = server.Services.GetRequiredService<Database>();
        var today = server.Services.GetRequiredService<DatabaseClock>().Today;
        await using var connection = await database.Source.OpenConnectionAsync(Scratch.Stop);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { StatusTable.Upsert(StatusFold.Of(early, Clocks.On(today))!) },
        };

        Assert.Equal(0, await batch.ExecuteNonQueryAsync(Scratch.Stop));
        Assert.Equal("3", (await server.Anonymous.Asks("/api/negotiations/overtaken").Succeeds())["version"]);
    }

    static async Task PlainlyAsync(IDocumentStore store, string id)
    {
        await using var session = store.LightweightSession();
        session.Events.Append(
            id,
            new RoundHeld
            {
                Occurred = Edtf.Parse("2022-10"),
                RoundNumber = 1,
                Sources = [new Source { Publisher = "Kabar" }],
            }
        );
        await session.SaveChangesAsync(Scratch.Stop);
    }

    [GeneratedRegex(
        @"(insert\s+into|copy|update|delete\s+from|truncate|merge\s+into)\s+(negotiations|\{(Tables\.)?Schema\})\.mt_"
            + @"|setval\(",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Writing();

    async Task PlainlyAsync(string id)
    {
        await using var store = DocumentStore.For(options =>
            EventStore.Configure(options, server.ConnectionString, AutoCreate.None)
        );
        await PlainlyAsync(store, id);
    }

    Task<List<string>> StatementsOfAsync(string relation) =>
        RowsAsync(
            $"select distinct statement from public.noted where by {relation} '{ServerRole.Prefix}%' order by 1",
            row => row.GetString(0)
        );

    async Task<List<T>> RowsAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var connection = await Connect.OnceAsync(server.ConnectionString, Scratch.Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(Scratch.Stop);
        List<T> all = [];
        while (await rows.ReadAsync(Scratch.Stop))
            all.Add(read(rows));

        return all;
    }
}
