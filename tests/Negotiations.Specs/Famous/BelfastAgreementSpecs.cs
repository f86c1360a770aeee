using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Famous;

/// <summary>
/// The Belfast Agreement: two instruments, of which the governments signed one and the parties adopted the other; two
/// referendums that put nothing in force, in the North about what the parties had agreed and in Ireland about the
/// consent of the state to the treaty; force in December 1999; institutions that were suspended while it stood.
/// </summary>
public class BelfastAgreementSpecs
{
    private const string Treaty = "british-irish-agreement";
    private const string Parties = "multi-party-agreement";

    private static readonly Scenario Story = FamousCase.Of(
        FamousCase.Opened("Northern Ireland talks", Subject.Peace, "1996-06-10", "GBR", "IRL"),
        new StatementIssued { Form = StatementForm.JointStatement, Summary = "The Downing Street Declaration." }.On(
            "1993-12-15"
        ),
        new CeasefireAgreed
        {
            CeasefireId = "ira-1997",
            Form = CeasefireForm.Verbal,
            EffectiveFrom = Edtf.Parse("1997-07-20"),
        }.On("1997-07-19"),
        new RoundHeld().On("1997-09-15"),
        new TextAuthenticated
        {
            InstrumentId = Parties,
            Title = "Multi-Party Agreement",
            Standing = InstrumentStanding.Side,
            InstrumentType = InstrumentType.PoliticalCommitment,
            Binding = false,
            Mode = AuthenticationMode.Adopted,
        }.On("1998-04-10"),
        new InstrumentSigned
        {
            InstrumentId = Treaty,
            Title = "British-Irish Agreement",
            Standing = InstrumentStanding.Principal,
            InstrumentType = InstrumentType.Treaty,
            Signatories = ["GBR", "IRL"],
            SubjectToRatification = true,
            EntryIntoForceTerms = new EntryIntoForceTerms { Trigger = ForceTrigger.Notifications },
        }.On("1998-04-10"),
        Referendum(Parties, "GBR", "voters in Northern Ireland", "71.1 %"),
        Referendum(Treaty, "IRL", "voters in Ireland (Nineteenth Amendment)", "94.4 %"),
        new InstrumentRegistered { InstrumentId = Treaty, Registry = "UNTS" }.On("2000-03-21"),
        Notifies("GBR"),
        Notifies("IRL"),
        new EnteredIntoForce { InstrumentId = Treaty }.On("1999-12-02"),
        Institutions(Measure.InstitutionSuspended, "2000-02-11"),
        Restored("2000-05-30", "2000-02-11"),
        Institutions(Measure.InstitutionSuspended, "2002-10-14"),
        Restored("2007-05-08", "2002-10-14")
    );

    [Fact]
    public void After_the_referendums_it_is_signed_approved_at_home_and_not_in_force()
    {
        var status = Story.AsOf("1998-12-31");
        var treaty = status.Instrument(Treaty);

        Assert.Equal("IRL", Assert.Single(treaty.Approvals).Party);
        Assert.Equal("GBR", Assert.Single(status.Instrument(Parties).Approvals).Party);
        Assert.Empty(treaty.Consents);
        Assert.Empty(treaty.Parties);
        Assert.Equal(InstrumentStatus.AwaitingConsent, treaty.Status);
        Assert.Equal(Phase.ConsentPending, status.Phase!.Certain);
    }

    [Fact]
    public void It_is_in_force_for_both_since_2_December_1999()
    {
        var status = Story.AsOf("1999-12-02");

        Assert.Equal((Phase.InForce, "1999-12-02"), (status.Phase!.Certain, status.Phase!.Since!.Text));
        Assert.Equal(["GBR", "IRL"], status.Instrument(Treaty).Members());
    }

    [Theory]
    [InlineData("2000-03-01")]
    [InlineData("2004-01-01")]
    [InlineData("2010-01-01")]
    public void While_institutions_are_suspended_the_treaty_stands(string day)
    {
        var status = Story.AsOf(day);

        Assert.Equal(InstrumentStatus.InForce, status.Instrument(Treaty).Status);
        Assert.True(status.Phase!.Certain is Phase.InForce or Phase.Implementing, $"{status.Phase.Certain}");
        Assert.Empty(status.Instrument(Treaty).Suspensions);
    }

    [Fact]
    public void Each_suspension_of_the_institutions_ended_on_its_day_and_the_second_goes_on_until_2007()
    {
        Assert.Null(Story.AsOf("2000-03-01").Measures.Single().ReversedBy);
        Assert.Equal(
            [true, false, false],
            Story.AsOf("2004-01-01").Measures.Select(each => each.ReversedBy is not null)
        );
        Assert.Equal(
            [true, false, true, false],
            Story.AsOf("2010-01-01").Measures.Select(each => each.ReversedBy is not null)
        );
    }

    [Fact]
    public void The_sentence_names_both_referendums()
    {
        var clauses = Story.AsOf("1998-12-31").Headline.Clauses;

        Assert.Equal(["signed.by", "approval.approved", "approval.approved"], clauses.Select(each => each.Code));
        Assert.Equal(["GBR", "IRL"], clauses.Skip(1).SelectMany(each => each.Who!));
        Assert.Equal(["Multi-Party Agreement", "British-Irish Agreement"], clauses.Skip(1).Select(each => each.What));
    }

    [Fact]
    public void The_text_of_the_parties_was_adopted_and_binds_no_state()
    {
        var text = Story.AsOf("2010-01-01").Instrument(Parties);

        Assert.Equal((InstrumentStatus.Authenticated, false), (text.Status, text.Binding));
        Assert.Null(text.EntryIntoForce);
    }

    [Fact]
    public void The_sentence_says_force_and_that_the_institutions_were_suspended() =>
        Assert.Equal(["force 1999-12-02", "measure.institution-suspended 2002-10-14"], Story.AsOf("2004-01-01").Says());

    private static ApprovalGiven Referendum(string instrument, string party, string organ, string votes) =>
        new ApprovalGiven
        {
            InstrumentId = instrument,
            Party = party,
            Organ = organ,
            OrganKind = OrganKind.Referendum,
            Outcome = ApprovalOutcome.Approved,
            Votes = new Votes { Text = votes },
        }.On("1998-05-22");

    private static ConsentExpressed Notifies(string party) =>
        new ConsentExpressed
        {
            InstrumentId = Treaty,
            Party = party,
            Mode = ConsentMode.Notification,
        }.On("1999-12-02");

    private static MeasureTaken Institutions(Measure measure, string on) =>
        new MeasureTaken
        {
            Measure = measure,
            Title = "Northern Ireland Assembly",
            By = ["GBR"],
        }.On(on);

    private static MeasureTaken Restored(string on, string suspended) =>
        Institutions(Measure.InstitutionRestored, on) with
        {
            Reverses = SuspendedOn(suspended),
        };

    // Where it stands in the record, by which it has its name.
    private static Guid SuspendedOn(string day) => EventBuilders.Id(day == "2000-02-11" ? "act 11" : "act 13");
}
