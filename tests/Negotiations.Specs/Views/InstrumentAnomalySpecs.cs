using Negotiations.Events;

namespace Negotiations.Specs.Views;

/// <summary>Steps of a text that are on record without the step before them.</summary>
public class InstrumentAnomalySpecs
{
    public static TheoryData<string, Event[]> Doubtful =>
        new()
        {
            {
                "consent-before-signature",
                [
                    new ConsentExpressed
                    {
                        InstrumentId = "t",
                        Party = "KGZ",
                        Mode = ConsentMode.Ratification,
                    }
                        .On("2025-01-01")
                        .Named("x"),
                    new InstrumentSigned { InstrumentId = "t" }.On("2025-02-01"),
                ]
            },
            {
                "force-before-signature",
                [
                    new EnteredIntoForce { InstrumentId = "t" }
                        .On("2025-01-01")
                        .Named("x"),
                    new InstrumentSigned { InstrumentId = "t" }.On("2025-02-01"),
                ]
            },
        };

    public static TheoryData<string, Event[]> Fitting =>
        new()
        {
            {
                "an accession needs no signature",
                [
                    new ConsentExpressed
                    {
                        InstrumentId = "t",
                        Party = "KGZ",
                        Mode = ConsentMode.Accession,
                    }.On("2025-01-01"),
                ]
            },
        };

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void What_does_not_fit_together_is_said_and_the_events_are_named(string code, Event[] events) =>
        AnomalyCheck.IsFound(code, events);

    [Theory]
    [MemberData(nameof(Fitting))]
    public void What_fits_together_raises_no_anomaly(string what, Event[] events) => AnomalyCheck.IsNone(what, events);
}
