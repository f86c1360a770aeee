using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Clashes and their tolls: every figure side by side, and beside them what the latest of each source support together.</summary>
internal sealed class ClashFold(Findings findings)
{
    private readonly HashSet<string> clashes = [];
    private readonly List<Toll> tolls = [];
    private ClashView? last;
    private int count;
    private int unenumerated;

    public ClashesView View => new(
        count, unenumerated, last, [.. tolls.Select(toll => toll.ToView())],
        Sum(toll => toll.Fact.Killed), Sum(toll => toll.Fact.Injured), Sum(toll => toll.Fact.Displaced), Sum(toll => toll.Fact.Evacuated));

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
                tolls.Add(new Toll(each, toll));
                findings.Decided("clashes.tolls", "A source counted losses.", each);
                break;
            default:
                break;
        }
    }

    public void Complete()
    {
        foreach (var series in tolls.Where(toll => toll.IsCumulative).GroupBy(toll => (toll.Incident, toll.Fact.Side, toll.Fact.Of, toll.Voice)))
        {
            var inOrder = series.OrderBy(toll => toll.CountedOn).ThenBy(toll => toll.By.Recorded.Version).ToList();
            foreach (var (earlier, later) in inOrder.Zip(inOrder.Skip(1)))
            {
                earlier.IsLatest = false;
                CheckDecrease(earlier, later);
            }
        }

        foreach (var incident in tolls.GroupBy(toll => toll.Incident).Where(incident => incident.Any(toll => toll.Fact.Side is null) && incident.Any(toll => toll.Fact.Side is not null)))
            CheckSum([.. incident]);
    }

    private static Bounds? Read(Quantity? quantity) => quantity?.ToBounds() is { IsEmpty: false } bounds ? bounds : null;

    private Bounds Sum(Func<Toll, Quantity?> measure) =>
        tolls.GroupBy(toll => toll.Incident).Aggregate(default(Bounds), (all, incident) => all.Plus(OfIncident([.. incident], measure)));

    // A headline figure is of all sides; without one the sides are added up.
    private static Bounds OfIncident(IReadOnlyList<Toll> incident, Func<Toll, Quantity?> measure)
    {
        var headline = OfSide([.. incident.Where(toll => toll.Fact.Side is null)], measure);
        return headline.IsEmpty ? SumOfSides(incident, measure) : headline;
    }

    private static Bounds SumOfSides(IReadOnlyList<Toll> incident, Func<Toll, Quantity?> measure) =>
        incident.Where(toll => toll.Fact.Side is not null)
            .GroupBy(toll => toll.Fact.Side)
            .Aggregate(default(Bounds), (all, side) => all.Plus(OfSide([.. side], measure)));

    // Civilians are some of all: where a source counts all people, that figure is the one of the side.
    private static Bounds OfSide(IReadOnlyList<Toll> side, Func<Toll, Quantity?> measure)
    {
        var all = Together(side.Where(toll => toll.Fact.Of is null or TollOf.All), measure);
        if (!all.IsEmpty)
            return all;

        var parts = Together(side.Where(toll => toll.Fact.Of == TollOf.Civilians), measure).Plus(Together(side.Where(toll => toll.Fact.Of == TollOf.Combatants), measure));
        var areBothKnown = side.Any(toll => toll.Fact.Of == TollOf.Civilians) && side.Any(toll => toll.Fact.Of == TollOf.Combatants);

        // A count of civilians alone is a floor for everybody and no ceiling.
        return areBothKnown ? parts : new Bounds(parts.Low ?? parts.Best, null, null);
    }

    private static Bounds Together(IEnumerable<Toll> tolls, Func<Toll, Quantity?> measure) =>
        tolls.Where(toll => toll.IsLatest && Read(measure(toll)) is not null)
            .GroupBy(toll => toll.Voice)
            .Select(voice => voice.Aggregate(default(Bounds), (sum, toll) => toll.IsCumulative ? toll.Of(measure).Envelope(sum) : sum.Plus(toll.Of(measure))))
            .Aggregate(default(Bounds), (all, voice) => all.Envelope(voice));

    private void CheckDecrease(Toll earlier, Toll later)
    {
        foreach (var (measure, before, after) in Measures(earlier.Fact).Zip(Measures(later.Fact), (a, b) => (a.Name, Read(a.Quantity), Read(b.Quantity))))
            if (before is { } was && after is { } now && (now.High ?? now.Best) < (was.Low ?? was.Best))
                findings.Anomaly("toll-decreased", $"{later.Voice} first counted {was.Low ?? was.Best} {measure} and later {now.High ?? now.Best}.", earlier.By.Id, later.By.Id);
    }

    private void CheckSum(IReadOnlyList<Toll> incident)
    {
        foreach (var (name, measure) in new (string, Func<Toll, Quantity?>)[] { ("killed", toll => toll.Fact.Killed), ("injured", toll => toll.Fact.Injured), ("displaced", toll => toll.Fact.Displaced), ("evacuated", toll => toll.Fact.Evacuated) })
        {
            var headline = OfSide([.. incident.Where(toll => toll.Fact.Side is null)], measure);
            var sum = SumOfSides(incident, measure);
            if (headline.High < sum.Low || sum.High < headline.Low)
                findings.Anomaly("parts-do-not-sum", $"The sides' {name} make {sum.Low} to {sum.High}, and the headline figure is {headline.Low} to {headline.High}.", incident.Where(toll => measure(toll) is not null).Select(toll => toll.By.Id));
        }
    }

    private static (string Name, Quantity? Quantity)[] Measures(TollReported toll) =>
        [("killed", toll.Killed), ("injured", toll.Injured), ("displaced", toll.Displaced), ("evacuated", toll.Evacuated)];

    private sealed class Toll(EffectiveEvent by, TollReported fact)
    {
        public EffectiveEvent By => by;

        public TollReported Fact => fact;

        public string Voice => by.Voice;

        // A toll that names no clash stands alone.
        public string Incident { get; } = fact.ClashId ?? by.Id.ToString();

        public bool IsCumulative => fact.Cumulative != false;

        public bool IsLatest { get; set; } = true;

        public Edtf CountedOn { get; } = fact.AsOf ?? PublishedOn(by) ?? by.Occurred;

        public Bounds Of(Func<Toll, Quantity?> measure) => Read(measure(this)) ?? default;

        public TollView ToView() => new(
            by.Id, fact.ClashId, fact.Side, Voice, fact.Of, by.Occurred, fact.AsOf, PublishedOn(by),
            QuantityView.Of(fact.Killed), QuantityView.Of(fact.Injured), QuantityView.Of(fact.Displaced), QuantityView.Of(fact.Evacuated), IsLatest);

        private static Edtf? PublishedOn(EffectiveEvent by) => by.Fact.Sources.Count > 0 ? by.Fact.Sources[0].Published : null;
    }
}
