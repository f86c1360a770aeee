using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Negotiations.Postgres;

/// <summary>A package with the server programs of one version for one platform.</summary>
/// <param name="Version">Of PostgreSQL: "17.10".</param>
/// <param name="Platform">As the runtime names it: "linux-x64".</param>
/// <param name="Path">Below the address of the repository.</param>
/// <param name="Bytes">Its exact size.</param>
/// <param name="Sha256">Of the whole file, in hexadecimal digits.</param>
internal sealed record ProgramPackage(string Version, string Platform, string Path, long Bytes, string Sha256)
{
    public int Major => int.Parse(Version.AsSpan(0, Version.IndexOf('.', StringComparison.Ordinal)), Invariant);

    /// <summary>The folder of its programs, among those of other packages.</summary>
    public string FolderName => $"postgres-{Version}-{Platform}";

    static CultureInfo Invariant => CultureInfo.InvariantCulture;
}

/// <summary>
/// Which packages may be fetched, and where they are: <c>programs.json</c>, part of the program. A package is known by
/// its checksum, so that it does not matter whose mirror sends it.
/// </summary>
/// <param name="Repository">The address below which the packages are, unless an option names another.</param>
/// <param name="NewDataBy">The major version that makes new data.</param>
/// <param name="Packages">One for each version and platform.</param>
internal sealed record ProgramCatalogue(string Repository, int NewDataBy, IReadOnlyList<ProgramPackage> Packages)
{
    public static readonly ProgramCatalogue Pinned = Read();

    // As the runtime itself or its distribution calls systems whose C library is not the one of the packages.
    static readonly string[] OtherLibraries = ["musl", "alpine"];

    /// <summary>As the packages name it.</summary>
    public static string ThisPlatform { get; } =
        (
            OperatingSystem.IsWindows() ? "win-"
            : OperatingSystem.IsMacOS() ? "osx-"
            : OtherLibraries.Any(RuntimeInformation.RuntimeIdentifier.Contains) ? "linux-musl-"
            : "linux-"
        ) + RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();

    /// <summary>The major versions that can be fetched for any platform.</summary>
    public IReadOnlyList<int> Majors => [.. Packages.Select(each => each.Major).Distinct().Order()];

    /// <summary>For this machine; null when there is none.</summary>
    public ProgramPackage? Find(int major) =>
        Packages
            .Where(each => each.Major == major && each.Platform == ThisPlatform)
            .MaxBy(each => System.Version.Parse(each.Version));

    static ProgramCatalogue Read()
    {
        using var file = typeof(ProgramCatalogue).Assembly.GetManifestResourceStream("programs.json")!;
        return JsonSerializer.Deserialize<ProgramCatalogue>(file, JsonSerializerOptions.Web)!;
    }
}
