using Negotiations.Postgres;

namespace Negotiations.Server.Tests.Postgres.Fetching;

/// <summary>Where no PostgreSQL is installed, its programs are fetched once, and are the pinned ones or none.</summary>
public sealed class Fetches : IDisposable
{
    readonly Cache cache = new();

    public void Dispose() => cache.Dispose();

    [Fact]
    public async Task A_first_start_fetches_them_and_a_second_one_does_not_ask_again()
    {
        SkipOnWindows();
        using var data = new Scratch();
        var package = await Packages.OfInstalledAsync();
        await using var repository = new Repository(package);
        var options = cache.Options(Packages.Catalogue(package), repository.Address) with
        {
            DataFolder = data.Folder,
            Throwaway = true,
        };

        await using (var first = await LocalPostgres.StartAsync(options, Scratch.Stop))
        {
            Assert.EndsWith("(found by download)", first.Source, StringComparison.Ordinal);
            await Records.WriteAsync(first.ConnectionString, "first");
        }

        Assert.Contains(cache.Reports, line =>
            line.Contains($"Fetching PostgreSQL {Packages.Version} for ", StringComparison.Ordinal)
            && line.Contains($"0.4 MB from {repository.Address}/{Packages.Path}", StringComparison.Ordinal)
            && line.Contains("--no-download", StringComparison.Ordinal)
        );
        await using (var second = await LocalPostgres.StartAsync(options, Scratch.Stop))
            Assert.Equal("first", await Records.ReadAsync(second.ConnectionString));

        Assert.Equal(["/" + Packages.Path], repository.Asked);
    }

    [Fact]
    public async Task What_is_fetched_lies_whole_in_a_folder_that_no_one_else_can_write_to()
    {
        SkipOnWindows();
        var package = Packages.OfSpeakers();
        await using var repository = new Repository(package);

        var found = await Cache.SelectAsync(cache.Options(Packages.Catalogue(package), repository.Address));

        Assert.Equal([Cache.Name], cache.Content);
        var folder = Path.Combine(cache.Folder, Cache.Name);
        Assert.Equal(Path.Combine(folder, "bin"), found.BinFolder);
        Assert.Equal("a library", await File.ReadAllTextAsync(Path.Combine(folder, "lib", "libpq.so"), Scratch.Stop));
        Assert.Equal("libpq.so.5.17", new FileInfo(Path.Combine(folder, "lib", "libpq.so")).LinkTarget);
        Assert.True(File.Exists(Path.Combine(folder, "LICENSE.md")));
        Assert.False(File.Exists(Path.Combine(folder, "package.json")));
        if (OperatingSystem.IsWindows())
            return;

        var whole = (UnixFileMode)(Scratch.IsRoot ? 0b111_101_101 : 0b111_000_000);
        Assert.Equal([whole, whole], [File.GetUnixFileMode(cache.Folder), File.GetUnixFileMode(folder)]);
        Assert.Equal((UnixFileMode)0b111_101_101, File.GetUnixFileMode(found.Program("initdb")));
        Assert.Equal((UnixFileMode)0b110_100_100, File.GetUnixFileMode(Path.Combine(folder, "share", "padding")));
    }

    [Fact]
    public async Task A_connection_that_breaks_is_taken_up_where_it_broke()
    {
        SkipOnWindows();
        var package = Packages.OfSpeakers();
        await using var repository = new Repository(package) { CutAfter = [100_000, 50_000] };

        await Cache.SelectAsync(cache.Options(Packages.Catalogue(package), repository.Address));

        Assert.Equal(
            [$"/{Packages.Path}", $"/{Packages.Path} bytes=100000-", $"/{Packages.Path} bytes=150000-"],
            repository.Asked
        );
        Assert.Equal(2, cache.Reports.Count(line => line.StartsWith("Broken off after 0.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_file_that_is_never_whole_is_given_up_and_the_next_start_goes_on_from_there()
    {
        SkipOnWindows();
        var package = Packages.OfSpeakers();
        var catalogue = Packages.Catalogue(package);
        await using (var truncating = new Repository(package) { CutAfter = [200_000, 0, 0, 0, 0, 0, 0, 0] })
        {
            var message = await Cache.RefusalOf(cache.Options(catalogue, truncating.Address));

            Assert.Contains("The download failed. http://127.0.0.1:", message, StringComparison.Ordinal);
            Assert.Contains("apt-get install postgresql", message, StringComparison.Ordinal);
            Assert.Equal(200_000, new FileInfo(cache.Unfinished).Length);
        }

        await using var whole = new Repository(package);
        await Cache.SelectAsync(cache.Options(catalogue, whole.Address));

        Assert.Equal([$"/{Packages.Path} bytes=200000-"], whole.Asked);
        Assert.Equal([Cache.Name], cache.Content);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_left_from_before_and_does_not_fit_is_fetched_again(bool ignoresRanges)
    {
        SkipOnWindows();
        var package = Packages.OfSpeakers();
        await using var repository = new Repository(package) { IgnoresRanges = ignoresRanges };
        Directory.CreateDirectory(cache.Folder);
        await File.WriteAllBytesAsync(cache.Unfinished, new byte[1000], Scratch.Stop);

        await Cache.SelectAsync(cache.Options(Packages.Catalogue(package), repository.Address));

        Assert.Equal([Cache.Name], cache.Content);
        Assert.Equal($"/{Packages.Path} bytes=1000-", repository.Asked.First());
        Assert.Equal(ignoresRanges ? 1 : 2, repository.Asked.Count);
    }

    [Fact]
    public async Task A_download_that_takes_longer_shows_how_far_it_is()
    {
        SkipOnWindows();
        var package = Packages.OfSpeakers();
        await using var repository = new Repository(package) { Takes = TimeSpan.FromSeconds(4) };

        await Cache.SelectAsync(cache.Options(Packages.Catalogue(package), repository.Address));

        Assert.Contains(cache.Reports, line => line.Contains("of 0.4 MB (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mirror_is_sent_the_password_of_its_address_and_no_one_is_shown_it()
    {
        SkipOnWindows();
        var package = Packages.OfSpeakers();
        await using var repository = new Repository(package);
        var mirror = repository.Address.Replace("://", "://desk:sec%20ret@", StringComparison.Ordinal) + "/npm/";

        await Cache.SelectAsync(cache.Options(Packages.Catalogue(package), mirror));

        Assert.Equal("desk:sec ret", repository.Credentials);
        Assert.Equal(["/npm/" + Packages.Path], repository.Asked);
        Assert.DoesNotContain(cache.Reports, line => line.Contains("ret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_processes_at_once_fetch_once_and_both_run()
    {
        SkipOnWindows();
        using Scratch one = new(),
            other = new();
        var package = await Packages.OfInstalledAsync();
        await using var repository = new Repository(package) { Takes = TimeSpan.FromSeconds(2) };
        var catalogue = Packages.Catalogue(package) with { Repository = repository.Address };

        var hosts = await Task.WhenAll(
            HostProcess.StartBareAsync(one.Folder, cache.Folder, catalogue),
            HostProcess.StartBareAsync(other.Folder, cache.Folder, catalogue)
        );
        using var first = hosts[0];
        using var second = hosts[1];

        Assert.All(hosts, host => Assert.EndsWith("(found by download)", host.Source, StringComparison.Ordinal));
        Assert.Equal(["/" + Packages.Path], repository.Asked);
    }

    static void SkipOnWindows() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-ins are scripts of sh.");
}
