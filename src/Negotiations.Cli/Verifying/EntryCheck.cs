using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

/// <summary>Compares every entry with the tree: its hash, its version and the tiles above it.</summary>
internal sealed class EntryCheck(LogCopy copy, VerifyReport report)
{
    private readonly List<Leaf> leaves = [];

    /// <returns>The leaves; fewer than the log signed when it does not show them all, or one cannot be read.</returns>
    public IReadOnlyList<Leaf> Run()
    {
        foreach (var entry in copy.Entries)
        {
            if (!Leaf.TryParse(entry, out var leaf, out var unreadable))
            {
                report.Findings.Add(new Finding("entry-unreadable", unreadable.Explanation) { Index = leaves.Count });
                return leaves;
            }

            leaves.Add(leaf);
        }

        CompareHashes();
        CompareVersions();
        CompareTiles();
        report.Count("entries", leaves.Count);
        return leaves;
    }

    private void CompareHashes()
    {
        var difference = new FirstDifference(copy, leaves);
        for (long index = 0; index < copy.Signed.Checkpoint.Size; index++)
        {
            if (difference.TreeHash(index) is not { } expected)
                continue;

            if (index >= leaves.Count)
            {
                report.Findings.Add(difference.NotShown(index));
                return;
            }

            if (leaves[(int)index].Hash() != expected)
            {
                report.Findings.Add(difference.Of(index, expected));
                return;
            }
        }
    }

    private void CompareVersions()
    {
        if (report.Findings.Count > 0)
            return;

        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (index, leaf) in leaves.Index())
        {
            if (leaf.Index != index || leaf.Version != last.GetValueOrDefault(leaf.Stream) + 1)
            {
                report.Findings.Add(
                    Finding.About(
                        leaf,
                        leaf.Index,
                        "order-broken",
                        "version",
                        $"Version {leaf.Version} follows version {last.GetValueOrDefault(leaf.Stream)}: "
                            + "this is how it was signed, and no record counts so."
                    )
                );
                return;
            }

            last[leaf.Stream] = leaf.Version;
        }
    }

    private void CompareTiles()
    {
        var replay = new LogReplay();
        var levels = Tile.AllOf(copy.Signed.Checkpoint.Size).ToList();
        var firstBad = report.Findings.Count > 0;
        foreach (var leaf in leaves)
        {
            replay.Append(leaf.Hash());
            foreach (var head in copy.OlderHeads.Where(head => head.Checkpoint.Size == replay.Size && !firstBad))
                if (head.Checkpoint.Root != replay.Root())
                    report.Findings.Add(
                        new Finding(
                            "head-contradicts",
                            new RootMismatch(replay.Size, head.Checkpoint.Root, replay.Root()).Explanation
                        )
                        {
                            Index = replay.Size,
                        }
                    );
        }

        foreach (var tile in levels)
        {
            report.Count("tiles");
            if (!copy.Tiles.TryGetValue(tile, out var bytes))
                report.Findings.Add(
                    new Finding(
                        "tile-missing",
                        $"The log signed {copy.Signed.Checkpoint.Size} entries and does not show {tile.Path}."
                    )
                );
            else if (!firstBad && tile.Level > 0)
                CompareAbove(tile, bytes);
        }

        if (!firstBad)
            report.Accepts(replay.Conclude(copy.Signed.Checkpoint), "root-differs");
    }

    private void CompareAbove(Tile tile, byte[] bytes)
    {
        for (var i = 0; i < tile.Width; i++)
        {
            var below = new Tile(tile.Level - 1, (tile.Index << Tile.Height) + i, Tile.FullWidth);
            if (
                copy.Tiles.TryGetValue(below, out var hashes)
                && MerkleTree.Root(below.Hashes(hashes)) is var computed
                && computed != tile.Hashes(bytes)[i]
            )
            {
                report.Findings.Add(
                    new Finding("tile-differs", new TileMismatch(tile, i, tile.Hashes(bytes)[i], computed).Explanation)
                );
                return;
            }
        }
    }
}
