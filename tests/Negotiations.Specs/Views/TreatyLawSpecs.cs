using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>The law of treaties over one instrument, as famous ones went: what sources say, and no more.</summary>
public class TreatyLawSpecs
{
    private static readonly InstrumentSigned Signed = new InstrumentSigned
    {
        InstrumentId = "treaty",
        InstrumentType = InstrumentType.Treaty,
        Signatories = ["AAA", "BBB"],
        SubjectToRatification = true,
    }.On("2020-03-01");

    private static readonly NegotiationOpened Talks = BorderTalks.With(
        "AAA".As(ActorRole.Party),
        "BBB".As(ActorRole.Party)
    );

    [Fact]
    public void Nothing_is_in_force_because_all_have_consented()
    {
        var status = Given(Talks, Signed, Consents("AAA", "2020-03-19"), Consents("BBB", "2020-03-20")).Now();

        Assert.Equal((InstrumentStatus.Consented, null), (Treaty(status).Status, Treaty(status).EntryIntoForce));
        Assert.Equal((Phase.Consented, "2020-03-20"), (status.Phase!.Certain, status.Phase!.Since!.Text));
    }

    [Fact]
    public void A_day_that_a_source_announces_is_expected_until_it_comes()
    {
        var story = Given(
            Talks,
            Signed,
            Consents("AAA", "2020-03-19"),
            Consents("BBB", "2020-03-20"),
            Force("2021-01-01").By("Depositary", "2020-06-01")
        );

        Assert.Equal(("2021-01-01", "announced", true), Expected(story.AsOf("2020-12-31")));
        Assert.Equal(
            (Phase.InForce, "2021-01-01"),
            (story.AsOf("2021-01-01").Phase!.Certain, story.AsOf("2021-01-01").Phase!.Since!.Text)
        );
        Assert.Equal(
            ("2021-01-01", null),
            (
                Treaty(story.AsOf("2021-01-01")).EntryIntoForce!.On!.Text,
                Treaty(story.AsOf("2021-01-01")).EntryIntoForce!.Expected
            )
        );
    }

    [Fact]
    public void Referendums_and_votes_approve_at_home_and_put_nothing_in_force()
    {
        var status = Given(
                Talks,
                new TextAuthenticated { InstrumentId = "treaty", Mode = AuthenticationMode.Adopted }.On("1998-04-10"),
                new ApprovalGiven
                {
                    InstrumentId = "treaty",
                    Party = "AAA",
                    OrganKind = OrganKind.Referendum,
                    Outcome = ApprovalOutcome.Approved,
                    Votes = new Votes { Text = "71.1 %" },
                }.On("1998-05-22"),
                (Consents("BBB", "1998-05-22") with { Organ = "the people" }).On("1998-05-22"),
                (Signed with { SubjectToRatification = null }).On("1998-06-01"),
                Force("1999-12-02")
            )
            .AsOf("1999-01-01");

        Assert.Equal((InstrumentStatus.Signed, Phase.Signed), (Treaty(status).Status, status.Phase!.Certain));
        Assert.Equal(["AAA", "BBB"], Treaty(status).Approvals.Select(each => each.Party));
        Assert.Empty(Treaty(status).Consents);
    }

    [Fact]
    public void A_ratification_before_a_deposit_of_the_same_party_is_its_approval()
    {
        var status = Given(
                Talks,
                Signed,
                Consents("AAA", "2020-05-01"),
                Consents("BBB", "2020-05-02"),
                Consents("AAA", "2020-06-01", ConsentMode.Deposit)
            )
            .AsOf("2020-05-03");

        Assert.Equal(["AAA"], Treaty(status).Awaiting);
        Assert.Equal(
            (InstrumentStatus.AwaitingConsent, "AAA"),
            (Treaty(status).Status, Assert.Single(Treaty(status).Approvals).Party)
        );
    }

    [Fact]
    public void Provisional_application_is_no_force()
    {
        var status = Given(Talks, Signed, (Force("2020-04-01") with { Provisional = true }).On("2020-04-01")).Now();

        Assert.Equal(
            (InstrumentStatus.ProvisionallyApplied, Phase.ConsentPending),
            (Treaty(status).Status, status.Phase!.Certain)
        );
        Assert.Equal(
            ("2020-04-01", null),
            (Treaty(status).EntryIntoForce!.Provisional!.Text, Treaty(status).EntryIntoForce!.On)
        );
        Assert.All(Treaty(status).Parties, party => Assert.True(party.Provisional));
    }

    [Fact]
    public void Force_after_provisional_application_begins_a_spell_of_its_own()
    {
        var parties = Treaty(
            Given(
                    Talks,
                    Signed,
                    (Force("2020-04-01") with { Provisional = true }).On("2020-04-01"),
                    Force("2021-04-01")
                )
                .Now()
        ).Parties;

        Assert.Equal(
            [
                ("AAA", "2020-04-01", "2021-04-01"),
                ("BBB", "2020-04-01", "2021-04-01"),
                ("AAA", "2021-04-01", null),
                ("BBB", "2021-04-01", null),
            ],
            Spells(parties)
        );
    }

    [Fact]
    public void Force_for_one_party_is_just_that()
    {
        var three = Talks.With("AAA".As(ActorRole.Party), "BBB".As(ActorRole.Party), "CCC".As(ActorRole.Party));
        var story = Given(
            three,
            Signed with
            {
                Signatories = ["AAA", "BBB", "CCC"],
            },
            (Force("2021-01-01") with { ForParty = "AAA" }).On("2021-01-01")
        );

        Assert.Equal(
            (InstrumentStatus.AwaitingConsent, null),
            (Treaty(story.Now()).Status, Treaty(story.Now()).EntryIntoForce)
        );
        Assert.Equal([("AAA", "2021-01-01", null)], Spells(Treaty(story.Now()).Parties));
        var between = story.AndOn("2025-02-01", (Force("2022-01-01") with { ForParty = "BBB" }).On("2022-01-01")).Now();
        Assert.Equal([("AAA", "2021-01-01", null), ("BBB", "2022-01-01", null)], Spells(Treaty(between).Parties));
        Assert.Equal(InstrumentStatus.InForce, Treaty(between).Status);
    }

    [Fact]
    public void A_suspended_treaty_has_not_ended_and_is_resumed()
    {
        var story = Given(
            Talks,
            Signed,
            Force("2020-06-01"),
            Ends(EndMode.Suspended, "2021-02-11"),
            new InstrumentResumed { InstrumentId = "treaty" }.On("2021-05-30")
        );

        var suspended = story.AsOf("2021-03-01");
        Assert.Equal(
            (InstrumentStatus.Suspended, Phase.InForce, null),
            (Treaty(suspended).Status, suspended.Phase!.Certain, Treaty(suspended).Ended)
        );
        Assert.All(Treaty(suspended).Parties, party => Assert.True(party.Suspended));
        var resumed = Treaty(story.Now());
        Assert.Equal(
            ("2021-02-11", "2021-05-30"),
            (resumed.Suspensions[0].Since.Text, resumed.Suspensions[0].Until!.Text)
        );
        Assert.Equal((InstrumentStatus.InForce, "2020-06-01"), (resumed.Status, resumed.EntryIntoForce!.On!.Text));
    }

    [Fact]
    public void Suspended_by_one_of_two_no_one_applies_it_to_another()
    {
        var status = Given(
                Talks,
                Signed,
                Force("2020-06-01"),
                (Ends(EndMode.Suspended, "2021-02-11") with { Party = "BBB" }).On("2021-02-11")
            )
            .Now();

        Assert.Equal(InstrumentStatus.Suspended, Treaty(status).Status);
        Assert.Equal([null, true], Treaty(status).Parties.Select(party => party.Suspended));
    }

    [Fact]
    public void A_withdrawal_counts_from_its_effective_day_and_who_withdrew_stays_listed()
    {
        string[] all = ["AAA", "BBB", "CCC"];
        var story = Given(
            Talks.With([.. all.Select(code => code.As(ActorRole.Party))]),
            Signed with
            {
                Signatories = all,
            },
            Consents("AAA", "2020-04-01"),
            Consents("BBB", "2020-04-02"),
            Consents("CCC", "2020-04-03"),
            Force("2020-11-04"),
            (Ends(EndMode.Withdrawn, "2021-11-04") with { Party = "CCC", Effective = Edtf.Parse("2022-11-04") }).On(
                "2021-11-04"
            )
        );

        var notified = Treaty(story.AsOf("2022-11-03"));
        Assert.Null(notified.Parties.Single(party => party.Party == "CCC").Until);
        Assert.Equal(
            ("CCC", "2021-11-04", "2022-11-04"),
            (
                notified.Withdrawals[0].Party,
                notified.Withdrawals[0].Notified.Text,
                notified.Withdrawals[0].Effective!.Text
            )
        );
        var left = Treaty(story.AsOf("2022-11-04"));
        Assert.Equal(
            (InstrumentStatus.InForce, "2022-11-04"),
            (left.Status, left.Parties.Single(party => party.Party == "CCC").Until!.Text)
        );
        Assert.Equal(all, left.Signatories.Select(each => each.Party));
        var back = Treaty(
            story
                .AndOn(
                    "2025-02-01",
                    (
                        Consents("CCC", "2023-01-20", ConsentMode.Acceptance) with
                        {
                            Effective = Edtf.Parse("2023-02-19"),
                        }
                    ).On("2023-01-20")
                )
                .Now()
        );
        Assert.Equal(
            [("CCC", "2020-11-04", "2022-11-04"), ("CCC", "2023-02-19", null)],
            Spells(back.Parties).Where(spell => spell.Party == "CCC")
        );
    }

    [Fact]
    public void A_notice_revoked_before_its_effect_ends_nothing()
    {
        var story = Given(
            Talks,
            Signed,
            Force("2020-06-01"),
            (Ends(EndMode.Denounced, "2021-01-01") with { Party = "BBB", Effective = Edtf.Parse("2021-07-01") }).On(
                "2021-01-01"
            ),
            new InstrumentResumed { InstrumentId = "treaty", Party = "BBB" }.On("2021-06-30")
        );

        Assert.Equal(
            (InstrumentStatus.InForce, "2021-06-30"),
            (Treaty(story.Now()).Status, Treaty(story.Now()).Withdrawals[0].Revoked!.Text)
        );
    }

    [Fact]
    public void With_fewer_than_two_parties_left_it_has_ended()
    {
        var status = Given(
                Talks,
                Signed,
                Force("2020-06-01"),
                (Ends(EndMode.Denounced, "2021-01-01") with { Party = "BBB" }).On("2021-01-01")
            )
            .Now();

        Assert.Equal(
            (InstrumentStatus.Ended, EndMode.Denounced, "BBB", "2021-01-01"),
            (Treaty(status).Status, Treaty(status).Ended!.Mode, Treaty(status).Ended!.By, Treaty(status).Ended!.On.Text)
        );
        Assert.Equal((Phase.Ended, "2021-01-01"), (status.Phase!.Certain, status.Phase!.Since!.Text));
        Assert.All(Treaty(status).Parties, party => Assert.Equal("2021-01-01", party.Until!.Text));
    }

    [Fact]
    public void Ended_before_its_force_it_awaits_no_one_and_leaves_the_talks_where_they_were()
    {
        var status = Given(Talks, new RoundHeld().On("2019-01-01"), Signed, Ends(EndMode.Withdrawn, "2021-01-01"))
            .Now();

        Assert.Empty(Treaty(status).Awaiting);
        Assert.Equal((Phase.Negotiating, "2021-01-01"), (status.Phase!.Certain, status.Phase!.Since!.Text));
    }

    [Fact]
    public void An_adopted_text_is_signed_by_no_one_and_may_enter_into_force()
    {
        var adopted = new TextAuthenticated { InstrumentId = "treaty", Mode = AuthenticationMode.Adopted }.On(
            "2015-07-14"
        );

        Assert.DoesNotContain(Given(Talks, adopted, Force("2015-10-18")).Now().Anomalies, each =>
            each.Code == "force-before-signature"
        );
        Assert.DoesNotContain(
            Given(Talks, Consents("CCC", "2015-08-01", ConsentMode.Accession), Force("2015-10-18")).Now().Anomalies,
            each => each.Code == "force-before-signature"
        );
        Assert.Contains(Given(Talks, Signed.On("2015-12-01"), Force("2015-10-18")).Now().Anomalies, each =>
            each.Code == "force-before-signature"
        );
    }

    [Fact]
    public void Initialled_by_one_side_only_a_text_is_not_established()
    {
        var initialled = new TextAuthenticated
        {
            InstrumentId = "treaty",
            Mode = AuthenticationMode.Initialled,
            By = ["AAA"],
        }.On("2020-02-28");
        var status = Given(Talks, initialled).Now();

        Assert.Equal((InstrumentStatus.Drafted, Phase.Drafting), (Treaty(status).Status, status.Phase!.Certain));
        Assert.Equal(["AAA"], Treaty(status).Authenticated!.By);
        Assert.Equal(
            InstrumentStatus.Authenticated,
            Treaty(Given(Talks, initialled, (initialled with { By = ["BBB"] }).On("2020-03-15")).Now()).Status
        );
    }

    [Fact]
    public void A_threshold_of_deposits_and_a_delay_give_an_expectation_only()
    {
        var terms = new EntryIntoForceTerms
        {
            Trigger = ForceTrigger.Deposits,
            Parties = 3,
            Delay = "P30D",
        };
        var story = Given(
            Talks,
            Signed with
            {
                Signatories = ["AAA", "BBB", "CCC", "DDD"],
                EntryIntoForceTerms = terms,
            },
            Consents("AAA", "2020-04-01", ConsentMode.Deposit),
            Consents("BBB", "2020-05-01", ConsentMode.Deposit),
            Consents("CCC", "2020-10-05", ConsentMode.Deposit)
        );

        Assert.Null(Treaty(story.AsOf("2020-10-04")).EntryIntoForce);
        Assert.Equal(("2020-11-04", "deposits", true), Expected(story.Now()));
        Assert.Equal(
            (InstrumentStatus.Consented, Phase.Consented),
            (Treaty(story.Now()).Status, story.Now().Phase!.Certain)
        );
        Assert.Null(Treaty(story.AndOn("2025-02-01", Force("2020-11-05")).Now()).EntryIntoForce!.Expected);
    }

    [Fact]
    public void Terms_that_make_the_signature_decide_put_it_in_force_on_that_day()
    {
        var status = Given(
                Talks,
                Signed with
                {
                    SubjectToRatification = null,
                    EntryIntoForceTerms = new EntryIntoForceTerms { Trigger = ForceTrigger.Signature },
                }
            )
            .Now();

        Assert.Equal(
            (InstrumentStatus.InForce, "2020-03-01", Phase.InForce),
            (Treaty(status).Status, Treaty(status).EntryIntoForce!.On!.Text, status.Phase!.Certain)
        );
    }

    [Fact]
    public void An_exchange_of_instruments_is_the_consent_of_all_who_signed()
    {
        var exchange = new ConsentExpressed { InstrumentId = "treaty", Mode = ConsentMode.ExchangeOfInstruments }.On(
            "2020-07-01"
        );
        var terms = new EntryIntoForceTerms { Trigger = ForceTrigger.Exchange };

        Assert.Equal(InstrumentStatus.Consented, Treaty(Given(Talks, Signed, exchange).Now()).Status);
        Assert.Equal(
            InstrumentStatus.InForce,
            Treaty(Given(Talks, Signed with { EntryIntoForceTerms = terms }, exchange).Now()).Status
        );
    }

    [Fact]
    public void An_effect_before_its_notice_counts_and_is_an_anomaly()
    {
        var status = Given(
                Talks,
                Signed,
                Force("2020-06-01"),
                (Ends(EndMode.Terminated, "2021-05-01") with { Effective = Edtf.Parse("2021-04-01") }).On("2021-05-01")
            )
            .Now();

        Assert.Equal("2021-04-01", Treaty(status).Ended!.On.Text);
        Assert.Contains(status.Anomalies, each => each.Code == "effect-before-notice");
    }

    // F3: the party that left was the last whose consent was awaited.
    [Fact]
    public void A_party_that_leaves_the_talks_may_be_the_last_that_was_awaited_and_that_day_counts()
    {
        var three = Talks.With("AAA".As(ActorRole.Party), "BBB".As(ActorRole.Party), "CCC".As(ActorRole.Party));
        var left = new ParticipationChanged { Actor = "CCC", Change = ParticipationChange.Left }
            .On("2024-05-01")
            .Named("left");
        var story = Given(
            three,
            Signed with
            {
                Signatories = null,
            },
            Consents("AAA", "2023-03-01"),
            Consents("BBB", "2023-04-01"),
            left
        );

        Assert.Equal(Phase.ConsentPending, story.AsOf("2024-04-30").Phase!.Certain);
        var phase = story.AsOf("2024-05-01").Phase!;
        Assert.Equal((Phase.Consented, "2024-05-01"), (phase.Certain, phase.Since!.Text));
        Assert.Equal([EventBuilders.Id("left")], phase.DecidedBy);
    }

    [Fact]
    public void What_is_disputed_may_be_so_and_is_not_certain()
    {
        var phase = Given(
                Talks,
                Signed,
                Force("2020-06-01") with
                {
                    Claim = new Claim { Status = ClaimStatus.Disputed },
                }
            )
            .Now()
            .Phase!;

        Assert.Equal((null, ClaimStatus.Disputed), (phase.Certain, phase.Claim));
        Assert.Equal([Phase.InForce, Phase.ConsentPending], phase.Possible);
    }

    [Fact]
    public void What_is_denied_is_possible_and_not_shown()
    {
        var phase = Given(Talks, Signed, Force("2020-06-01") with { Claim = new Claim { Status = ClaimStatus.Denied } })
            .Now()
            .Phase!;

        Assert.Equal([Phase.ConsentPending, Phase.InForce], phase.Possible);
    }

    // A wider date made something certain: in force 2020, ended 2023, asked in June.
    [Fact]
    public void An_end_within_a_year_is_not_certain_within_it()
    {
        var story = Given(Talks, Signed, Force("2020-06-01"), Ends(EndMode.Terminated, "2023"));

        Assert.Null(story.AsOf("2023-06-01").Phase!.Certain);
        Assert.Equal([Phase.Ended, Phase.InForce], story.AsOf("2023-06-01").Phase!.Possible);
        Assert.Equal(Phase.Ended, story.AsOf("2023-12-31").Phase!.Certain);
    }

    private static InstrumentView Treaty(Status status) => Assert.Single(status.Instruments);

    private static (string On, string Rule, bool Predicted) Expected(Status status) =>
        Treaty(status).EntryIntoForce!.Expected is { } expected
            ? (expected.On.Text, expected.Rule, expected.Predicted)
            : default;

    private static IEnumerable<(string Party, string Since, string? Until)> Spells(
        IEnumerable<TreatyPartyView> parties
    ) => parties.Select(party => (party.Party, party.Since.Text, party.Until?.Text));

    private static ConsentExpressed Consents(string party, string on, ConsentMode mode = ConsentMode.Ratification) =>
        new ConsentExpressed
        {
            InstrumentId = "treaty",
            Party = party,
            Mode = mode,
        }.On(on);

    private static EnteredIntoForce Force(string on) => new EnteredIntoForce { InstrumentId = "treaty" }.On(on);

    private static InstrumentEnded Ends(EndMode mode, string on) =>
        new InstrumentEnded { InstrumentId = "treaty", Mode = mode }.On(on);
}
