using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// Clashes and their tolls: every figure side by side, and beside them what the counts that stand allow together.
/// </summary>
internal sealed class ClashFold(FoldTrace trace)
{
    private readonly HashSet<string> clashes = [];

    // Reports of clashes, and of each that is named the first of its losses.
    private readonly List<EffectiveEvent> known = [];
    private readonly List<EffectiveEvent> happenings = [];
    private readonly List<Toll> tolls = [];

    // In the order in which they were first named.
    private readonly OrderedDictionary<string, Incident> named = new(StringComparer.Ordinal);
    private readonly List<Toll> unnamed = [];
    private readonly List<EffectiveEvent> unnamedClashes = [];
    private List<Incident> alone = [];
    private List<Incident> headlines = [];
    private readonly HashSet<string> unenumerated = new(StringComparer.Ordinal);
    private List<SeveralView>? several;

    public ClashesView View { get; private set; } = null!;

    public void Evolve(EffectiveEvent each)
    {
        switch (each.Fact)
        {
            case ClashReported clash:
                if (clash.ClashId is null || clashes.Add(clash.ClashId))
                    happenings.Add(each);
                if (each.Fact.Unenumerated == true)
                    unenumerated.Add(clash.ClashId ?? each.Id.ToString());

                if (clash.ClashId is not null)
                    Named(clash.ClashId, each).Report(each);
                else
                    unnamedClashes.Add(each);

                known.Add(each);
                if (SeveralView.Of(each) is { } bouts)
                    (several ??= []).Add(bouts);
                trace.Decided("clashes", "A clash was reported.", each);
                break;
            case TollReported fact:
                var toll = new Toll(each, fact);
                tolls.Add(toll);
                if (fact.ClashId is not null && !named.ContainsKey(fact.ClashId))
                    known.Add(each);
                (fact.ClashId is null ? unnamed : Named(fact.ClashId, each).Tolls).Add(toll);
                trace.Decided("clashes.tolls", "A source counted losses.", each);
                break;
            default:
                break;
        }
    }

    /// <param name="parties">Codes of the parties to the negotiation.</param>
    /// <param name="denied">What is left out for that.</param>
    public void Complete(IReadOnlyCollection<string> parties, IReadOnlyList<EffectiveEvent> denied)
    {
        foreach (var each in denied)
            if (each.Fact is ClashReported { ClashId: { } id } && named.TryGetValue(id, out var incident))
                incident.Deny();

        PlaceUnnamed();
        List<Incident> all = [.. named.Values, .. alone, .. headlines];
        foreach (var incident in all)
        {
            incident.Count(parties);
            for (var loss = 0; loss < Loss.All.Count; loss++)
                if (incident.Of(loss) is { } counted)
                    TollChecks.Find(counted, loss, trace);
        }

        // Who counts the losses of a clash makes it known, also where a source denies the report of it.
        var byLosses = known.FindAll(IsByLosses);
        foreach (var each in byLosses)
            trace.Decided("clashes", "A source counted the losses of a clash of which no report stands.", each);

        View = new ClashesView(
            happenings.Count + byLosses.Count,
            HappeningWindow.LeastCount(happenings) + (unnamedClashes.Count == 0 ? byLosses.Count : 0),
            unenumerated.Count,
            ToView(known.FindLast(each => each.Fact is ClashReported || IsByLosses(each))),
            [.. all.Select(incident => incident.ToView())],
            [.. tolls.Select(toll => toll.ToView())],
            Total("clashes.killed", Loss.Killed),
            Total("clashes.injured", Loss.Injured),
            several
        );
        trace.Derived(() => Totals(all));
    }

    private static ClashView? ToView(EffectiveEvent? each) =>
        each is null ? null : new ClashView(each.Id, each.Occurred, IdOf(each.Fact), each.Fact.Place?.Name);

    /// <summary>The clash that a report of it or of its losses names; null: none.</summary>
    public static string? IdOf(Fact fact) =>
        fact switch
        {
            ClashReported clash => clash.ClashId,
            TollReported toll => toll.ClashId,
            _ => null,
        };

    private bool IsByLosses(EffectiveEvent each) =>
        each.Fact is TollReported { ClashId: { } id } && !named[id].IsReported;

    private static IEnumerable<(string Field, Derivation Derivation)> Totals(List<Incident> incidents)
    {
        foreach (var incident in incidents)
            for (var loss = 0; loss < Loss.All.Count; loss++)
                if (incident.Of(loss)?.Total is { } total)
                    yield return ($"clashes.incidents[{incident.Name}].total.{Loss.All[loss].Name}", total.Derivation);
    }

    private Figure? Total(string field, int loss)
    {
        if (ClashTotals.Of([.. named.Values, .. alone], headlines, loss) is not { } derivation)
            return null;

        trace.Derived(field, derivation);
        return derivation.Figure;
    }

    private Incident Named(string clashId, EffectiveEvent each)
    {
        if (!named.TryGetValue(clashId, out var incident))
            named.Add(clashId, incident = new Incident(clashId, each.Occurred));

        return incident;
    }

    // A toll that names no clash is of the clashes in its days. Where there are none, those of the same days are of
    // one incident.
    private void PlaceUnnamed()
    {
        if (unnamed.Count == 0)
            return;

        List<Incident> clashes = [.. named.Values];
        Dictionary<string, Incident> byClashes = new(StringComparer.Ordinal);
        Dictionary<DaySpan, List<int>> found = [];
        List<Toll> inNone = [];
        foreach (var toll in unnamed)
        {
            if (!found.TryGetValue(toll.Span, out var over))
                found.Add(
                    toll.Span,
                    over = [.. Enumerable.Range(0, clashes.Count).Where(i => clashes[i].Span.Overlaps(toll.Span))]
                );

            if (over.Count == 0)
            {
                inNone.Add(toll);
                continue;
            }

            var key = string.Join(' ', over);
            if (!byClashes.TryGetValue(key, out var headline))
                byClashes.Add(
                    key,
                    headline = new Incident(null, toll.Occurred)
                    {
                        Over = [.. over.Select(i => clashes[i])],
                        Unnamed = [.. UnnamedIn(toll.Span).Select(each => each.Occurred.Text)],
                    }
                );

            headline.Tolls.Add(toll);
        }

        headlines = [.. byClashes.Values];
        alone = Alone(inNone);

        // Those named as sides of fighting without a name are sides of the losses of its days.
        if (unnamedClashes.Exists(each => each.Fact.Actors is { Count: > 0 }))
            foreach (var incident in alone)
            foreach (var each in UnnamedIn(incident.Span))
                incident.NameSides(each);
    }

    private IEnumerable<EffectiveEvent> UnnamedIn(DaySpan days) =>
        unnamedClashes.Where(each => DaySpan.Of(each.Occurred).Overlaps(days));

    private static List<Incident> Alone(List<Toll> tolls)
    {
        List<Incident> incidents = [];
        DateOnly? end = DateOnly.MinValue;
        foreach (var toll in tolls.OrderBy(toll => toll.Span.From ?? DateOnly.MinValue))
        {
            if (incidents.Count == 0 || end < toll.Span.From)
                incidents.Add(new Incident(null, toll.Occurred));

            incidents[^1].Tolls.Add(toll);
            end =
                end is null || toll.Span.To is null ? null
                : end > toll.Span.To ? end
                : toll.Span.To;
        }

        return incidents;
    }
}
