using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Setup;

/// <summary>
/// A row that says which program last made the schema, and from which on a program can work with it: an older program
/// goes on beside a newer one as long as it may, and changes nothing then.
/// </summary>
public static class SchemaVersion
{
    /// <summary>Of this program's schema; raised with every change of it.</summary>
    public const int Number = 6;

    /// <summary>
    /// The oldest number whose programs can read and record in a store of this one; raised by a change that they
    /// cannot work with.
    /// </summary>
    public const int ReadableFrom = 4;

    private const string Table = $"{Tables.Schema}.schema_version";

    /// <summary>Whether a newer program made the schema, which is then left as it is.</summary>
    /// <exception cref="InvalidDataException">
    /// It cannot be used by this program; the message says which can.
    /// </exception>
    public static async Task<bool> IsNewerAsync(NpgsqlConnection owner, CancellationToken stop)
    {
        await using (var there = new NpgsqlCommand($"select to_regclass('{Table}') is not null", owner))
            if (await there.ExecuteScalarAsync(stop) is not true)
                return false;

        await using var command = new NpgsqlCommand($"select number, readable_from, written_by from {Table}", owner);
        await using var row = await command.ExecuteReaderAsync(stop);
        if (!await row.ReadAsync(stop) || row.GetInt32(0) <= Number)
            return false;

        if (row.GetInt32(1) > Number)
            throw new InvalidDataException(
                $"The program of version {row.GetString(2)} made this store, and this one of version "
                    + $"{ProductVersion.Text} cannot work with it. Start {row.GetString(2)} or a later one."
            );

        return true;
    }

    /// <summary>For a node that only reads, and makes nothing.</summary>
    /// <exception cref="InvalidDataException">
    /// There is no schema that this program can read; the message has the remedy.
    /// </exception>
    public static async Task RequireAsync(NpgsqlConnection reader, CancellationToken stop)
    {
        await using (var there = new NpgsqlCommand($"select to_regclass('{Table}') is not null", reader))
            if (await there.ExecuteScalarAsync(stop) is not true)
                throw new InvalidDataException(
                    "There is no record in this database, and a reader makes none. Start a node without --reader on "
                        + "the primary first; where there is one, wait until the standby has followed it, and give the "
                        + $"role of the reader 'usage' on the schema {Tables.Schema}."
                );

        if (await IsNewerAsync(reader, stop))
            return;

        await using var command = new NpgsqlCommand($"select number, written_by from {Table}", reader);
        await using var row = await command.ExecuteReaderAsync(stop);
        if (!await row.ReadAsync(stop) || row.GetInt32(0) < Number)
            throw new InvalidDataException(
                "An older program made this store, and a reader does not change it. Start this one of version "
                    + $"{ProductVersion.Text} without --reader on the primary first, or a reader of the older version."
            );
    }

    /// <summary>Notes that the schema is of this program.</summary>
    public static async Task SetAsync(NpgsqlConnection owner, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"""
            insert into {Table} as known (id, number, readable_from, written_by) values (1, $1, $2, $3)
            on conflict (id) do update set number = excluded.number, readable_from = excluded.readable_from,
              written_by = excluded.written_by
            where known is distinct from excluded
            """,
            owner
        )
        {
            Parameters =
            {
                new() { Value = Number },
                new() { Value = ReadableFrom },
                new() { Value = ProductVersion.Text },
            },
        };
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>The table, where it is not there yet.</summary>
    public static async Task MakeAsync(NpgsqlConnection owner, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"""
            create table if not exists {Table} (id integer primary key check (id = 1), number integer not null,
              readable_from integer not null, written_by text not null)
            """,
            owner
        );
        await command.ExecuteNonQueryAsync(stop);
    }
}
