using System.Text.Json;
using Negotiations.Json;
using Negotiations.Ledger;
using Negotiations.Store.Ledger;
using Negotiations.Store.Seals;
using Negotiations.Store.Seeing;

namespace Negotiations.Server.Ledger;

/// <summary>A leaf with what it is made of.</summary>
/// <param name="Index">In the log.</param>
/// <param name="Leaf">The canonical leaf; its bytes are those of the entry.</param>
/// <param name="Salt">Of a leaf of version 1: 32 bytes, base 64; absent once the event has been erased.</param>
/// <param name="Data">What was recorded, or what an erasure has left of it; absent of an erased event with a leaf of
/// version 1, of which nothing can be proven.</param>
/// <param name="Erasure">When, by whom and why; absent while no one erased it.</param>
/// <param name="RecordedBy">The member <c>author</c>: what the record calls who recorded it.</param>
/// <param name="RecordedAt">The exact time, a member of the same name.</param>
/// <param name="Sequence">A member of the same name.</param>
/// <param name="Import">A member of the same name; absent where no import brought it.</param>
/// <param name="Key">Of a leaf of version 2: the event key, 32 bytes, base 64; absent once the event has been
/// erased.</param>
/// <param name="Salts">Of an erased event with a leaf of version 2: the salts of the members that are left, base 64, by
/// their names.</param>
/// <param name="Withheld">The hashes of the members that are gone or closed, base 64.</param>
/// <param name="DataKey">In the place of <c>key</c> for who may not see authors and exact times: it opens the data, and
/// <c>salts</c> what else is open.</param>
/// <param name="Closed">The names of the members that are closed to who asks. <c>recordedBy</c> is a pseudonym and
/// <c>recordedAt</c> the minute then.</param>
public sealed record LedgerEntry(
    long Index,
    JsonElement Leaf,
    string? Salt,
    JsonElement? Data,
    Record.Erased? Erasure,
    string RecordedBy,
    DateTimeOffset RecordedAt,
    long Sequence,
    Guid? Import = null,
    string? Key = null,
    IReadOnlyDictionary<string, string>? Salts = null,
    IReadOnlyList<string>? Withheld = null,
    string? DataKey = null,
    IReadOnlyList<string>? Closed = null
)
{
    /// <summary>The name of who recorded it, to auditors and admins; absent once it was erased.</summary>
    public string? Author { get; init; }

    internal static LedgerEntry Of(LedgerRow row, long index)
    {
        var entry = new LedgerEntry(
            index,
            JsonSerializer.Deserialize<JsonElement>(row.ToLeaf(index).ToBytes()),
            Salt: row.Seal is DataSeal { Salt: { } salt } ? Convert.ToBase64String(salt) : null,
            row.Raw.Erased is null || row.Seal is MemberSeal ? EventJson.ToElement(row.Raw.Read().Event) : null,
            Sight.Of(row.Stream, row.Raw.Erased),
            Sight.IsClosed ? Sight.By(row.Stream, row.Raw.RecordedBy) : row.Raw.RecordedBy,
            Sight.At(row.Raw.RecordedAt.ToUniversalTime()),
            row.Raw.Sequence,
            row.Raw.Import
        )
        {
            Author = Sight.NameOf(row.Raw.RecordedBy),
        };
        return row.Seal is MemberSeal seal
            ? entry.OpenedBy(Sight.IsClosed ? seal.WithoutAuthor(row.Raw) : seal.Openings)
            : entry;
    }

    private LedgerEntry OpenedBy(MemberOpenings? openings)
    {
        if (openings is null)
            return this;

        if (openings.Key is { } key)
            return this with { Key = Convert.ToBase64String(key.ToArray()) };

        return this with
        {
            DataKey = openings.DataKey is { } dataKey ? Convert.ToBase64String(dataKey.ToArray()) : null,
            Salts = openings.Salts.ToDictionary(each => each.Key, each => Convert.ToBase64String(each.Value)),
            Withheld = [.. openings.Withheld.Select(hash => hash.ToString())],
            Closed = openings.Closed.Count > 0 ? openings.Closed : null,
        };
    }
}
