using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Negotiations.Views;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Projections;

/// <summary>How a row of the status table is written.</summary>
public static class StatusTable
{
    // A row of a lower version, or of fewer erasures, is never put over a later one.
    private static readonly string OverEarlier = $"""
        on conflict (id) do update set turned_on = null,
          {string.Join(", ", StatusRow.Names.Skip(1).Select(name => $"{name} = excluded.{name}"))}
        where kept.version <= excluded.version and kept.erasures <= excluded.erasures
        """;

    private static readonly string TurnStatus = $"""
        update {Tables.Schema}.status set turned_on = ${StatusRow.Names.Count + 1},
          {string.Join(", ", StatusRow.Names.Skip(4).Select((name, at) => $"{name} = {StatusRow.Placeholder(at + 4)}"))}
        where id = $1 and version = $2 and recorded_at = $3 and erasures = $4
        """;

    /// <summary>An upsert in two parts; between them stand the values, in the order of the columns.</summary>
    public static (string Before, string After) UpsertParts { get; } =
        ($"insert into {Tables.Schema}.status as kept ({StatusRow.Columns}) values (", $") {OverEarlier}");

    /// <summary>Puts a row in place, unless a later one is there.</summary>
    public static NpgsqlBatchCommand Upsert(Standing standing)
    {
        var values = string.Join(", ", StatusRow.Names.Select((_, index) => StatusRow.Placeholder(index)));
        var command = new NpgsqlBatchCommand(UpsertParts.Before + values + UpsertParts.After);
        StatusRow.Of(standing).AddTo(command.Parameters);
        return command;
    }

    /// <summary>The same view folded on another day, unless an append or an erasure has overtaken it.</summary>
    public static NpgsqlBatchCommand Turn(Standing standing, DateOnly today)
    {
        var command = new NpgsqlBatchCommand(TurnStatus);
        StatusRow.Of(standing).AddTo(command.Parameters);
        command.Parameters.Add(Sql.Parameter(NpgsqlDbType.Date, today));
        return command;
    }
}
