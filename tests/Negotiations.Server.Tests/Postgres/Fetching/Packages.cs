using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Negotiations.Postgres;

namespace Negotiations.Server.Tests.Postgres.Fetching;

/// <summary>Packages as the repository has them, made here.</summary>
internal static class Packages
{
    public const string Version = "17.10";
    public const string Path = "programs-17.10.tgz";

    const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Some hundred kilobytes that can't be compressed, so that there is something to break off.
    static readonly byte[] Padding = RandomNumberGenerator.GetBytes(400_000);

    /// <summary>
    /// Programs that hand on to the installed ones, and a library with a second name, as the real packages have them.
    /// </summary>
    public static async Task<byte[]> OfInstalledAsync()
    {
        var folder = new DataFolder(System.IO.Path.GetTempPath());
        var options = new LocalPostgresOptions { DownloadVersion = null };
        var user = await ServerUser.ResolveAsync(options, Scratch.Stop);
        var installed = InstallationSelector.Select(
            await InstallationSelector.FindAsync(folder, user, options, Scratch.Stop),
            folder,
            options
        );
        var programs = Installation.Programs.Select(name =>
            File($"native/bin/{name}", $"#!/bin/sh\nexec {installed.Program(name)} \"$@\"\n", Executable)
        );
        return Of([.. programs, .. Usual]);
    }

    /// <summary>Programs that only say their version.</summary>
    public static byte[] OfSpeakers() =>
        Of([
            .. Installation.Programs.Select(name =>
                File($"native/bin/{name}", $"#!/bin/sh\necho 'postgres (PostgreSQL) {Version}'\n", Executable)
            ),
            .. Usual,
        ]);

    public static ProgramCatalogue Catalogue(byte[] package, string? sha256 = null, long? bytes = null) =>
        new(
            "http://127.0.0.1:9",
            17,
            [
                new ProgramPackage(
                    Version,
                    ProgramCatalogue.ThisPlatform,
                    Path,
                    bytes ?? package.Length,
                    sha256 ?? Convert.ToHexStringLower(SHA256.HashData(package))
                ),
            ]
        );

    public static TarEntry File(string path, string text, UnixFileMode mode = Plain) =>
        new PaxTarEntry(TarEntryType.RegularFile, "package/" + path)
        {
            DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
            Mode = mode,
        };

    public static byte[] Of(IEnumerable<TarEntry> entries)
    {
        var bytes = new MemoryStream();
        using (var compressed = new GZipStream(bytes, CompressionLevel.Fastest))
        using (var tar = new TarWriter(compressed))
            foreach (var entry in entries)
                tar.WriteEntry(entry);

        return bytes.ToArray();
    }

    static IEnumerable<TarEntry> Usual =>
        [
            File("LICENSE.md", "The licence"),
            File("package.json", "{}"),
            File("native/lib/libpq.so.5.17", "a library"),
            File(
                "native/pg-symlinks.json",
                """[{"source":"native/lib/libpq.so.5.17","target":"native/lib/libpq.so"}]"""
            ),
            new PaxTarEntry(TarEntryType.RegularFile, "package/native/share/padding")
            {
                DataStream = new MemoryStream(Padding),
            },
        ];
}
