using System.Data;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Store.Audits;

/// <summary>
/// One snapshot of events and views: appends go on beside it, and cannot come between a view and its events.
/// </summary>
public sealed class AuditSnapshot : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private readonly string[]? ids;

    private AuditSnapshot(NpgsqlConnection connection, string[]? ids, NpgsqlTransaction transaction) =>
        (this.connection, this.ids, this.transaction) = (connection, ids, transaction);

    /// <summary>How many negotiations have events.</summary>
    public int Negotiations { get; private set; }

    /// <summary>By the id of the negotiation.</summary>
    public IReadOnlyDictionary<string, StoredView> Views { get; private set; } = new Dictionary<string, StoredView>();

    /// <summary>The version of the fold that made all views last; null: not known.</summary>
    public int? Fold { get; private set; }

    /// <summary>The ids of what has words or a whole status stored and no view; none where only some negotiations are
    /// looked at.</summary>
    public IReadOnlyList<string> Stray { get; private set; } = [];

    /// <summary>That time alone turned a view, by the id of the negotiation.</summary>
    public ILookup<string, RecordedEvent> Notices { get; private set; } =
        Enumerable.Empty<RecordedEvent>().ToLookup(_ => "");

    /// <summary>The days of which this version of the fold has looked for every turn, the first one excluded; null:
    /// none.</summary>
    public (DateOnly From, DateOnly To)? Noticed { get; private set; }

    /// <param name="database">Whose snapshot.</param>
    /// <param name="ids">Only of these negotiations; null: of all.</param>
    /// <param name="stop">Of the caller.</param>
    public static async Task<AuditSnapshot> TakeAsync(
        Database database,
        IReadOnlyList<string>? ids,
        CancellationToken stop
    )
    {
        var connection = await database.Source.OpenConnectionAsync(stop);
        try
        {
            var snapshot = new AuditSnapshot(
                connection,
                ids?.ToArray(),
                await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop)
            );
            await snapshot.ReadViewsAsync(stop);
            await snapshot.ReadFoldAsync(stop);
            if (ids is null)
            {
                snapshot.Stray = await AuditPlaces.StrayAsync(connection, stop);
                await snapshot.ReadNoticesAsync(stop);
                await snapshot.ReadNoticedAsync(stop);
            }

            await snapshot.CountAsync(stop);
            return snapshot;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Every negotiation from its events, on all processors.</summary>
    public IAsyncEnumerable<T> MapAsync<T>(Func<Negotiation, T> map, CancellationToken stop) =>
        NegotiationScan.MapAsync(connection, map, ids, stop);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task ReadViewsAsync(CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select s.id, s.version, s.summary,
                   coalesce(s.turned_on, (s.recorded_at at time zone 'UTC' - interval '12 hours')::date), s.next_turn,
                   k.version, k.folded_on, k.data, s.turned_on, k.erasures, k.next_turn, {StoredColumns.Selected}
            from {Tables.Schema}.status s
            left join lateral ({StoredColumns.WordsOf}) w on true
            left join {Tables.Schema}.status_snapshot k on k.id = s.id and k.fold = {StatusFold.Version}
            where $1::varchar[] is null or s.id = any($1)
            """,
            connection
        )
        {
            Parameters = { Ids() },
        };
        await using var rows = await command.ExecuteReaderAsync(stop);
        var views = new Dictionary<string, StoredView>(StringComparer.Ordinal);
        while (await rows.ReadAsync(stop))
            views.Add(
                rows.GetString(0),
                new StoredView(
                    rows.GetInt64(1),
                    rows.GetFieldValue<byte[]>(2),
                    rows.GetFieldValue<DateOnly>(3),
                    DayAt(rows, 8),
                    DayAt(rows, 4),
                    rows.IsDBNull(5)
                        ? null
                        : new StoredSnapshot(
                            rows.GetInt64(5),
                            rows.GetInt32(9),
                            rows.GetFieldValue<DateOnly>(6),
                            DayAt(rows, 10),
                            rows.GetFieldValue<byte[]>(7)
                        ),
                    StoredColumns.Read(rows, at: 11)
                )
            );

        Views = views;
    }

    private static DateOnly? DayAt(NpgsqlDataReader row, int place) =>
        row.IsDBNull(place) ? null : row.GetFieldValue<DateOnly>(place);

    private async Task ReadFoldAsync(CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"select max(version) from {Tables.Schema}.fold_version",
            connection
        );
        Fold = await command.ExecuteScalarAsync(stop) as int?;
    }

    private async Task ReadNoticesAsync(CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"select stream_id, {EventRow.Columns} from {Tables.Schema}.mt_events "
                + $"where {NoticeStreams.Are("stream_id")} order by stream_id, version",
            connection
        );
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<(string Id, RecordedEvent Notice)> notices = [];
        while (await rows.ReadAsync(stop))
            notices.Add((NoticeStreams.NegotiationOf(rows.GetString(0))!, EventRow.Read(rows, from: 1)));

        Notices = notices.ToLookup(each => each.Id, each => each.Notice, StringComparer.Ordinal);
    }

    private async Task ReadNoticedAsync(CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"select since, day from {Tables.Schema}.turn_place where fold = {StatusFold.Version}",
            connection
        );
        await using var rows = await command.ExecuteReaderAsync(stop);
        if (await rows.ReadAsync(stop))
            Noticed = (rows.GetFieldValue<DateOnly>(0), rows.GetFieldValue<DateOnly>(1));
    }

    private NpgsqlParameter Ids() =>
        new()
        {
            Value = (object?)ids ?? DBNull.Value,
            NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Varchar,
        };

    private async Task CountAsync(CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"select count(*)::int from {Tables.Schema}.mt_streams where {SideStreams.AreNot("id")}",
            connection
        );
        Negotiations = (int)(await command.ExecuteScalarAsync(stop))!;
    }
}
