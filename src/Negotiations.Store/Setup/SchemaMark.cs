using Marten;
using Negotiations.Store.Jobs;
using Negotiations.Store.Schema;
using Npgsql;
using Weasel.Postgresql.Tables;
using Wolverine.Postgresql;

namespace Negotiations.Store.Setup;

/// <summary>
/// A comment on the schema that says which program made it and what it then was. Where both still hold, comparing it
/// table by table, which takes most of a start, would find nothing. A rebuilt program, and a table, index or function
/// changed by hand, do not match.
/// </summary>
public static class SchemaMark
{
    private const string Catalogue = $"""
        select md5(string_agg(line, ';' order by line)) from (
          select format('%s.%s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull) as line
          from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          where c.relnamespace::regnamespace::text in ('{Tables.Schema}', '{JobStorage.Schema}')
            and c.relkind in ('r', 'p', 'S')
          union all
          select pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indrelid
          where c.relnamespace::regnamespace::text in ('{Tables.Schema}', '{JobStorage.Schema}')
          union all
          select format('%s %s %s', p.oid::regprocedure, p.prosrc, p.prosecdef) from pg_proc p
          where p.pronamespace = '{Tables.Schema}'::regnamespace
        ) as lines
        """;

    // The builds of what decides how the schema looks: ours and those of the libraries that write it.
    private static readonly string Program = string.Join(
        ' ',
        new[] { typeof(SchemaMark), typeof(StoreOptions), typeof(Table), typeof(IPostgresqlBackedPersistence) }.Select(
            each => each.Assembly.ManifestModule.ModuleVersionId.ToString("N")
        )
    );

    /// <summary>To be asked as the owner: the catalogue spells names differently for other roles.</summary>
    public static async Task<bool> HoldsAsync(NpgsqlConnection owner, CancellationToken stop) =>
        await AskAsync(owner, $"select obj_description(to_regnamespace('{Tables.Schema}')::oid, 'pg_namespace')", stop)
            is { } mark
        && mark == await NowAsync(owner, stop);

    /// <summary>Whether this build of the program made the schema last.</summary>
    /// <param name="mark">As it is stored.</param>
    public static bool IsOfThisProgram(string mark) => mark.StartsWith(Program + ' ', StringComparison.Ordinal);

    public static async Task SetAsync(NpgsqlConnection owner, CancellationToken stop)
    {
        // A hash and numbers in hexadecimal: nothing in it could end the text.
        await using var command = new NpgsqlCommand(
            $"comment on schema {Tables.Schema} is '{await NowAsync(owner, stop)}'",
            owner
        );
        await command.ExecuteNonQueryAsync(stop);
    }

    private static async Task<string> NowAsync(NpgsqlConnection connection, CancellationToken stop) =>
        $"{Program} {await AskAsync(connection, Catalogue, stop)}";

    private static async Task<string?> AskAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(stop) as string;
    }
}
