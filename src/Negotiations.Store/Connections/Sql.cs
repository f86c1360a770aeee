using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Connections;

/// <summary>Statements with positional parameters.</summary>
public static class Sql
{
    /// <param name="sql">With $1, $2, ...</param>
    /// <param name="first">
    /// Apart from the others, or a single array would be taken for the list of values. A second value that is an array
    /// of texts still is, unless it is cast to object.
    /// </param>
    public static NpgsqlBatchCommand Command(string sql, object first, params object[] others)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in others.Prepend(first))
            command.Parameters.Add(new NpgsqlParameter { Value = value });

        return command;
    }

    public static NpgsqlParameter Parameter(NpgsqlDbType type, object value) =>
        new() { NpgsqlDbType = type, Value = value };
}
