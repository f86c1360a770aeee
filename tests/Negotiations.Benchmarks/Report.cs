using System.Globalization;

namespace Negotiations.Benchmarks;

/// <summary>
/// Lines of figures. The ratio is what counts; the rest says how it came about on this machine on this day.
/// </summary>
internal static class Report
{
    public static void Line(string name, IEnumerable<Measured> ours, IEnumerable<Measured> ceiling)
    {
        var (our, bare) = (Median(ours), Median(ceiling));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -40} ratio {our.PerSecond / bare.PerSecond, 6:f2}   ours {our.PerSecond, 8:f0}/s "
                    + $"p50 {our.P50, 7:f0} us p99 {our.P99, 7:f0} us   ceiling {bare.PerSecond, 8:f0}/s p50 "
                    + $"{bare.P50, 7:f0} us p99 {bare.P99, 7:f0} us"
            )
        );
    }

    public static void Line(string name, double ratio, string detail) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name, -40} ratio {ratio, 6:f2}   {detail}"));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static Measured Median(IEnumerable<Measured> rounds)
    {
        var all = rounds.ToArray();
        return new Measured(
            Median(all.Select(each => each.PerSecond)),
            Median(all.Select(each => each.P50)),
            Median(all.Select(each => each.P99))
        );
    }
}
