namespace Negotiations.Postgres;

/// <summary>The server programs of one PostgreSQL version.</summary>
/// <param name="BinFolder">Holds postgres, initdb and pg_ctl.</param>
/// <param name="Version">As the programs give it: "15.18".</param>
/// <param name="FoundBy">A word for people: "PATH", "pg_config", the folder searched, "download".</param>
internal sealed record Installation(string BinFolder, int Major, string Version, string FoundBy)
{
    public static readonly string[] Programs = ["postgres", "initdb", "pg_ctl"];

    /// <summary>How programs were found that this program fetched, and no one installed.</summary>
    public const string Fetched = "download";

    public bool IsFetched => FoundBy == Fetched;

    public string Program(string name) => PathOf(BinFolder, name);

    public static string PathOf(string folder, string program) =>
        Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program);

    /// <summary>Null when the folder holds no complete server: packages with only the client have no initdb.</summary>
    public static async Task<Installation?> InAsync(
        string folder,
        string foundBy,
        ServerUser user,
        CancellationToken stop
    )
    {
        if (!Programs.All(program => File.Exists(PathOf(folder, program))))
            return null;

        // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)". Asked as the server user, who may not be able to
        // run what root can, and to whom downloaded programs belong.
        if (
            await Command.AskAsync(user.CommandOf(PathOf(folder, "postgres"), folder, "--version"), stop)
            is not { } answer
        )
            return null;

        var version = answer.Split(' ').FirstOrDefault(word => char.IsAsciiDigit(word[0])) ?? "";
        var digits = version.TakeWhile(char.IsAsciiDigit).Count();
        return int.TryParse(version.AsSpan(0, digits), out var major)
            ? new Installation(folder, major, version, foundBy)
            : null;
    }
}
