namespace Negotiations.Search;

/// <summary>How far two words are from each other: the least number of letters to insert, delete, replace or swap with
/// their neighbour (optimal string alignment).</summary>
public static class EditDistance
{
    private const int LongestName = 1000;

    /// <summary>The distance, or <see cref="int.MaxValue"/> when it is above <paramref name="most"/>.</summary>
    public static int Of(string one, string other, int most)
    {
        if (other.Length > LongestName || Math.Abs(one.Length - other.Length) > most)
            return int.MaxValue;

        // Rows of the table: two before, one before, and the one being filled.
        var width = other.Length + 1;
        Span<int> before = stackalloc int[width],
            last = stackalloc int[width],
            row = stackalloc int[width];
        for (var j = 0; j < last.Length; j++)
            last[j] = j;

        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);

                least = Math.Min(least, row[j]);
            }

            if (least > most)
                return int.MaxValue;

            var oldest = before;
            before = last;
            last = row;
            row = oldest;
        }

        return last[^1] <= most ? last[^1] : int.MaxValue;
    }
}
