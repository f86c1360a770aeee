using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// Lengths and shares that cannot all be so. Compared are figures of one report, of one source, and the figures of
/// the view.
/// </summary>
internal static class SectionChecks
{
    public static void FindInSeries(
        Statements agreed,
        Statements total,
        Statements remaining,
        Statements share,
        FoldTrace trace
    )
    {
        foreach (var (one, other) in Pairs(total).Concat(OfOneDay(total)))
            if (!Tolerance.Fit(one.Figure, other.Figure))
                trace.Anomaly(
                    "totals-disagree",
                    [one.By.Id, other.By.Id],
                    ("one", one.Figure),
                    ("other", other.Figure)
                );

        foreach (var (earlier, later) in Pairs(agreed).Where(AreInOrder))
            if (later.Figure.Ceiling < earlier.Figure.Floor && !Tolerance.Fit(earlier.Figure, later.Figure))
                trace.Anomaly(
                    "agreed-decreased",
                    [earlier.By.Id, later.By.Id],
                    ("earlier", earlier.Figure),
                    ("later", later.Figure)
                );

        foreach (var (earlier, later) in Pairs(share).Where(AreInOrder))
            if (later.Figure.Ceiling < earlier.Figure.Floor && !Tolerance.Fit(earlier.Figure, later.Figure))
                trace.Anomaly(
                    "share-decreased",
                    [earlier.By.Id, later.By.Id],
                    ("earlier", earlier.Figure),
                    ("later", later.Figure)
                );

        foreach (var (earlier, later) in Pairs(remaining).Where(AreInOrder))
            if (later.Figure.Floor > earlier.Figure.Ceiling && !Tolerance.Fit(earlier.Figure, later.Figure))
                trace.Anomaly(
                    "remaining-increased",
                    [earlier.By.Id, later.By.Id],
                    ("earlier", earlier.Figure),
                    ("later", later.Figure)
                );
    }

    /// <summary>A source certainly later says that some remain.</summary>
    public static bool SomeRemainAfter(
        IReadOnlyList<EffectiveEvent> closings,
        IReadOnlyList<Remainder> remainders,
        FoldTrace trace
    )
    {
        var last = closings.MaxBy(closing => closing.Occurred.Earliest)!;
        foreach (var some in remainders)
        {
            if (!DaySpan.Of(last.Occurred).IsCertainlyBefore(some.Day))
                continue;

            trace.Anomaly(
                "remaining-after-all-agreed",
                [last.Id, some.By.Id],
                [("agreedOn", last.Occurred), ("on", some.By.Occurred), .. some.Says]
            );
            return true;
        }

        return false;
    }

    /// <summary>The figures that the view shows beside each other.</summary>
    public static void FindInView(
        Derivation? agreed,
        Derivation? total,
        Derivation? remaining,
        Derivation? share,
        FoldTrace trace
    )
    {
        if (total is null)
            return;

        if (
            agreed is not null
            && agreed.Figure.Floor > total.Figure.Ceiling
            && !Tolerance.Fit(agreed.Figure, total.Figure)
        )
            trace.Anomaly(
                "agreed-exceeds-total",
                Events(agreed, total),
                ("agreed", agreed.Figure),
                ("total", total.Figure)
            );

        if (
            agreed is not null
            && remaining is not null
            && !Tolerance.Fit(Figure.Sum([agreed.Figure, remaining.Figure])!, total.Figure)
        )
            trace.Anomaly(
                "parts-do-not-sum",
                Events(agreed, remaining, total),
                ("agreed", agreed.Figure),
                ("remaining", remaining.Figure),
                ("total", total.Figure)
            );

        if (share is null)
            return;

        if (agreed is not null && Part(agreed.Figure, total.Figure) is { } part && !Tolerance.Fit(part, share.Figure))
            trace.Anomaly(
                "share-does-not-fit",
                Events(share, agreed, total),
                ("share", share.Figure),
                ("agreed", agreed.Figure),
                ("total", total.Figure)
            );

        if (
            remaining is not null
            && Rest(remaining.Figure, total.Figure) is { } rest
            && !Tolerance.Fit(rest, share.Figure)
        )
            trace.Anomaly(
                "parts-do-not-sum",
                Events(share, remaining, total),
                ("share", share.Figure),
                ("remaining", remaining.Figure),
                ("total", total.Figure)
            );
    }

    /// <summary>A part in percent of the whole; null where the whole has no limits.</summary>
    public static Figure? Part(Figure part, Figure whole) =>
        !(whole.Ceiling > 0) || !(whole.Floor > 0)
            ? null
            : Figure.Of(
                100 * part.Floor / whole.Ceiling,
                null,
                100 * part.Ceiling / whole.Floor,
                Units.Percent,
                part.Approximate == true || whole.Approximate == true
            );

    private static Figure? Rest(Figure remaining, Figure whole) =>
        Part(remaining, whole) is not { } left
            ? null
            : Figure.Of(100 - left.Ceiling, null, 100 - left.Floor, Units.Percent, left.Approximate == true);

    private static IEnumerable<Guid> Events(params IEnumerable<Derivation> figures) =>
        figures.SelectMany(figure => figure.Events());

    private static bool AreInOrder((Statement Earlier, Statement Later) pair) =>
        pair.Earlier.Day.IsCertainlyBefore(pair.Later.Day);

    // Each with the next of the same source. Sources that differ are a range.
    private static IEnumerable<(Statement, Statement)> Pairs(Statements statements) =>
        statements.All.Count < 2
            ? []
            : statements.All.GroupBy(each => each.By.VoiceKey).SelectMany(source => source.Zip(source.Skip(1)));

    // The whole does not grow: what two sources say of it on one day cannot both be so.
    private static IEnumerable<(Statement, Statement)> OfOneDay(Statements statements) =>
        statements.All.Count < 2
            ? []
            : statements
                .All.GroupBy(each => each.Day)
                .Where(day => day.Key.IsSameDayAs(day.Key))
                .SelectMany(day => day.Zip(day.Skip(1)))
                .Where(pair => pair.First.By.VoiceKey != pair.Second.By.VoiceKey);
}
