using Negotiations.Events;
using Negotiations.Values;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>Only an extension that may have come about gives an instrument more time (VCLT arts. 14, 39, 40).</summary>
public class ExtensionSpecs
{
    private static readonly InstrumentSigned Treaty = new InstrumentSigned
    {
        InstrumentId = "treaty",
        InstrumentType = InstrumentType.Treaty,
        Signatories = ["KGZ", "TJK"],
        Validity = Edtf.Parse("2015-02-05/2020-02-05"),
    }.On("2014-04-08");

    private static readonly InstrumentSigned Extension = new InstrumentSigned
    {
        InstrumentId = "extension",
        InstrumentType = InstrumentType.Protocol,
        Signatories = ["KGZ", "TJK"],
        Amends = "treaty",
        Validity = Edtf.Parse("../2030-02-05"),
    }.On("2020-01-03");

    private static readonly ApprovalGiven Rejected = new ApprovalGiven
    {
        InstrumentId = "extension",
        Party = "KGZ",
        Organ = "Jogorku Kenesh",
        Outcome = ApprovalOutcome.Rejected,
    }.On("2020-01-20");

    private static readonly EnteredIntoForce ExtensionForce = new EnteredIntoForce { InstrumentId = "extension" }.On(
        "2020-02-01"
    );

    public static TheoryData<string, bool, Event[]> Stories =>
        new()
        {
            { "signed, and no source says that more is needed", false, [Extension] },
            { "signed subject to ratification", true, [Extension with { SubjectToRatification = true }] },
            { "rejected at home", true, [Extension with { SubjectToRatification = true }, Rejected] },
            { "rejected where a signature might have been enough", true, [Extension, Rejected] },
            {
                "rejected, and approved at the second try",
                false,
                [Extension, Rejected, Rejected.On("2020-01-25") with { Outcome = ApprovalOutcome.Approved }]
            },
            {
                "a rejection that a source disputes",
                false,
                [Extension, Rejected with { Claim = new Claim { Status = ClaimStatus.Disputed } }]
            },
            { "in force", false, [Extension with { SubjectToRatification = true }, ExtensionForce] },
            {
                "applied provisionally",
                false,
                [Extension with { SubjectToRatification = true }, ExtensionForce with { Provisional = true }]
            },
            {
                "in force, as one says and another disputes",
                false,
                [
                    Extension with
                    {
                        SubjectToRatification = true,
                    },
                    ExtensionForce with
                    {
                        Claim = new Claim { Status = ClaimStatus.Disputed },
                    },
                ]
            },
            {
                "in force later than it is asked about",
                true,
                [Extension with { SubjectToRatification = true }, ExtensionForce.On("2023-01-01")]
            },
            {
                "to be in force by terms that nothing has met",
                true,
                [
                    Extension with
                    {
                        EntryIntoForceTerms = new EntryIntoForceTerms { Trigger = ForceTrigger.Notifications },
                    },
                ]
            },
            {
                "a draft",
                true,
                [new FinalDocumentsDrafted { InstrumentId = "extension", Amends = "treaty" }.On("2020-01-01")]
            },
            {
                "a treaty in its place that awaits ratification",
                true,
                [Extension with { Amends = null, Supersedes = "treaty", Validity = null, SubjectToRatification = true }]
            },
        };

    [Theory]
    [MemberData(nameof(Stories))]
    public void The_time_is_over_unless_an_extension_may_have_come_about(string what, bool isOver, Event[] more)
    {
        var status = Given([
                BorderTalks,
                Treaty,
                new EnteredIntoForce { InstrumentId = "treaty" }.On("2015-02-05"),
                .. more,
            ])
            .AsOf("2021-01-01");

        Assert.True(isOver == status.Anomalies.Any(each => each.Code == "validity-passed"), what);
    }
}
