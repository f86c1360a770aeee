using Npgsql;

namespace Negotiations.Store.Connections;

/// <summary>
/// The settings of a pool: what the operator's connection string says goes before what is usual here.
/// </summary>
internal static class ConnectionSettings
{
    /// <param name="given">The operator's.</param>
    /// <param name="usual">Ours, for what it does not say.</param>
    /// <param name="application">As the database shows it: operators find the sessions of each part by it.</param>
    /// <param name="options">Start-up options that the part cannot do without; the operator's come before them.</param>
    public static NpgsqlDataSource Create(
        string given,
        NpgsqlConnectionStringBuilder usual,
        string application,
        string? options = null
    )
    {
        // Of two settings of one name the later counts.
        var both = new NpgsqlConnectionStringBuilder($"{usual.ConnectionString};{given}")
        {
            ApplicationName = application,
        };
        if (options is not null)
            both.Options = $"{both.Options} {options}".TrimStart();

        return NpgsqlDataSource.Create(both);
    }
}
