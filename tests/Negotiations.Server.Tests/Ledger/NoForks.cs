using Microsoft.Extensions.DependencyInjection;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Ledger;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>What was signed lies outside the database, and nothing is signed that does not continue it.</summary>
public sealed class NoForks(TestDatabase databases)
{
    private const string LostEvent =
        "delete from mt_events where stream_id = 'water' and version = 4; "
        + "update mt_streams set version = 3 where id = 'water'; delete from ledger_checkpoint where size > 7";

    [Fact]
    public async Task A_checkpoint_that_was_signed_and_not_committed_is_signed_again_and_no_other()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        await server.AttacksAsync(
            """
            create function stop() returns trigger language plpgsql as $$ begin raise exception 'no commit'; end $$;
            create constraint trigger stop after insert on ledger_checkpoint deferrable initially deferred
              for each row execute function stop()
            """
        );
        await server.Monitor.Appends("water", Report.Clash("2022-03")).Succeeds();
        await Scratch.Eventually("it is signed", () => SizeIn(server.SignedFile) == AuditedServer.Size + 1);
        Assert.Equal(AuditedServer.Size, await server.SizeAsync());
        var signed = await File.ReadAllTextAsync(server.SignedFile, Scratch.Stop);

        await server.AttacksAsync("drop trigger stop on ledger_checkpoint");
        await server.InLogAsync(AuditedServer.Size + 1);
        Assert.Equal(signed, await server.SqlAsync("select note from negotiations.ledger_checkpoint where size = 8"));
        (await server.VerifiesAsync()).IsVerified();
    }

    [Fact]
    public async Task A_database_that_went_back_is_noticed_and_the_log_goes_on_only_with_a_public_notice()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        await server.Monitor.Appends("water", Report.Clash("2022-03")).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 1);
        (await server.VerifiesAsync()).IsVerified();

        await server.AttacksAsync(LostEvent);
        await AuditedServer.SaysWithinASecondAsync(server.First, "Missing are entries 7 to 7.");
        await server.Monitor.Records("third", Report.Clash("2022-04"));
        await AuditedServer.SaysWithinASecondAsync(server.First, "the first 8 rows give another tree");
        Assert.Equal(AuditedServer.Size, await server.SizeAsync());

        var resumed = await server.Terminal.RunAsync("ledger", "resume", server.KeyFile);
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        await server.InLogAsync(AuditedServer.Size + 2);
        Assert.False(File.Exists(Path.Combine(server.Folder, "ledger", "resume.order")));

        // Who knows the lost entry finds it gone, and everyone reads that the log says so itself.
        var known = (await server.VerifiesAsync()).Finds("forked");
        var first = await server.VerifiesAsync(AuditedServer.Pinned, Path.Combine(server.Terminal.Folder, "another"));

        // Here the views were not put back with the rows; of the log nothing else is found.
        Assert.Equal("view-differs list-differs", first.Kinds);
        foreach (var verdict in new[] { known, first })
            Assert.Contains("went on from 7 entries without entries 7 to 7", verdict.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Emptied_tables_are_filled_again_with_the_same_tree_and_with_no_other()
    {
        const string Emptied = "truncate ledger_checkpoint, ledger_tile, ledger_bundle, ledger_cosignature; ";
        await using var server = await AuditedServer.StartAsync(databases);
        (await server.VerifiesAsync()).IsVerified();
        await server.AttacksAsync(Emptied);
        await server.InLogAsync(AuditedServer.Size);
        (await server.VerifiesAsync()).IsVerified();

        const string Row = "stream_id = 'border' and version = 3";
        await server.AttacksAsync(
            $"{Emptied}update mt_events set user_name = 'someone' where {Row}; {await server.AnotherSealAsync(Row)}"
        );
        await AuditedServer.SaysWithinASecondAsync(server.First, "the first 7 rows give another tree");
        Assert.Equal(0, await server.SizeAsync());
        (await server.VerifiesAsync()).Finds("rolled-back");
    }

    [Fact]
    public async Task A_node_remembers_what_another_one_signed_and_notices_what_is_lost()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        var other = Directory.CreateTempSubdirectory("negotiations-");
        Directory.CreateDirectory(Path.Combine(other.FullName, "ledger"));
        File.Copy(server.KeyFile, Path.Combine(other.FullName, "ledger", "ledger.key"));
        await using (var second = await RunningServer.StartAsync(server.ConnectionString, other.FullName))
        {
            await server.Monitor.Appends("water", Report.Clash("2022-03")).Succeeds();
            var memory = Path.Combine(other.FullName, "ledger", "signed.checkpoint");
            await Scratch.Eventually("the other node has it", () =>
                File.Exists(memory) && SizeIn(memory) == AuditedServer.Size + 1
            );

            await server.StopAsync(server.First);
            await server.AttacksAsync(LostEvent);
            await AuditedServer.SaysWithinASecondAsync(second, "Missing are entries 7 to 7.");
        }

        other.Delete(recursive: true);
    }

    [Fact]
    public async Task A_node_with_another_key_does_not_start_and_a_key_that_others_can_read_is_refused()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        var other = Directory.CreateTempSubdirectory("negotiations-");
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() =>
            RunningServer.StartAsync(server.ConnectionString, other.FullName)
        );
        Assert.Contains("--accept-new-key", refused.Message, StringComparison.Ordinal);
        other.Delete(recursive: true);

        if (OperatingSystem.IsWindows())
            return;

        File.SetUnixFileMode(server.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        refused = await Assert.ThrowsAsync<InvalidDataException>(server.StartAnotherAsync);
        Assert.Contains("chmod 600", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lease_for_longer_than_any_node_takes_it_holds_nothing_back()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        await server.SqlAsync("update negotiations.ledger_lease set holder = gen_random_uuid(), until = '2100-01-01'");
        await server.Monitor.Appends("water", Report.Clash("2022-03")).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 1);
        Assert.Null(server.Services.GetRequiredService<LedgerWriter>().Fault);
    }

    private static long SizeIn(string signedFile) =>
        long.Parse(File.ReadAllLines(signedFile)[1], System.Globalization.CultureInfo.InvariantCulture);
}
