using Microsoft.Extensions.DependencyInjection;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Security;
using Negotiations.Store.Projections;

namespace Negotiations.Server.Tests.Storage;

/// <summary>What an append writes of a view, and what is stored behind it.</summary>
public sealed class SmallRows(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_rows_of_a_commit_are_one_statement()
    {
        await AppendOnly.RunAsync(
            server.ConnectionString,
            """
            create table if not exists public.placed (at timestamptz);
            grant insert on public.placed to public;
            create or replace function public.place() returns trigger language plpgsql as $$
            begin
              insert into public.placed values (now());
              return null;
            end $$;
            create trigger placed before insert on negotiations.status
              for each statement execute function public.place();
            """
        );
        try
        {
            await server
                .Recorder()
                .RecordTogetherAsync(
                    [.. Enumerable.Range(0, 8).Select(n => Submissions.Opening($"together-{n}"))],
                    Scratch.Stop
                );
        }
        finally
        {
            await AppendOnly.RunAsync(server.ConnectionString, "drop trigger placed on negotiations.status");
        }

        Assert.Equal(1L, await server.SqlAsync("select count(*) from public.placed"));
        Assert.Equal(
            8L,
            await server.SqlAsync(
                "select count(distinct id) from negotiations.status join negotiations.search_words using (id) "
                    + "where id like 'together-%'"
            )
        );
    }

    [Fact]
    public async Task No_index_is_on_what_an_append_changes_and_a_page_leaves_room_for_the_new_row()
    {
        const string Indexed = """
            select string_agg(distinct a.attname, ',') from pg_index i
            join pg_attribute a on a.attrelid = i.indexrelid where i.indrelid = 'negotiations.status'::regclass
            """;

        // Of these, appends change none: which negotiations an opening names, and where one went on.
        Assert.Equal("id,merged_into,named,related", await server.SqlAsync(Indexed));
        Assert.Equal(
            "fillfactor=60",
            await server.SqlAsync("select reloptions[1] from pg_class where oid = 'negotiations.status'::regclass")
        );
    }

    [Fact]
    public async Task Words_are_written_only_when_they_change()
    {
        await server.Monitor.Records("worded", Report.Round("2023-03", 1));
        var before = await WordsAsync("worded");

        await server.Monitor.Appends("worded", Report.Round("2023-10", 2)).Succeeds();
        var same = await WordsAsync("worded");
        await server
            .Monitor.Appends("worded", Report.Of("round-held", "2023-12", """ "note": "At Guliston." """))
            .Succeeds();

        Assert.Equal(before, same);
        Assert.NotEqual(before, await WordsAsync("worded"));
        Assert.Equal(["worded"], (await server.Anonymous.Asks("/api/negotiations?q=guliston")).Each("items", "id"));
    }

    [Fact]
    public async Task An_append_writes_the_words_it_brings_and_no_other_and_those_of_a_retracted_event_go()
    {
        var guliston = $"{Guid.CreateVersion7()}";
        await server.Monitor.Records("word-rows", Report.Round("2023-03", 1));
        var before = await PartsAsync();

        await server
            .Monitor.Appends("word-rows", Report.Of("round-held", "2023-12", """ "note": "At Guliston." """, guliston))
            .Succeeds();
        var after = await PartsAsync();

        Assert.Single(after.Except(before));
        Assert.Empty(before.Except(after));

        await server.Monitor.Appends("word-rows", Report.Retraction(guliston)).Succeeds();

        Assert.Equal(before, await PartsAsync());
        Assert.Empty((await server.Anonymous.Asks("/api/negotiations?q=guliston+rows")).Each("items", "id"));

        async Task<string[]> PartsAsync() =>
            (string[])
                (
                    await server.SqlAsync(
                        "select array_agg(part || ' ' || xmin::text order by part) "
                            + "from negotiations.search_words where id = 'word-rows'"
                    )
                )!;
    }

    [Fact]
    public async Task Words_that_time_has_changed_are_written_with_the_turn()
    {
        await server.Monitor.Records("turned-words", Report.Round("2023-03", 1));
        await server.SqlAsync(
            """
            update negotiations.search_words set words = 'Alost', search = 'lost:1A' where id = 'turned-words';
            update negotiations.status set next_turn = date '2022-01-01' where id = 'turned-words'
            """
        );

        await server.Services.GetRequiredService<ViewRefresh>().RunAsync(Scratch.Stop);

        Assert.Equal(
            1L,
            await server.SqlAsync(
                "select count(*) from negotiations.search_words where id = 'turned-words' and words like '%border%'"
            )
        );
    }

    [Fact]
    public async Task A_snapshot_is_stored_behind_once_a_negotiation_is_left_alone_and_not_before()
    {
        await server.Monitor.Records("behind", Report.Round("2023-03", 1));
        var snapshots = server.Services.GetRequiredService<ViewSnapshots>();

        await snapshots.RunAsync(TimeSpan.FromHours(1), Scratch.Stop);
        Assert.Equal(0L, await CountAsync("behind"));
        await server.SnapshotsAsync();
        Assert.Equal(1L, await CountAsync("behind"));

        var first = await server.SqlAsync("select xmin::text from negotiations.status_snapshot where id = 'behind'");
        await server.SnapshotsAsync();
        Assert.Equal(
            first,
            await server.SqlAsync("select xmin::text from negotiations.status_snapshot where id = 'behind'")
        );
    }

    [Fact]
    public async Task One_that_is_never_left_alone_gets_a_snapshot_every_hundred_events()
    {
        await server.Monitor.Records(
            "busy",
            [.. Enumerable.Range(1, 101).Select(number => Report.Round("2023-03", number))]
        );

        await server.Services.GetRequiredService<ViewSnapshots>().RunAsync(TimeSpan.FromHours(1), Scratch.Stop);

        Assert.Equal(1L, await CountAsync("busy"));
    }

    [Fact]
    public async Task A_node_with_nothing_in_memory_answers_from_a_snapshot_as_long_as_it_is_of_the_version()
    {
        await server.Monitor.Records("shown", Report.Round("2023-03", 1));
        await server.SnapshotsAsync();
        await server.SqlAsync(
            "update negotiations.status_snapshot set data = replace(data, 'Delimitation', 'Edited') where id = 'shown'"
        );
        var reader = (await server.StartAnotherAsync()).Client(key: null);

        var stored = await reader.Asks("/api/negotiations/shown").Succeeds();
        await server.Monitor.Appends("shown", Report.Round("2023-10", 2)).Succeeds();
        var folded = await reader.Asks("/api/negotiations/shown").Succeeds();

        Assert.StartsWith("Edited", stored["title"], StringComparison.Ordinal);
        Assert.StartsWith("Delimitation", folded["title"], StringComparison.Ordinal);
        Assert.Equal(("2", "3"), (stored["version"], folded["version"]));
    }

    [Fact]
    public async Task A_snapshot_of_before_an_erasure_does_not_outlive_it()
    {
        var clash = $"{Guid.CreateVersion7()}";
        await server.Monitor.Opens("erased-behind").Succeeds();
        await server
            .Monitor.Appends(
                "erased-behind",
                Report.Of(
                    "milestone-reported",
                    "2022-09",
                    """ "milestone": "other", "status": "achieved", "title": "Akmatov" """,
                    clash
                )
            )
            .Succeeds();
        await server.SnapshotsAsync();
        Assert.Equal(1L, await CountAsync("erased-behind", "Akmatov"));

        await Scratch.Eventually("it is erased", async () =>
            (int)(await server.Admin.Erases("erased-behind", clash)).Status == 201
        );

        Assert.Equal(0L, await CountAsync("erased-behind", "Akmatov"));
        Assert.Equal(1L, await CountAsync("erased-behind"));
    }

    Task<object?> WordsAsync(string id) =>
        server.SqlAsync(
            $"select string_agg(xmin::text || words, '' order by part) from negotiations.search_words where id = '{id}'"
        );

    async Task<long> CountAsync(string id, string says = "") =>
        (long)
            (
                await server.SqlAsync(
                    $"select count(*) from negotiations.status_snapshot where id = '{id}' and data like '%{says}%'"
                )
            )!;
}
