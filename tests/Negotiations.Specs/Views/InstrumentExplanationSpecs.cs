using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>Of an instrument every part says by which rule and by which events it is so.</summary>
public class InstrumentExplanationSpecs
{
    private static readonly InstrumentSigned Treaty = new InstrumentSigned
    {
        InstrumentId = "treaty",
        InstrumentType = InstrumentType.Treaty,
        Signatories = ["KGZ", "TJK", "UZB"],
        SubjectToRatification = true,
    }
        .On("2001-03-01")
        .Named("signed");

    private static readonly EnteredIntoForce Force = new EnteredIntoForce { InstrumentId = "treaty" }
        .On("2003-01-01")
        .Named("force");

    [Fact]
    public void Its_parties_their_end_and_its_entry_into_force_name_rule_and_event()
    {
        var fields = Fields(Treaty, Consents("KGZ"), Consents("TJK"), Consents("UZB"), Force, Leaves("UZB"));

        Assert.Equal([("party-by-force", "force")], fields["instruments[treaty].parties"]);
        Assert.Equal([("left-by-notice", "UZB leaves")], fields["instruments[treaty].parties.until"]);
        Assert.Equal([("force-reported", "force")], fields["instruments[treaty].entryIntoForce"]);
        Assert.Equal([("notice-given", "UZB leaves")], fields["instruments[treaty].withdrawals"]);
        Assert.False(fields.ContainsKey("instruments[treaty].awaiting"));
    }

    [Fact]
    public void Whom_it_awaits_is_explained_by_their_signature() =>
        Assert.Equal(
            [("awaited-signatory", "signed")],
            Fields(Treaty, Consents("KGZ"))["instruments[treaty].awaiting"]
        );

    [Fact]
    public void A_later_party_is_one_by_its_own_consent() =>
        Assert.Equal(
            [("party-by-force", "force"), ("party-by-consent", "KAZ consents")],
            Fields(Treaty, Consents("KGZ"), Consents("TJK"), Consents("UZB"), Force, Consents("KAZ", "2005-01-01"))[
                "instruments[treaty].parties"
            ]
        );

    [Fact]
    public void The_one_act_that_decides_and_what_is_expected_are_rules_of_their_own()
    {
        var exchange = new ConsentExpressed { InstrumentId = "treaty", Mode = ConsentMode.ExchangeOfInstruments }
            .On("2002-02-02")
            .Named("exchange");
        var onExchange = Treaty with { EntryIntoForceTerms = new() { Trigger = ForceTrigger.Exchange } };
        var later = Treaty with
        {
            EntryIntoForceTerms = new() { Trigger = ForceTrigger.Exchange, Delay = "P30Y" },
        };

        Assert.Equal(
            [("force-by-act", "exchange")],
            Fields(onExchange, exchange)["instruments[treaty].entryIntoForce"]
        );
        Assert.Equal([("force-expected", "exchange")], Fields(later, exchange)["instruments[treaty].entryIntoForce"]);
    }

    [Fact]
    public void A_notice_that_was_revoked_names_both_acts() =>
        Assert.Equal(
            [("notice-given", "UZB leaves"), ("notice-revoked", "back")],
            Fields(
                Treaty,
                Force,
                Leaves("UZB"),
                new InstrumentResumed { InstrumentId = "treaty", Party = "UZB" }
                    .On("2010-02-01")
                    .Named("back")
            )["instruments[treaty].withdrawals"]
        );

    [Fact]
    public void What_has_no_name_is_explained_by_its_place() =>
        Assert.Contains(
            "instruments[#1].entryIntoForce",
            Fields(Treaty with { InstrumentId = null }, Force with { InstrumentId = null }).Keys
        );

    private static ConsentExpressed Consents(string party, string on = "2002-01-01") =>
        new ConsentExpressed
        {
            InstrumentId = "treaty",
            Party = party,
            Mode = ConsentMode.Deposit,
        }
            .On(on)
            .Named($"{party} consents");

    private static InstrumentEnded Leaves(string party) =>
        new InstrumentEnded
        {
            InstrumentId = "treaty",
            Party = party,
            Mode = EndMode.Withdrawn,
            Effective = Edtf.Parse("2011-01-01"),
        }
            .On("2010-01-01")
            .Named($"{party} leaves");

    private static Dictionary<string, List<(string Code, string By)>> Fields(params Event[] events)
    {
        var names = new[] { "signed", "force", "exchange", "back" }
            .Concat(
                new[] { "KGZ", "TJK", "UZB", "KAZ" }.SelectMany(party =>
                    new[] { $"{party} consents", $"{party} leaves" }
                )
            )
            .ToDictionary(Id);
        return Explanation
            .Of(Given([BorderTalks, .. events]).Negotiation, Clocks.On(Today), null)!
            .Fields.Where(field => field.Field.StartsWith("instruments[", StringComparison.Ordinal))
            .ToDictionary(
                field => field.Field,
                field => field.Events.Select(each => (each.RuleCode!, names[each.EventId])).ToList()
            );
    }
}
