using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Clashes and their tolls: every figure side by side, and beside them what the latest of each source support together.</summary>
internal sealed class ClashFold(Findings findings)
{
    private static readonly (string Name, Func<TollReported, Quantity?> Of)[] Measures =
        [("killed", toll => toll.Killed), ("injured", toll => toll.Injured), ("displaced", toll => toll.Displaced), ("evacuated", toll => toll.Evacuated)];

    private readonly HashSet<string> clashes = [];
    private readonly List<Toll> tolls = [];

    // In the order in which they were first counted.
    private readonly OrderedDictionary<string, List<Toll>> incidents = [];
    private ClashView? last;
    private int count;
    private int unenumerated;

    public ClashesView View => new(count, unenumerated, last, [.. tolls.Select(toll => toll.ToView())], Sum(0), Sum(1), Sum(2), Sum(3));

    public void Evolve(EffectiveEvent each)
    {
        switch (each.Fact)
        {
            case ClashReported clash:
                if (clash.ClashId is null || clashes.Add(clash.ClashId))
                {
                    count++;
                    unenumerated += each.Fact.Unenumerated == true ? 1 : 0;
                }

                last = new ClashView(each.Id, each.Occurred, clash.ClashId, each.Fact.Place?.Name);
                findings.Decided("clashes", "A clash was reported.", each);
                break;
            case TollReported toll:
                Count(new Toll(each, toll));
                findings.Decided("clashes.tolls", "A source counted losses.", each);
                break;
            default:
                break;
        }
    }

    public void Complete()
    {
        // Most incidents are counted once, and one count neither falls nor disagrees.
        foreach (var alone in incidents.Values.Where(incident => incident.Count == 1))
            MarkLatest(alone);

        foreach (var series in tolls.Where(toll => incidents[toll.Incident].Count > 1).GroupBy(toll => (toll.Incident, toll.Fact.Side, toll.CountsAll ? null : toll.Fact.Of, toll.Voice)))
        {
            var inOrder = series.OrderBy(toll => toll.CountedOn).ToList();
            MarkLatest(inOrder);
            for (var measure = 0; measure < Measures.Length; measure++)
                CheckDecrease(measure, [.. inOrder.Where(toll => toll.IsCumulative && toll.Gives(measure))]);
        }

        foreach (var incident in incidents.Values.Where(incident => incident.Exists(toll => toll.Fact.Side is null) && incident.Exists(toll => toll.Fact.Side is not null)))
            CheckSum(incident);
    }

    // From the end, so that every measure a later count gives is known when an earlier one is reached.
    private static void MarkLatest(List<Toll> inOrder)
    {
        Span<bool> isCountedLater = stackalloc bool[Measures.Length];
        for (var i = inOrder.Count - 1; i >= 0; i--)
        {
            var toll = inOrder[i];
            toll.IsLatest = false;
            for (var measure = 0; measure < Measures.Length; measure++)
            {
                var gives = toll.Gives(measure);
                toll.IsLatest |= gives && !isCountedLater[measure];
                isCountedLater[measure] |= gives && toll.IsCumulative;
            }
        }
    }

    private void Count(Toll toll)
    {
        tolls.Add(toll);
        if (!incidents.TryGetValue(toll.Incident, out var incident))
            incidents.Add(toll.Incident, incident = new List<Toll>(1));

        incident.Add(toll);
    }

    private Bounds Sum(int measure)
    {
        var all = default(Bounds);
        foreach (var incident in incidents.Values)
            all = all.Plus(OfIncident(incident, measure));

        return all;
    }

    // A headline figure is of all sides; without one the sides are added up.
    private static Bounds OfIncident(List<Toll> incident, int measure)
    {
        if (!incident.Exists(toll => toll.Gives(measure)))
            return default;

        if (incident.Count == 1)
            return OfSide(incident, measure);

        var headline = OfSide([.. incident.Where(toll => toll.Fact.Side is null)], measure);
        return headline.IsEmpty ? SumOfSides(incident, measure) : headline;
    }

    private static Bounds SumOfSides(IReadOnlyList<Toll> incident, int measure) =>
        incident.Where(toll => toll.Fact.Side is not null)
            .GroupBy(toll => toll.Fact.Side)
            .Aggregate(default(Bounds), (all, side) => all.Plus(OfSide([.. side], measure)));

    // Civilians are some of all: where a source counts all people, that figure is the one of the side.
    private static Bounds OfSide(IReadOnlyList<Toll> side, int measure)
    {
        var all = side is [{ CountsAll: true } alone] ? alone.Of(measure) : Together(side.Where(toll => toll.CountsAll), measure);
        if (!all.IsEmpty)
            return all;

        var civilians = Together(side.Where(toll => toll.Fact.Of == TollOf.Civilians), measure);
        var combatants = Together(side.Where(toll => toll.Fact.Of == TollOf.Combatants), measure);
        var parts = civilians.Plus(combatants);

        // A count of civilians alone is a floor for everybody and no ceiling.
        return civilians.IsEmpty || combatants.IsEmpty ? new Bounds(parts.Low ?? parts.Best, null, null) : parts;
    }

    // Each voice says its last count and what it added since; a report that gives no such figure leaves the last one standing.
    private static Bounds Together(IEnumerable<Toll> tolls, int measure) =>
        tolls.Where(toll => toll.Gives(measure))
            .GroupBy(toll => toll.Voice)
            .Select(voice => voice.OrderBy(toll => toll.CountedOn).Aggregate(default(Bounds), (sum, toll) => toll.IsCumulative ? toll.Of(measure) : sum.Plus(toll.Of(measure))))
            .Aggregate(default(Bounds), (all, voice) => all.Envelope(voice));

    private void CheckDecrease(int measure, List<Toll> inOrder)
    {
        foreach (var (earlier, later) in inOrder.Zip(inOrder.Skip(1)))
            if (earlier.Of(measure) is var was && later.Of(measure) is var now && (now.High ?? now.Best) < (was.Low ?? was.Best))
                findings.Anomaly("toll-decreased", $"{later.Voice} first counted {was.Low ?? was.Best} {Measures[measure].Name} and later {now.High ?? now.Best}.", earlier.By.Id, later.By.Id);
    }

    private void CheckSum(IReadOnlyList<Toll> incident)
    {
        for (var measure = 0; measure < Measures.Length; measure++)
        {
            var given = incident.Where(toll => toll.Gives(measure)).ToList();
            var headline = OfSide([.. given.Where(toll => toll.Fact.Side is null)], measure);
            var sum = SumOfSides(given, measure);

            // One side's losses are a part and no sum: they can exceed the whole, not fall short of it.
            var isSum = given.Select(toll => toll.Fact.Side).Where(side => side is not null).Distinct().Count() > 1;
            if (headline.High < sum.Low || (isSum && sum.High < headline.Low))
                findings.Anomaly("parts-do-not-sum", $"The sides' {Measures[measure].Name} make {Show(sum)}, and the headline figure is {Show(headline)}.", given.Select(toll => toll.By.Id));
        }
    }

    private static string Show(Bounds bounds) => bounds switch
    {
        { Low: { } low, High: { } high } => low == high ? $"{low}" : $"{low} to {high}",
        { Low: { } low } => $"at least {low}",
        { High: { } high } => $"at most {high}",
        _ => $"{bounds.Best}",
    };

    private sealed class Toll(EffectiveEvent by, TollReported fact)
    {
        // Asked for again and again, and read off the words only once.
        private readonly Bounds?[] bounds = Array.ConvertAll(Measures, measure => measure.Of(fact)?.ToBounds() is { IsEmpty: false } given ? given : (Bounds?)null);

        public EffectiveEvent By => by;

        public TollReported Fact => fact;

        public string Voice { get; } = by.Voice;

        // A toll that names no clash stands alone.
        public string Incident { get; } = fact.ClashId ?? by.Id.ToString();

        public bool IsCumulative => fact.Cumulative != false;

        // A source that does not say whom it counts counts all.
        public bool CountsAll => fact.Of is null or TollOf.All;

        public bool IsLatest { get; set; } = true;

        public Edtf CountedOn { get; } = fact.AsOf ?? PublishedOn(by) ?? by.Occurred;

        public bool Gives(int measure) => bounds[measure] is not null;

        public Bounds Of(int measure) => bounds[measure] ?? default;

        public TollView ToView() => new(
            by.Id, fact.ClashId, fact.Side, Voice, fact.Of, by.Occurred, fact.AsOf, PublishedOn(by),
            QuantityView.Of(fact.Killed), QuantityView.Of(fact.Injured), QuantityView.Of(fact.Displaced), QuantityView.Of(fact.Evacuated), IsLatest);

        private static Edtf? PublishedOn(EffectiveEvent by) => by.Fact.Sources.Count > 0 ? by.Fact.Sources[0].Published : null;
    }
}
