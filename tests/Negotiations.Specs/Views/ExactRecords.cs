using CsCheck;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Specs.Generated;
using Negotiations.Values;

namespace Negotiations.Specs.Views;

/// <summary>Records so short that all their placings and readings can be asked, with dates that meet.</summary>
internal static class ExactRecords
{
    private const int Streams = 400;

    public static readonly Gen<string> Date = Gen.Select(Gen.Int[0, 7], Gen.OneOf(0, 0, 1, 3), (from, width) =>
        width == 0 ? Day(from) : $"[{Day(from)}..{Day(from + width)}]"
    );

    public static readonly Gen<Edtf?> Effect = Gen.Select(Date, Gen.Int[0, 3], (date, has) =>
        has == 0 ? Edtf.Parse(date) : null
    );

    /// <summary>One day each.</summary>
    public static readonly Gen<string> SettledDate = Gen.Int[0, 7].Select(Day);

    /// <param name="fact">Of which there are up to four.</param>
    /// <param name="date">On which each was.</param>
    public static Gen<(Negotiation Negotiation, DateOnly AsOf)> Of(Gen<Fact> fact, Gen<string>? date = null) =>
        Gen.Select(
            Gen.Select(
                fact,
                date ?? Date,
                Gen.OneOf<ClaimStatus?>(null, null, null, ClaimStatus.Disputed, ClaimStatus.Denied),
                (each, date, claim) =>
                    (Event)(
                        InTurn(each, Edtf.Parse(date)) with
                        {
                            Occurred = Edtf.Parse(date),
                            Claim = claim is null ? null : new Claim { Status = claim },
                        }
                    )
            ).Array[1, 4],
            Gen.Int[0, 12],
            (events, asOf) =>
                (Scenario.Given([Scenario.BorderTalks.On("2020-01-01"), .. events]).Negotiation, Start.AddDays(asOf))
        );

    // An effect before its notice is an anomaly of its own.
    private static Fact InTurn(Fact fact, Edtf on) =>
        fact is InstrumentEnded { Effective: { } effective } ended && effective.Earliest < on.Earliest
            ? ended with
            {
                Effective = null,
            }
            : fact;

    private static DateOnly Start { get; } = new(2024, 1, 1);

    public static string Day(int index) => AnyEdtf.Print(Start.AddDays(index));

    public static void AreExact(this Gen<(Negotiation Negotiation, DateOnly AsOf)> records) =>
        records.Holds((negotiation, asOf) => Assert.Empty(ExactLaw.Differences(negotiation, asOf)), iter: Streams);
}
