using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <summary>The order and the pages of a list that was folded, as the database gives those of its rows.</summary>
public static class ListOrder
{
    /// <summary>The page that is asked for of what the filter takes, and the cursor of the next; null on the
    /// last.</summary>
    /// <param name="list">As asked.</param>
    /// <param name="found">In any order.</param>
    /// <param name="known">The last sequence of the record by which they were found.</param>
    public static (IReadOnlyList<(string Sort, FoldResult Standing)> Items, string? Next) Page(
        ListQuery list,
        IEnumerable<FoldResult> found,
        long known
    )
    {
        var ordered = Of(list, found)
            .SkipWhile(each => !IsAfter(list, each.Sort, each.Standing.Summary.Id))
            .Take(list.Limit + 1)
            .ToList();
        var next =
            ordered.Count > list.Limit
                ? list.CursorAfter(ordered[list.Limit - 1].Sort, ordered[list.Limit - 1].Standing.Summary.Id, known)
                : null;
        return ([.. ordered.Take(list.Limit)], next);
    }

    /// <summary>What the filter takes, in the order asked for.</summary>
    public static IEnumerable<(string Sort, FoldResult Standing)> Of(ListQuery list, IEnumerable<FoldResult> found) =>
        found
            .Select(standing => (Sort: list.Sort.Read(standing, list), Standing: standing))
            .Order(
                Comparer<(string Sort, FoldResult Standing)>.Create(
                    (one, other) =>
                        Compare(
                            one.Sort,
                            one.Standing.Summary.Id,
                            other.Sort,
                            other.Standing.Summary.Id,
                            list.Sort.Descending
                        )
                )
            );

    /// <summary>Whether a row belongs to this page or a later one.</summary>
    internal static bool IsAfter(ListQuery list, string sort, string id) =>
        list.After is not { } after || Compare(sort, id, after[0], after[1], list.Sort.Descending) > 0;

    internal static int Compare(string sort, string id, string otherSort, string otherId, bool descending)
    {
        var bySort = string.CompareOrdinal(sort, otherSort);
        var byBoth = bySort != 0 ? bySort : string.CompareOrdinal(id, otherId);
        return descending ? -byBoth : byBoth;
    }
}
