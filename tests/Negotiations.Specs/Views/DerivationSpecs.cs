using CsCheck;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Specs.Generated;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>
/// How a figure is computed is the explanation of it: nothing is left out in silence, and the tree predicts what is
/// without a source.
/// </summary>
public class DerivationSpecs
{
    private const int Streams = 400;

    private static readonly string[] Outlets = ["24.kg", "Asia-Plus", "Kabar"];

    private static readonly Gen<Quantity> AnyCount = Gen.Select(
        Gen.Int[1, 60],
        Gen.Int[0, 20],
        Gen.Int[0, 5],
        (figure, width, kind) =>
            kind switch
            {
                0 => AtLeast(figure),
                1 => new Quantity { Qualifier = Qualifier.AtMost, High = figure },
                2 => new Quantity
                {
                    Qualifier = Qualifier.Between,
                    Low = figure,
                    High = figure + width,
                },
                3 => new Quantity { Qualifier = Qualifier.About, Best = figure },
                _ => Exactly(figure),
            }
    );

    private static readonly Gen<TollReported> AnyToll = Gen.Select(
        Gen.Select(
            Gen.OneOf("KGZ", "TJK", null),
            Gen.OneOf<TollOf?>(TollOf.Civilians, TollOf.Combatants, null, null, null, TollOf.All),
            AnyCount
        ),
        Gen.Select(
            Gen.OneOf(Outlets),
            Gen.OneOf("Ministry of Health", null, null),
            Gen.Int[17, 22],
            Gen.OneOf<bool?>(false, null, null, null)
        ),
        Gen.OneOf("a", "a", "b", null),
        (what, who, clash) =>
            (TollReported)(
                new TollReported
                {
                    ClashId = clash,
                    Side = what.Item1,
                    Of = what.Item2,
                    Killed = what.Item3,
                    Cumulative = who.Item4,
                    Claim = who.Item2 is null ? null : new Claim { AttributedTo = who.Item2 },
                }
                    .On("2022-09-16")
                    .By(who.Item1, $"2022-09-{who.Item3}")
            )
    );

    private static readonly Gen<Negotiation> AnyTolls = AnyToll
        .Array[1, 9]
        .Select(tolls => Given([BorderTalks, .. tolls]).Negotiation);

    // Of all sides and all people, so that no part is weighed against a whole.
    private static readonly Gen<Negotiation> AnyHeadlines = AnyToll
        .Array[1, 9]
        .Select(tolls =>
            Given([
                BorderTalks,
                .. tolls.Select(toll => toll with { ClashId = "a", Side = null, Of = null }),
            ]).Negotiation
        );

    [Fact]
    public void Every_report_is_in_the_figure_or_set_aside_by_a_rule() =>
        AnyTolls.Holds(
            negotiation =>
            {
                var standing = StatusFold.Of(negotiation, Clocks.On(Today))!;
                var found = Found(standing.Derivations["clashes.killed"]).ToHashSet();
                Assert.All(negotiation.Events.Skip(1), each => Assert.Contains(each.EventId, found));
            },
            iter: Streams
        );

    [Fact]
    public void A_figure_is_what_its_tree_computes() =>
        AnyTolls.Holds(
            negotiation =>
            {
                var standing = StatusFold.Of(negotiation, Clocks.On(Today))!;
                var derivation = standing.Derivations["clashes.killed"];
                Assert.Equal(standing.Status.Clashes.Killed, derivation.Figure);
                Assert.Equal((derivation.Figure, false), Compute(derivation, _ => false));
            },
            iter: Streams
        );

    [Fact]
    public void A_range_covers_every_statement_in_it() =>
        AnyTolls.Holds(
            negotiation =>
                Assert.All(Unions(StatusFold.Of(negotiation, Clocks.On(Today))!.Derivations["clashes.killed"]), union =>
                    Assert.All(union.Parts, part =>
                    {
                        Assert.True(union.Figure.Floor is null || union.Figure.Floor <= part.Figure.Floor);
                        Assert.True(union.Figure.Ceiling is null || union.Figure.Ceiling >= part.Figure.Ceiling);
                    })
                ),
            iter: Streams
        );

    [Fact]
    public void Without_an_outlet_that_set_nothing_aside_the_figure_is_what_the_rest_of_the_tree_computes() =>
        Gen.Select(AnyHeadlines, Gen.OneOf(Outlets))
            .Holds(
                (negotiation, outlet) =>
                {
                    var derivation = StatusFold.Of(negotiation, Clocks.On(Today))!.Derivations["clashes.killed"];
                    var gone = negotiation
                        .Events.Where(each => each.Event.Sources.All(source => source.Publisher == outlet))
                        .Select(each => each.EventId)
                        .ToHashSet();
                    var (predicted, isEmptied) = Compute(derivation, gone.Contains);
                    if (isEmptied || Asides(derivation).Any(aside => aside.By.Any(gone.Contains)))
                        return;

                    var without = StatusFold
                        .Of(negotiation, Clocks.On(Today) with { WithoutPublishers = [outlet] })!
                        .Status.Clashes.Killed;
                    Assert.Equal(predicted, without);
                },
                iter: 4 * Streams
            );

    [Fact]
    public void Without_the_outlet_that_set_the_high_a_range_ends_lower_and_without_that_of_the_low_begins_higher()
    {
        TollReported Kill(int figure, string outlet) =>
            (TollReported)
                new TollReported { ClashId = "a", Killed = Exactly(figure) }
                    .On("2022-09-16")
                    .By(outlet, "2022-09-18");
        var border = Given(BorderTalks, Kill(24, "24.kg"), Kill(36, "Kabar"), Kill(81, "Asia-Plus"));

        Figure Without(string outlet) =>
            border.Under(Clocks.On(Today) with { WithoutPublishers = [outlet] }).Clashes.Killed!;

        Assert.Equal((24m, 36m), (Without("Asia-Plus").Low, Without("Asia-Plus").High));
        Assert.Equal((36m, 81m), (Without("24.kg").Low, Without("24.kg").High));
        Assert.Equal((24m, 81m), (Without("Kabar").Low, Without("Kabar").High));
    }

    [Fact]
    public void The_explanation_says_what_the_figure_is_without_each_outlet() =>
        Gen.Select(AnyTolls, Gen.OneOf(Outlets))
            .Holds(
                (negotiation, outlet) =>
                {
                    var clocks = Clocks.On(Today);
                    var killed = Explanation
                        .Of(negotiation, clocks, null)!
                        .Fields.Single(field => field.Field == "clashes.killed");
                    var predicted = killed.Without?.SingleOrDefault(each => each.Publisher == outlet) is { } otherwise
                        ? otherwise.Figure
                        : killed.Derivation!.Figure;

                    var silenced = clocks with { WithoutPublishers = [outlet] };
                    Assert.Equal(predicted, StatusFold.Of(negotiation, silenced)!.Status.Clashes.Killed);
                },
                iter: Streams
            );

    [Fact]
    public void The_explanation_names_who_set_the_bounds_and_what_was_left_out_by_which_rule()
    {
        TollReported Kill(int figure, string outlet, string day) =>
            (TollReported)
                new TollReported { ClashId = "a", Killed = Exactly(figure) }
                    .On("2022-09-16")
                    .By(outlet, day);
        var border = Given(
            BorderTalks,
            Kill(24, "24.kg", "2022-09-17").Named("first"),
            Kill(36, "24.kg", "2022-09-18").Named("second"),
            Kill(30, "Kabar", "2022-09-20").Named("lower")
        );

        var killed = Explanation
            .Of(border.Negotiation, Clocks.On(Today), null)!
            .Fields.Single(field => field.Field == "clashes.killed");

        Assert.Equal([Id("second"), Id("lower")], killed.Events.Select(each => each.EventId));
        var latest = Assert.Single(killed.Derivation!.Parts!, part => part.Kind == DerivationKind.Latest);
        var aside = Assert.Single(latest.SetAside!);
        Assert.Equal(
            (SetAsideRule.Replaced, Id("first"), "24.kg"),
            (aside.Rule, aside.What.Event!.EventId, aside.What.Event.Sources[0].Publisher)
        );
        Assert.Equal([Id("second")], aside.By);
    }

    private static IEnumerable<Guid> Found(Derivation derivation) =>
        derivation.Events().Concat(Asides(derivation).SelectMany(aside => Found(aside.What)));

    private static IEnumerable<SetAside> Asides(Derivation derivation) =>
        derivation
            .SetAside.Concat(derivation.Parts.SelectMany(Asides))
            .Concat(derivation.SetAside.SelectMany(aside => Asides(aside.What)));

    private static IEnumerable<Derivation> Unions(Derivation derivation) =>
        derivation
            .Parts.SelectMany(Unions)
            .Concat(derivation.Kind is DerivationKind.Union or DerivationKind.Latest ? [derivation] : []);

    // What the tree gives without some of its leaves, and whether a whole part of it is gone with them.
    private static (Figure? Figure, bool IsEmptied) Compute(Derivation derivation, Func<Guid, bool> gone)
    {
        if (derivation.Kind == DerivationKind.Stated)
            return gone(derivation.EventId!.Value) ? (null, false) : (derivation.Figure, false);

        var parts = derivation.Parts.Select(part => Compute(part, gone)).ToList();
        var figures = parts.Select(part => part.Figure).OfType<Figure>().ToList();
        var isEmptied =
            parts.Exists(part => part.IsEmptied)
            || (derivation.Kind == DerivationKind.Sum && figures.Count < parts.Count);
        if (figures.Count == 0)
            return (null, true);

        var figure = derivation.Kind == DerivationKind.Sum ? Figure.Sum(figures)! : Figure.Union(figures)!;
        return (derivation.NotCounted.Count > 0 ? figure.AsFloor() : figure, isEmptied);
    }
}
