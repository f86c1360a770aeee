using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// The security situation: the latest of truces and clashes decides. Absence is no calm: without either it is not
/// reported.
/// </summary>
internal sealed class SecurityFold(Moment moment, Findings findings)
{
    /// <summary>A last clash older than this many days is past.</summary>
    public const int Fresh = 365;

    private readonly List<Writer<Act>> writers = [];

    // Truces that were agreed for a time that is over: they decide nothing any more, and did.
    private readonly List<Writer<Act>> lapsed = [];

    private readonly Dictionary<string, Reports> reported = new(StringComparer.Ordinal);
    private bool isAnyKnown;
    private Dictionary<string, List<Writer<Act>>>? truces;

    private enum Kind
    {
        Clash,
        Breach,
        Truce,
    }

    /// <param name="placed">All that count, in the order of the reference placing.</param>
    public static Situation Of(List<PlacedEvent> placed, Moment moment, Findings findings) =>
        new SecurityFold(moment, findings).Read(placed);

    private Situation Read(List<PlacedEvent> placed)
    {
        foreach (var each in placed)
            if (each.Event.Fact is ClashReported { ClashId: { } id })
            {
                var (isFirm, isTold, haveBeen) = reported.GetValueOrDefault(id, new(false, false, true));
                reported[id] = new(isFirm || !each.Optional, isTold || !each.IsDenied, haveBeen && moment.Was(each));
            }

        foreach (var each in placed)
            Note(each);

        var outcome = LastWriter.Of(writers, ComesBefore, each => each.Value.Kind != Kind.Clash);
        HashSet<Security> possible = outcome.MayBeNone && !isAnyKnown ? [Security.NotReported] : [];
        foreach (var (writer, notBefore) in outcome.Last)
            possible.UnionWith(ValuesOf(writer, notBefore));

        var (state, since, by) = Reference();
        possible.Add(state);
        if (by is not null)
            findings.Decided("security", RuleOf(state), by.By);

        var incident = LastIncident();
        var last = incident is null ? null : new LastIncident(incident.By.Occurred, incident.By.Id);
        return new Situation(new SecurityView(state, since, last), possible);
    }

    // Of several that begin at one time the last in the history, as everywhere.
    private Writer<Act>? LastIncident()
    {
        var incidents = writers.FindAll(each => each.Value.Kind != Kind.Truce);
        Writer<Act>? shown = null;
        foreach (var each in incidents)
            if (!each.By.IsDenied && !each.Value.IsAside && !(each.From < shown?.From))
                shown = each;

        // Each certainly was, on a day of its own or in the order of the history.
        if (shown is not null && incidents.TrueForAll(each => each.IsMandatory && DayOf(each) is not null))
            return shown;

        var outcome = LastWriter.Of(incidents);
        List<Guid?> possible = [shown?.By.Id];
        foreach (var (each, _) in outcome.Last)
            if (shown is null || !AreSettled(each, shown))
                possible.Add(each.By.Id);
        if (outcome.MayBeNone)
            possible.Add(null);

        findings.MayBe("security.lastIncident", possible.Distinct().ToList());
        return shown;
    }

    // Both were on one day: the order of the history is as good as any.
    private bool AreSettled(Writer<Act> one, Writer<Act> other) =>
        one.IsMandatory && other.IsMandatory && DayOf(one) is { } day && day == DayOf(other);

    private DateOnly? DayOf(Writer<Act> each) =>
        each.From.DayAt(moment.Offset) is var day && day == each.To.DayAt(moment.Offset) ? day : null;

    private void Note(PlacedEvent each)
    {
        switch (each.Event.Fact)
        {
            case ClashReported clash when moment.MayBe(each):
                Clash(each, clash.Breaches is null ? Kind.Clash : Kind.Breach, clash.Breaches);
                break;
            case TollReported toll when moment.MayBe(each):
                Toll(each, toll);
                break;
            case CeasefireAgreed truce:
                Truce(each, truce);
                break;
            default:
                break;
        }
    }

    // It makes an incident known that no report does; the days it counts over are no days of fighting.
    private void Toll(PlacedEvent each, TollReported toll)
    {
        var isReported = reported.TryGetValue(toll.ClashId ?? "", out var report);
        if (report.IsFirm)
            return;

        // Where all reports may be out, it is known by the one or by the other.
        var was = moment.Was(each) && !each.Optional;
        isAnyKnown |= was && report.HaveBeen;
        var act = new Act(Kind.Clash, null, null, IsAside: report.IsTold);
        Add(act, each, each.From, each.To, was && !isReported);
    }

    // It lasts to the end of its span: a truce inside the span does not end it, one effective on its last day does.
    private void Clash(PlacedEvent each, Kind kind, string? breaches)
    {
        var occurred = each.Event.Occurred;
        var (from, to) = (each.From, each.To);
        var hasBegun = moment.Was(each);
        if (occurred.Form == EdtfForm.Interval)
        {
            var end = occurred.EndsFrom(moment.Offset) ?? from;
            from = end > from ? end : from;
            to = from.DayAt(moment.Offset) >= to.DayAt(moment.Offset) ? from : to;
            hasBegun |= occurred.BeginsBy(moment.Offset) is { } begun && begun <= moment.Certain;
        }

        var lastDay =
            occurred.Form == EdtfForm.Interval && from == to && to <= moment.Possible ? from : (DateTimeOffset?)null;
        Add(new Act(kind, breaches, null, lastDay), each, from, to, hasBegun && !each.Optional);
    }

    private void Truce(PlacedEvent each, CeasefireAgreed truce)
    {
        var effective = truce.EffectiveFrom;
        var from = effective is null ? each.From : effective.Begins(moment.Offset) ?? DateTimeOffset.MinValue;
        var to = effective is null ? each.To : effective.Ends(moment.Offset) ?? DateTimeOffset.MaxValue;
        if (effective is not null)
            Turns(from, to);

        var hasBegun = effective is null ? moment.MayBe(each) : from <= moment.Possible;
        if (!hasBegun)
            return;

        var act = new Act(Kind.Truce, truce.CeasefireId, truce);
        if (IsOver(truce.EffectiveUntil, moment.Certain))
        {
            lapsed.Add(new Writer<Act>(act, each.Event, Clamp(from), Clamp(to), false));
            return;
        }

        var was = effective is null ? moment.Was(each) : to <= moment.Certain;
        var mayBeOver = IsOver(truce.EffectiveUntil, moment.Possible, isPossibly: true);
        Add(act, each, from, Clamp(to), was && !mayBeOver && !each.Optional);
    }

    private void Turns(DateTimeOffset from, DateTimeOffset to)
    {
        findings.TurnsOn(from.DayAt(moment.Offset));
        findings.TurnsOn(to.DayAt(moment.Offset));
    }

    // A bare day holds to its end; an hour ends the truce at that hour.
    private bool IsOver(Edtf? until, DateTimeOffset at, bool isPossibly = false)
    {
        if (until is null)
            return false;

        findings.TurnsAfter(until.Latest);
        findings.TurnsAfter(until.Earliest);
        findings.TurnsOn(until.Ends(moment.Offset)?.DayAt(moment.Offset));
        var end =
            !isPossibly ? until.Ends(moment.Offset)
            : until.IsExact ? until.Begins(moment.Offset)
            : until.Earliest?.Ends(moment.Offset);
        return end < at || (isPossibly && end is null);
    }

    private void Add(Act act, PlacedEvent each, DateTimeOffset from, DateTimeOffset to, bool isMandatory)
    {
        writers.Add(new Writer<Act>(act, each.Event, Clamp(from), Clamp(to), isMandatory));
        findings.TurnsOn(from.DayAt(moment.Offset).PlusDays(Fresh + 1));
        findings.TurnsOn(to.DayAt(moment.Offset).PlusDays(Fresh + 1));
    }

    private DateTimeOffset Clamp(DateTimeOffset at) => at > moment.Possible ? moment.Possible : at;

    private IEnumerable<Security> ValuesOf(Writer<Act> last, DateTimeOffset notBefore)
    {
        if (last.Value.Kind == Kind.Truce)
            return [Security.Ceasefire];

        var fresh = last.Value.Kind == Kind.Breach ? Security.CeasefireBroken : Security.Clashes;
        var oldest = AgeOf(notBefore, moment.PossibleDay);
        var newest = AgeOf(last.To, moment.CertainDay);
        return (oldest > Fresh, newest > Fresh) switch
        {
            (true, true) => [Security.PastClashes],
            (true, false) => [Security.PastClashes, fresh],
            _ => [fresh],
        };
    }

    private IEnumerable<Writer<Act>> Told =>
        (lapsed.Count == 0 ? writers : writers.Concat(lapsed)).Where(each => !each.By.IsDenied && !each.Value.IsAside);

    private int AgeOf(DateTimeOffset at, DateOnly day) => day.DayNumber - at.DayAt(moment.Offset).DayNumber;

    // First possible days, history order, disputed in and denied out.
    private (Security State, Edtf? Since, Writer<Act>? By) Reference()
    {
        var ends = new Queue<Writer<Act>>(lapsed.Count == 0 ? [] : lapsed.OrderBy(EndOf));
        var course = new Course(moment);
        foreach (var each in InOrder())
        {
            while (ends.TryPeek(out var over) && EndOf(over) < PositionOf(each))
                course.End(ends.Dequeue());

            course.Begin(each);
        }

        while (ends.TryDequeue(out var over))
            course.End(over);

        return course.Now();
    }

    // Two of which no beginning is known stand in the order of their ends, whichever was recorded first.
    private IEnumerable<Writer<Act>> InOrder()
    {
        var all = Told.ToList();
        for (var i = 1; i < all.Count; i++)
            if (PositionOf(all[i]) <= PositionOf(all[i - 1]))
                return all.OrderBy(PositionOf)
                    .ThenBy(RankOf)
                    .ThenBy(each => each.To)
                    .ThenBy(each => SinceOf(each).Text, StringComparer.Ordinal)
                    .ThenBy(each => each.By.Recorded.Version);

        // Most often each begins after the one before it.
        return all;
    }

    private DateTimeOffset EndOf(Writer<Act> lapsed) => lapsed.Value.Truce!.EffectiveUntil!.Ends(moment.Offset)!.Value;

    // What lasted began on its first day.
    private static Edtf SinceOf(Writer<Act> each) =>
        each.Value.Truce is { } truce ? truce.EffectiveFrom ?? each.By.Occurred : each.By.Occurred.Beginning;

    // A clash that names the truce it breaks came after it, unless the dates forbid it.
    private DateTimeOffset PositionOf(Writer<Act> each)
    {
        var at = each.From;
        if (each.Value is { Kind: Kind.Breach, Ceasefire: { } id } && Truces.TryGetValue(id, out var named))
            foreach (var truce in named)
                if (truce.From <= each.To && truce.From > at)
                    at = truce.From;

        return at;
    }

    private Dictionary<string, List<Writer<Act>>> Truces =>
        truces ??= writers
            .Concat(lapsed)
            .Where(each => each.Value is { Kind: Kind.Truce, Ceasefire: not null })
            .GroupBy(each => each.Value.Ceasefire!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);

    // Of one day: fighting that lasted to it ends before what takes effect on it, and a breach comes after what it
    // breaks.
    private static int RankOf(Writer<Act> each) =>
        each.Value.LastDay is not null ? 0
        : each.Value.Kind == Kind.Breach ? 2
        : 1;

    private static bool ComesBefore(Writer<Act> one, Writer<Act> other) =>
        one.Value.Kind == Kind.Truce
            ? Names(other, one)
            : one.Value.LastDay is { } last
                && other.Value.Kind == Kind.Truce
                && other.From >= last
                && !Names(one, other);

    private static bool Names(Writer<Act> clash, Writer<Act> truce) =>
        clash.Value.Kind == Kind.Breach
        && truce.Value.Kind == Kind.Truce
        && truce.Value.Ceasefire is { } id
        && clash.Value.Ceasefire == id;

    private static string RuleOf(Security state) =>
        state switch
        {
            Security.Ceasefire => "A ceasefire was agreed, and no later clash is on record.",
            Security.CeasefireBroken => "A clash broke the ceasefire that it names.",
            Security.PastClashes => "The last clash on record is over a year old.",
            _ => "A clash was reported, and no later ceasefire holds.",
        };

    // The states that follow each other, step by step in the order of the reference.
    private sealed class Course(Moment moment)
    {
        // What decided, the latest last: when a truce is over, what came before it decides again.
        private readonly List<Writer<Act>> standing = [];
        private readonly HashSet<Writer<Act>> over = new(ReferenceEqualityComparer.Instance);
        private Security state = Security.NotReported;
        private Edtf? since;
        private DateOnly stood = DateOnly.MinValue;
        private DateOnly resumed = DateOnly.MinValue;

        public void Begin(Writer<Act> each)
        {
            if (over.Contains(each))
                return;

            var day = each.From.DayAt(moment.Offset);
            var wentPast = state != Security.Ceasefire && day.DayNumber - stood.DayNumber > Fresh;
            if (StateOf(each) is var value && (value != state || wentPast))
                (state, since) = (value, SinceOf(each));

            stood = day;
            standing.Add(each);
        }

        public void End(Writer<Act> truce)
        {
            over.Add(truce);
            if (standing.Count == 0 || !ReferenceEquals(standing[^1], truce))
                return;

            while (standing.Count > 0 && over.Contains(standing[^1]))
                standing.RemoveAt(standing.Count - 1);

            var until = truce.Value.Truce!.EffectiveUntil!;
            var value = standing.Count == 0 ? Security.NotReported : StateOf(standing[^1]);
            if (value != state)
                (state, since) = (
                    value,
                    standing.Count == 0 ? null
                    : until.IsExact ? until
                    : Edtf.Day(until.Latest!.Value.PlusDays(1))
                );

            stood = standing.Count == 0 ? DateOnly.MinValue : standing[^1].From.DayAt(moment.Offset);
            resumed = until.Latest!.Value.PlusDays(1);
        }

        public (Security State, Edtf? Since, Writer<Act>? By) Now()
        {
            var by = standing.Count == 0 ? null : standing[^1];
            var past = stood.PlusDays(Fresh + 1);
            return state is Security.Clashes or Security.CeasefireBroken && moment.PossibleDay >= past
                ? (Security.PastClashes, Edtf.Day(past > resumed ? past : resumed), by)
                : (state, since, by);
        }

        private static Security StateOf(Writer<Act> each) =>
            each.Value.Kind switch
            {
                Kind.Truce => Security.Ceasefire,
                Kind.Breach => Security.CeasefireBroken,
                _ => Security.Clashes,
            };
    }

    /// <summary>Of one clash.</summary>
    /// <param name="IsFirm">One is in every reading.</param>
    /// <param name="IsTold">One is in the reference.</param>
    /// <param name="HaveBeen">In every placing all were by the moment.</param>
    private readonly record struct Reports(bool IsFirm, bool IsTold, bool HaveBeen);

    /// <param name="Kind">What it does to the field.</param>
    /// <param name="Ceasefire">The id of the truce it is, or of the one it breaks.</param>
    /// <param name="Truce">The fact of a truce.</param>
    /// <param name="LastDay">Of fighting that lasted, where its last day begins.</param>
    /// <param name="IsAside">A toll of a clash that the reference has a report of.</param>
    private sealed record Act(
        Kind Kind,
        string? Ceasefire,
        CeasefireAgreed? Truce,
        DateTimeOffset? LastDay = null,
        bool IsAside = false
    );
}

/// <param name="View">In the reference placing.</param>
/// <param name="Possible">Its states in all placings and readings.</param>
internal sealed record Situation(SecurityView View, IReadOnlySet<Security> Possible);
