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
    public string OsUser { get; init; } = "postgres";

    /// <summary>
    /// For tests only: quicker, and a power cut may destroy the data folder. Never for records anyone relies on.
    /// </summary>
    public bool Throwaway { get; init; }

    /// <summary>
    /// A version such as <c>17</c> or <c>17.6</c> to fetch once when no installed programs fit; null never downloads.
    /// For an existing data folder the major version of the data is fetched instead.
    /// </summary>
    public string? DownloadVersion { get; init; }

    /// <summary>
    /// The address of a Maven repository, or a mirror of one, for <see cref="DownloadVersion"/>; null is the public
    /// one.
    /// </summary>
    public string? DownloadRepository { get; init; }

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
