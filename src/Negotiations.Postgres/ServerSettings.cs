using System.Text.RegularExpressions;

namespace Negotiations.Postgres;

/// <summary>
/// The server's settings, in a file of their own that is written again at each start and read after
/// <c>postgresql.conf</c>. A file and not the command line, because every user of the machine can read command lines,
/// and shells mangle paths.
/// </summary>
internal static partial class ServerSettings
{
    const string FileName = "negotiations.conf";

    static readonly (string Name, string Value)[] Defaults =
    [
        ("max_connections", "100"),
        ("shared_buffers", "128MB"),
        ("cluster_name", "negotiations"),
        // Costs more than it saves on queries as short as ours.
        ("jit", "off"),
    ];

    public static async Task WriteAsync(
        DataFolder folder,
        ServerUser user,
        Endpoint endpoint,
        LocalPostgresOptions options,
        CancellationToken stop
    )
    {
        var file = Path.Combine(folder.Data, FileName);
        await user.WriteAsync(file, string.Join('\n', Lines(endpoint, options)) + '\n', stop);
        await IncludeAsync(Path.Combine(folder.Data, "postgresql.conf"), user, stop);
    }

    // The last of two lines wins: the caller's replace our defaults, and the closing ones are not the caller's to
    // change.
    static IEnumerable<string> Lines(Endpoint endpoint, LocalPostgresOptions options) =>
        [
            "# Written at every start. Settings of your own survive in postgresql.auto.conf (ALTER SYSTEM).",
            .. Defaults.Select(setting => Line(setting.Name, setting.Value)),
            .. options.Settings.Select(setting => Line(setting.Key, setting.Value)),
            Line("port", $"{endpoint.Port}"),
            Line("listen_addresses", endpoint.SocketFolder is null ? "127.0.0.1" : ""),
            // A list of names: within double quotes a comma or a blank is part of the path.
            Line(
                "unix_socket_directories",
                endpoint.SocketFolder is { } folder
                    ? $"\"{folder.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
                    : ""
            ),
            Line("unix_socket_permissions", "0700"),
            Line("password_encryption", "scram-sha-256"),
            Line("logging_collector", "off"),
            Line("fsync", options.Throwaway ? "off" : "on"),
            Line("full_page_writes", options.Throwaway ? "off" : "on"),
            .. options.Throwaway ? [Line("synchronous_commit", "off")] : Array.Empty<string>(),
        ];

    static string Line(string name, string value)
    {
        if (!SettingName().IsMatch(name) || value.Contains('\n', StringComparison.Ordinal))
            throw new ArgumentException($"'{name}' = '{value}' is not a server setting.");

        return $"{name} = "
            + $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
    }

    // Looked for at every start, not only after initdb: a cluster that pg_upgrade or a backup put here lacks the
    // line, and would listen on the standard port for everyone.
    static async Task IncludeAsync(string configuration, ServerUser user, CancellationToken stop)
    {
        const string line = $"include '{FileName}'";
        var text = await File.ReadAllTextAsync(configuration, stop);
        if (!text.Split('\n').Contains(line))
            await user.WriteAsync(configuration, $"{text}\n{line}\n", stop);
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_.]*\z")]
    private static partial Regex SettingName();
}
