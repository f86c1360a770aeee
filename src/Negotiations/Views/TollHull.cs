using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// What tolls come to over all placings and readings: of each clash what its counts come to in each reading, and where
/// more is open than can be read one by one the hull of all its counts, of which none sets another aside; of all
/// clashes the sums of these, or of their hulls. A hull is never less than what is possible, and mostly more.
/// </summary>
internal sealed class TollHull
{
    // More sums than these are named by what holds them all.
    private const int MostSums = 12;

    private readonly Func<PlacedEvent, bool> isFirm;
    private readonly IReadOnlyCollection<string>? parties;
    private readonly List<UncertainField> fields = [];

    private TollHull(Func<PlacedEvent, bool> isFirm, IReadOnlyCollection<string>? parties) =>
        (this.isFirm, this.parties) = (isFirm, parties);

    /// <param name="placed">All that may have been, in the order of the reference placing.</param>
    /// <param name="isFirm">It was, in every placing and reading.</param>
    /// <param name="shown">In the reference.</param>
    /// <param name="parties">Codes of those whom a source calls a party; null: that differs by placing or
    /// reading.</param>
    public static IEnumerable<UncertainField> Of(
        List<PlacedEvent> placed,
        Func<PlacedEvent, bool> isFirm,
        ClashesView shown,
        IReadOnlyCollection<string>? parties
    )
    {
        var tolls = placed.Where(each => each.Event.Fact is TollReported).ToList();
        if (tolls.Count == 0)
            return [];

        var clashes = placed.Where(each => each.Event.Fact is ClashReported).ToList();
        var (isAnyUnnamed, areAllFirm) = (
            tolls.Exists(IsUnnamed),
            tolls.TrueForAll(each => isFirm(each)) && clashes.TrueForAll(each => isFirm(each))
        );
        if (areAllFirm && parties is not null && !(isAnyUnnamed && tolls.Concat(clashes).Any(HasManyDays)))
            return [];

        var found = new TollHull(isFirm, parties);
        found.Find(tolls, clashes, shown, isAnyUnnamed);
        return found.fields;
    }

    private static bool IsUnnamed(PlacedEvent each) => ((TollReported)each.Event.Fact).ClashId is null;

    // What lasted did so on all its days; of what happened on one of several days it is not known on which.
    private static bool HasManyDays(PlacedEvent each) =>
        each.Event.Occurred is { IsDay: false, Form: not EdtfForm.Interval };

    private void Find(List<PlacedEvent> tolls, List<PlacedEvent> clashes, ClashesView shown, bool isAnyUnnamed)
    {
        var incidents = shown
            .Incidents.Where(each => each.ClashId is not null)
            .ToDictionary(each => each.ClashId!, StringComparer.Ordinal);
        var reports = clashes.ToLookup(each => ((ClashReported)each.Event.Fact).ClashId);
        var totals = Loss.All.Select(_ => new List<Hull>()).ToList();
        var sums = Loss.All.Select(_ => (List<Figure?>?)[null]).ToList();
        foreach (
            var clash in tolls
                .Where(each => !IsUnnamed(each))
                .GroupBy(each => ((TollReported)each.Event.Fact).ClashId!, StringComparer.Ordinal)
        )
        {
            List<(Toll Toll, bool IsFirm)> all =
            [
                .. clash.Select(each => (new Toll(each.Event, (TollReported)each.Event.Fact), isFirm(each))),
            ];
            List<PlacedEvent> reported = [.. reports[clash.Key]];
            var sides = SidesOf(reported);
            for (var loss = 0; loss < Loss.All.Count; loss++)
            {
                var given = all.FindAll(each => each.Toll.Of(loss) is not null);
                if (given.Count == 0)
                    continue;

                var incident = incidents.GetValueOrDefault(clash.Key);
                var read = TollReadings.Of(given, reported, parties, isFirm, loss);
                totals[loss]
                    .Add(
                        read is null
                            ? OfClash(clash.Key, given, sides, loss, incident)
                            : OfClash(clash.Key, read, loss, incident)
                    );
                sums[loss] = read is null ? null : Sums(sums[loss], read.Total);
            }
        }

        Total("clashes.killed", shown.Killed, Loss.Killed);
        Total("clashes.injured", shown.Injured, Loss.Injured);

        void Total(string field, Figure? plain, int loss)
        {
            var given = isAnyUnnamed
                ? tolls.FindAll(each => new Toll(each.Event, (TollReported)each.Event.Fact).Of(loss) is not null)
                : [];
            if (given.Count > 0)
                Add(
                    field,
                    plain,
                    new Hull(
                        new Figure(0, null, null, Loss.All[loss].Unit, null, OpenSide.Above),
                        !given.Exists(each => isFirm(each))
                    )
                );
            else if (totals[loss].Count > 0 && sums[loss] is { } each)
                Add(field, plain, each);
            else if (totals[loss].Count > 0)
                Add(
                    field,
                    plain,
                    new Hull(
                        Figure.Sum([.. totals[loss].Select(AtLeastNone)]),
                        totals[loss].TrueForAll(each => each.MayBeNone)
                    )
                );
        }
    }

    // Each with each: which reports of one clash are in says nothing about those of another.
    private static List<Figure?>? Sums(List<Figure?>? sums, IReadOnlyList<Figure?> further)
    {
        if (sums is null)
            return null;

        List<Figure?> all = [.. sums.SelectMany(_ => further, Together).Distinct()];
        return all.Count > MostSums ? null : all;

        static Figure? Together(Figure? one, Figure? other) =>
            one is null ? other
            : other is null ? one
            : Figure.Sum([one, other]);
    }

    // A clash of which no source may speak adds nothing then.
    private static Figure AtLeastNone(Hull hull) =>
        hull.MayBeNone ? Figure.Union([hull.Figure!, Figure.Exactly(0, hull.Figure!.Unit)])! : hull.Figure!;

    /// <returns>Null: they differ by placing or reading.</returns>
    private IReadOnlyCollection<string>? SidesOf(IEnumerable<PlacedEvent> reports)
    {
        HashSet<string> sides = new(StringComparer.OrdinalIgnoreCase);
        foreach (var each in reports)
        {
            var named = (each.Event.Fact.Actors ?? [])
                .Where(actor => actor.Role is ActorRole.SideA or ActorRole.SideB)
                .Select(actor => actor.Id)
                .ToList();
            if (named.Count > 0 && !isFirm(each))
                return null;

            sides.UnionWith(named);
        }

        return sides.Count > 0 ? sides : parties;
    }

    private Hull OfClash(
        string id,
        List<(Toll Toll, bool IsFirm)> given,
        IReadOnlyCollection<string>? sides,
        int loss,
        IncidentView? shown
    )
    {
        var plain = shown is null ? null : OfLoss(shown.Total, loss);
        if (given.TrueForAll(each => each.IsFirm) && sides is not null && plain is not null)
            return new Hull(plain, false);

        var headlines = given
            .Where(each => each.Toll.Fact.Side is null)
            .Select(each => Bounds(each.Toll, loss))
            .ToList();
        if (Sum(id, given.FindAll(each => each.Toll.Fact.Side is not null), sides, loss, shown) is { } sum)
            headlines.Add(sum);

        var hull = new Hull(Figure.Union(headlines), !given.Exists(each => each.IsFirm));
        Add($"clashes.incidents[{id}].total.{Loss.All[loss].Name}", plain, hull);
        return hull;
    }

    private Hull OfClash(string id, TollReadings read, int loss, IncidentView? shown)
    {
        foreach (var (side, figures) in read.Sides)
        {
            var view = shown?.Sides.FirstOrDefault(each =>
                string.Equals(each.Side, side, StringComparison.OrdinalIgnoreCase)
            );
            Add(
                $"clashes.incidents[{id}].sides[{side}].{Loss.All[loss].Name}",
                view is null ? null : OfLoss(view, loss),
                figures
            );
        }

        Add(
            $"clashes.incidents[{id}].total.{Loss.All[loss].Name}",
            shown is null ? null : OfLoss(shown.Total, loss),
            read.Total
        );
        return new Hull(Figure.Union([.. read.Total.OfType<Figure>()]), read.Total.Contains(null));
    }

    private Figure? Sum(
        string id,
        List<(Toll Toll, bool IsFirm)> given,
        IReadOnlyCollection<string>? sides,
        int loss,
        IncidentView? shown
    )
    {
        List<(string Side, Hull Hull)> counted = [];
        foreach (var side in given.GroupBy(each => each.Toll.Fact.Side!, StringComparer.OrdinalIgnoreCase))
        {
            var hull = new Hull(
                Figure.Union([.. side.Select(each => Bounds(each.Toll, loss))]),
                !side.Any(each => each.IsFirm)
            );
            counted.Add((side.Key, hull));
            var view = shown?.Sides.FirstOrDefault(each =>
                string.Equals(each.Side, side.Key, StringComparison.OrdinalIgnoreCase)
            );
            Add(
                $"clashes.incidents[{id}].sides[{side.Key}].{Loss.All[loss].Name}",
                view is null ? null : OfLoss(view, loss),
                hull
            );
        }

        if (counted.Count == 0)
            return null;

        var firm = counted.FindAll(each => !each.Hull.MayBeNone);
        var isWhole =
            firm.Count == counted.Count
            && counted.Count >= 2
            && sides is not null
            && sides.All(side =>
                counted.Exists(each => string.Equals(each.Side, side, StringComparison.OrdinalIgnoreCase))
            );
        var sum =
            firm.Count > 0
                ? Figure.Sum([.. firm.Select(each => each.Hull.Figure!)])!
                : Figure.Union([.. counted.Select(each => each.Hull.Figure!)])!;
        return isWhole ? sum : sum.AsFloor();
    }

    // Further losses come on top of others, and some of the people are no limit for all of them.
    private static Figure Bounds(Toll toll, int loss) =>
        toll.IsCumulative && toll.Population == TollOf.All ? toll.Of(loss)! : toll.Of(loss)!.AsFloor();

    private static Figure? OfLoss(Losses all, int loss) =>
        loss switch
        {
            0 => all.Killed,
            1 => all.Injured,
            2 => all.Displaced,
            3 => all.Evacuated,
            4 => all.DisplacedHouseholds,
            _ => all.EvacuatedHouseholds,
        };

    private static Figure? OfLoss(SideLosses all, int loss) =>
        loss switch
        {
            0 => all.Killed,
            1 => all.Injured,
            2 => all.Displaced,
            3 => all.Evacuated,
            4 => all.DisplacedHouseholds,
            _ => all.EvacuatedHouseholds,
        };

    private void Add(string field, Figure? plain, Hull hull)
    {
        if (hull.Figure == plain && (plain is null || !hull.MayBeNone))
            return;

        List<JsonNode?> possible = [Print(plain), Print(hull.Figure)];
        if (hull.MayBeNone)
            possible.Add(null);

        List<JsonNode?> distinct = [.. possible.DistinctBy(value => value?.ToJsonString())];
        if (distinct.Count > 1)
            fields.Add(new UncertainField(field, null, distinct));
    }

    private void Add(string field, Figure? plain, IReadOnlyList<Figure?> all)
    {
        List<Figure?> distinct = [.. all.Prepend(plain).Distinct()];
        if (distinct.Count > 1)
            fields.Add(new UncertainField(field, null, [.. distinct.Select(Print)]));
    }

    private static JsonNode? Print(Figure? value) =>
        value is null ? null : JsonSerializer.SerializeToNode(value, EventJson.Options);
}
