using System.Text.RegularExpressions;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Setup;

/// <summary>
/// The triggers that keep the record append-only, and the functions that they call: whether they are in the database as
/// this program put them there.
/// </summary>
public sealed partial class AppendOnlyTriggers(Database database)
{
    private static readonly (string Table, string Trigger, string Function)[] triggers =
    [
        ("mt_events", "append_only", "guard_event"),
        ("mt_events", "append_only_truncate", "refuse_change"),
        ("erasure", "append_only", "refuse_change"),
        ("erasure", "append_only_truncate", "refuse_change"),
    ];

    private static readonly IReadOnlyList<(string Name, string Body)> functions =
    [
        .. Functions().Matches(ReadScript()).Select(each => (each.Groups["name"].Value, each.Groups["body"].Value)),
    ];

    /// <summary>The statements that put them there.</summary>
    public static string ReadScript()
    {
        using var reader = new StreamReader(
            typeof(AppendOnlyTriggers).Assembly.GetManifestResourceStream("AppendOnly.sql")!
        );
        return reader.ReadToEnd();
    }

    /// <summary>What is not as it was put there, a sentence; null: all is.</summary>
    public async Task<string?> WhyNotAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select coalesce(obj_description(to_regnamespace('{Tables.Schema}')::oid, 'pg_namespace'), ''),
              array(select format('%s %s %s', c.relname, t.tgname, p.proname)
                    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
                    where c.relnamespace = '{Tables.Schema}'::regnamespace and t.tgenabled = 'A' and t.tgqual is null
                      and p.pronamespace = c.relnamespace and t.tgtype & 2 = 2),
              array(select proname::text from pg_proc where pronamespace = '{Tables.Schema}'::regnamespace
                    order by oid),
              array(select prosrc from pg_proc where pronamespace = '{Tables.Schema}'::regnamespace order by oid)
            """
        );
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        var there = row.GetFieldValue<string[]>(1);
        foreach (var (table, trigger, function) in triggers)
            if (!there.Contains($"{table} {trigger} {function}"))
                return $"The trigger {trigger} on {Tables.Schema}.{table}, which keeps the record append-only, is "
                    + "missing, switched off or another one. A start as the owner of the schema puts it back.";

        // Another program made them; it says itself whether they are its own.
        if (!SchemaMark.IsOfThisProgram(row.GetString(0)))
            return null;

        var bodies = row.GetFieldValue<string[]>(2).Zip(row.GetFieldValue<string[]>(3)).ToList();
        foreach (var (name, body) in functions)
            if (!bodies.Contains((name, body)) || bodies.Count(each => each.First == name) > 1)
                return $"The function {Tables.Schema}.{name}, which keeps the record append-only, is not the one of "
                    + "this program. A start as the owner of the schema puts it back.";

        return null;
    }

    [GeneratedRegex(
        @"create or replace function negotiations\.(?<name>\w+)\(.*?as \$\$(?<body>.*?)\$\$",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Functions();
}
