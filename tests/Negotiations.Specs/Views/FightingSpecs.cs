using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>Fighting that lasts, fighting that is denied and truces for a time: one story in every field.</summary>
public class FightingSpecs
{
    private static readonly ClashReported War = new ClashReported { ClashId = "war" }
        .On("2022-02-24/..")
        .By("Depositary", "2022-02-24");

    private static readonly CeasefireAgreed Christmas = new CeasefireAgreed
    {
        CeasefireId = "christmas",
        Parties = ["RUS"],
    }
        .On("2023-01-06")
        .By("TASS", "2023-01-06");

    private static readonly ClashReported Strike = new ClashReported { ClashId = "strike" }
        .On("2016-09-29")
        .By("PTI", "2016-09-29");

    private static readonly Event[] DeniedStrike =
    [
        new ClashReported { ClashId = "old" }
            .On("2013-01-08")
            .By("PTI", "2013-01-08"),
        Strike.Named("strike"),
        new TollReported
        {
            ClashId = "strike",
            Side = "PAK",
            Killed = Exactly(38),
        }
            .On("2016-09-29")
            .By("PTI", "2016-09-29")
            .Named("toll"),
        new SourceAttached { Target = Id("strike"), Stance = Stance.Denies }.By("ISPR", "2016-09-30"),
    ];

    [Fact]
    public void A_war_with_an_open_end_goes_on_however_early_it_was_published()
    {
        var past = Given(BorderTalks, War);
        var attached = Given(
            BorderTalks,
            War.Named("war"),
            new SourceAttached { Target = Id("war") }.By("OHCHR", "2024-02-22")
        );

        Assert.Equal(["clashes"], Possible(past.AsOf("2022-12-01")));
        foreach (
            var status in (Status[])[past.AsOf("2024-03-01"), attached.AsOf("2024-03-01"), Late().AsOf("2024-03-01")]
        )
        {
            Assert.Equal((Security.Clashes, "2022-02-24"), (status.Security.State, status.Security.Since!.Text));
            Assert.Equal(["clashes", "past-clashes"], Possible(status));
        }

        Scenario Late() => Given(BorderTalks, War.By("Depositary", "2024-02-01"));
    }

    [Fact]
    public void A_truce_inside_a_war_with_an_open_end_is_not_certainly_its_end()
    {
        var past = Given(BorderTalks, War, Christmas);

        Assert.Equal(["ceasefire", "clashes"], Possible(past.AsOf("2023-02-01")));
        Assert.Contains("clashes", Possible(past.AsOf("2024-03-01")));
    }

    [Fact]
    public void A_later_clash_that_is_over_does_not_end_the_war_around_it() =>
        Assert.Equal(
            (Security.Clashes, "2022-02-24"),
            Given(BorderTalks, War, new ClashReported { ClashId = "skirmish" }.On("2022-06-01")).AsOf("2024-03-01")
                is var status
                ? (status.Security.State, status.Security.Since!.Text)
                : default
        );

    [Fact]
    public void A_war_with_an_open_end_may_break_a_truce_that_it_names_whenever_it_was_published() =>
        Assert.Equal(
            ["ceasefire", "ceasefire-broken", "clashes"],
            Possible(Given(BorderTalks, War with { Breaches = "christmas" }, Christmas).AsOf("2023-02-01"))
        );

    [Fact]
    public void A_denied_clash_whose_toll_stands_is_one_story()
    {
        var status = Given([BorderTalks, .. DeniedStrike]).AsOf("2016-12-01");

        Assert.Equal((2, 2), (status.Clashes.Count, status.Clashes.Incidents.Count));
        Assert.Equal((Id("toll"), "strike"), (status.Clashes.Last!.EventId, status.Clashes.Last.ClashId));
        Assert.Equal((Security.Clashes, "2016-09-29"), (status.Security.State, status.Security.Since!.Text));
        Assert.Equal(["clashes"], Possible(status));
        Assert.DoesNotContain(status.Uncertain, field => field.Field is "clashes.count" or "clashes.incidents");
        Assert.Equal(
            [("toll", null), ("clash", (ClaimStatus?)ClaimStatus.Denied)],
            status.Headline.Clauses.Select(each => (each.Code, each.Claim))
        );
    }

    [Fact]
    public void A_toll_that_names_a_clash_makes_it_known_and_counted()
    {
        var status = Given(BorderTalks, new TollReported { ClashId = "only", Killed = Exactly(3) }.On("2022-09-14"))
            .Now();

        Assert.Equal((1, 1), (status.Clashes.Count, status.Clashes.CountLow));
        Assert.Equal("only", status.Clashes.Last!.ClashId);
        Assert.Equal(["toll"], status.Headline.Clauses.Select(each => each.Code));
    }

    [Fact]
    public void Two_effective_days_of_one_truce_are_said_and_the_headline_has_the_one_that_the_view_holds()
    {
        var one = new CeasefireAgreed { CeasefireId = "c", EffectiveFrom = Edtf.Parse("2025-05-10T12:00Z") }
            .On("2025-05-10")
            .By("A", "2025-05-10");
        var other = (one with { EffectiveFrom = Edtf.Parse("2025-05-12T12:00Z") }).By("B", "2025-05-10");
        var past = Given(BorderTalks, new ClashReported().On("2025-05-07"), one.Named("a"), other.Named("b"));

        foreach (var status in (Status[])[past.AsOf("2025-05-11"), past.AsOf("2025-05-13")])
        {
            var anomaly = Assert.Single(status.Anomalies, each => each.Code == "dates-disagree");
            Assert.Equal([Id("a"), Id("b")], anomaly.Events);
            Assert.Equal("2025-05-10T12:00Z", status.Security.Since!.Text);
            Assert.Equal("2025-05-10T12:00Z", Assert.Single(status.Headline.Clauses).For!.Text);
            Assert.Equal(Id("a"), Assert.Single(status.Headline.Events));
        }
    }

    [Theory]
    [InlineData("c", "2025-05-12", "2025-05")]
    [InlineData("c", "2025-05-12", null)]
    [InlineData("d", "2025-05-12", "2025-05-10")]
    public void Days_that_may_be_one_or_are_of_two_truces_do_not_disagree(string id, string day, string? other)
    {
        var one = new CeasefireAgreed { CeasefireId = "c", EffectiveFrom = Edtf.Parse(day) }.On("2025-05-09");
        var two = new CeasefireAgreed { CeasefireId = id, EffectiveFrom = other is null ? null : Edtf.Parse(other) };

        Assert.DoesNotContain(Given(BorderTalks, one, two.On("2025-05-09")).AsOf("2025-06-01").Anomalies, each =>
            each.Code == "dates-disagree"
        );
    }

    [Fact]
    public void A_clash_reported_afterwards_is_counted_from_its_first_day_on()
    {
        var past = Given(
            BorderTalks.On("1974-10-01"),
            new ClashReported { ClashId = "war" }
                .On("1980-09-22/1988-08-20")
                .By("Depositary", "1989-01-01")
        );

        foreach (var day in (string[])["1980-09-22", "1981-01-01", "1988-08-19", "1988-08-20"])
        {
            var status = past.AsOf(day);
            Assert.Equal((Security.Clashes, 1), (status.Security.State, status.Clashes.Count));
            Assert.DoesNotContain(status.Uncertain, field =>
                field.Field.StartsWith("clashes", StringComparison.Ordinal) || field.Field == "security"
            );
        }
    }

    [Fact]
    public void A_truce_for_a_time_is_said_with_its_end()
    {
        var truce = new CeasefireAgreed { EffectiveUntil = Edtf.Parse("2025-04-25") }.On("2025-04-19");
        var past = Given(BorderTalks, new ClashReported().On("2025-04-01"), truce.Named("truce"));

        foreach (var day in (string[])["2025-04-22", "2025-06-01"])
        {
            var headline = past.AsOf(day).Headline;
            Assert.Equal(
                [("ceasefire", (string?)null), ("ceasefire.until", "2025-04-25")],
                headline.Clauses.Select(each => (each.Code, each.For?.Text))
            );
            Assert.Equal([Id("truce")], headline.Events);
        }
    }

    [Fact]
    public void Fighting_after_the_last_talks_is_said_beside_them_while_it_is_the_security_situation()
    {
        var round = new RoundHeld().On("2022-08-30");
        var clash = new ClashReported().On("2022-09-12/2022-09-14");

        Assert.Equal(["round", "clash"], Codes(Given(BorderTalks, round, clash).AsOf("2022-09-17")));
        Assert.Equal(["round", "clash.lasting"], Codes(Given(BorderTalks, round, War).AsOf("2022-09-17")));
        Assert.Equal(["round"], Codes(Given(BorderTalks, round, clash).AsOf("2024-03-01")));
        Assert.Equal(["round"], Codes(Given(BorderTalks, clash, round.On("2022-09-20")).AsOf("2022-10-01")));
    }

    private static IEnumerable<string> Codes(Status status) => status.Headline.Clauses.Select(each => each.Code);

    private static IEnumerable<string> Possible(Status status) =>
        status.Uncertain.SingleOrDefault(each => each.Field == "security") is { } field
            ? field.Possible.Select(value => (string)value!).Order()
            : [Negotiations.Json.WireName.Of(status.Security.State)];
}
