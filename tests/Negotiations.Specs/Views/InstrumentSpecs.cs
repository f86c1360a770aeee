using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>Instruments from signature to end, party by party; the phase and the instrument agree.</summary>
public class InstrumentSpecs
{
    private static readonly InstrumentSigned Signed = new InstrumentSigned
    {
        InstrumentId = "treaty",
        Title = "Treaty on the state border",
        InstrumentType = InstrumentType.Treaty,
        Signatories = ["KGZ", "TJK"],
        SubjectToRatification = true,
    }.On("2025-03-13");

    [Fact]
    public void A_signed_treaty_awaits_the_consent_of_each_signatory()
    {
        var treaty = Assert.Single(Given(BorderTalks, Signed).Now().Instruments);

        Assert.Equal(
            ("treaty", "Treaty on the state border", InstrumentType.Treaty),
            (treaty.Id, treaty.Title, treaty.Type)
        );
        Assert.Equal(("2025-03-13", null), (treaty.Signed!.Text, treaty.EntryIntoForce));
        Assert.Equal(["KGZ", "TJK"], treaty.Awaiting);
    }

    [Fact]
    public void Each_consent_is_named_with_its_party_and_day()
    {
        var treaty = Assert.Single(Given(BorderTalks, Signed, Consent("KGZ").On("2025-03-19")).Now().Instruments);

        Assert.Equal(
            ("KGZ", ConsentMode.Ratification, "2025-03-19"),
            (treaty.Consents[0].Party, treaty.Consents[0].Mode, treaty.Consents[0].On.Text)
        );
        Assert.Equal(["TJK"], treaty.Awaiting);
    }

    [Fact]
    public void With_the_last_consent_it_is_consented_to_and_in_force_from_the_day_a_source_gives()
    {
        var consented = Given(BorderTalks, Signed, Consent("KGZ").On("2025-03-19"), Consent("TJK").On("2025-03-21"));

        Assert.Equal(
            (InstrumentStatus.Consented, null),
            (consented.Now().Instruments[0].Status, consented.Now().Instruments[0].EntryIntoForce)
        );
        Assert.Equal(
            "2025-03-31",
            consented
                .AndOn("2025-04-01", new EnteredIntoForce { InstrumentId = "treaty" }.On("2025-03-31"))
                .Now()
                .Instruments[0]
                .EntryIntoForce!.On!.Text
        );
    }

    [Fact]
    public void A_consent_that_names_no_instrument_is_to_the_only_one()
    {
        var status = Given(
                BorderTalks,
                Signed,
                (Consent("KGZ") with { InstrumentId = null }).On("2025-03-19"),
                (Consent("TJK") with { InstrumentId = null }).On("2025-03-21")
            )
            .Now();

        Assert.Equal((Phase.Consented, "2025-03-21"), (status.Phase!.Certain, status.Phase.Since!.Text));
        Assert.Empty(Assert.Single(status.Instruments).Awaiting);
    }

    [Fact]
    public void Signatories_named_by_a_second_source_are_the_ones_that_count()
    {
        var observed = BorderTalks.With(
            "KGZ".As(ActorRole.Party),
            "TJK".As(ActorRole.Party),
            "UZB".As(ActorRole.Party)
        );
        var status = Given(
                observed,
                (Signed with { Signatories = null }).On("2025-03-13"),
                Signed.On("2025-03-13~"),
                Consent("KGZ").On("2025-03-19"),
                Consent("TJK").On("2025-03-21")
            )
            .Now();

        Assert.Equal(Phase.Consented, status.Phase!.Shown);
        Assert.Empty(Assert.Single(status.Instruments).Awaiting);
    }

    [Fact]
    public void Consents_that_a_source_dates_before_the_signature_count_all_the_same()
    {
        var status = Given(BorderTalks.With(), Consent("KGZ").On("2025-03-01"), Consent("TJK").On("2025-03-02"), Signed)
            .Now();

        Assert.Equal((Phase.Consented, "2025-03-13"), (status.Phase!.Certain, status.Phase.Since!.Text));
        Assert.Equal(2, status.Anomalies.Count(anomaly => anomaly.Code == "consent-before-signature"));
    }

    [Fact]
    public void Registration_is_stored_with_its_number()
    {
        var treaty = Given(
                BorderTalks,
                Signed,
                new InstrumentRegistered
                {
                    InstrumentId = "treaty",
                    Registry = "UNTS",
                    Number = "I-59001",
                }.On("2025-03-30")
            )
            .Now()
            .Instruments[0];

        Assert.Equal(
            ("UNTS", "I-59001", "2025-03-30"),
            (treaty.Registered!.Registry, treaty.Registered.Number, treaty.Registered.On.Text)
        );
    }

    [Fact]
    public void An_ended_instrument_is_no_longer_in_force()
    {
        var treaty = Given(
                BorderTalks,
                Signed,
                new EnteredIntoForce { InstrumentId = "treaty" }.On("2025-03-20"),
                new InstrumentEnded { InstrumentId = "treaty", Mode = EndMode.Terminated }.On("2025-03-30")
            )
            .Now()
            .Instruments[0];

        Assert.Equal(InstrumentStatus.Ended, treaty.Status);
        Assert.Equal((EndMode.Terminated, "2025-03-30"), (treaty.Ended!.Mode, treaty.Ended.On.Text));
    }

    [Fact]
    public void Delegations_sign_weeks_before_the_heads_of_state_and_the_treaty_counts_as_signed_by_the_heads()
    {
        var status = Given(
            BorderTalks,
            new TextAuthenticated { InstrumentId = "treaty", Mode = AuthenticationMode.DelegationProtocol }.On(
                "2025-02-21"
            ),
            Signed
        );

        Assert.Equal(
            (Phase.TextAuthenticated, null),
            (status.AsOf("2025-03-01").Phase!.Shown, status.AsOf("2025-03-01").Instruments[0].Signed)
        );
        Assert.Equal(
            (Phase.ConsentPending, "2025-03-13"),
            (status.Now().Phase!.Shown, status.Now().Instruments[0].Signed!.Text)
        );
    }

    private static ConsentExpressed Consent(string party) =>
        new()
        {
            InstrumentId = "treaty",
            Party = party,
            Mode = ConsentMode.Ratification,
        };
}
