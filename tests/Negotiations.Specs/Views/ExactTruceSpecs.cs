using CsCheck;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;
using static Negotiations.Specs.Views.ExactRecords;

namespace Negotiations.Specs.Views;

/// <summary>
/// As <see cref="ExactSpecs"/>, of truces and what breaks them by name, where what is disputed leaves it open. Where
/// the dates do, a breach is one of each truce that it may be one of: never less than what is possible.
/// </summary>
public class ExactTruceSpecs
{
    private static readonly Gen<Edtf?> Begins = Gen.Select(SettledDate, Gen.Int[0, 3], (date, has) =>
        has == 0 ? Edtf.Parse(date) : null
    );

    internal static readonly Gen<(Negotiation Negotiation, DateOnly AsOf)> Truces = Of(
        Gen.OneOf(
            Gen.Select(
                Gen.OneOf<string?>("strike", null),
                Gen.OneOf<string?>("accord", "accord", null),
                (id, breaches) => (Fact)new ClashReported { ClashId = id, Breaches = breaches }
            ),
            Begins.Select(from => (Fact)new CeasefireAgreed { CeasefireId = "accord", EffectiveFrom = from }),
            Begins.Select(from => (Fact)new CeasefireAgreed { CeasefireId = "accord", EffectiveFrom = from }),
            Gen.OneOf<string?>("KGZ", null)
                .Select(by => (Fact)new BreachAlleged { CeasefireId = "accord", By = by is null ? null : [by] })
        ),
        SettledDate
    );

    [Fact]
    public void Of_named_truces_what_is_possible_holds_in_some_placing_and_reading() => Truces.AreExact();
}
