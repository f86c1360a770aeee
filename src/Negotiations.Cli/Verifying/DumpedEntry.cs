using System.Text.Json;
using Negotiations.Cli.Rendering;
using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

/// <summary>The entry that a row of a dump gives, and what would be published beside it.</summary>
internal static class DumpedEntry
{
    /// <summary>Of version 1.</summary>
    public static (Leaf Leaf, LogData Data) OfData(
        LogEvent stated,
        long index,
        (byte[]? Salt, string? DataHash) seal,
        JsonElement act
    )
    {
        _ = Digest.TryParseHex(seal.DataHash, out var digest);
        var leaf = new Leaf(
            index,
            stated.Negotiation,
            stated.Version,
            stated.Type,
            stated.EventId,
            stated.RecordedBy,
            stated.RecordedAt,
            digest
        );
        var isErased = seal.Salt is null && act.IsThere();
        return (leaf, isErased ? new LogData(null, null, act) : new LogData(seal.Salt, stated.Data, null));
    }

    /// <summary>Of version 2.</summary>
    public static (Leaf Leaf, LogData Data) OfMembers(
        LogEvent stated,
        long index,
        string root,
        JsonElement headers,
        JsonElement act
    )
    {
        _ = Digest.TryParseHex(root, out var digest);
        var openings = PublishedOpenings.In(headers);
        var leaf = Leaf.OfMembers(
            index,
            stated.Negotiation,
            stated.Version,
            stated.Type,
            stated.EventId,
            openings is null ? default : MemberCheck.AuthorHash(openings, stated.RecordedBy),
            stated.RecordedAt,
            digest
        );
        return (leaf, new LogData(null, stated.Data, act.IsThere() ? act : null, openings));
    }
}
