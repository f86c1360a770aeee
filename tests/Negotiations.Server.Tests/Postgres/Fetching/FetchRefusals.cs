using System.Diagnostics;
using System.Formats.Tar;
using Negotiations.Postgres;

namespace Negotiations.Server.Tests.Postgres.Fetching;

/// <summary>What is not the pinned package is not run, and leaves nothing behind.</summary>
public sealed class FetchRefusals : IDisposable
{
    readonly Cache cache = new();

    public void Dispose() => cache.Dispose();

    [Fact]
    public async Task A_package_of_another_checksum_is_refused_and_nothing_of_it_stays()
    {
        var package = Packages.OfSpeakers();
        await using var repository = new Repository(package);
        var other = new string('0', 64);

        var message = await Cache.RefusalOf(
            cache.Options(Packages.Catalogue(package, sha256: other), repository.Address)
        );

        Assert.Contains($"not {other}. Nothing of it was stored.", message, StringComparison.Ordinal);
        Assert.Contains("apt-get install postgresql", message, StringComparison.Ordinal);
        Assert.Empty(cache.Content);
    }

    [Theory]
    [InlineData(-1, false, "bytes, not")]
    [InlineData(1, false, "bytes, not")]
    [InlineData(-1, true, "sends more than")]
    [InlineData(1, true, "it ends before")]
    public async Task A_package_of_another_size_is_refused(int more, bool hidesLength, string why)
    {
        var package = Packages.OfSpeakers();
        await using var repository = new Repository(package) { HidesLength = hidesLength };

        var message = await Cache.RefusalOf(
            cache.Options(Packages.Catalogue(package, bytes: package.Length + more), repository.Address)
        );

        Assert.Contains(why, message, StringComparison.Ordinal);
        Assert.DoesNotContain(Cache.Name, cache.Content);
    }

    [Fact]
    public async Task Without_a_network_the_packages_to_install_are_named_at_once()
    {
        var package = Packages.OfSpeakers();
        var watch = Stopwatch.StartNew();

        var message = await Cache.RefusalOf(
            cache.Options(Packages.Catalogue(package), "http://127.0.0.1:9") with
            {
                DownloadPause = TimeSpan.FromSeconds(5),
            }
        );

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15));
        Assert.Contains("The download failed. http://127.0.0.1:9/", message, StringComparison.Ordinal);
        foreach (var remedy in new[] { "apt-get install", "dnf install", "brew install", "winget install" })
            Assert.Contains(remedy, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_that_does_not_have_it_is_quoted()
    {
        await using var repository = new Repository([]) { Refuses = 404 };

        var message = await Cache.RefusalOf(
            cache.Options(Packages.Catalogue(Packages.OfSpeakers()), repository.Address)
        );

        Assert.Contains("answers 404", message, StringComparison.Ordinal);
        Assert.Single(repository.Asked);
    }

    [Fact]
    public async Task Who_wants_no_download_is_asked_to_install_and_nothing_is_asked_of_the_network()
    {
        var package = Packages.OfSpeakers();
        await using var repository = new Repository(package);
        var options = cache.Options(Packages.Catalogue(package), repository.Address) with { DownloadVersion = null };

        var message = await Cache.RefusalOf(options);

        Assert.Contains("apt-get install postgresql", message, StringComparison.Ordinal);
        Assert.Contains("leave out --no-download", message, StringComparison.Ordinal);
        Assert.DoesNotContain("The download failed", message, StringComparison.Ordinal);
        Assert.Empty(repository.Asked);
        Assert.False(Directory.Exists(cache.Folder));
    }

    [Fact]
    public async Task Where_a_folder_of_programs_is_named_nothing_is_fetched_in_their_place()
    {
        using var empty = new Scratch();
        var package = Packages.OfSpeakers();
        await using var repository = new Repository(package);

        var message = await Cache.RefusalOf(
            cache.Options(Packages.Catalogue(package), repository.Address) with
            {
                BinFolder = empty.Folder,
            }
        );

        Assert.Contains($"none in {empty.Folder}", message, StringComparison.Ordinal);
        Assert.Empty(repository.Asked);
    }

    [Fact]
    public async Task For_a_system_without_a_package_that_is_said()
    {
        var package = Packages.OfSpeakers();
        var message = await Cache.RefusalOf(
            cache.Options(Packages.Catalogue(package), "http://127.0.0.1:9") with
            {
                DownloadVersion = 14,
            }
        );

        Assert.Contains(
            $"no programs of PostgreSQL 14 for {ProgramCatalogue.ThisPlatform} to fetch",
            message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Programs_in_a_folder_that_others_may_write_to_are_not_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such modes.");
        var package = Packages.OfSpeakers();
        await using var repository = new Repository(package);
        var options = cache.Options(Packages.Catalogue(package), repository.Address);
        await Cache.SelectAsync(options);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(cache.Folder, (UnixFileMode)0b111_111_111);

        await Cache.RefusalOf(options with { DownloadVersion = null });
    }

    [Fact]
    public async Task Programs_that_do_not_run_here_are_not_fetched_again_and_again()
    {
        var package = Packages.Of([Packages.File("native/bin/postgres", "no program")]);
        await using var repository = new Repository(package);
        var options = cache.Options(Packages.Catalogue(package), repository.Address);

        Assert.Contains("do not run on this machine", await Cache.RefusalOf(options), StringComparison.Ordinal);
        Assert.Contains("do not run on this machine", await Cache.RefusalOf(options), StringComparison.Ordinal);
        Assert.Single(repository.Asked);
    }

    public static TheoryData<string, TarEntryType, string?> Ways =>
        new()
        {
            { "../outside", TarEntryType.RegularFile, null },
            { "package/native/../../../outside", TarEntryType.RegularFile, null },
            { "package/../../outside", TarEntryType.RegularFile, null },
            { "/outside", TarEntryType.RegularFile, null },
            { "package/native/..\\..\\outside", TarEntryType.RegularFile, null },
            { "package/native//outside", TarEntryType.RegularFile, null },
            { "package/native/c:outside", TarEntryType.RegularFile, null },
            { "package/native/../", TarEntryType.Directory, null },
            { "package/native/link", TarEntryType.SymbolicLink, "../../outside" },
            { "package/native/link", TarEntryType.HardLink, "/etc/passwd" },
            { "package/native/pipe", TarEntryType.Fifo, null },
        };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_package_whose_files_would_lie_elsewhere_is_refused_whole(
        string name,
        TarEntryType type,
        string? target
    )
    {
        var entry = new PaxTarEntry(type, name);
        if (target is not null)
            entry.LinkName = target;

        await RefusesAsync([Packages.File("native/bin/postgres", ""), entry], name);
    }

    [Theory]
    [InlineData("native/bin/postgres", "native/../../outside")]
    [InlineData("native/../../../../etc/passwd", "native/link")]
    [InlineData("native/absent", "native/link")]
    [InlineData("/etc/passwd", "native/link")]
    public Task A_link_that_would_lead_elsewhere_is_refused(string source, string target) =>
        RefusesAsync(
            [
                Packages.File("native/bin/postgres", ""),
                Packages.File("native/pg-symlinks.json", $$"""[{"source":"{{source}}","target":"{{target}}"}]"""),
            ],
            "link"
        );

    async Task RefusesAsync(IEnumerable<TarEntry> entries, string says)
    {
        var package = Packages.Of(entries);
        await using var repository = new Repository(package);

        var message = await Cache.RefusalOf(cache.Options(Packages.Catalogue(package), repository.Address));

        Assert.Contains("The download failed. The package", message, StringComparison.Ordinal);
        Assert.Contains(says is "link" ? "package" : says, message, StringComparison.Ordinal);
        Assert.Empty(cache.Content);
        Assert.Equal(
            ["programs"],
            Directory
                .EnumerateFileSystemEntries(Path.GetDirectoryName(cache.Folder)!)
                .Select(each => Path.GetFileName(each))
        );
    }
}
