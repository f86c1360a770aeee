namespace Negotiations.Views;

/// <summary>
/// A field that has the value of whatever came last. Its values in all placings and readings: an event can be the last
/// unless a mandatory other one begins after it has ended, and there may be none where none is mandatory.
/// </summary>
internal static class LastWriter
{
    /// <param name="writers">All that may have been by the moment.</param>
    /// <param name="comesBefore">Ids that order two of them: the first comes before the second, unless the dates
    /// forbid it.</param>
    /// <param name="mayFollow">Those that may be the second of such a pair: most often few of many.</param>
    public static Outcome<T> Of<T>(
        IReadOnlyList<Writer<T>> writers,
        Func<Writer<T>, Writer<T>, bool>? comesBefore = null,
        Func<Writer<T>, bool>? mayFollow = null
    )
    {
        List<Writer<T>> followers = comesBefore is null
            ? []
            : [.. writers.Where(each => each.IsMandatory && mayFollow?.Invoke(each) != false)];

        // The two latest beginnings of mandatory ones: each is measured against those of the others.
        Writer<T>? latest = null;
        Writer<T>? second = null;
        foreach (var each in writers)
        {
            if (!each.IsMandatory)
                continue;

            if (latest is null || each.From > latest.From)
                (latest, second) = (each, latest);
            else if (second is null || each.From > second.From)
                second = each;
        }

        List<(Writer<T> Writer, DateTimeOffset NotBefore)> last = [];
        foreach (var each in writers)
        {
            var after = ReferenceEquals(each, latest) ? second : latest;
            if (after is not null && after.From > each.To)
                continue;

            if (followers.Count > 0 && IsFollowed(each, followers, comesBefore!))
                continue;

            last.Add((each, after is not null && after.From > each.From ? after.From : each.From));
        }

        return new Outcome<T>(last, latest is null);
    }

    private static bool IsFollowed<T>(
        Writer<T> each,
        List<Writer<T>> followers,
        Func<Writer<T>, Writer<T>, bool> comesBefore
    )
    {
        foreach (var other in followers)
            if (!ReferenceEquals(other, each) && comesBefore(each, other) && each.From <= other.To)
                return true;

        return false;
    }
}

/// <param name="Value">Of the field after it.</param>
/// <param name="By">The event.</param>
/// <param name="From">The earliest instant at which it takes effect.</param>
/// <param name="To">The latest.</param>
/// <param name="IsMandatory">It certainly was, in every reading.</param>
internal sealed record Writer<T>(T Value, EffectiveEvent By, DateTimeOffset From, DateTimeOffset To, bool IsMandatory);

/// <param name="Last">Those that come last in some placing, and the instant before which they do not then.</param>
/// <param name="MayBeNone">In some reading none of them was.</param>
internal sealed record Outcome<T>(IReadOnlyList<(Writer<T> Writer, DateTimeOffset NotBefore)> Last, bool MayBeNone);
