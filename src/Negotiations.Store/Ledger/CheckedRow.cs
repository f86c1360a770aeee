using System.Globalization;
using Negotiations.Ledger;
using Negotiations.Store.Seals;

namespace Negotiations.Store.Ledger;

/// <summary>A row read back, and what the log may say of it.</summary>
/// <param name="Sequence">Of the row.</param>
/// <param name="Index">In the log.</param>
/// <param name="RecordedAt">As the row claims.</param>
/// <param name="Seal">Null where nothing may be signed.</param>
/// <param name="IsSealedNow">It bore no seal, and rows of its age may.</param>
/// <param name="Hash">Of the leaf.</param>
/// <param name="Fault">Why nothing is signed for it; null: it may be.</param>
internal sealed record CheckedRow(
    long Sequence,
    long Index,
    DateTimeOffset RecordedAt,
    Seal? Seal,
    bool IsSealedNow,
    Digest Hash,
    LedgerFault? Fault
)
{
    // A clock that is put right goes back by less.
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(60);

    public static CheckedRow Of(LedgerRow row, long index, LedgerRules rules)
    {
        if (row.IsSealed)
            return row.Seal!.Holds(row.Raw)
                ? Taken(row, index, row.Seal, isSealedNow: false)
                : Refused(
                    row,
                    index,
                    "is not stored as it was appended: its data no longer give the hash that was sealed"
                );

        // A version before the ledger recorded it, or another program put it in: only the operator can say which.
        if (row.Raw.Sequence > rules.SealUpTo)
            return Refused(
                row,
                index,
                "bears no seal, so this program did not record it as it stands there. If a version before the ledger "
                    + $"did, set {LedgerRules.SealUpToSetting} to the sequence of the last event that it recorded "
                    + $"(this one is {row.Raw.Sequence}) and start again; else remove the row"
            );

        var seal = row.Seal as DataSeal ?? DataSeal.TryOn(row.Raw.Read().Event);
        return seal is null ? Refused(row, index, "holds a number that no verifier could hold exactly")
            : row.Seal is not null && !seal.Holds(row.Raw.Read().Event)
                ? Refused(row, index, "is not as it was when it was sealed at the upgrade")
            : Taken(row, index, seal, isSealedNow: row.Seal is null);
    }

    /// <summary>The fault of a row that claims a time before the entry that the log has before it.</summary>
    /// <param name="last">The time of that entry; null where there is none.</param>
    /// <param name="row">As read.</param>
    public LedgerFault? WentBack(DateTimeOffset? last, LedgerRow row) =>
        last is { } before && RecordedAt < before
            ? new LedgerFault(
                Sequence,
                $"Event {row.Raw.Version} of '{row.Stream}' claims to be recorded at {Text(RecordedAt)}, and the log's "
                    + $"entry before it at {Text(before)}: the clock of the record does not go back, so nothing is "
                    + "signed for it."
            )
            : null;

    /// <summary>The fault of a row that claims a time to come.</summary>
    /// <param name="now">By the database's clock, when the row was read.</param>
    /// <param name="row">As read.</param>
    public LedgerFault? IsAhead(DateTimeOffset now, LedgerRow row) =>
        RecordedAt > now + Ahead
            ? new LedgerFault(
                Sequence,
                $"Event {row.Raw.Version} of '{row.Stream}' claims to be recorded at {Text(RecordedAt)}, and it is "
                    + $"{Text(now)} by the database's clock. Nothing is signed for it before that time: either the "
                    + "clock was wrong when it was recorded, or the row was put in."
            )
            : null;

    private static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static CheckedRow Taken(LedgerRow row, long index, Seal seal, bool isSealedNow) =>
        new(
            row.Raw.Sequence,
            index,
            row.Raw.RecordedAt,
            seal,
            isSealedNow,
            seal.ToLeaf(index, row.Stream, row.Raw).Hash(),
            null
        );

    private static CheckedRow Refused(LedgerRow row, long index, string why) =>
        new(
            row.Raw.Sequence,
            index,
            row.Raw.RecordedAt,
            null,
            IsSealedNow: false,
            default,
            new LedgerFault(row.Raw.Sequence, $"Event {row.Raw.Version} of '{row.Stream}' {why}.")
        );
}
