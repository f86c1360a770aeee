using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>The lengths that single rounds agreed: which reports are of one length, and what they come to.</summary>
internal sealed class Lengths(FoldTrace trace)
{
    private readonly List<Length> all = [];
    private readonly List<Length> recent = [];
    private readonly Dictionary<string, Length> byMeeting = new(StringComparer.Ordinal);

    public IReadOnlyList<Length> All => all;

    /// <summary>
    /// Several reports of one round, or a round and the announcement of what it agreed, are one length seen twice.
    /// </summary>
    public void Add(Quantity quantity, EffectiveEvent each, string? meetingId)
    {
        if (ReportOf(quantity, each) is not { } report)
            return;

        Forget(each.Occurred.Earliest);
        if (FindSame(report, meetingId) is not { } same)
        {
            all.Add(same = new Length());
            recent.Add(same);
        }
        else if (Contradicted(same, report) is { } other)
        {
            trace.Anomaly(
                "totals-disagree",
                [other.By.Id, each.Id],
                ("on", other.AsOf),
                ("one", other.Figure),
                ("other", report.Figure)
            );
        }

        same.Reports.Add(report);
        if (meetingId is not null)
        {
            // From now on further reports of that meeting are of this length too, on whatever day they put it.
            same.IsTied = true;
            byMeeting[meetingId] = same;
        }
    }

    // An event states one length at most: it is read once for all folds.
    private static Statement? ReportOf(Quantity quantity, EffectiveEvent each) =>
        each.Length ??= quantity.ToFigure(Units.Kilometres)?.In(Units.Kilometres) is { } figure
            ? new Statement(figure, each)
            : null;

    private static Statement? Contradicted(Length same, Statement report)
    {
        foreach (var other in same.Reports)
            if (IsComparable(other, report) && !Tolerance.Fit(other.Figure, report.Figure))
                return other;

        return null;
    }

    // Facts come by their first day: what ended before this one begins meets none of those to come.
    private void Forget(DateOnly? today)
    {
        var left = 0;
        for (var i = 0; i < recent.Count; i++)
            if (!(recent[i].Occurred.Latest < today))
                recent[left++] = recent[i];

        recent.RemoveRange(left, recent.Count - left);
    }

    /// <summary>Lengths that may be one count once from below, by the larger, and both from above.</summary>
    public static IReadOnlyList<Derivation> Distinct(IReadOnlyList<Length> lengths)
    {
        if (AreApart(lengths))
            return [.. lengths.Select(length => length.ToDerivation())];

        var clusters = Clusters(lengths);
        HashSet<List<Length>> seen = [];
        return [.. lengths.Select(length => clusters[length]).Where(seen.Add).Select(Together)];
    }

    // Each begins after those before it have ended: no two of them meet.
    private static bool AreApart(IReadOnlyList<Length> lengths)
    {
        for (var i = 1; i < lengths.Count; i++)
            if (!lengths[i - 1].Day.IsCertainlyBefore(lengths[i].Day))
                return false;

        return true;
    }

    // By first day: what ended before a length begins meets none of those to come.
    private static Dictionary<Length, List<Length>> Clusters(IReadOnlyList<Length> lengths)
    {
        Dictionary<Length, List<Length>> clusterOf = new(lengths.Count);
        List<Length> open = [];
        foreach (var length in lengths.OrderBy(each => each.Occurred.Earliest ?? DateOnly.MinValue))
        {
            List<Length> cluster = new(1) { length };
            clusterOf.Add(length, cluster);
            if (!Duplicates.IsNarrow(length.Occurred))
                continue;

            open.RemoveAll(other => other.Occurred.Latest < length.Occurred.Earliest);
            foreach (var other in open)
            {
                if (clusterOf[other] == cluster || !Duplicates.MayBeOne(other.First, length.First))
                    continue;

                foreach (var joined in clusterOf[other])
                {
                    cluster.Add(joined);
                    clusterOf[joined] = cluster;
                }
            }

            open.Add(length);
        }

        return clusterOf;
    }

    private static Derivation Together(List<Length> cluster)
    {
        if (cluster is [var only])
            return only.ToDerivation();

        var parts = cluster.Select(length => length.ToDerivation()).ToList();

        var sum = Figure.Sum([.. parts.Select(part => part.Figure)])!;
        return new Derivation(
            DerivationKind.Union,
            sum with
            {
                Low = parts.Max(part => part.Figure.Low),
                Best = null,
            },
            "possible-duplicates",
            null,
            parts,
            [],
            []
        );
    }

    private Length? FindSame(Statement report, string? meetingId)
    {
        if (meetingId is not null && byMeeting.TryGetValue(meetingId, out var same))
            return same;

        foreach (var length in recent)
            if (
                (length.IsTied == (meetingId is null) || IsOtherSide(length, report, meetingId))
                && length.Occurred.Overlaps(report.AsOf)
                && length.Figure.Meets(report.Figure)
            )
                return length;

        return null;
    }

    // A round that has no name, and the announcement of what it agreed.
    private static bool IsOtherSide(Length length, Statement report, string? meetingId) =>
        meetingId is null
        && !length.IsTied
        && length.Reports.TrueForAll(each => each.By.Fact.GetType() != report.By.Fact.GetType());

    private static bool IsComparable(Statement one, Statement other) =>
        one.By.VoiceKey == other.By.VoiceKey || one.Day.IsSameDayAs(other.Day);
}

/// <summary>A length that was agreed at one time, by all reports of it.</summary>
internal sealed class Length
{
    public List<Statement> Reports { get; } = new(1);

    /// <summary>It is that of a named round.</summary>
    public bool IsTied { get; set; }

    public EffectiveEvent First => Reports[0].By;

    public Edtf Occurred => First.Occurred;

    public DaySpan Day => Reports[0].Day;

    public Figure Figure =>
        Reports.Count == 1 ? Reports[0].Figure : Figure.Union([.. Reports.Select(report => report.Figure)])!;

    public Derivation ToDerivation() =>
        Reports.Count == 1
            ? Reports[0].ToLeaf()
            : Derivation.Union([.. Reports.Select(report => report.ToLeaf())], null, []);
}
