using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// The security situation: the latest of truces and clashes decides. Absence is no calm: without either it is not
/// reported.
/// </summary>
internal sealed partial class SecurityFold(Moment moment, FoldTrace trace)
{
    /// <summary>A last clash older than this many days is past.</summary>
    public const int Fresh = 365;

    private readonly List<Writer<SecurityAct>> writers = [];

    // Truces that were agreed for a time that is over: they decide nothing any more, and did.
    private readonly List<Writer<SecurityAct>> lapsed = [];

    private readonly Dictionary<string, Reports> reported = new(StringComparer.Ordinal);
    private bool isAnyKnown;
    private NamedTruces namedTruces = null!;
    private FirstTolls firstTolls = null!;

    /// <param name="placed">All that count, in the order of the reference placing.</param>
    public static Situation Of(List<PlacedEvent> placed, Moment moment, FoldTrace trace) =>
        new SecurityFold(moment, trace).Read(placed);

    private Situation Read(List<PlacedEvent> placed)
    {
        Note(placed);
        TruceAnomalies.Find(placed, moment, trace);
        var (state, since, by) = new SecurityOrder(writers, lapsed, moment).Reference();
        HashSet<Security> possible = [state];
        HashSet<Edtf?> days = [since];
        foreach (var reading in TruceReadings.Of(placed))
        {
            var read = reading == placed ? this : new SecurityFold(moment, FoldTrace.Unheard);
            if (reading != placed)
                read.Note(reading);
            var outcome = LastWriter.Of(read.writers, ComesBefore, each => each.Value.Kind != SecurityKind.Clash);
            HashSet<Security> values = outcome.MayBeNone && !read.isAnyKnown ? [Security.NotReported] : [];
            foreach (var (writer, notBefore) in outcome.Last)
                values.UnionWith(ValuesOf(writer, notBefore, moment));

            possible.UnionWith(values);
            if (possible.Count == 1)
                days.UnionWith(SecuritySince.Of(state, read.writers, outcome, moment, reading == placed));
        }

        if (possible.Count == 1)
            trace.MayBe("security.since", days);
        if (by is not null)
            Explain(state, by, possible);

        var incident = LastIncident();
        var last = incident is null ? null : new LastIncident(incident.By.Occurred, incident.By.Id);
        return new Situation(new SecurityView(state, since, last), possible);
    }

    // What someone alleges and no source confirms is among the reasons where it makes another value possible.
    private void Explain(Security state, Writer<SecurityAct> by, HashSet<Security> possible)
    {
        var alleged =
            state == Security.Ceasefire && possible.Count > 1
                ? writers.FindAll(each => each.By.Fact is BreachAlleged breach && IsSaidBySomeone(breach))
                : [];
        var rule = RuleOf(state, by.Value.Kind, alleged.Count > 0);
        foreach (var each in alleged)
            trace.Decided("security", rule, each.By);
        trace.Decided("security", rule, by.By);
    }

    private void Note(List<PlacedEvent> placed)
    {
        foreach (var each in placed)
            if (each.Event.Fact is ClashReported { ClashId: { } id })
            {
                var known = reported.GetValueOrDefault(id, new(false, false, true, each.From, each.To));
                reported[id] = new(
                    known.IsFirm || !each.Optional,
                    known.IsReported || !each.IsDenied,
                    known.HaveBeen && moment.Was(each),
                    known.From < each.From ? known.From : each.From,
                    known.To > each.To ? known.To : each.To
                );
            }

        namedTruces = new NamedTruces(placed, moment);
        firstTolls = new FirstTolls(placed, moment);
        foreach (var each in placed)
            Note(each);
    }

    private void Note(PlacedEvent each)
    {
        switch (each.Event.Fact)
        {
            case ClashReported clash when moment.MayBe(each):
                Clash(each, clash.Breaches);
                break;
            case TollReported toll when moment.MayBe(each):
                Toll(each, toll);
                break;
            case BreachAlleged { CeasefireId: { } id } breach when moment.MayBe(each):
                Allege(each, breach, id);
                break;
            case CeasefireAgreed truce:
                Truce(each, truce);
                break;
            default:
                break;
        }
    }

    // It lasts to the end of its span: a truce inside the span does not end it, one effective on its last day does.
    private void Clash(PlacedEvent each, string? breaches)
    {
        var occurred = each.Event.Occurred;
        var (from, to) = (each.From, each.To);
        var isOpen = false;
        if (occurred.Form == EdtfForm.Interval)
        {
            // A report that fighting goes on gives no end of it.
            isOpen = occurred.Ends(moment.Offset) is null;
            to = isOpen ? DateTimeOffset.MaxValue : to;
            var end = occurred.EndsFrom(moment.Offset) ?? from;
            from = end > from ? end : from;
            to = from.DayAt(moment.Offset) >= to.DayAt(moment.Offset) ? from : to;
        }

        var lastDay =
            occurred.Form == EdtfForm.Interval && from == to && to <= moment.Possible ? from : (DateTimeOffset?)null;
        var breaks = breaches is null ? default : BreaksOf(each, breaches, isOpen);
        var act = breaks.May
            ? new SecurityAct(SecurityKind.Breach, breaches, null, lastDay, IsOpen: isOpen) { Breaks = breaks }
            : new SecurityAct(SecurityKind.Clash, null, null, lastDay, IsOpen: isOpen);
        Add(act, each, from, to, moment.IsFirm(each));
    }

    // What goes on may break a truce long after it was first reported.
    private Breaks BreaksOf(PlacedEvent each, string ceasefire, bool isOpen)
    {
        var lasting = isOpen ? each with { To = DateTimeOffset.MaxValue } : each;
        FindOutside(lasting, ceasefire);
        var breaks = namedTruces.Of(ceasefire, each);
        if (!isOpen)
            return breaks;

        var later = namedTruces.Of(ceasefire, lasting);
        return breaks with { May = later.May, InReference = later.InReference };
    }

    // What is said of a truce that was not in effect says nothing of it.
    private void Allege(PlacedEvent each, BreachAlleged breach, string ceasefire)
    {
        var breaks = namedTruces.Of(ceasefire, each);
        FindOutside(each, ceasefire);
        if (!breaks.May)
            return;

        var isSaidBySomeone = IsSaidBySomeone(breach);
        var act = new SecurityAct(
            SecurityKind.Allegation,
            ceasefire,
            null,
            IsAside: isSaidBySomeone || !breaks.InReference
        )
        {
            Breaks = breaks,
        };
        Add(act, each, each.From, each.To, moment.IsFirm(each) && breaks.Must && !isSaidBySomeone);
    }

    // The dates have the last word over what a source calls a breach, and not in silence.
    private void FindOutside(PlacedEvent each, string ceasefire)
    {
        if (moment.IsFirm(each) && namedTruces.AreElsewhere(ceasefire, each))
            trace.Anomaly(
                "breach-outside-truce",
                [each.Event.Id],
                ("ceasefire", ceasefire),
                ("on", each.Event.Occurred),
                ("type", EventJson.NameOf(each.Event.Fact))
            );
    }

    private void Truce(PlacedEvent each, CeasefireAgreed truce)
    {
        var effective = EffectOf(truce, each.Event);
        var from = effective?.Begins(moment.Offset) is { } begins && begins > each.From ? begins : each.From;
        var to = effective is null ? each.To : effective.Ends(moment.Offset) ?? DateTimeOffset.MaxValue;
        if (truce.EffectiveFrom is { } day)
            Turns(
                day.Begins(moment.Offset) ?? DateTimeOffset.MinValue,
                day.Ends(moment.Offset) ?? DateTimeOffset.MaxValue
            );

        // What is not agreed yet holds no one, whatever day it will be agreed for.
        if (!moment.MayBe(each) || (effective is not null && from > moment.Possible))
            return;

        var act = new SecurityAct(SecurityKind.Truce, truce.CeasefireId, truce);
        if (IsOver(truce.EffectiveUntil, moment.Certain))
        {
            lapsed.Add(new Writer<SecurityAct>(act, each.Event, moment.Clamp(from), moment.Clamp(to), false));
            return;
        }

        var was = moment.Was(each) && (effective is null || to <= moment.Certain);
        var mayBeOver = IsOver(truce.EffectiveUntil, moment.Possible, isPossibly: true);
        Add(act, each, from, moment.Clamp(to), was && !mayBeOver && !each.Optional);
    }

    /// <summary>Since when it holds: the later of its own day and that on which it was agreed.</summary>
    internal static Edtf SinceOf(CeasefireAgreed truce, EffectiveEvent by) =>
        EffectOf(truce, by) is { } effective && !(effective.Begins(TimeSpan.Zero) < by.Occurred.Begins(TimeSpan.Zero))
            ? effective
            : by.Occurred;

    /// <summary>The day of its own; null: it has none, or one that was over when it was agreed.</summary>
    internal static Edtf? EffectOf(CeasefireAgreed truce, EffectiveEvent by) =>
        truce.EffectiveFrom is { } effective && !(effective.Ends(TimeSpan.Zero) < by.Occurred.Begins(TimeSpan.Zero))
            ? effective
            : null;

    private void Turns(DateTimeOffset from, DateTimeOffset to)
    {
        trace.TurnsOn(from.DayAt(moment.Offset));
        trace.TurnsOn(to.DayAt(moment.Offset));
    }

    // A bare day holds to its end; an hour ends the truce at that hour.
    private bool IsOver(Edtf? until, DateTimeOffset at, bool isPossibly = false)
    {
        if (until is null)
            return false;

        trace.TurnsAfter(until.Latest);
        trace.TurnsAfter(until.Earliest);
        trace.TurnsOn(until.Ends(moment.Offset)?.DayAt(moment.Offset));
        var end =
            !isPossibly ? until.Ends(moment.Offset)
            : until.IsExact ? until.Begins(moment.Offset)
            : until.Earliest?.Ends(moment.Offset);
        return end < at || (isPossibly && end is null);
    }

    private void Add(SecurityAct act, PlacedEvent each, DateTimeOffset from, DateTimeOffset to, bool isMandatory)
    {
        writers.Add(new Writer<SecurityAct>(act, each.Event, moment.Clamp(from), moment.Clamp(to), isMandatory));
        trace.TurnsOn(from.DayAt(moment.Offset).PlusDays(Fresh + 1));
        trace.TurnsOn(to.DayAt(moment.Offset).PlusDays(Fresh + 1));
    }
}

/// <param name="View">In the reference placing.</param>
/// <param name="Possible">Its states in all placings and readings.</param>
internal sealed record Situation(SecurityView View, IReadOnlySet<Security> Possible);
