using System.Data;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Views;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Projections;

/// <summary>
/// Folds every view again from the events, beside the live ones, and puts those that differ in place in one commit:
/// readers see the old view or the new one, never half of either. Needed when the fold has learned something since
/// the views were stored.
/// </summary>
public sealed class ViewRebuild(Database database, DatabaseClock clock, FoldFailures failures)
{
    // What an append has put in place meanwhile is later, and stays.
    private static readonly string Merge = $"""
        with placed as (
          insert into {Tables.Schema}.status as stored ({StatusRow.Columns}) select {StatusRow.Columns} from rebuilt
          on conflict (id) do update set turned_on = $1,
            {string.Join(", ", StatusRow.Names.Select(name => $"{name} = excluded.{name}"))}
          where stored.version <= excluded.version and stored.erasures <= excluded.erasures
            and ({Of("stored")}) is distinct from ({Of("excluded")})
          returning id
        ), latest as (
          select r.id, r.parts, r.added, r.words, r.search from rebuilt r
          where not exists (select from {Tables.Schema}.status s
                            where s.id = r.id and (s.version > r.version or s.erasures > r.erasures))
        ), word as materialized (
          select l.id, w.part, w.words, w.search::tsvector as search
          from latest l cross join lateral unnest(l.added, l.words, l.search) as w(part, words, search)
        ), swept as (
          delete from {Tables.Schema}.search_words k using latest l
          where k.id = l.id and not exists (select from unnest(l.parts) as part where part = k.part)
          returning k.id
        ), worded as (
          {StatusRow.InsertWords}
          returning id
        )
        select count(*)::int
        from (select id from placed union select id from worded union select id from swept) as every
        """;

    /// <summary>
    /// Rebuilds if the views were stored by another version of the fold, or by one that did not store what they are
    /// found by. Words that are stored under the key they would get stay: spelling them is most of a rebuild.
    /// </summary>
    /// <param name="progress">Given the number of negotiations done.</param>
    /// <param name="stop">Leaves the live views as they are.</param>
    /// <returns>How many views were put in place; null when nothing had to be done.</returns>
    public async Task<int?> RunIfNeededAsync(IProgress<int> progress, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select version from {Tables.Schema}.fold_version
            where not exists (select from {Tables.Schema}.status s where not exists (
              select from {Tables.Schema}.search_words w where w.id = s.id))
            """
        );
        var stored = await command.ExecuteScalarAsync(stop) as int?;

        // What a newer program folded it folds again when it starts; two that took turns would never end.
        return stored >= StatusFold.Version ? null : await RunAsync(progress, isOfNothing: stored is null, stop);
    }

    /// <summary>Rebuilds from nothing but the events.</summary>
    /// <param name="progress">Given the number of negotiations done.</param>
    /// <param name="stop">Leaves the live views as they are.</param>
    /// <returns>How many views differed and were put in place.</returns>
    public Task<int> RunAsync(IProgress<int> progress, CancellationToken stop) =>
        RunAsync(progress, isOfNothing: true, stop);

    private async Task<int> RunAsync(IProgress<int> progress, bool isOfNothing, CancellationToken stop)
    {
        var today = clock.EarliestToday;
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        await ExecuteAsync(
            connection,
            $"""
            drop table if exists pg_temp.rebuilt;
            create temporary table rebuilt (
              like {Tables.Schema}.status, parts uuid[], added uuid[], words text[],
              search text[])
            """,
            stop
        );
        await CopyAsync(connection, today, isOfNothing, progress, stop);

        // The writer's lock, so that no append comes between the comparison and the commit.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, stop);
        await WriterLock.TakeAsync(connection, timeout: null, stop);
        await using var merge = new NpgsqlCommand(Merge, connection)
        {
            CommandTimeout = 0,
            Parameters =
            {
                new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Date, Value = today },
            },
        };
        var placed = (int)(await merge.ExecuteScalarAsync(stop))!;

        // They are made again behind, from the same events as the rows.
        await ExecuteAsync(connection, $"delete from {Tables.Schema}.status_snapshot", stop);
        await ExecuteAsync(connection, $"delete from {Tables.Schema}.fold_version", stop);

        // While one view is still that of an older fold, the next start tries again.
        if (failures.Negotiations.Count == 0)
            await ExecuteAsync(
                connection,
                $"insert into {Tables.Schema}.fold_version (version) values ({StatusFold.Version})",
                stop
            );

        await transaction.CommitAsync(stop);
        await ExecuteAsync(connection, "drop table rebuilt", stop);

        // The room of the replaced rows is given back at once: the next appends and rebuilds fill it instead of
        // growing the table.
        if (placed > 0)
            await ExecuteAsync(connection, $"vacuum {Tables.Schema}.status, {Tables.Schema}.search_words", stop);

        return placed;
    }

    private static string Of(string row) => string.Join(", ", StatusRow.Names.Select(name => $"{row}.{name}"));

    private async Task CopyAsync(
        NpgsqlConnection connection,
        DateOnly today,
        bool isOfNothing,
        IProgress<int> progress,
        CancellationToken stop
    )
    {
        await using var reading = await database.Source.OpenConnectionAsync(stop);
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy rebuilt ({StatusRow.Columns}, parts, added, words, search) from stdin (format binary)",
            stop
        );
        var done = 0;
        var rows = isOfNothing
            ? NegotiationScan.MapAsync(reading, negotiation => Row(negotiation, null, today), stop)
            : NegotiationScan.MapWithWordsAsync(reading, (negotiation, words) => Row(negotiation, words, today), stop);
        await foreach (var row in rows)
        {
            progress.Report(++done);
            if (row is not null)
                await row.CopyAsync(copy, stop);
        }

        await copy.CompleteAsync(stop);
    }

    // A negotiation whose fold fails keeps the row it has.
    private StatusRow? Row(Negotiation negotiation, IReadOnlySet<Guid>? words, DateOnly today) =>
        failures.Fold(negotiation, Clocks.OfNow(today)) is { } standing ? StatusRow.Of(standing, words) : null;

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }
}
