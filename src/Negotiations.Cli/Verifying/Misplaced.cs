namespace Negotiations.Cli.Verifying;

/// <summary>Finds what stands in the wrong place of a list: the fewest that have to be moved to put it right.</summary>
internal static class Misplaced
{
    /// <param name="shown">In the order of the list.</param>
    /// <param name="expected">The same ids, in the right order.</param>
    public static IReadOnlyList<string> In(IReadOnlyList<string> shown, IReadOnlyList<string> expected)
    {
        var ranks = expected.Index().ToDictionary(each => each.Item, each => each.Index, StringComparer.Ordinal);

        // The longest run of ranks that rise, with gaps: the last place of the best run of each length.
        List<int> ends = [];
        var before = new int[shown.Count];
        for (var place = 0; place < shown.Count; place++)
        {
            var (low, high) = (0, ends.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (ranks[shown[ends[middle]]] < ranks[shown[place]])
                    low = middle + 1;
                else
                    high = middle;
            }

            before[place] = low > 0 ? ends[low - 1] : -1;
            if (low == ends.Count)
                ends.Add(place);
            else
                ends[low] = place;
        }

        var isRight = new bool[shown.Count];
        for (var place = ends is [.., var last] ? last : -1; place >= 0; place = before[place])
            isRight[place] = true;

        return [.. shown.Where((_, place) => !isRight[place])];
    }
}
