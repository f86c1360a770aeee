using CsCheck;
using Negotiations.Events;
using Negotiations.Specs.Generated;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>The latest of truces and clashes decides, and where nothing orders them the view says both.</summary>
public class SecuritySpecs
{
    private static readonly ClashReported Clash = new();
    private static readonly CeasefireAgreed Truce = new();

    [Fact]
    public void Without_a_clash_or_a_truce_nothing_is_reported_which_is_no_calm() =>
        Assert.Equal((Security.NotReported, (Edtf?)null, (LastIncident?)null), Shown(Given(BorderTalks), "2025-01-01"));

    [Fact]
    public void A_clash_and_a_truce_of_one_day_go_either_way_in_whichever_order_they_were_typed()
    {
        var one = Given(BorderTalks, Truce.On("2024-05-01"), Clash.On("2024-05-01")).AsOf("2024-06-01");
        var other = Given(BorderTalks, Clash.On("2024-05-01"), Truce.On("2024-05-01")).AsOf("2024-06-01");

        Assert.Equal(["ceasefire", "clashes"], Possible(one));
        Assert.Equal(["ceasefire", "clashes"], Possible(other));
    }

    [Fact]
    public void Hours_order_a_clash_and_a_truce_of_one_day()
    {
        var past = Given(BorderTalks, Truce.On("2024-05-01T18:00+06:00"), Clash.On("2024-05-01T08:00+06:00"));

        Assert.Equal(["ceasefire"], Possible(past.AsOf("2024-06-01")));
    }

    [Fact]
    public void A_truce_holds_from_the_hour_it_takes_effect()
    {
        var past = Given(
            BorderTalks with
            {
                UtcOffset = "+06:00",
            },
            Clash.On("2022-09-14"),
            (Truce with { EffectiveFrom = Edtf.Parse("2022-09-16T16:00+06:00") }).On("2022-09-15")
        );

        Assert.Equal(
            Security.Clashes,
            past.Under(Clocks.On(new(2022, 9, 16)) with { At = At("2022-09-16T09:59:59Z") }).Security.State
        );
        Assert.Equal(
            Security.Ceasefire,
            past.Under(Clocks.On(new(2022, 9, 16)) with { At = At("2022-09-16T10:00:00Z") }).Security.State
        );
    }

    [Fact]
    public void A_clash_before_a_truce_takes_effect_breaks_nothing() =>
        Assert.Equal(
            Security.Ceasefire,
            Given(
                    BorderTalks,
                    (Truce with { EffectiveFrom = Edtf.Parse("2022-09-20") }).On("2022-09-16"),
                    Clash.On("2022-09-18")
                )
                .AsOf("2022-09-20")
                .Security.State
        );

    [Fact]
    public void A_truce_inside_the_span_of_the_fighting_does_not_end_it_and_one_effective_on_its_last_day_does()
    {
        var war = Clash.On("2020-09-27/2020-11-10");

        Assert.Equal(["clashes"], Possible(Given(BorderTalks, war, Truce.On("2020-10-12")).AsOf("2020-11-09")));
        Assert.Equal(["clashes"], Possible(Given(BorderTalks, war, Truce.On("2020-10-12")).AsOf("2020-12-01")));
        Assert.Equal(["ceasefire"], Possible(Given(BorderTalks, war, Truce.On("2020-11-10")).AsOf("2020-12-01")));
    }

    [Fact]
    public void A_truce_ends_on_the_day_it_was_agreed_until()
    {
        var past = Given(
            BorderTalks,
            Clash.On("2022-09-14"),
            (Truce with { EffectiveUntil = Edtf.Parse("2022-10-16") }).On("2022-09-16")
        );

        Assert.Equal(Security.Ceasefire, past.AsOf("2022-10-16").Security.State);
        Assert.Equal(Security.Clashes, past.AsOf("2022-10-17").Security.State);
    }

    [Fact]
    public void A_clash_that_names_the_truce_it_breaks_breaks_it_whatever_the_order_of_one_day()
    {
        var truce = (Truce with { CeasefireId = "september" }).On("2022-09-16");
        var breach = Clash with { Breaches = "september" };

        Assert.Equal(
            ["ceasefire-broken"],
            Possible(Given(BorderTalks, breach.On("2022-09-16"), truce).AsOf("2022-10-01"))
        );
        Assert.Equal(
            ["ceasefire-broken"],
            Possible(Given(BorderTalks, truce, breach.On("2022-09")).AsOf("2022-10-01"))
        );
    }

    [Fact]
    public void What_was_over_before_the_truce_took_effect_broke_nothing()
    {
        var truce = (Truce with { CeasefireId = "minsk", EffectiveFrom = Edtf.Parse("2015-02-15") }).On("2015-02-12");
        var before = Given(BorderTalks, truce, (Clash with { Breaches = "minsk" }).On("2015-02-14"));
        var after = Given(BorderTalks, truce, (Clash with { Breaches = "minsk" }).On("2015-02-17"));

        Assert.Equal(["clashes"], Possible(before.AsOf("2015-02-14")));
        Assert.Equal(["ceasefire"], Possible(before.AsOf("2015-02-16")));
        Assert.Equal(["ceasefire-broken"], Possible(after.AsOf("2015-02-17")));
        var midnight = truce with { EffectiveFrom = Edtf.Parse("2015-02-15T00:00+02:00") };
        Assert.Equal(
            ["ceasefire", "ceasefire-broken", "clashes"],
            Possible(
                Given(BorderTalks, midnight, (Clash with { Breaches = "minsk" }).On("2015-02-14")).AsOf("2015-02-16")
            )
        );
    }

    [Fact]
    public void A_source_that_says_so_breaks_a_truce_in_effect_and_reports_no_clash()
    {
        var truce = (Truce with { CeasefireId = "minsk", EffectiveFrom = Edtf.Parse("2015-02-15") }).On("2015-02-12");
        var breach = new BreachAlleged { CeasefireId = "minsk", Against = ["RUS"] };
        var past = Given(BorderTalks, truce, breach.On("2015-02-17"));
        var broken = past.AsOf("2015-06-01");

        Assert.Equal((Security.CeasefireBroken, "2015-02-17"), (broken.Security.State, broken.Security.Since!.Text));
        Assert.Equal(["A source says that the ceasefire in effect was broken."], Rules(past, "2015-06-01"));
        Assert.Equal(["past-clashes"], Possible(past.AsOf("2017-06-01")));
        Assert.Equal(
            ["That the ceasefire was broken was said over a year ago, and no later clash is on record."],
            Rules(past, "2017-06-01")
        );
        Assert.Null(broken.Security.LastIncident);
        Assert.Equal(["ceasefire"], Possible(Given(BorderTalks, truce, breach.On("2015-02-13")).AsOf("2015-03-01")));
        Assert.Equal(
            ["ceasefire"],
            Possible(Given(BorderTalks, truce, breach.On("2015-02-17"), Truce.On("2015-09-01")).AsOf("2015-10-01"))
        );
        Assert.Equal(
            Security.NotReported,
            Given(BorderTalks, breach.On("2015-02-17") with { CeasefireId = null, InstrumentId = "minsk" })
                .Now()
                .Security.State
        );
    }

    [Fact]
    public void What_one_side_alleges_breaks_no_truce_for_certain()
    {
        var truce = (Truce with { CeasefireId = "lebanon" }).On("2024-11-27");
        var breach = new BreachAlleged
        {
            CeasefireId = "lebanon",
            By = ["LBN"],
            Against = ["ISR"],
        }.On("2024-11-28");
        var past = Given(BorderTalks, truce, breach);
        var alleged = past.AsOf("2024-12-01");

        Assert.Equal((Security.Ceasefire, "2024-11-27"), (alleged.Security.State, alleged.Security.Since!.Text));
        Assert.Equal(["ceasefire", "ceasefire-broken"], Possible(alleged));
        Assert.Equal(
            [
                "A ceasefire was agreed, and no later clash is on record; that it was broken is alleged, and no source "
                    + "confirms it.",
            ],
            Rules(past, "2024-12-01")
        );
        Assert.Equal(["ceasefire", "past-clashes"], Possible(past.AsOf("2025-12-31")));
        Assert.Equal(
            ["ceasefire-broken"],
            Possible(
                Given(BorderTalks, truce, breach with { Claim = new Claim { Status = ClaimStatus.Confirmed } })
                    .AsOf("2024-12-01")
            )
        );
        Assert.Equal(
            ["ceasefire", "ceasefire-broken"],
            Possible(
                Given(
                        BorderTalks,
                        truce,
                        breach with
                        {
                            By = null,
                            Claim = new Claim { AttributedTo = "Hezbollah" },
                        }
                    )
                    .AsOf("2024-12-01")
            )
        );
        Assert.Equal(
            ["ceasefire-broken"],
            Possible(
                Given(BorderTalks, truce, breach, (Clash with { Breaches = "lebanon" }).On("2024-11-29"))
                    .AsOf("2024-12-01")
            )
        );
        Assert.Equal(["ceasefire-broken", "not-reported"], Possible(Given(BorderTalks, breach).AsOf("2024-12-01")));
    }

    [Fact]
    public void An_allegation_that_may_be_older_than_the_truce_leaves_it_open()
    {
        var truce = (Truce with { CeasefireId = "minsk", EffectiveFrom = Edtf.Parse("2015-02-15") }).On("2015-02-12");

        Assert.Equal(
            ["ceasefire", "ceasefire-broken"],
            Possible(
                Given(BorderTalks, truce, new BreachAlleged { CeasefireId = "minsk" }.On("[2015-02-10..2015-02-20]"))
                    .AsOf("2015-03-01")
            )
        );
    }

    [Fact]
    public void What_began_after_the_time_of_the_truce_was_over_broke_nothing()
    {
        var truce = (Truce with { CeasefireId = "easter", EffectiveUntil = Edtf.Parse("2024-05-06") }).On("2024-05-04");

        Assert.Equal(
            ["ceasefire-broken"],
            Possible(
                Given(BorderTalks, truce, (Clash with { Breaches = "easter" }).On("2024-05-05")).AsOf("2024-05-06")
            )
        );
        Assert.Equal(
            ["clashes"],
            Possible(
                Given(BorderTalks, truce, (Clash with { Breaches = "easter" }).On("2024-05-08")).AsOf("2024-05-09")
            )
        );
    }

    [Fact]
    public void Clashes_over_a_year_old_are_past_from_the_day_they_became_so()
    {
        var past = Given(BorderTalks, Clash.On("2022-09-14").Named("clash"));

        Assert.Equal(Security.Clashes, past.AsOf("2023-09-14").Security.State);
        Assert.Equal(
            (Security.PastClashes, "2023-09-15"),
            (past.AsOf("2024-01-01").Security.State, past.AsOf("2024-01-01").Security.Since!.Text)
        );
        Assert.Equal(Id("clash"), past.Now().Security.LastIncident!.EventId);
    }

    [Fact]
    public void A_toll_makes_an_incident_known_and_its_span_is_no_fighting()
    {
        var past = Given(
            BorderTalks,
            new TollReported { Killed = Exactly(3) }.On("2022-09-14/2022-09-20"),
            Truce.On("2022-09-16")
        );

        Assert.Contains(
            "clashes",
            Possible(Given(BorderTalks, new TollReported { Killed = Exactly(3) }.On("2022-09-14")).AsOf("2022-10-01"))
        );
        Assert.NotNull(past.AsOf("2022-10-01").Security.LastIncident);
    }

    [Fact]
    public void A_truce_that_is_denied_is_left_out_and_may_have_been_all_the_same()
    {
        var past = Given(
                BorderTalks,
                Clash.On("2022-09-14"),
                Truce.On("2022-09-16") with
                {
                    Claim = new Claim { Status = ClaimStatus.Denied },
                }
            )
            .AsOf("2022-10-01");

        Assert.Equal(Security.Clashes, past.Security.State);
        Assert.Equal(["ceasefire", "clashes"], Possible(past));
    }

    [Fact]
    public void The_possible_states_are_those_of_every_placing_and_every_reading() =>
        Gen.Select(AnAct.Array[1, 4], Gen.Int[0, 12])
            .Holds(
                (acts, day) =>
                {
                    var status = Given([BorderTalks, .. acts.Select(each => each.Act)])
                        .AsOf(AnyEdtf.Print(First.AddDays(day)));

                    Assert.Equal(ByEveryPlacing(acts, day).Order(), Possible(status));
                },
                iter: 2000
            );

    private static readonly DateOnly First = new(2022, 9, 1);

    private static readonly Gen<(Event Act, string Value, int From, int To, bool IsOptional)> AnAct = Gen.Select(
        Gen.Bool,
        Gen.Int[0, 10],
        Gen.Int[0, 3],
        Gen.Int[0, 4],
        (isTruce, from, width, claim) =>
        {
            var date =
                width == 0
                    ? AnyEdtf.Print(First.AddDays(from))
                    : $"[{AnyEdtf.Print(First.AddDays(from))}..{AnyEdtf.Print(First.AddDays(from + width))}]";
            Event act = isTruce ? Truce.On(date) : Clash.On(date);
            var doubted = claim == 0 ? act with { Claim = new Claim { Status = ClaimStatus.Disputed } } : act;
            return (doubted, isTruce ? "ceasefire" : "clashes", from, from + width, claim == 0);
        }
    );

    // The definition, tried out: every day each may have been, in or out where a source disputes it, equal days
    // either way.
    private static HashSet<string> ByEveryPlacing(
        (Event Act, string Value, int From, int To, bool IsOptional)[] acts,
        int asOf
    )
    {
        HashSet<string> states = [];
        Place(0, -1, ["not-reported"]);
        return states;

        void Place(int index, int last, HashSet<string> values)
        {
            if (index == acts.Length)
            {
                states.UnionWith(values);
                return;
            }

            var act = acts[index];
            if (act.IsOptional)
                Place(index + 1, last, values);

            for (var day = act.From; day <= act.To; day++)
            {
                if (day > asOf)
                    Place(index + 1, last, values);
                else
                    Place(
                        index + 1,
                        Math.Max(last, day),
                        day > last ? [act.Value]
                            : day == last ? [.. values, act.Value]
                            : values
                    );
            }
        }
    }

    private static (Security, Edtf?, LastIncident?) Shown(Scenario past, string day) =>
        past.AsOf(day).Security is var security ? (security.State, security.Since, security.LastIncident) : default;

    private static IEnumerable<string> Possible(Status status) =>
        status.Uncertain.SingleOrDefault(each => each.Field == "security") is { } field
            ? field.Possible.Select(value => (string)value!).Order()
            : [Negotiations.Json.WireName.Of(status.Security.State)];

    private static IEnumerable<string> Rules(Scenario past, string day) =>
        past.Standing(Clocks.On(DateOnly.Parse(day, null)))
            .Reasons.Where(reason => reason.Field == "security")
            .Select(reason => reason.Rule)
            .Distinct();

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
