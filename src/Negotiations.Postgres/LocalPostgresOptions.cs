namespace Negotiations.Postgres;

/// <summary>Where the database comes from. Every default is meant for a person who types <c>dotnet run</c>.</summary>
public sealed record LocalPostgresOptions
{
    /// <summary>
    /// A server someone else runs. When given, nothing is looked for, started, supervised or stopped.
    /// </summary>
    public string? ConnectionString { get; init; }

    /// <summary>
    /// Holds <c>data/</c>, the password, the locks and <c>server.log</c>; null means <see cref="DefaultDataFolder"/>.
    /// It becomes readable by its owner only, and belongs to <see cref="OsUser"/> when root calls. A folder that
    /// already holds other things is refused, apart from the <c>keys/</c> a caller may keep in it.
    /// </summary>
    public string? DataFolder { get; init; }

    /// <summary>A folder with postgres, initdb and pg_ctl. When given it is the only place looked at.</summary>
    public string? BinFolder { get; init; }

    /// <summary>
    /// Who runs the server when root calls, because PostgreSQL refuses to run as root. Ignored for ordinary users.
    /// </summary>
    public string OsUser { get; init; } = ServerUser.Usual;

    /// <summary>
    /// For tests only: quicker, and a power cut may destroy the data folder. Never for records anyone relies on.
    /// </summary>
    public bool Throwaway { get; init; }

    /// <summary>
    /// The major version to fetch once where no installed programs fit: one of <see cref="DownloadVersions"/>. Null
    /// fetches nothing. An existing data folder needs that of its data instead. Where <see cref="BinFolder"/> or
    /// NEGOTIATIONS_PG_BIN names the programs, nothing is fetched either.
    /// </summary>
    public int? DownloadVersion { get; init; } = ProgramCatalogue.Pinned.NewDataBy;

    /// <summary>
    /// Where the packages are, or a mirror that has them under the same paths; null is
    /// <see cref="DefaultRepository"/>. What it sends must have the pinned checksum.
    /// </summary>
    public string? DownloadRepository { get; init; }

    /// <summary>
    /// Where fetched programs are put, for every data folder; null is <c>/var/cache/negotiations</c> for root, else
    /// <c>negotiations</c> in the user's cache.
    /// </summary>
    public string? ProgramsFolder { get; init; }

    /// <summary>The major versions that can be fetched.</summary>
    public static IReadOnlyList<int> DownloadVersions => ProgramCatalogue.Pinned.Majors;

    /// <summary>The address of the public repository.</summary>
    public static string DefaultRepository => ProgramCatalogue.Pinned.Repository;

    /// <summary>How long a server may take until it accepts connections; recovery after a crash counts.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Receives one line of progress at a time, never a secret. May be called from any thread; standard error by
    /// default.
    /// </summary>
    public Action<string> Report { get; init; } = Console.Error.WriteLine;

    /// <summary>
    /// Listens on 127.0.0.1 and a free port instead of a socket in the data folder, for tools that know no sockets.
    /// Windows, and folders whose path is too long for a socket, do so anyway.
    /// </summary>
    public bool Tcp { get; init; }

    /// <summary>
    /// Further server settings by name, such as <c>max_connections</c>. Those that decide who can reach the server
    /// and whether it keeps what it acknowledged can't be overridden.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>For tests: what may be fetched.</summary>
    internal ProgramCatalogue Catalogue { get; init; } = ProgramCatalogue.Pinned;

    /// <summary>For tests: false as on a machine on which no PostgreSQL is installed.</summary>
    internal bool LooksForInstalled { get; init; } = true;

    /// <summary>For tests: the first pause after a download that broke off.</summary>
    internal TimeSpan DownloadPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The folder that someone named as that of the server programs.</summary>
    internal string? NamedFolder =>
        BinFolder is { Length: > 0 } option ? option
        : Environment.GetEnvironmentVariable(Installations.BinVariable) is { Length: > 0 } variable ? variable
        : null;

    internal ProgramCache? Programs =>
        (ProgramsFolder ?? ProgramCache.DefaultRoot()) is { } root ? new ProgramCache(root) : null;

    /// <summary>
    /// <c>/var/lib/negotiations</c> for root, else <c>negotiations</c> below the user's local application data.
    /// </summary>
    public static string DefaultDataFolder() =>
        ServerUser.CallerIsRoot
            ? "/var/lib/negotiations"
            : Path.Combine(
                Environment.GetFolderPath(
                    Environment.SpecialFolder.LocalApplicationData,
                    Environment.SpecialFolderOption.Create
                ),
                "negotiations"
            );
}
