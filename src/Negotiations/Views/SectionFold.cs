using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// How much of the boundary is agreed: the last stated running total and what came after it, or the sum of what each
/// round agreed.
/// </summary>
internal sealed class SectionFold(FoldTrace trace)
{
    private readonly Lengths lengths = new(trace);
    private readonly Statements cumulative = new(Units.Kilometres);
    private readonly Statements total = new(Units.Kilometres);
    private readonly Statements remaining = new(Units.Kilometres);
    private readonly Statements share = new(Units.Percent);
    private readonly List<EffectiveEvent> closings = [];
    private readonly List<Remainder> remainders = [];

    private bool isSaid;

    public SectionsView View { get; private set; } = null!;

    /// <summary>The fact says something of the sections of a boundary, or of its length.</summary>
    public static bool IsOnSections(Fact fact) =>
        fact is SectionsAgreed or RoundHeld { Kilometres: not null } or NegotiationOpened { BoundaryLength: not null };

    public void Evolve(EffectiveEvent each)
    {
        isSaid = isSaid || IsOnSections(each.Fact);
        switch (each.Fact)
        {
            case NegotiationOpened { BoundaryLength: { } length }:
                State(total, length, "sections.total", each);
                break;
            case RoundHeld { Kilometres: { } kilometres } round:
                Add(kilometres, each, round.MeetingId);
                break;
            case SectionsAgreed agreed:
                Evolve(agreed, each);
                break;
            default:
                break;
        }
    }

    public void Complete()
    {
        SectionChecks.FindInSeries(cumulative, total, remaining, share, trace);
        var isAll = closings.Count > 0 && !SectionChecks.SomeRemainAfter(closings, remainders, trace);
        var (agreed, agreedOn) = isAll && !total.IsEmpty ? All() : Agreed();
        var (left, leftOn) = isAll
            ? Closed(closings[^1], Figure.Exactly(0, Units.Kilometres), remaining)
            : Last(remaining);
        var (part, partOn) = isAll ? Closed(closings[^1], Figure.Exactly(100, Units.Percent), share) : Last(share);
        if (!isAll)
            (agreed, left, part) = (
                Since(agreed, agreedOn, [leftOn, partOn], isFloor: true),
                Since(left, leftOn, [agreedOn, partOn], isFloor: false),
                Since(part, partOn, [agreedOn, leftOn], isFloor: true)
            );

        var whole = Last(total);
        View = new SectionsView(
            Show("sections.agreed", agreed, agreedOn),
            Show("sections.total", whole.Derivation, whole.AsOf),
            Show("sections.remaining", left, leftOn),
            Show("sections.share", part, partOn),
            isSaid ? isAll : null
        );
        SectionChecks.FindInView(agreed, whole.Derivation, left, part, trace);
    }

    private void Evolve(SectionsAgreed agreed, EffectiveEvent each)
    {
        if (agreed.Length is { } length)
            Add(length, each, meetingId: null);

        State(cumulative, agreed.Cumulative, "sections.agreed", each);
        State(total, agreed.Total, "sections.total", each);
        State(remaining, agreed.Remaining, "sections.remaining", each);
        State(share, agreed.Share, "sections.share", each);
        if (Remainder.In(agreed, each) is { } some)
            remainders.Add(some);
        if (agreed.AllRemaining == true)
        {
            closings.Add(each);
            trace.Decided("sections.allAgreed", "All remaining sections were agreed.", each);
            trace.Decided("sections.remaining", "All remaining sections were agreed: none is left.", each);
        }
    }

    private void Add(Quantity quantity, EffectiveEvent each, string? meetingId)
    {
        lengths.Add(quantity, each, meetingId);
        trace.Decided("sections.agreed", "A length was agreed.", each);
    }

    private void State(Statements statements, Quantity? quantity, string field, EffectiveEvent each)
    {
        if (quantity is null)
            return;

        statements.Add(quantity, each);
        trace.Decided(field, "The last source to state it.", each);
    }

    // The latest running total, and on top of it what was certainly agreed later: no source says that nothing else was.
    // A report that states a length and the running total with it has the one in the other.
    private (Derivation? Derivation, Edtf? AsOf) Agreed()
    {
        if (cumulative.IsEmpty)
            return AgreedAlone();

        var (stated, asOf) = Last(cumulative);
        var day = cumulative
            .Standing()
            .Select(each => each.Day)
            .Aggregate((DaySpan?)null, (one, other) => one?.LaterOf(other) ?? other);
        var later = day is { } standing
            ? [.. lengths.All.Where(length => standing.IsCertainlyBefore(length.Day))]
            : lengths.All;
        var stating = cumulative.Standing().Select(each => each.By.Id).ToHashSet();
        var mayBeLater =
            day is { } stood
            && lengths.All.Any(length =>
                !length.Day.IsCertainlyBefore(stood)
                && !stood.IsCertainlyBefore(length.Day)
                && !stating.Contains(length.First.Id)
            );
        // What was agreed by then is in the running total.
        List<SetAside> within =
            later.Count == lengths.All.Count
                ? []
                :
                [
                    .. lengths
                        .All.Except(later)
                        .Where(length => !stating.Contains(length.First.Id))
                        .Select(length => new SetAside(SetAsideRule.LaterStated, length.ToDerivation(), [.. stating])),
                ];
        if (stated is not null && within.Count > 0)
            stated = new Derivation(DerivationKind.Latest, stated.Figure, null, null, [stated], [], within);
        if (later.Count == 0)
            return (stated is not null && mayBeLater ? AtLeast(stated) : stated, asOf);

        var parts = Lengths.Distinct(later);
        return (
            Derivation.Sum(stated is null ? parts : [stated, .. parts], null, "unreported"),
            later.MaxBy(length => length.Day.From)!.Occurred
        );
    }

    // No source states a running total.
    private (Derivation?, Edtf?) AgreedAlone()
    {
        if (lengths.All.Count == 0)
            return (null, null);

        var last = lengths.All[0];
        for (var i = 1; i < lengths.All.Count; i++)
            if (lengths.All[i] is { Day.From: { } from } each && !(last.Day.From >= from))
                last = each;

        return (Derivation.Sum(Lengths.Distinct(lengths.All), null, "unreported"), last.Occurred);
    }

    private (Derivation, Edtf) All()
    {
        var (whole, _) = Last(total);
        List<SetAside> setAside =
        [
            .. cumulative.All.Select(each => new SetAside(SetAsideRule.AllAgreed, each.ToLeaf(), [closings[^1].Id])),
            .. lengths.All.Select(each => new SetAside(SetAsideRule.AllAgreed, each.ToDerivation(), [closings[^1].Id])),
        ];
        return (
            new Derivation(DerivationKind.Latest, whole!.Figure, "total", null, [whole], [], setAside),
            closings[^1].Occurred
        );
    }

    // By rule, whatever was stated before.
    private static (Derivation, Edtf) Closed(EffectiveEvent closing, Figure figure, Statements stated)
    {
        var leaf = Derivation.Stated(figure, closing.Voice, closing.Id);
        List<SetAside> before =
        [
            .. stated
                .All.Where(each => each.By.Id != closing.Id)
                .Select(each => new SetAside(SetAsideRule.AllAgreed, each.ToLeaf(), [closing.Id])),
        ];
        return (
            before.Count == 0 ? leaf : new Derivation(DerivationKind.Latest, figure, null, null, [leaf], [], before),
            closing.Occurred
        );
    }

    private static (Derivation? Derivation, Edtf? AsOf) Last(Statements statements) =>
        (statements.Together(), statements.Standing().MaxBy(each => each.Day.From)?.AsOf);

    // What is agreed only becomes more: an older figure is a floor, and an older figure of what is left a ceiling.
    private static Derivation? Since(Derivation? figure, Edtf? asOf, Edtf?[] others, bool isFloor)
    {
        if (
            figure is null
            || asOf is null
            || !others.Any(other => other is not null && DaySpan.Of(asOf).IsCertainlyBefore(DaySpan.Of(other)))
        )
            return figure;

        return isFloor ? AtLeast(figure) : figure with { Figure = figure.Figure.AsCeiling() };
    }

    private static Derivation AtLeast(Derivation figure) => figure with { Figure = figure.Figure.AsFloor() };

    private DatedFigure? Show(string field, Derivation? derivation, Edtf? asOf)
    {
        if (derivation is not null)
            trace.Derived(field, derivation);

        return DatedFigure.Of(derivation?.Figure, asOf);
    }
}
