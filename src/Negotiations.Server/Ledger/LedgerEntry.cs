using System.Text.Json;
using Negotiations.Json;
using Negotiations.Store.Ledger;

namespace Negotiations.Server.Ledger;

/// <summary>A leaf with what it is made of.</summary>
/// <param name="Index">In the log.</param>
/// <param name="Leaf">The canonical leaf; its bytes are those of the entry.</param>
/// <param name="Salt">32 bytes, base 64; null once the event has been erased.</param>
/// <param name="Data">What was recorded; null once the event has been erased.</param>
/// <param name="Erasure">When, by whom and why; null while no one erased it.</param>
public sealed record LedgerEntry(long Index, JsonElement Leaf, string? Salt, JsonElement? Data, Record.Erased? Erasure)
{
    internal static LedgerEntry Of(LedgerRow row, long index) =>
        new(
            index,
            JsonSerializer.Deserialize<JsonElement>(row.ToLeaf(index, row.Seal!.DataHash).ToBytes()),
            row.Seal.Salt is { } salt ? Convert.ToBase64String(salt) : null,
            row.Raw.Erased is null ? EventJson.ToElement(row.Raw.Read().Event) : null,
            row.Raw.Erased
        );
}
