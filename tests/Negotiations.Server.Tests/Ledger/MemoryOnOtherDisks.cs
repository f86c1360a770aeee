using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>
/// With the server's own PostgreSQL all lies in one folder: an old copy of it is found out by a folder on another disk.
/// </summary>
public sealed class MemoryOnOtherDisks(TestDatabase databases)
{
    private const string LostEvent =
        "delete from mt_events where stream_id = 'water' and version = 4; "
        + "update mt_streams set version = 3 where id = 'water'; delete from ledger_checkpoint where size > 7";

    [Fact]
    public async Task An_old_copy_of_everything_is_noticed_and_nothing_is_signed_on_it()
    {
        var other = Directory.CreateTempSubdirectory("negotiations-");
        await using var server = await StartAsync(other.FullName);
        var ledger = Path.Combine(server.Folder, "ledger");
        var old = Directory.CreateTempSubdirectory("negotiations-");
        foreach (var file in Directory.GetFiles(ledger))
            File.Copy(file, Path.Combine(old.FullName, Path.GetFileName(file)));

        await server.Monitor.Appends("water", Report.Clash("2022-03")).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 1);
        (await server.VerifiesAsync()).IsVerified();

        // The database and all that lies beside it, as they were before.
        await server.StopAsync(server.First);
        await server.AttacksAsync(LostEvent);
        Directory.Delete(ledger, recursive: true);
        Directory.CreateDirectory(ledger);
        foreach (var file in Directory.GetFiles(old.FullName))
            File.Copy(file, Path.Combine(ledger, Path.GetFileName(file)));

        var node = await server.StartAnotherAsync();
        await AuditedServer.SaysWithinASecondAsync(node, "Missing are entries 7 to 7.");
        await node.Client(TestServer.KeyOf("monitor")).Appends("border", Report.Clash("2022-03")).Succeeds();
        await AuditedServer.SaysWithinASecondAsync(node, "the first 8 rows give another tree");
        Assert.Equal(AuditedServer.Size, await server.SizeAsync());

        var resumed = await server.Terminal.RunAsync("ledger", "resume", server.KeyFile);
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        await server.InLogAsync(AuditedServer.Size + 1);
        (await server.VerifiesAsync(node)).Finds("forked");
        Assert.Contains(
            "without-size 8",
            (await node.Client(key: null).Asks("/api/ledger/notices").Succeeds()).Text,
            StringComparison.Ordinal
        );

        // And it is remembered there again.
        Assert.Equal(
            await File.ReadAllTextAsync(server.SignedFile, Scratch.Stop),
            await File.ReadAllTextAsync(Path.Combine(other.FullName, "signed.checkpoint"), Scratch.Stop)
        );
        old.Delete(recursive: true);
        other.Delete(recursive: true);
    }

    [Fact]
    public async Task Nothing_is_signed_while_the_other_disk_is_away()
    {
        var other = Directory.CreateTempSubdirectory("negotiations-");
        await using var server = await StartAsync(other.FullName);
        var away = other.FullName + "-away";
        Directory.Move(other.FullName, away);
        await server.Monitor.Appends("water", Report.Clash("2022-03")).Succeeds();
        await AuditedServer.SaysWithinASecondAsync(server.First, "Nothing is signed meanwhile.");

        // An empty folder in its place is not it.
        Directory.CreateDirectory(other.FullName);
        await Task.Delay(1000, Scratch.Stop);
        Assert.Equal(AuditedServer.Size, await server.SizeAsync());

        Directory.Delete(other.FullName, recursive: true);
        Directory.Move(away, other.FullName);
        await server.InLogAsync(AuditedServer.Size + 1);
        (await server.VerifiesAsync()).IsVerified();
        other.Delete(recursive: true);
    }

    private Task<AuditedServer> StartAsync(string folder) =>
        AuditedServer.StartAsync(
            databases,
            new Dictionary<string, string?> { ["casebook"] = "false", ["ledger:copies:0"] = folder }
        );
}
