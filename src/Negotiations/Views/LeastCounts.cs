using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// What the lower count of happenings may be over all placings and readings. Reports that may be of one happening in
/// some placing are of one group: there are at least as many happenings as groups that must be there.
/// </summary>
internal static class LeastCounts
{
    // Beyond this many happenings all may be one.
    private const int MostCompared = 64;

    /// <param name="reports">All that may have been.</param>
    /// <param name="isFirm">It was, in every placing and reading.</param>
    /// <param name="idOf">What ties reports of one happening together; null: it stands alone.</param>
    /// <returns>The ends of a range that holds every such count; null: there is one, that of the reference.</returns>
    public static (int Least, int Most)? Of(
        List<PlacedEvent> reports,
        Func<PlacedEvent, bool> isFirm,
        Func<Fact, string?> idOf
    )
    {
        var happenings = reports
            .GroupBy(each => idOf(each.Event.Fact) ?? each.Event.Id.ToString(), StringComparer.Ordinal)
            .Select(group => new Happening([.. group], group.Any(isFirm)))
            .ToList();
        if (happenings.Count > MostCompared)
            return (happenings.Exists(each => each.IsFirm) ? 1 : 0, happenings.Count);

        var isOpen = happenings.Exists(each => !each.IsFirm);
        for (var i = 1; i < happenings.Count; i++)
        for (var j = 0; j < i; j++)
            if (happenings[j].Meets(happenings[i]))
            {
                isOpen |= !(happenings[j].IsSettled && happenings[i].IsSettled);
                happenings[j].Group.Join(happenings[i].Group);
            }

        return !isOpen
            ? null
            : (
                happenings.Where(each => each.IsFirm).Select(each => each.Group.Root).Distinct().Count(),
                happenings.Count
            );
    }

    private sealed class Happening(List<PlacedEvent> reports, bool isFirm)
    {
        public bool IsFirm => isFirm;

        public Group Group { get; } = new();

        /// <summary>Its days are the same in every placing, and there is one report of it.</summary>
        public bool IsSettled =>
            reports is [{ Event.Occurred: var only }] && (only.IsDay || only.Form == EdtfForm.Interval || only.IsExact);

        public bool Meets(Happening other) => reports.Exists(other.Meets);

        private bool Meets(PlacedEvent each) =>
            reports.Exists(report => Duplicates.MayBeOneSomewhere(report.Event, each.Event));
    }

    private sealed class Group
    {
        private Group? into;

        public Group Root => into is null ? this : into = into.Root;

        public void Join(Group other)
        {
            if (other.Root is var root && root != Root)
                root.into = Root;
        }
    }
}
