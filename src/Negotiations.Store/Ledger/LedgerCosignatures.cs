using System.Globalization;
using System.Text;
using Negotiations.Ledger;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Ledger;

/// <summary>
/// The signatures of witnesses under checkpoints that were signed here, and which keys the log has had.
/// </summary>
public sealed class LedgerCosignatures(Database database, LedgerKey key)
{
    public static NpgsqlBatchCommand Insert(long size, NoteSignature signature) =>
        Sql.Command(
            $"insert into {Tables.Schema}.ledger_cosignature (size, key, line) values ($1, $2, $3) on "
                + "conflict (size, key) do update set line = excluded.line",
            size,
            string.Create(CultureInfo.InvariantCulture, $"{signature.KeyName}+{signature.KeyId:x8}"),
            signature.Line
        );

    public async Task AddAsync(long size, IReadOnlyCollection<NoteSignature> signatures, CancellationToken stop)
    {
        if (signatures.Count == 0)
            return;

        await using var batch = database.Source.CreateBatch();
        foreach (var signature in signatures)
            batch.BatchCommands.Add(Insert(size, signature));

        await batch.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Which key signed from which size on, and by which handover.</summary>
    public async Task<IReadOnlyList<PublishedKey>> KeysAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select size, from_vkey, to_vkey, note from {Tables.Schema}.ledger_handover order by size"
        );
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<PublishedKey> keys = [];
        while (await rows.ReadAsync(stop))
        {
            if (keys.Count == 0)
                keys.Add(new PublishedKey(rows.GetString(1), 0, null));

            keys.Add(new PublishedKey(rows.GetString(2), rows.GetInt64(0), rows.GetString(3)));
        }

        return keys.Count > 0 ? keys : [new PublishedKey(key.Signer.VerifierKey.Text, 0, null)];
    }

    /// <summary>The checkpoint of a size, or the newest; null when none was signed.</summary>
    public async Task<(long Size, SignedNote Note)?> NoteAsync(long? size, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select size, note from {Tables.Schema}.ledger_checkpoint where $1 is null or size = $1 order "
                + "by size desc limit 1"
        );
        command.Parameters.Add(
            new NpgsqlParameter
            {
                Value = (object?)size ?? DBNull.Value,
                NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint,
            }
        );
        await using var rows = await command.ExecuteReaderAsync(stop);
        return
            await rows.ReadAsync(stop)
            && SignedNote.TryParse(Encoding.UTF8.GetBytes(rows.GetString(1)), out var note, out _)
            ? (rows.GetInt64(0), note)
            : null;
    }
}

/// <param name="Vkey">The verifier key.</param>
/// <param name="FromSize">It signs checkpoints from this size on.</param>
/// <param name="Handover">The checkpoint at which the key before it named it, signed by both; null for the
/// first.</param>
public sealed record PublishedKey(string Vkey, long FromSize, string? Handover);

/// <param name="Keys">In order; the last one signs now.</param>
public sealed record PublishedKeys(IReadOnlyList<PublishedKey> Keys);
