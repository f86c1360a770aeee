using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>How much of the boundary is agreed: the last stated total and what came after it, or the sum of what each round agreed.</summary>
internal sealed class SectionFold(Findings findings)
{
    // Two figures for one length that differ by no more than this part of the whole are taken as rounding.
    private const decimal Rounding = 0.01m;

    private readonly List<Increment> increments = [];
    private readonly List<Increment> recent = [];
    private readonly Dictionary<string, Increment> byMeeting = [];
    private Stated? cumulative;
    private Stated? total;
    private Stated? remaining;
    private Stated? share;
    private bool allAgreed;

    public SectionsView View => new(Agreed, total?.Bounds, allAgreed ? new Bounds(0, 0, 0) : remaining?.Bounds, share?.Bounds, allAgreed);

    private Bounds? Agreed
    {
        get
        {
            var later = increments.Where(increment => cumulative is null || increment.Occurred > cumulative.By.Occurred);
            var sum = later.Aggregate(cumulative?.Bounds ?? default, (all, increment) => all.Plus(increment.Bounds));
            return sum.IsEmpty ? null : sum;
        }
    }

    public void Evolve(EffectiveEvent each)
    {
        switch (each.Fact)
        {
            case NegotiationOpened { BoundaryLength: { } length }:
                State(ref total, length, "sections.total", each);
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

    private void Evolve(SectionsAgreed agreed, EffectiveEvent each)
    {
        if (agreed.Length is { } length)
            Add(length, each, meetingId: null);

        State(ref cumulative, agreed.Cumulative, "sections.agreed", each);
        State(ref total, agreed.Total, "sections.total", each);
        State(ref remaining, agreed.Remaining, "sections.remaining", each);
        State(ref share, agreed.Share, "sections.share", each);
        CheckSums(each);
        if (agreed.AllRemaining == true)
        {
            allAgreed = true;
            findings.Decided("sections.allAgreed", "All remaining sections were agreed.", each);
            findings.Decided("sections.remaining", "All remaining sections were agreed: none is left.", each);
        }
    }

    // Several reports of one round, or a round and the announcement of what it agreed, are one length seen twice.
    private void Add(Quantity quantity, EffectiveEvent each, string? meetingId)
    {
        var bounds = quantity.ToBounds();
        findings.Decided("sections.agreed", "A length was agreed.", each);
        // Facts come by their first day: what ended before this one begins meets none of those to come.
        recent.RemoveAll(increment => increment.Occurred.Latest < each.Occurred.Earliest);
        var same = FindSame(each, meetingId, bounds);
        if (same is null)
        {
            increments.Add(same = new Increment(each, bounds));
            recent.Add(same);
            Tie(same, meetingId);
            return;
        }

        Tie(same, meetingId);
        if (!Agree(same.Bounds, bounds))
            findings.Anomaly("totals-disagree", $"What was agreed on {same.Occurred} is put at {Show(same.Bounds)} km and at {Show(bounds)} km.", same.By.Id, each.Id);

        same.Bounds = same.Bounds.Envelope(bounds);
    }

    private Increment? FindSame(EffectiveEvent each, string? meetingId, Bounds bounds) =>
        meetingId is not null && byMeeting.TryGetValue(meetingId, out var same)
            ? same
            : recent.Find(increment => increment.IsTied == (meetingId is null) && increment.Occurred.Overlaps(each.Occurred) && Agree(increment.Bounds, bounds));

    // From now on further reports of that meeting are of this length too, on whatever day they put it.
    private void Tie(Increment increment, string? meetingId)
    {
        if (meetingId is null)
            return;

        increment.IsTied = true;
        byMeeting[meetingId] = increment;
    }

    private void State(ref Stated? stated, Quantity? quantity, string field, EffectiveEvent each)
    {
        if (quantity is null)
            return;

        var bounds = quantity.ToBounds();
        if (field == "sections.total" && stated is not null && !Agree(stated.Bounds, bounds))
            findings.Anomaly("totals-disagree", $"The whole boundary is put at {Show(stated.Bounds)} km and at {Show(bounds)} km.", stated.By.Id, each.Id);

        stated = new Stated(bounds, each);
        findings.Decided(field, "The last source to state it.", each);
    }

    private void CheckSums(EffectiveEvent each)
    {
        if (total?.Bounds.Best is not { } whole || whole == 0)
            return;

        var isNews = each.Fact is SectionsAgreed { Cumulative: not null } or SectionsAgreed { Remaining: not null } or SectionsAgreed { Share: not null };
        if (!isNews)
            return;

        if (cumulative?.Bounds.Best is { } agreed && remaining?.Bounds.Best is { } left && Math.Abs(agreed + left - whole) > whole * Rounding)
            findings.Anomaly("parts-do-not-sum", $"{agreed} km agreed and {left} km remaining do not make {whole} km.", cumulative.By.Id, remaining.By.Id, total.By.Id);

        if (remaining?.Bounds.Best is { } open && share?.Bounds is { } percent && IsOff(percent, 100 * (whole - open) / whole))
            findings.Anomaly("parts-do-not-sum", $"{Show(percent)} percent agreed and {open} of {whole} km remaining cannot both be so.", share.By.Id, remaining.By.Id, total.By.Id);
    }

    private static bool IsOff(Bounds stated, decimal computed) =>
        computed < (stated.Low ?? stated.Best ?? computed) - (100 * Rounding) || computed > (stated.High ?? (stated.Low is null ? stated.Best : null) ?? computed) + (100 * Rounding);

    // Some one number satisfies both. A figure with no bound of its own on a side is taken as the bound there.
    private static bool Agree(Bounds one, Bounds other) => Floor(one) <= Ceiling(other) && Floor(other) <= Ceiling(one);

    private static decimal Floor(Bounds bounds) => bounds.Low ?? bounds.Best ?? decimal.MinValue;

    private static decimal Ceiling(Bounds bounds) => bounds.High ?? bounds.Best ?? decimal.MaxValue;

    private static string Show(Bounds bounds) => bounds switch
    {
        { Best: { } best } => $"{best}",
        { Low: { } low, High: { } high } => $"{low} to {high}",
        { Low: { } low } => $"at least {low}",
        { High: { } high } => $"at most {high}",
        _ => "an unstated number of",
    };

    private sealed class Increment(EffectiveEvent by, Bounds bounds)
    {
        public EffectiveEvent By => by;

        public Edtf Occurred => by.Occurred;

        public bool IsTied { get; set; }

        public Bounds Bounds { get; set; } = bounds;
    }

    private sealed record Stated(Bounds Bounds, EffectiveEvent By);
}
