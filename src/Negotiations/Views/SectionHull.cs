using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// The figures of the sections over all placings and readings. Each is the hull of what it may be, decided by the one
/// extremal case: what may be left out supersedes nothing, and what may be later is. That is never less than what is
/// possible, and where days overlap it can be more.
/// </summary>
internal sealed class SectionHull
{
    // Beyond this many statements that stand beside each other one of them is taken to be the later.
    private const int MostCompared = 64;

    private readonly Statements cumulative = new(Units.Kilometres);
    private readonly Statements total = new(Units.Kilometres);
    private readonly Statements remaining = new(Units.Kilometres);
    private readonly Statements share = new(Units.Percent);
    private readonly List<(EffectiveEvent By, bool IsFirm)> closings = [];
    private readonly List<Remainder> remainders = [];
    private readonly Lengths lengths = new(FoldTrace.Unheard);
    private readonly HashSet<Guid> firm = [];
    private readonly bool mayBeUnsaid;
    private bool mayBeOpen;

    /// <param name="placed">All that may have been, in the order of the reference placing.</param>
    /// <param name="isFirm">It was, in every placing and reading.</param>
    /// <param name="shown">In the reference.</param>
    public static IEnumerable<UncertainField> Of(
        List<PlacedEvent> placed,
        Func<PlacedEvent, bool> isFirm,
        SectionsView shown
    )
    {
        var stating = placed.FindAll(each => SectionFold.IsOnSections(each.Event.Fact));
        return stating.TrueForAll(each => isFirm(each) && each.Event.Occurred.IsDay)
            ? []
            : new SectionHull(stating, isFirm).Fields(shown);
    }

    private SectionHull(List<PlacedEvent> stating, Func<PlacedEvent, bool> isFirm)
    {
        foreach (var each in stating)
        {
            if (isFirm(each))
                firm.Add(each.Event.Id);

            mayBeOpen = mayBeOpen || each.Event.Fact is not SectionsAgreed { AllRemaining: true };
            Take(each.Event, isFirm(each));
        }

        mayBeUnsaid = firm.Count == 0;
    }

    private void Take(EffectiveEvent each, bool isFirm)
    {
        switch (each.Fact)
        {
            case NegotiationOpened opened:
                total.Add(opened.BoundaryLength, each, isFirm);
                break;
            case RoundHeld round:
                lengths.Add(round.Kilometres!, each, round.MeetingId);
                break;
            case SectionsAgreed agreed:
                if (agreed.Length is { } length)
                    lengths.Add(length, each, meetingId: null);
                cumulative.Add(agreed.Cumulative, each, isFirm);
                total.Add(agreed.Total, each, isFirm);
                remaining.Add(agreed.Remaining, each, isFirm);
                share.Add(agreed.Share, each, isFirm);
                if (agreed.AllRemaining == true)
                    closings.Add((each, isFirm));
                if (Remainder.In(agreed, each, isFirm) is { } some)
                    remainders.Add(some);
                break;
            default:
                break;
        }
    }

    private List<UncertainField> Fields(SectionsView shown)
    {
        var (mayBeAll, mayBeSome) = (MayBeAll(), MayBeSome());
        List<UncertainField> fields = [];
        var whole = Hull.Of(total);
        var some = mayBeSome ? Some() : default;
        var agreed =
            !mayBeAll ? some
            : mayBeSome ? All(whole).Or(some)
            : All(whole);
        Add("sections.agreed", shown.Agreed, agreed);
        Add("sections.total", shown.Total, whole);
        Add("sections.remaining", shown.Remaining, OrClosed(Left(), Figure.Exactly(0, Units.Kilometres)));
        Add("sections.share", shown.Share, OrClosed(Part(), Figure.Exactly(100, Units.Percent)));
        List<bool?> all = [shown.AllAgreed];
        if (mayBeAll)
            all.Add(true);
        if (mayBeSome && mayBeOpen)
            all.Add(false);
        if (mayBeUnsaid)
            all.Add(null);
        if (all.Distinct().Count() > 1)
            fields.Add(new UncertainField("sections.allAgreed", null, [.. all.Distinct().Select(Print)]));

        return fields;

        Hull OrClosed(Hull open, Figure closed) =>
            !mayBeAll ? open
            : mayBeSome ? open.Or(new Hull(closed, false))
            : new Hull(closed, false);

        void Add(string field, DatedFigure? plain, Hull hull)
        {
            if (hull.Figure == plain?.ToFigure() && (hull.Figure is null || !hull.MayBeNone))
                return;

            List<JsonNode?> possible = [Print(plain), Print(hull.Figure)];
            if (hull.MayBeNone && plain is not null && hull.Figure is not null)
                possible.Add(null);
            fields.Add(new UncertainField(field, null, [.. possible.DistinctBy(value => value?.ToJsonString())]));
        }
    }

    // Some closing is there, and no statement that something remains has to come after it.
    private bool MayBeAll() =>
        closings.Exists(closing =>
            !remainders.Exists(left => left.IsFirm && DaySpan.Of(closing.By.Occurred).IsCertainlyBefore(left.Day))
        );

    private bool MayBeSome()
    {
        var mustBe = closings.FindAll(closing => closing.IsFirm);
        return mustBe.Count == 0
            || remainders.Exists(left =>
                mustBe.TrueForAll(closing => MayBeLater(left.Day, DaySpan.Of(closing.By.Occurred)))
            );
    }

    private Hull All(Hull whole) =>
        whole.Figure is null ? Some()
        : whole.MayBeNone ? whole.Or(Some())
        : whole;

    private Hull Some()
    {
        var standing = cumulative.Standing();
        var isStated = standing.Any(each => each.IsFirm);
        var firmLengths = lengths.All.Where(IsFirm).ToList();
        var alone = isStated ? default : OfLengths(firmLengths);
        if (standing.Count == 0)
            return alone;

        var stated = Hull.Of(cumulative).Figure!;
        var later = firmLengths.Where(length => standing.All(each => each.Day.IsCertainlyBefore(length.Day))).ToList();
        var mayBeMore =
            lengths.All.Any(length =>
                standing.Any(each =>
                    length.Reports.Exists(report =>
                        report.By.Id != each.By.Id
                        && !report.Day.IsCertainlyBefore(each.Day)
                        && !report.Day.IsSameDayAs(each.Day)
                    )
                )
            )
            || IsLater(remaining, standing)
            || IsLater(share, standing);
        var figure = later.Count > 0 ? Figure.Sum([stated, OfAny(later)])! : stated;
        var hull = new Hull(mayBeMore || later.Count > 0 ? figure.AsFloor() : figure, !isStated);
        return isStated ? hull : hull.Or(alone);
    }

    private Hull OfLengths(List<Length> firmLengths)
    {
        if (lengths.All.Count == 0)
            return new Hull(null, true);

        var least =
            firmLengths.Count > 0 ? OfAny(firmLengths) : Figure.Union([.. lengths.All.Select(each => each.Figure)])!;
        return new Hull(least.AsFloor(), firmLengths.Count == 0);
    }

    // A report that names no round is of the first that it fits, and which that is differs by placing.
    private Figure OfAny(List<Length> some)
    {
        var sum = Figure.Sum([.. Lengths.Distinct(some).Select(each => each.Figure)])!;
        var least = some.Min(each => each.Figure.Floor ?? 0);
        if (lengths.All.Count > MostCompared || MayMeet())
            return sum with { Low = least };

        var less = lengths.All.Sum(own =>
            own.Reports.Sum(report =>
                some.Where(other =>
                        other != own && other.Occurred.Overlaps(report.AsOf) && other.Figure.Meets(report.Figure)
                    )
                    .Select(other => Math.Max(0, (other.Figure.Floor ?? 0) - (report.Figure.Floor ?? 0)))
                    .DefaultIfEmpty()
                    .Max()
            )
        );
        return less == 0 ? sum : sum with { Low = Math.Max(least, (sum.Low ?? 0) - less) };
    }

    // Which reports are of one length hangs on those that may be out, and on which report of a length is its first.
    private bool MayMeet() =>
        lengths.All.Any(one =>
            lengths.All.Any(other =>
                other != one
                && one.Reports.Exists(report =>
                    other.Reports.Exists(beside =>
                        report.AsOf.Overlaps(beside.AsOf) && !(IsFirmFirst(one, report) && IsFirmFirst(other, beside))
                    )
                )
            )
        );

    private bool IsFirmFirst(Length length, Statement report) =>
        ReferenceEquals(length.Reports[0], report) && firm.Contains(report.By.Id);

    private Hull Left()
    {
        var hull = Hull.Of(remaining);
        return hull.Figure is { } figure && IsOutdated(remaining.Standing(), share)
            ? hull with
            {
                Figure = figure.AsCeiling(),
            }
            : hull;
    }

    private Hull Part()
    {
        var hull = Hull.Of(share);
        return hull.Figure is { } figure && IsOutdated(share.Standing(), remaining)
            ? hull with
            {
                Figure = figure.AsFloor(),
            }
            : hull;
    }

    private bool IsOutdated(IReadOnlyList<Statement> own, Statements beside) =>
        IsLater(beside, own)
        || IsLater(cumulative, own)
        || (own.Count > MostCompared && lengths.All.Count > 0)
        || lengths.All.Any(length =>
            own.Any(each =>
                length.Reports.Exists(report => report.By.Id != each.By.Id && MayBeLater(report.Day, each.Day))
            )
        );

    private static bool IsLater(Statements others, IReadOnlyList<Statement> own)
    {
        if (others.IsEmpty || own.Count == 0)
            return false;

        var standing = others.Standing();
        return standing.Count * own.Count > MostCompared * MostCompared
            || standing.Any(other => own.Any(each => each.By.Id != other.By.Id && MayBeLater(other.Day, each.Day)));
    }

    private static bool MayBeLater(DaySpan one, DaySpan other) => !(one.To <= other.From);

    private bool IsFirm(Length length) => length.Reports.Exists(report => firm.Contains(report.By.Id));

    private static JsonNode? Print<T>(T value) => JsonSerializer.SerializeToNode(value, EventJson.Options);
}

/// <param name="Figure">Every figure that is possible lies in it; null: none is.</param>
/// <param name="MayBeNone">In some reading there is none.</param>
internal readonly record struct Hull(Figure? Figure, bool MayBeNone)
{
    public static Hull Of(Statements statements) =>
        statements.IsEmpty
            ? new Hull(null, true)
            : new Hull(statements.Together()!.Figure, !statements.All.Any(each => each.IsFirm));

    public Hull Or(Hull other) =>
        new(
            Figure is null ? other.Figure
                : other.Figure is null ? Figure
                : Values.Figure.Union([Figure, other.Figure]),
            MayBeNone || other.MayBeNone
        );
}
