using System.Globalization;
using System.Text.Json;
using Negotiations.Json;
using Negotiations.Views;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Projections;

/// <summary>A view as its row: what it is found by, and the bytes it is answered with.</summary>
public sealed record StatusRow(IReadOnlyList<(NpgsqlDbType Type, object? Value)> Values)
{
    public static readonly IReadOnlyList<string> Names =
    [
        "id",
        "version",
        "recorded_at",
        "erasures",
        "next_turn",
        "phase",
        "kind",
        "subject",
        "security",
        "health",
        "title",
        "actors",
        "involvements",
        "summary",
        "data",
        "last_day",
        "search_text",
        "search",
    ];

    public static readonly string Columns = string.Join(", ", Names);

    /// <summary>The parameter a column takes its value from.</summary>
    public static string Placeholder(int column) => $"${column + 1}{CastOf(column)}";

    /// <summary>
    /// What follows the parameter: a search vector goes as text, which costs a fraction of making its binary form here.
    /// </summary>
    public static string CastOf(int column) => Names[column] == "search" ? "::text::tsvector" : "";

    public static StatusRow Of(Standing standing)
    {
        var status = standing.Status;
        return new StatusRow([
            (NpgsqlDbType.Varchar, status.Id),
            (NpgsqlDbType.Bigint, status.Version),
            (NpgsqlDbType.TimestampTz, status.RecordedAt),
            (NpgsqlDbType.Integer, status.Anomalies.Count(anomaly => anomaly.Code == Doubt.EventErased)),
            (NpgsqlDbType.Date, standing.NextTurn),
            (NpgsqlDbType.Varchar, status.Phase is { } phase ? WireName.Of(phase.Shown) : ""),
            (NpgsqlDbType.Varchar, WireName.Of(status.Kind)),
            (NpgsqlDbType.Varchar, WireName.Of(status.Subject)),
            (NpgsqlDbType.Varchar, WireName.Of(status.Security.State)),
            (NpgsqlDbType.Varchar, status.Health is { } health ? WireName.Of(health) : ""),
            (NpgsqlDbType.Varchar, status.Title),
            (NpgsqlDbType.Array | NpgsqlDbType.Varchar, standing.Actors.Select(actor => actor.Id).ToArray()),
            (NpgsqlDbType.Text, JsonSerializer.SerializeToUtf8Bytes(standing.Actors, EventJson.Options)),
            (NpgsqlDbType.Text, JsonSerializer.SerializeToUtf8Bytes(standing.Summary, EventJson.Options)),
            (NpgsqlDbType.Text, JsonSerializer.SerializeToUtf8Bytes(status, EventJson.Options)),
            (NpgsqlDbType.Varchar, LastDay(status.LastEvent)),
            (NpgsqlDbType.Text, SearchVector.Write(standing.Search)),
            (NpgsqlDbType.TsVector, SearchVector.Of(standing.Search)),
        ]);
    }

    /// <summary>The last day the last event may have happened on, as text that sorts.</summary>
    public static string LastDay(LastEvent? last) =>
        last is null ? "" : (last.Occurred.Latest ?? DateOnly.MaxValue).ToString("O", CultureInfo.InvariantCulture);

    /// <summary>As parameters $1, $2, ... in the order of <see cref="Names"/>.</summary>
    public void AddTo(NpgsqlParameterCollection parameters)
    {
        for (var column = 0; column < Values.Count; column++)
            parameters.Add(new NpgsqlParameter { NpgsqlDbType = TypeOf(column), Value = ValueOf(column) });
    }

    /// <summary>As a parameter has it.</summary>
    public NpgsqlDbType TypeOf(int column) =>
        Values[column].Type is NpgsqlDbType.TsVector ? NpgsqlDbType.Text : Values[column].Type;

    /// <inheritdoc cref="TypeOf"/>
    public object ValueOf(int column) => Values[column].Value ?? DBNull.Value;

    public async Task CopyAsync(NpgsqlBinaryImporter copy, CancellationToken stop)
    {
        await copy.StartRowAsync(stop);
        foreach (var (type, value) in Values)
        {
            if (value is null)
                await copy.WriteNullAsync(stop);
            else if (type == NpgsqlDbType.TsVector)
                await copy.WriteAsync(SearchVector.Parse((string)value), type, stop);
            else
                await copy.WriteAsync(value, type, stop);
        }
    }
}
