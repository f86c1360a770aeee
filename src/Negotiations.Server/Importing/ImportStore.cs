using System.Text.Json;
using Negotiations.Json;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Server.Importing;

/// <summary>Imports as the database keeps them, so that any node can tell of them.</summary>
internal sealed class ImportStore(Database database)
{
    private const string Table = $"{Tables.Schema}.import";

    public async Task AddAsync(ImportRequest request, ImportReport report, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"insert into {Table} (id, dataset, release, state, recording, request, report) values ($1, $2, $3, $4, false, $5, $6)");
        command.Parameters.AddWithValue(report.Id);
        command.Parameters.AddWithValue(report.Dataset);
        command.Parameters.AddWithValue(report.Release);
        command.Parameters.AddWithValue(WireName.Of(report.State));
        command.Parameters.Add(Json(request));
        command.Parameters.Add(Json(report));
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <param name="isRecording">From now on it may have recorded something; once true it stays so.</param>
    public async Task KeepAsync(ImportReport report, bool isRecording, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"update {Table} set state = $2, recording = recording or $3, report = $4 where id = $1");
        command.Parameters.AddWithValue(report.Id);
        command.Parameters.AddWithValue(WireName.Of(report.State));
        command.Parameters.AddWithValue(isRecording);
        command.Parameters.Add(Json(report));
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Whether it may have recorded something.</summary>
    public async Task<bool> IsRecordingAsync(Guid id, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select recording from {Table} where id = $1");
        command.Parameters.AddWithValue(id);
        return await command.ExecuteScalarAsync(stop) is true;
    }

    public async Task<ImportReport?> FindAsync(Guid id, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select report from {Table} where id = $1");
        command.Parameters.AddWithValue(id);
        return await command.ExecuteScalarAsync(stop) is string json ? JsonSerializer.Deserialize<ImportReport>(json, EventJson.Options) : null;
    }

    /// <summary>The newest first. Ids grow with time.</summary>
    public async Task<IReadOnlyList<ImportReport>> ListAsync(Guid? before, int limit, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select report from {Table} where $1::uuid is null or id < $1 order by id desc limit $2");
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid, Value = before is null ? DBNull.Value : before });
        command.Parameters.AddWithValue(limit);
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<ImportReport> reports = [];
        while (await rows.ReadAsync(stop))
            reports.Add(JsonSerializer.Deserialize<ImportReport>(rows.GetString(0), EventJson.Options)!);

        return reports;
    }

    /// <summary>Those that somebody began and nobody finished, the oldest first.</summary>
    public async Task<IReadOnlyList<(ImportRequest Request, ImportReport Report)>> UnfinishedAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select request, report from {Table} where state in ('waiting', 'running') order by id");
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<(ImportRequest, ImportReport)> unfinished = [];
        while (await rows.ReadAsync(stop))
            unfinished.Add((JsonSerializer.Deserialize<ImportRequest>(rows.GetString(0), EventJson.Options)!, JsonSerializer.Deserialize<ImportReport>(rows.GetString(1), EventJson.Options)!));

        return unfinished;
    }

    /// <summary>Imports of a dataset that recorded something, besides this one, with the day of the newest release among them.</summary>
    public async Task<(HashSet<Guid> Imports, DateOnly? Newest)> EarlierAsync(string dataset, Guid besides, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select id, release from {Table} where dataset = $1 and recording and id <> $2");
        command.Parameters.AddWithValue(dataset);
        command.Parameters.AddWithValue(besides);
        await using var rows = await command.ExecuteReaderAsync(stop);
        HashSet<Guid> imports = [];
        DateOnly? newest = null;
        while (await rows.ReadAsync(stop))
        {
            imports.Add(rows.GetGuid(0));
            newest = newest is { } day && day > rows.GetFieldValue<DateOnly>(1) ? day : rows.GetFieldValue<DateOnly>(1);
        }

        return (imports, newest);
    }

    /// <summary>Negotiations in which one of these imports recorded something.</summary>
    public async Task<IReadOnlyList<string>> NegotiationsOfAsync(IReadOnlyCollection<Guid> imports, CancellationToken stop)
    {
        if (imports.Count == 0)
            return [];

        await using var command = database.Source.CreateCommand($"select distinct stream_id from {Tables.Schema}.mt_events where headers ->> 'import' = any($1)");
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue(imports.Select(import => import.ToString()).ToArray());
        return await ReadTextsAsync(command, stop);
    }

    /// <summary>Those of the negotiations that are open.</summary>
    public async Task<IReadOnlyList<string>> OpenAsync(IReadOnlyCollection<string> negotiations, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select id from {Tables.Schema}.mt_streams where id = any($1)");
        command.Parameters.AddWithValue(negotiations.ToArray());
        return await ReadTextsAsync(command, stop);
    }

    private static async Task<IReadOnlyList<string>> ReadTextsAsync(NpgsqlCommand command, CancellationToken stop)
    {
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<string> texts = [];
        while (await rows.ReadAsync(stop))
            texts.Add(rows.GetString(0));

        return texts;
    }

    private static NpgsqlParameter Json<T>(T value) => new() { NpgsqlDbType = NpgsqlDbType.Json, Value = JsonSerializer.Serialize(value, EventJson.Options) };
}
