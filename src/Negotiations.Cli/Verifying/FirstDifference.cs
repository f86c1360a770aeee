using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

/// <summary>
/// Says what was done to the first entry that differs from the tree. Only the first is explained: after a row that was
/// put in or taken out every entry is one place off.
/// </summary>
internal sealed class FirstDifference(LogCopy copy, IReadOnlyList<Leaf> leaves)
{
    /// <summary>What was done to the entry that is not as it was signed.</summary>
    public Finding Of(long index, Digest expected)
    {
        var leaf = leaves[(int)index];
        var next = index + 1 < leaves.Count ? leaves[(int)index + 1] : null;
        for (var other = index + 1; other < copy.Signed.Checkpoint.Size; other++)
            if (other < leaves.Count && IsHash(leaf, other) && leaves[(int)other].At(index).Hash() == expected)
                return Finding.About(
                    leaves[(int)other],
                    index,
                    "rows-swapped",
                    "order",
                    $"It was signed here; now {leaf.Stream} version {leaf.Version} stands here, and it in "
                        + $"that one's place, entry {other}."
                );

        if (IsHash(leaf, index + 1) || (next is not null && IsHash(next, index + 2)))
            return Missing(index);

        if (next is not null && next.At(index).Hash() == expected)
            return Finding.About(
                leaf,
                index,
                "row-inserted",
                null,
                "This row was put in later: the log signed none here, and the next row stands in its place."
            );

        return Changed(leaf, index, expected);
    }

    /// <summary>Why the log shows fewer entries than it signed.</summary>
    public Finding NotShown(long index)
    {
        var size = copy.Signed.Checkpoint.Size;
        var detail = $"The log signed {size} entries and shows {leaves.Count}: rows were deleted, the last or others.";
        var isThere = index < copy.Events.Count && leaves.All(leaf => leaf.EventId != copy.Events[(int)index].EventId);
        return isThere && copy.Events[(int)index] is var stated
            ? new Finding("seal-missing", "The history has this event; the salt and hash it was signed with are gone.")
            {
                Negotiation = stated.Negotiation,
                Version = stated.Version,
                EventId = stated.EventId,
                Index = index,
            }
            : Missing(index) with
            {
                Detail = detail,
            };
    }

    private Finding Missing(long index)
    {
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var each in leaves)
        {
            if (each.Version == last.GetValueOrDefault(each.Stream) + 2)
                return new Finding(
                    "row-missing",
                    $"Entry {index} was signed and its row is gone; the later rows moved up."
                )
                {
                    Negotiation = each.Stream,
                    Version = each.Version - 1,
                    Index = index,
                };

            last[each.Stream] = each.Version;
        }

        // It was the last event of its negotiation: only its view can still say which one.
        var view = copy.Views.FirstOrDefault(pair =>
            pair.Value.Json.TryGetProperty("version", out var version)
            && version.GetInt64() == last.GetValueOrDefault(pair.Key) + 1
        );
        return new Finding("row-missing", $"Entry {index} was signed and its row is gone; the later rows moved up.")
        {
            Negotiation = view.Key,
            Version = view.Key is null ? null : last.GetValueOrDefault(view.Key) + 1,
            Index = index,
        };
    }

    // A hash does not say what changed, but an honest value that makes it right again does.
    private Finding Changed(Leaf leaf, long index, Digest expected)
    {
        var data = index < copy.Data.Count ? copy.Data[(int)index] : null;
        if (MemberCheck.IsClosed(leaf, data))
            return MemberCheck.Closed(leaf, index);

        foreach (var (name, author) in Authors(leaf, data))
            if ((leaf with { Author = author }).Hash() == expected)
                return Finding.About(leaf, index, "row-changed", "author", $"The log signed the author '{name}'.");

        foreach (var stream in leaves.Select(each => each.Stream).Distinct())
            if ((leaf with { Stream = stream }).Hash() == expected)
                return Finding.About(
                    leaf,
                    index,
                    "row-changed",
                    "stream",
                    $"The log signed this event of '{stream}'; now it is of '{leaf.Stream}'."
                );

        foreach (var type in leaves.Select(each => each.Type).Distinct())
            if ((leaf with { Type = type }).Hash() == expected)
                return Finding.About(
                    leaf,
                    index,
                    "row-changed",
                    "type",
                    $"The log signed the type '{type}'; now it is '{leaf.Type}'."
                );

        foreach (var hash in leaves.Select(each => each.Commitment))
            if ((leaf with { Commitment = hash }).Hash() == expected)
                return Finding.About(leaf, index, "row-changed", "data", "Data and seal are those of another event.");

        var isSealed = IsSealed(leaf, index, data, expected);
        return Finding.About(
            leaf,
            index,
            "row-changed",
            !isSealed ? "data"
                : data is { Members.Closed.Count: > 0 }
                    ? "author, recordedAt, version, eventId, or data and seal together"
                : "recordedAt, version, eventId, or data and seal together",
            $"The entry hashes to {leaf.Hash()}; the log signed {expected}."
        );
    }

    // As a leaf of its version has them: by name, or as the hash of the member.
    private IEnumerable<(string Name, string Author)> Authors(Leaf leaf, LogData? data) =>
        leaf.Form is LeafForm.Data ? leaves.Select(each => each.Author).Distinct().Select(name => (name, name))
        : data?.Members is { } openings
            ? copy
                .Events.Select(each => each.RecordedBy)
                .Concat(copy.Data.Select(each => each.Author).OfType<string>())
                .Distinct()
                .Select(name => (name, MemberCheck.AuthorHash(openings, name).ToHex()))
        : [];

    // Whether the data themselves are as they were signed. In version 2 the time is a member: a change of it looks like
    // one of the data, unless only the root in the row was changed.
    private bool IsSealed(Leaf leaf, long index, LogData? data, Digest expected) =>
        leaf.Form is LeafForm.Members
            ? copy.Events.Find(each => each.EventId == leaf.EventId) is not { } stated
                || MemberCheck.RootOf(data, stated with { RecordedBy = data?.Author ?? stated.RecordedBy })
                    is not { } root
                || (leaf with { Commitment = root }).Hash() != expected
            : data is { Salt: { } salt, Data: { } json }
                && leaf.CheckData(salt, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(json)).Holds;

    /// <summary>The hash of an entry in the lowest tile; null where the copy has no such tile.</summary>
    public Digest? TreeHash(long index)
    {
        var width = (int)
            Math.Min(Tile.FullWidth, copy.Signed.Checkpoint.Size - (index / Tile.FullWidth * Tile.FullWidth));
        return copy.Tiles.TryGetValue(new Tile(0, index / Tile.FullWidth, width), out var bytes)
            ? new Digest(bytes.AsSpan((int)(index % Tile.FullWidth) * Digest.Length, Digest.Length))
            : null;
    }

    private bool IsHash(Leaf leaf, long index) =>
        index < copy.Signed.Checkpoint.Size && TreeHash(index) == leaf.At(index).Hash();
}
