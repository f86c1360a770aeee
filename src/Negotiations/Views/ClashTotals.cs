namespace Negotiations.Views;

/// <summary>One kind of loss over all clashes of a negotiation.</summary>
internal static class ClashTotals
{
    /// <param name="clashes">The clashes that are named, and tolls alone in their days.</param>
    /// <param name="headlines">Tolls of no named clash, over the clashes in their days.</param>
    /// <param name="loss">Which, by place in <see cref="Loss.All"/>.</param>
    public static Derivation? Of(IReadOnlyCollection<Incident> clashes, IReadOnlyList<Incident> headlines, int loss)
    {
        var parts = new List<Derivation>();
        var covered = headlines.Count == 0 ? null : Cover(headlines, loss, parts);
        foreach (var clash in clashes)
            if (clash.Of(loss)?.Total is { } total && covered?.Contains(clash) != true)
                parts.Add(total.Derivation with { Of = clash.Name });

        return parts.Count switch
        {
            0 => null,
            1 => parts[0],
            _ => Derivation.Sum(parts, null),
        };
    }

    // The clashes of which headlines say what they come to.
    private static HashSet<Incident> Cover(IReadOnlyList<Incident> headlines, int loss, List<Derivation> parts)
    {
        HashSet<Incident> covered = [];
        foreach (var group in Together(headlines.Where(each => each.Of(loss)?.Total is not null)))
        {
            List<Incident> all = [.. group.SelectMany(headline => headline.Over).Distinct()];
            covered.UnionWith(all);
            if (OfGroup(group, all, loss) is { } figure)
                parts.Add(figure);
        }

        return covered;
    }

    // A headline says what its clashes come to; the clashes it does not cover are added to it.
    private static Derivation? OfGroup(IReadOnlyList<Incident> headlines, IReadOnlyList<Incident> all, int loss)
    {
        var counts = new Counts(Loss.All[loss].Grows);
        List<Counted> floors = [];
        foreach (var headline in headlines)
            if (With(headline.Of(loss)?.Total, headline.Name, [.. all.Except(headline.Over)], [], loss) is { } estimate)
                Add(estimate);

        var others = headlines.SelectMany(headline => headline.Unnamed).Distinct();
        if (all.Any(clash => clash.Of(loss)?.Total is not null) && With(null, null, all, others, loss) is { } sum)
            Add(sum);

        // A sum of which a part is not counted says nothing new where the headlines hold it.
        foreach (var floor in floors)
            counts.AddPart(floor);

        return counts.Together(null)?.Derivation;

        void Add(Counted count)
        {
            if (count.Figure.Ceiling is null && count.Derivation.Kind == DerivationKind.Sum)
                floors.Add(count);
            else
                counts.Add(count);
        }
    }

    private static Counted? With(
        Counted? headline,
        string? name,
        IReadOnlyList<Incident> clashes,
        IEnumerable<string> uncounted,
        int loss
    )
    {
        var totals = clashes.Select(clash => (clash.Name, clash.Of(loss)?.Total)).ToList();
        List<string> notCounted = [.. totals.Where(each => each.Total is null).Select(each => each.Name), .. uncounted];
        List<(string Name, Counted Count)> parts =
        [
            .. totals.Where(each => each.Total is not null).Select(each => (each.Name, each.Total!)),
        ];
        if (headline is not null)
            parts.Insert(0, (name!, headline));

        if (parts.Count == 0)
            return null;

        var day = parts.Select(part => part.Count.Day).Aggregate((one, other) => one.LaterOf(other));
        var labelled = parts.Select(part => part.Count.Derivation with { Of = part.Name }).ToList();
        return labelled is [var only] && notCounted.Count == 0
            ? new Counted(only, day)
            : new Counted(Derivation.Sum(labelled, null, notCounted), day);
    }

    // Headlines that share a clash are about one number; those that share none are about two.
    private static List<List<Incident>> Together(IEnumerable<Incident> headlines)
    {
        List<(List<Incident> Headlines, HashSet<Incident> Over)> groups = [];
        foreach (var headline in headlines)
        {
            var (joined, over) = (new List<Incident> { headline }, headline.Over.ToHashSet());
            foreach (var group in groups.Where(group => group.Over.Overlaps(over)).ToList())
            {
                joined.AddRange(group.Headlines);
                over.UnionWith(group.Over);
                groups.Remove(group);
            }

            groups.Add((joined, over));
        }

        return [.. groups.Select(group => group.Headlines)];
    }
}
