namespace Negotiations.Server.Tests.Postgres;

/// <summary>When there is no database to be had, the message says what to do next.</summary>
public sealed class Refusals : IDisposable
{
    readonly Scratch scratch = new();
    readonly Scratch empty = new();

    public void Dispose()
    {
        scratch.Dispose();
        empty.Dispose();
    }

    [Fact]
    public async Task Where_nothing_is_installed_it_names_what_to_install_on_each_system()
    {
        var message = await Scratch.RefusalOf(scratch.Options with { BinFolder = empty.Folder });

        Assert.Contains($"none in {empty.Folder}", message, StringComparison.Ordinal);
        foreach (
            var remedy in new[]
            {
                "Debian, Ubuntu   sudo apt-get install postgresql",
                "Fedora, RHEL     sudo dnf install postgresql-server",
                "macOS            brew install postgresql",
                "Windows          winget install PostgreSQL.PostgreSQL",
                "docker compose up -d db",
                "NEGOTIATIONS_PG_BIN",
                "ConnectionStrings__negotiations",
            }
        )
            Assert.Contains(remedy, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_of_another_major_version_is_not_touched_and_both_versions_are_named()
    {
        string version;
        await using (var postgres = await scratch.StartAsync())
            version = postgres.Source.Split(' ')[1];

        var file = Path.Combine(scratch.Folder, "data", "PG_VERSION");
        await File.WriteAllTextAsync(file, "13\n", Scratch.Stop);

        var message = await Scratch.RefusalOf(scratch.Options);

        Assert.Contains("was made by PostgreSQL 13", message, StringComparison.Ordinal);
        Assert.Contains($"found {version} in", message, StringComparison.Ordinal);
        Assert.Contains("pg_upgrade", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_file_that_does_not_fit_is_named()
    {
        await using (await scratch.StartAsync()) { }

        await File.WriteAllTextAsync(Path.Combine(scratch.Folder, "password"), "another\n", Scratch.Stop);

        Assert.Contains(
            Path.Combine(scratch.Folder, "password"),
            await Scratch.RefusalOf(scratch.Options),
            StringComparison.Ordinal
        );
        Assert.False(File.Exists(scratch.PidFile));
    }

    [Fact]
    public async Task A_folder_that_holds_other_things_is_left_as_it_is()
    {
        await File.WriteAllTextAsync(Path.Combine(scratch.Folder, "letters.txt"), "", Scratch.Stop);

        Assert.Contains(
            "already holds other things (letters.txt)",
            await Scratch.RefusalOf(scratch.Options),
            StringComparison.Ordinal
        );
        Assert.Single(Directory.EnumerateFileSystemEntries(scratch.Folder));
    }

    [Fact]
    public async Task A_folder_whose_name_a_shell_would_read_as_a_command_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no shell between, and names can't have these signs.");

        Assert.Contains(
            "choose a data folder with no",
            await Scratch.RefusalOf(scratch.Options with { DataFolder = Path.Combine(scratch.Folder, "$(id)") }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_folder_the_server_may_not_enter_is_refused_with_the_folder_that_is_closed()
    {
        Assert.SkipUnless(Scratch.IsRoot, "Ordinary users run the server as themselves.");

        var message = await Scratch.RefusalOf(
            scratch.Options with
            {
                DataFolder = Path.Combine(scratch.Folder, "below"),
            }
        );

        Assert.Contains(
            $"lies under {scratch.Folder}, which 'postgres' may not enter",
            message,
            StringComparison.Ordinal
        );
        Assert.Contains("/var/lib/negotiations", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_that_does_not_exist_is_named_with_the_ways_out()
    {
        Assert.SkipUnless(Scratch.IsRoot, "Only root needs another user.");

        var message = await Scratch.RefusalOf(scratch.Options with { OsUser = "no-user-of-that-name" });

        Assert.Contains("there is no user 'no-user-of-that-name'", message, StringComparison.Ordinal);
        Assert.Contains("useradd --system no-user-of-that-name", message, StringComparison.Ordinal);
    }
}
