using System.Globalization;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Negotiations.Store.Seals;
using Npgsql;

namespace Negotiations.Store.Ledger;

/// <summary>
/// From when on every row has to bear the code of a node with the log's key. Programs from before the codes recorded
/// without, and may go on for a while beside this one while nodes are upgraded. A file beside the key says until when:
/// who has the database alone cannot put it off.
/// </summary>
/// <param name="folder">Of the key: <c>ledger</c> in the data folder.</param>
/// <param name="key">Of the codes.</param>
/// <param name="time">Of this machine: the database is not asked.</param>
public sealed class SealDuty(string folder, SealKey key, TimeProvider time)
{
    /// <summary>How long an upgrade of all nodes may take.</summary>
    public static readonly TimeSpan UpgradeTakes = TimeSpan.FromHours(1);

    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private (long Sequence, DateTimeOffset Until)? known;

    private string FilePath => Path.Combine(folder, "sealed.from");

    /// <summary>Reads the file, and writes it at the first start.</summary>
    public async Task ReadAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        if (known is not null)
            return;

        if (!File.Exists(FilePath))
        {
            var (sequence, hasBare) = await AskAsync(connection, stop);
            var until = hasBare ? time.GetUtcNow() + UpgradeTakes : time.GetUtcNow();
            SyncedFile.Write(
                FilePath,
                System.Text.Encoding.UTF8.GetBytes(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{sequence} {until.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture)}\n"
                    )
                )
            );
        }

        known = Read((await File.ReadAllTextAsync(FilePath, stop)).Trim());
    }

    /// <summary>Why nothing is signed for a row; null: it bears a code, or may be without.</summary>
    public LedgerFault? WhyNot(LedgerRow row, LedgerRules rules) =>
        row.Seal is null
        || key.Holds(row.Stream, row.Raw, row.Seal, row.Code)
        || row.Raw.Sequence <= rules.SealUpTo
        || (
            row.Code is null
            && known is var (sequence, until)
            && (row.Raw.Sequence <= sequence || time.GetUtcNow() <= until)
        )
            ? null
            : new LedgerFault(
                row.Raw.Sequence,
                $"Event {row.Raw.Version} of '{row.Stream}' bears a seal that no node with the log's key made: it was "
                    + "put into the database, or recorded by a node that started with --accept-new-key or is not "
                    + $"upgraded yet. If you know that it is right, set {LedgerRules.SealUpToSetting} to its sequence "
                    + $"({row.Raw.Sequence}) and start again; else remove the row."
            );

    // Those from before the codes that are not in the log yet, and whether nodes recorded without lately.
    private static async Task<(long Sequence, bool HasBare)> AskAsync(
        NpgsqlConnection connection,
        CancellationToken stop
    )
    {
        await using var command = new NpgsqlCommand(
            $"""
            select coalesce(max(seq_id), 0), count(*) > 0 from {Tables.Schema}.mt_events
            where not coalesce(headers ? '{Seal.CodeName}', false) and not coalesce(headers ? 'erased', false)
              and (timestamp > clock_timestamp() - interval '1 hour' or seq_id > coalesce(
                (select last_sequence from {Tables.Schema}.ledger_checkpoint order by size desc limit 1), 0))
            """,
            connection
        );
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return (row.GetInt64(0), row.GetBoolean(1));
    }

    private (long, DateTimeOffset) Read(string text) =>
        text.Split(' ') is [var sequence, var until]
        && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
        && DateTimeOffset.TryParseExact(
            until,
            Instant,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant
        )
            ? (last, instant)
            : throw new InvalidDataException(
                $"{FilePath} does not say from when on rows bear the code of the log's key. Take it away, and this "
                    + "node writes it again."
            );
}
