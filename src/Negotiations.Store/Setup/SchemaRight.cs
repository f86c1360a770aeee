using Negotiations.Store.Jobs;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Setup;

/// <summary>The right to make the two schemas: the record's and Wolverine's.</summary>
internal static class SchemaRight
{
    private const string Missing = """
        select quote_ident(current_database()), quote_ident(current_user), string_agg(wanted, ' and ' order by wanted)
        from unnest($1::text[]) wanted
        where to_regnamespace(wanted) is null and not has_database_privilege(current_database(), 'create')
        """;

    /// <summary>Passes when each schema is there or may be made.</summary>
    /// <exception cref="InvalidDataException">The role may not; the message has the right and two remedies.</exception>
    public static async Task RequireAsync(NpgsqlConnection owner, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(Missing, owner)
        {
            Parameters = { new() { Value = new[] { Tables.Schema, JobStorage.Schema } } },
        };
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        if (await row.IsDBNullAsync(2, stop))
            return;

        var (database, role, schemas) = (row.GetString(0), row.GetString(1), row.GetString(2));
        throw new InvalidDataException(
            $"The role {role} lacks the right CREATE on the database {database}, and the schema {schemas} is not "
                + $"there. As the database's owner or a superuser, run: grant create on database {database} to {role}; "
                + $"or make each schema for it: create schema {schemas.Split(' ')[0]} authorization {role};"
        );
    }
}
