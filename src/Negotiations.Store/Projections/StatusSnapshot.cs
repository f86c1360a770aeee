using System.Text.Json;
using Negotiations.Json;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Negotiations.Views;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Projections;

/// <summary>A whole status as it is stored behind its row.</summary>
public static class StatusSnapshot
{
    /// <summary>
    /// True where the snapshot k is what the fold of this program gives for the row s: of its version, and of a day on
    /// which the row holds.
    /// </summary>
    public static readonly string Holds = $"""
        (k.version = s.version and k.erasures = s.erasures and k.fold = {StatusFold.Version} and s.fold = k.fold
         and k.next_turn is not distinct from s.next_turn and (s.turned_on is null or k.folded_on >= s.turned_on))
        """;

    // After the id.
    private static readonly string[] others = ["version", "erasures", "fold", "next_turn", "folded_on", "data"];

    private static readonly string UpsertSql = Insert($"values ($1, {Given(2)})");

    /// <summary>
    /// Inserts what a query gives; one of a lower version, or of fewer erasures, is never put over a later one.
    /// </summary>
    /// <param name="query">Gives an id and then what <see cref="Given"/> names.</param>
    public static string Insert(string query) =>
        $"""
            insert into {Tables.Schema}.status_snapshot as stored (id, {string.Join(", ", others)}) {query}
            on conflict (id) do update set {string.Join(", ", others.Select(name => $"{name} = excluded.{name}"))}
            where stored.version <= excluded.version and stored.erasures <= excluded.erasures
            """;

    /// <summary>The parameters that <see cref="AddTo"/> adds.</summary>
    /// <param name="first">The number of the first.</param>
    public static string Given(int first) =>
        string.Join(", ", Enumerable.Range(first, others.Length).Select(place => $"${place}"));

    /// <summary>Puts it in place, unless a later one is there.</summary>
    /// <param name="standing">As folded.</param>
    /// <param name="day">On which it was.</param>
    public static NpgsqlBatchCommand Upsert(FoldResult standing, DateOnly day)
    {
        var command = new NpgsqlBatchCommand(UpsertSql);
        command.Parameters.Add(Sql.Parameter(NpgsqlDbType.Varchar, standing.Status.Id));
        AddTo(command.Parameters, standing, day);
        return command;
    }

    /// <summary>All but the id.</summary>
    public static void AddTo(NpgsqlParameterCollection parameters, FoldResult standing, DateOnly day)
    {
        parameters.Add(Sql.Parameter(NpgsqlDbType.Bigint, standing.Status.Version));
        parameters.Add(Sql.Parameter(NpgsqlDbType.Integer, standing.Erasures));
        parameters.Add(Sql.Parameter(NpgsqlDbType.Integer, StatusFold.Version));
        parameters.Add(Sql.Parameter(NpgsqlDbType.Date, (object?)standing.NextTurn ?? DBNull.Value));
        parameters.Add(Sql.Parameter(NpgsqlDbType.Date, day));
        parameters.Add(Sql.Parameter(NpgsqlDbType.Text, Json(standing)));
    }

    /// <summary>The bytes it is answered with, but for names and the days since anything was heard.</summary>
    public static byte[] Json(FoldResult standing) =>
        JsonSerializer.SerializeToUtf8Bytes(standing.Status, EventJson.Options);
}
