using CsCheck;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Specs.Generated;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Views;

/// <summary>The four laws of every answer, over streams of every type of event with dates in every form.</summary>
public class FourLawsSpecs
{
    private const int Streams = 600;

    private static readonly Gen<(Negotiation Negotiation, DateOnly AsOf)> Any = Gen.Select(
        AnyStream.OfAnyDates,
        AnyStream.Day,
        (negotiation, asOf) => (negotiation, asOf)
    );

    [Fact]
    public void No_state_is_shown_that_no_event_reports() =>
        Any.Holds(
            (negotiation, asOf) =>
            {
                var standing = Fold(negotiation, asOf);
                var (status, reasons) = (standing.Status, standing.Reasons);
                Assert.Equal(
                    status.Security.State != Security.NotReported,
                    reasons.Any(reason => reason.Field == "security")
                );
                if (status.Health is { } health)
                    Assert.Equal(health != Health.NotReported, reasons.Any(reason => reason.Field == "health"));

                var ids = negotiation.Events.Select(each => each.EventId).ToHashSet();
                Assert.All(reasons, reason => Assert.Contains(reason.EventId, ids));
            },
            iter: Streams
        );

    [Fact]
    public void What_is_shown_is_among_what_is_possible() =>
        Any.Holds(
            (negotiation, asOf) =>
            {
                var status = Fold(negotiation, asOf).Status;
                foreach (var (field, read) in PlainFields.Values)
                    if (Possible(status, field) is { } possible)
                        Assert.Contains(Print(read(status)), possible);
            },
            iter: Streams
        );

    [Fact]
    public void Widening_a_date_makes_nothing_certain() =>
        Gen.Select(Any, Gen.Int[0, 15], Gen.Int[0, 60], Gen.Int[0, 60])
            .Holds(
                (any, which, before, after) =>
                {
                    if (DatesForbidAnId(any.Negotiation))
                        return;

                    var index = 1 + (int)(which % Math.Max(1, any.Negotiation.Version - 1));
                    IsNoMoreCertain(
                        any.Negotiation,
                        Changed(any.Negotiation, index, fact => Widen(fact, before, after)),
                        any.AsOf
                    );
                },
                iter: Streams
            );

    [Fact]
    public void A_dispute_makes_nothing_certain() =>
        Gen.Select(Any, Gen.Int[0, 15])
            .Holds(
                (any, which) =>
                {
                    var index = 1 + (int)(which % Math.Max(1, any.Negotiation.Version - 1));
                    var disputed = Changed(any.Negotiation, index, fact =>
                        fact.Claim is null ? fact with { Claim = new Claim { Status = ClaimStatus.Disputed } } : fact
                    );
                    IsNoMoreCertain(any.Negotiation, disputed, any.AsOf);
                },
                iter: Streams
            );

    [Fact]
    public void Every_placing_and_reading_gives_every_field_a_value_that_is_possible() =>
        Gen.Select(Any, AnyPlacing.Choices)
            .Holds(
                (any, choices) =>
                {
                    var whole = Fold(any.Negotiation, any.AsOf).Status;
                    var one = Fold(AnyPlacing.Of(any.Negotiation, choices), any.AsOf).Status;
                    Assert.Empty(Outside(whole, one));
                },
                iter: Streams
            );

    [Fact]
    public void No_statement_on_the_sections_is_left_out_in_silence() =>
        Any.Holds(
            (negotiation, asOf) =>
            {
                var standing = Fold(negotiation, asOf);
                var heard = standing
                    .Derivations.Where(each => each.Key.StartsWith("sections.", StringComparison.Ordinal))
                    .SelectMany(each => PlainFields.EventsIn(each.Value))
                    .ToHashSet();
                var moment = Moment.Of(Clocks.On(asOf), TimeSpan.Zero);
                foreach (
                    var each in Placing
                        .Of(EffectiveSet.Of(negotiation.Events), TimeSpan.Zero)
                        .Where(each => moment.MayBe(each) && !each.IsDenied)
                )
                    if (PlainFields.StatesLength(each.Event.Fact))
                        Assert.True(
                            heard.Contains(each.Event.Id),
                            $"{each.Event.Fact} is in no explanation of the sections."
                        );
            },
            iter: Streams
        );

    [Fact]
    public void A_view_does_not_contradict_itself() =>
        Any.Holds(
            (negotiation, asOf) => Assert.Empty(Invariants.Broken(Fold(negotiation, asOf).Status)),
            iter: Streams
        );

    // What holds in one placing and is not among what is possible.
    internal static IEnumerable<string> Outside(Status whole, Status one)
    {
        foreach (var (field, read) in PlainFields.Values)
            if (!IsPossible(whole, field, read(whole), read(one)))
                yield return $"{field} is {Print(read(one))}, and not among {Shown(whole, field, read(whole))}";

        foreach (var (field, before, after) in PlainFields.Members(whole, one))
            if (!IsPossible(whole, field, before, after))
                yield return $"{field} is {Print(after)}, and not among {Shown(whole, field, before)}";

        foreach (var (field, before, after) in PlainFields.Figures(whole, one))
            if (!IsWithin(whole, field, before, after))
                yield return $"{field} is {Print(after)}, and not within {Shown(whole, field, before)}";

        foreach (var (field, before, after) in PlainFields.HeldOn(whole, one))
            if (!IsOnOneOf(whole, field, before, after))
                yield return $"{field} is {Print(after)}, and not on {Shown(whole, field, before)}";

        var (least, most) = PlainFields.PartiesOf(whole);
        var parties = one.Parties.Select(party => party.Id).ToHashSet();
        if (!least.IsSubsetOf(parties) || !parties.IsSubsetOf(most))
            yield return $"parties are {Print(parties)}, and not from {Print(least)} to {Print(most)}";
    }

    private static void IsNoMoreCertain(Negotiation narrow, Negotiation wide, DateOnly asOf)
    {
        var (before, after) = (Fold(narrow, asOf).Status, Fold(wide, asOf).Status);
        foreach (var (field, read) in PlainFields.Values)
        {
            if (Possible(after, field) is not null)
                continue;

            Assert.True(Possible(before, field) is null, $"{field} is certain only of the wider one.");
            Assert.Equal(read(before), read(after));
        }
    }

    private static bool IsPossible(Status whole, string field, object? plain, object? value) =>
        Possible(whole, field) is { } possible ? possible.Contains(Print(value)) : Print(plain) == Print(value);

    // A figure holds where every figure of a placing lies in one of those that are named.
    private static bool IsWithin(Status whole, string field, Figure? plain, Figure? value)
    {
        if (whole.Uncertain.SingleOrDefault(each => each.Field == field) is not { } uncertain)
            return value is null ? plain is null : plain is not null && Lies(value, plain);

        return uncertain.Possible.Any(possible =>
            possible is null ? value is null : value is not null && Lies(value, PlainFields.FigureOf(possible))
        );

        static bool Lies(Figure inner, Figure outer) =>
            (outer.Floor is null || inner.Floor >= outer.Floor)
            && (outer.Ceiling is null || inner.Ceiling <= outer.Ceiling);
    }

    // A day is possible where it lies in one of the dates that are named; of an hour said elsewhere it may be the one
    // before.
    private static bool IsOnOneOf(Status whole, string field, Edtf? plain, Edtf? day)
    {
        var possible = whole
            .Uncertain.SingleOrDefault(each => each.Field == field)
            ?.Possible.Select(value => value is null ? null : Edtf.Parse((string)value!))
            ?? [plain];
        return possible.Any(date =>
            date is null || day is null
                ? date is null && day is null
                : !(day.Earliest < date.Earliest?.AddDays(-1)) && !(day.Latest > date.Latest)
        );
    }

    private static string Shown(Status whole, string field, object? plain) =>
        Possible(whole, field) is { } possible ? string.Join(" or ", possible) : Print(plain);

    private static FoldResult Fold(Negotiation negotiation, DateOnly asOf) =>
        StatusFold.Of(negotiation, Clocks.On(asOf))!;

    private static IReadOnlyList<string>? Possible(Status status, string field) =>
        status
            .Uncertain.SingleOrDefault(each => each.Field == field)
            ?.Possible.Select(value => value?.ToJsonString(Negotiations.Json.EventJson.Options) ?? "null")
            .ToList();

    private static string Print(object? value) =>
        System.Text.Json.JsonSerializer.Serialize(value, Negotiations.Json.EventJson.Options);

    private static Negotiation Changed(Negotiation negotiation, int index, Func<Fact, Fact> change) =>
        Negotiation.Of(
            negotiation.Id,
            negotiation.Events.Select(
                (each, i) => i == index && each.Event is Fact fact ? each with { Event = change(fact) } : each
            )
        );

    // Ids order events unless the dates forbid it. Where they allow the order, wider ones allow it too, and every
    // placing stays: nothing becomes certain. Where they forbid it, the record contradicts itself: the dates have the
    // last word and an anomaly says so. Wider dates may end the contradiction, and then the id has its word back. That
    // is a source heard, and no certainty out of nothing: only there the law is silent.
    private static bool DatesForbidAnId(Negotiation negotiation)
    {
        var placed = Placing.Of(EffectiveSet.Of(negotiation.Events), TimeSpan.Zero).ToList();
        return placed.Exists(breach =>
            TruceNamedBy(breach.Event.Fact) is { } id
            && placed.Exists(each =>
                each.Event.Fact is CeasefireAgreed truce && truce.CeasefireId == id && !Meet(each, truce, breach)
            )
        );
    }

    private static string? TruceNamedBy(Fact fact) =>
        (fact as ClashReported)?.Breaches ?? (fact as BreachAlleged)?.CeasefireId;

    private static bool Meet(PlacedEvent placed, CeasefireAgreed truce, PlacedEvent breach)
    {
        var from = truce.EffectiveFrom is { } effective ? effective.Begins(TimeSpan.Zero) : placed.From;
        var until = truce.EffectiveUntil?.Ends(TimeSpan.Zero);
        return !(breach.To < from) && !(until < breach.From);
    }

    // One day of several: what lasts is moved at both ends by another rule, and what a source dates before it
    // happened has no cap to widen.
    private static Fact Widen(Fact fact, int before, int after)
    {
        if (
            fact.Occurred is not { Form: not EdtfForm.Interval, IsExact: false, Earliest: { } first, Latest: { } last }
            || fact.Sources.Any(source => source.Published?.Latest < first)
        )
            return fact;

        return fact.On($"[{AnyEdtf.Print(first.PlusDays(-before))}..{AnyEdtf.Print(last.PlusDays(after))}]");
    }
}
