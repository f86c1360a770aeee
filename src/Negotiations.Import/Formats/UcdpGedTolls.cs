using Negotiations.Events;
using Negotiations.Import.Reading;
using Negotiations.Import.Statements;
using Negotiations.Values;

namespace Negotiations.Import.Formats;

/// <summary>The dead of a row of UCDP GED: a headline toll (low, best, high), and one for each side with
/// losses.</summary>
internal static class UcdpGedTolls
{
    private static readonly (string Column, string Part, string Side)[] Losses =
    [
        ("deaths_a", "toll-a", ""),
        ("deaths_b", "toll-b", ""),
        ("deaths_civilians", "toll-civilians", "CIVILIANS"),
        ("deaths_unknown", "toll-unknown", "UNKNOWN"),
    ];

    public static List<(string Part, TollReported Toll)> Read(
        Row row,
        RowReading reading,
        ClashReported clash,
        string? sideA,
        string? sideB
    )
    {
        var (low, best, high) = (reading.Count(row, "low"), reading.Count(row, "best"), reading.Count(row, "high"));
        if (low > best || best > high)
            reading.Normalise(
                "bounds-out-of-order",
                "low, best, high",
                $"{low}, {best}, {high}",
                $"{low}, {best}, {high}",
                "The bounds are out of order. They are recorded as they are, and the view says so."
            );

        List<(string, TollReported)> tolls =
        [
            (
                "toll",
                Toll(
                    clash,
                    null,
                    null,
                    new Quantity
                    {
                        Low = low,
                        Best = best,
                        High = high,
                    }
                )
            ),
        ];
        if (low is null && best is null && high is null)
            reading.Quarantine("number-missing", "best", null, "The row has no number of deaths, not even 0.");

        foreach (var (column, part, fixedSide) in Losses)
        {
            var dead = reading.Count(row, column);
            var side = part switch
            {
                "toll-a" => sideA,
                "toll-b" => sideB,
                _ => fixedSide,
            };

            // A side without losses has no toll of its own: the headline says what they come to.
            if (dead > 0)
                tolls.Add(
                    (
                        part,
                        Toll(
                            clash,
                            side ?? "UNKNOWN-SIDE",
                            part == "toll-civilians" ? TollOf.Civilians : null,
                            new Quantity { Qualifier = Qualifier.Exact, Best = dead }
                        )
                    )
                );
        }

        return tolls;
    }

    private static TollReported Toll(ClashReported clash, string? side, TollOf? of, Quantity killed) =>
        new()
        {
            Occurred = clash.Occurred,
            Sources = [clash.Sources[0]],
            ExternalIds = [clash.ExternalIds![0]],
            ClashId = clash.ClashId,
            Side = side,
            Of = of,
            Killed = killed,
        };
}
