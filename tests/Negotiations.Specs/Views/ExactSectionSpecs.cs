using CsCheck;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;
using static Negotiations.Specs.Views.ExactRecords;

namespace Negotiations.Specs.Views;

/// <summary>As <see cref="ExactSpecs"/>, of lengths that are agreed.</summary>
public class ExactSectionSpecs
{
    private static readonly Gen<Quantity?> Kilometres = Gen.OneOf<Quantity?>(
        null,
        EventBuilders.Exactly(10),
        EventBuilders.Exactly(20),
        EventBuilders.Exactly(30)
    );

    internal static readonly Gen<(Negotiation Negotiation, DateOnly AsOf)> Lengths = Of(
        Gen.OneOf(
            Gen.Select(Gen.OneOf<string?>("first", null), Kilometres, (id, length) =>
                (Fact)new RoundHeld { MeetingId = id, Kilometres = length }
            ),
            Gen.Select(
                Kilometres,
                Kilometres,
                Kilometres,
                Kilometres,
                Gen.Int[0, 5],
                (length, cumulative, remaining, total, all) =>
                    (Fact)
                        new SectionsAgreed
                        {
                            Length = length,
                            Cumulative = cumulative,
                            Remaining = all == 0 ? null : remaining,
                            Total = total,
                            AllRemaining = all == 0 ? true : null,
                        }
            )
        )
    );

    [Fact]
    public void Of_sections_what_is_possible_holds_in_some_placing_and_reading() => Lengths.AreExact();
}
