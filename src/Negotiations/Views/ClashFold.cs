using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Clashes and their tolls: every figure side by side, and beside them what the latest of each source support together.</summary>
internal sealed class ClashFold(Findings findings)
{
    private static readonly (string Name, Func<Toll, Quantity?> Of)[] Measures =
        [("killed", toll => toll.Fact.Killed), ("injured", toll => toll.Fact.Injured), ("displaced", toll => toll.Fact.Displaced), ("evacuated", toll => toll.Fact.Evacuated)];

    private readonly HashSet<string> clashes = [];
    private readonly List<Toll> tolls = [];
    private ClashView? last;
    private int count;
    private int unenumerated;

    public ClashesView View => new(
        count, unenumerated, last, [.. tolls.Select(toll => toll.ToView())],
        Sum(Measures[0].Of), Sum(Measures[1].Of), Sum(Measures[2].Of), Sum(Measures[3].Of));

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
        foreach (var series in tolls.GroupBy(toll => (toll.Incident, toll.Fact.Side, toll.CountsAll ? null : toll.Fact.Of, toll.Voice)))
        {
            var inOrder = series.OrderBy(toll => toll.CountedOn).ToList();
            MarkLatest(inOrder);
            foreach (var (name, measure) in Measures)
                CheckDecrease(name, measure, [.. inOrder.Where(toll => toll.IsCumulative && toll.Gives(measure))]);
        }

        foreach (var incident in tolls.GroupBy(toll => toll.Incident).Where(incident => incident.Any(toll => toll.Fact.Side is null) && incident.Any(toll => toll.Fact.Side is not null)))
            CheckSum([.. incident]);
    }

    // From the end, so that every measure a later count gives is known when an earlier one is reached.
    private static void MarkLatest(List<Toll> inOrder)
    {
        Span<bool> isCountedLater = stackalloc bool[Measures.Length];
        for (var i = inOrder.Count - 1; i >= 0; i--)
        {
            var toll = inOrder[i];
            toll.IsLatest = false;
            for (var m = 0; m < Measures.Length; m++)
            {
                var gives = toll.Gives(Measures[m].Of);
                toll.IsLatest |= gives && !isCountedLater[m];
                isCountedLater[m] |= gives && toll.IsCumulative;
            }
        }
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
        var all = Together(side.Where(toll => toll.CountsAll), measure);
        if (!all.IsEmpty)
            return all;

        var civilians = Together(side.Where(toll => toll.Fact.Of == TollOf.Civilians), measure);
        var combatants = Together(side.Where(toll => toll.Fact.Of == TollOf.Combatants), measure);
        var parts = civilians.Plus(combatants);

        // A count of civilians alone is a floor for everybody and no ceiling.
        return civilians.IsEmpty || combatants.IsEmpty ? new Bounds(parts.Low ?? parts.Best, null, null) : parts;
    }

    // Each voice says its last count and what it added since; a report that gives no such figure leaves the last one standing.
    private static Bounds Together(IEnumerable<Toll> tolls, Func<Toll, Quantity?> measure) =>
        tolls.Where(toll => toll.Gives(measure))
            .GroupBy(toll => toll.Voice)
            .Select(voice => voice.OrderBy(toll => toll.CountedOn).Aggregate(default(Bounds), (sum, toll) => toll.IsCumulative ? toll.Of(measure) : sum.Plus(toll.Of(measure))))
            .Aggregate(default(Bounds), (all, voice) => all.Envelope(voice));

    private void CheckDecrease(string name, Func<Toll, Quantity?> measure, List<Toll> inOrder)
    {
        foreach (var (earlier, later) in inOrder.Zip(inOrder.Skip(1)))
            if (earlier.Of(measure) is var was && later.Of(measure) is var now && (now.High ?? now.Best) < (was.Low ?? was.Best))
                findings.Anomaly("toll-decreased", $"{later.Voice} first counted {was.Low ?? was.Best} {name} and later {now.High ?? now.Best}.", earlier.By.Id, later.By.Id);
    }

    private void CheckSum(IReadOnlyList<Toll> incident)
    {
        foreach (var (name, measure) in Measures)
        {
            var given = incident.Where(toll => toll.Gives(measure)).ToList();
            var headline = OfSide([.. given.Where(toll => toll.Fact.Side is null)], measure);
            var sum = SumOfSides(given, measure);

            // One side's losses are a part and no sum: they can exceed the whole, not fall short of it.
            var isSum = given.Select(toll => toll.Fact.Side).Where(side => side is not null).Distinct().Count() > 1;
            if (headline.High < sum.Low || (isSum && sum.High < headline.Low))
                findings.Anomaly("parts-do-not-sum", $"The sides' {name} make {Show(sum)}, and the headline figure is {Show(headline)}.", given.Select(toll => toll.By.Id));
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
        public EffectiveEvent By => by;

        public TollReported Fact => fact;

        public string Voice => by.Voice;

        // A toll that names no clash stands alone.
        public string Incident { get; } = fact.ClashId ?? by.Id.ToString();

        public bool IsCumulative => fact.Cumulative != false;

        // A source that does not say whom it counts counts all.
        public bool CountsAll => fact.Of is null or TollOf.All;

        public bool IsLatest { get; set; } = true;

        public Edtf CountedOn { get; } = fact.AsOf ?? PublishedOn(by) ?? by.Occurred;

        public bool Gives(Func<Toll, Quantity?> measure) => Read(measure(this)) is not null;

        public Bounds Of(Func<Toll, Quantity?> measure) => Read(measure(this)) ?? default;

        public TollView ToView() => new(
            by.Id, fact.ClashId, fact.Side, Voice, fact.Of, by.Occurred, fact.AsOf, PublishedOn(by),
            QuantityView.Of(fact.Killed), QuantityView.Of(fact.Injured), QuantityView.Of(fact.Displaced), QuantityView.Of(fact.Evacuated), IsLatest);

        private static Edtf? PublishedOn(EffectiveEvent by) => by.Fact.Sources.Count > 0 ? by.Fact.Sources[0].Published : null;
    }
}
