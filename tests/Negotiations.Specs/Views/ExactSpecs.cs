using CsCheck;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;
using static Negotiations.Specs.Views.ExactRecords;

namespace Negotiations.Specs.Views;

/// <summary>
/// The third law, both ways: what a view names as possible is what holds in some placing and reading, no less and no
/// more. Each short record is asked in all of them.
/// </summary>
public class ExactSpecs
{
    private static readonly Gen<string> Party = Gen.OneOf("KGZ", "TJK");
    private static readonly Gen<string?> PartyOrAll = Gen.OneOf<string?>("KGZ", "TJK", null);

    private static readonly Gen<Fact> Act = Gen.OneOf(
        Gen.Select(Gen.Bool, bound =>
            (Fact)new InstrumentSigned { SubjectToRatification = bound, Signatories = ["KGZ", "TJK"] }
        ),
        Gen.Select(Party, Gen.OneOf(ConsentMode.Deposit, ConsentMode.Accession), Effect, (party, mode, effect) => (Fact)
                new ConsentExpressed
                {
                    Party = party,
                    Mode = mode,
                    Effective = effect,
                }),
        Gen.Select(PartyOrAll, Gen.Int[0, 3], (party, provisional) =>
            (Fact)new EnteredIntoForce { ForParty = party, Provisional = provisional == 0 ? true : null }
        ),
        Gen.Select(PartyOrAll, Gen.Enum<EndMode>(), Effect, (party, mode, effect) => (Fact)
                new InstrumentEnded
                {
                    Party = party,
                    Mode = mode,
                    Effective = effect,
                }),
        Gen.Select(PartyOrAll, party => (Fact)new InstrumentResumed { Party = party }),
        Gen.Const((Fact)new TextAuthenticated { Mode = AuthenticationMode.Initialled }),
        Gen.Const((Fact)new DraftingInstructed()),
        Gen.Const((Fact)new RoundHeld())
    );

    internal static readonly Gen<(Negotiation Negotiation, DateOnly AsOf)> Treaty = Of(
        Act.Select(fact => fact is InstrumentFact act ? act with { InstrumentId = "treaty" } : fact)
    );

    internal static readonly Gen<(Negotiation Negotiation, DateOnly AsOf)> Fighting = Of(
        Gen.OneOf(
            Gen.OneOf<string?>("strike", null).Select(id => (Fact)new ClashReported { ClashId = id }),
            Effect.Select(from => (Fact)new CeasefireAgreed { EffectiveFrom = from }),
            Gen.Select(
                Gen.OneOf("strike", "raid"),
                Gen.Int[1, 3],
                Gen.Int[0, 3],
                Gen.OneOf<string?>("KGZ", null, null),
                (clash, killed, day, side) =>
                    (Fact)
                        new TollReported
                        {
                            ClashId = clash,
                            Side = side,
                            Killed = EventBuilders.Exactly(killed),
                            AsOf = Edtf.Parse(Day(day)),
                        }
            ),
            Gen.Const((Fact)new RoundHeld()),
            Gen.Enum<TalksStatus>().Select(status => (Fact)new TalksStatusChanged { Status = status })
        )
    );

    [Fact]
    public void Of_a_treaty_what_is_possible_holds_in_some_placing_and_reading() => Treaty.AreExact();

    [Fact]
    public void Of_fighting_and_talks_what_is_possible_holds_in_some_placing_and_reading() => Fighting.AreExact();
}
