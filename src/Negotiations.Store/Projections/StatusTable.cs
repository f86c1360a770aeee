using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Negotiations.Views;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Projections;

/// <summary>How rows of the status table and the words beside them are written.</summary>
public static class StatusTable
{
    /// <summary>
    /// Puts any number of rows in place. One of a lower version, or of fewer erasures, is never put over a later one,
    /// and words are written only beside a row that is placed, and where they differ.
    /// </summary>
    public static readonly string UpsertSql = $"""
        with given as ({StatusRow.Given}), placed as (
          insert into {Tables.Schema}.status as stored ({StatusRow.Columns}) select {StatusRow.Columns} from given
          on conflict (id) do update set turned_on = null,
            {string.Join(", ", StatusRow.Names.Skip(1).Select(name => $"{name} = excluded.{name}"))}
          where stored.version <= excluded.version and stored.erasures <= excluded.erasures
          returning id
        ), {StatusRow.WordsOf("placed")}
        {StatusRow.InsertWords}
        """;

    // Where, and at which day, the parameters of the rows end.
    private static readonly string TurnSql = $"""
        with given as ({StatusRow.Given}), turned as (
          update {Tables.Schema}.status s set turned_on = ${StatusRow.ParameterCount + 1},
            {string.Join(", ", StatusRow.Names.Skip(4).Select(name => $"{name} = given.{name}"))}
          from given
          where s.id = given.id and s.version = given.version and s.recorded_at = given.recorded_at
            and s.erasures = given.erasures
          returning s.id
        ), {StatusRow.WordsOf("turned")}, worded as ({StatusRow.InsertWords})
        {StatusSnapshot.Insert($"select id, {StatusSnapshot.Given(StatusRow.ParameterCount + 2)} from turned")}
        """;

    /// <summary>Puts a row in place, unless a later one is there.</summary>
    public static NpgsqlBatchCommand Upsert(FoldResult standing) => WithRow(UpsertSql, standing);

    /// <summary>
    /// The same view folded on another day, with its snapshot, unless an append or an erasure has overtaken it.
    /// </summary>
    public static NpgsqlBatchCommand Turn(FoldResult standing, DateOnly today)
    {
        var command = WithRow(TurnSql, standing);
        command.Parameters.Add(Sql.Parameter(NpgsqlDbType.Date, today));
        StatusSnapshot.AddTo(command.Parameters, standing, today);
        return command;
    }

    /// <summary>Takes away a row that must not stay as it is and cannot be made again, and what is stored beside
    /// it.</summary>
    public static NpgsqlBatchCommand Remove(string id) =>
        new(
            $"""
            with words as (delete from {Tables.Schema}.search_words where id = $1),
              whole as (delete from {Tables.Schema}.status_snapshot where id = $1)
            delete from {Tables.Schema}.status where id = $1
            """
        )
        {
            Parameters = { new() { Value = id } },
        };

    private static NpgsqlBatchCommand WithRow(string sql, FoldResult standing)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (type, values) in StatusRow.ParametersOf([StatusRow.Of(standing)]))
            command.Parameters.Add(Sql.Parameter(type, values));

        return command;
    }
}
