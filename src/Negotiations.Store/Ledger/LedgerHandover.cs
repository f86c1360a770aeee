using System.Text;
using Negotiations.Ledger;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Ledger;

/// <summary>
/// Goes on only from a head that our key signed, or that the key before it signed, which then hands over: both sign,
/// and the record of it stays.
/// </summary>
public sealed class LedgerHandover(LedgerKey key, NpgsqlConnection connection)
{
    /// <returns>Null when the log may go on from this head; else why not, in a sentence.</returns>
    public async Task<string?> RefusalAsync(LedgerHead head, CancellationToken stop)
    {
        if (WhyNotOurs(key, head) is { } refusal)
            return refusal;

        if (
            !SignedNote.TryParse(Encoding.UTF8.GetBytes(head.Note), out var note, out var unreadable)
            || !Checkpoint.TryParse(note.Text, out var checkpoint, out unreadable)
        )
            return unreadable.Explanation;

        if (note.Verify([key.Signer.VerifierKey]).Holds || key.Previous is not { } previous)
            return null;

        // A key hands over once. What it signs later is by a thief, and handing over from that would make it good.
        if (await HandoverBeforeAsync(head.Size, stop) is { } earlier)
            return $"The stored checkpoint of {head.Size} entries is by the key that handed over at {earlier} "
                + "entries and signs no more. "
                + "Nothing is signed on top of it: compare it with a copy of the log stored elsewhere.";

        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(
            Sql.Command(
                $"insert into {Tables.Schema}.ledger_handover (size, from_vkey, to_vkey, note) values ($1, "
                    + "$2, $3, $4) on conflict do nothing",
                head.Size,
                previous.VerifierKey.Text,
                key.Signer.VerifierKey.Text,
                KeyHandover.Sign(checkpoint, previous, key.Signer).ToString()
            )
        );
        batch.BatchCommands.Add(LedgerCosignatures.Insert(head.Size, key.Signer.Sign(new SignedNote(note.Text, []))));
        await batch.ExecuteNonQueryAsync(stop);
        return null;
    }

    /// <summary>Why this node's keys cannot go on from a head; null where one of them signed it, or there is
    /// none.</summary>
    public static string? WhyNotOurs(LedgerKey key, LedgerHead? head)
    {
        if (head is null)
            return null;

        if (!SignedNote.TryParse(Encoding.UTF8.GetBytes(head.Note), out var note, out var unreadable))
            return $"The stored checkpoint of {head.Size} entries cannot be read: {unreadable.Explanation}";

        var ours = note.Verify([key.Signer.VerifierKey]);
        return
            ours.Holds
            || (
                key.Previous is { } previous
                && previous.VerifierKey.Name == key.Origin
                && note.Verify([previous.VerifierKey]).Holds
            )
            ? null
            : $"The stored checkpoint of {head.Size} entries is not by this node's key, and nothing is "
                + $"signed on top of it. {ours.Explanation}";
    }

    // At the same size it is this handover, interrupted before the first checkpoint of our own.
    private async Task<long?> HandoverBeforeAsync(long size, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"select min(size) from {Tables.Schema}.ledger_handover where to_vkey = $1 and size < $2",
            connection
        )
        {
            Parameters =
            {
                new() { Value = key.Signer.VerifierKey.Text },
                new() { Value = size },
            },
        };
        return await command.ExecuteScalarAsync(stop) as long?;
    }
}
