using System.Globalization;
using CsCheck;

namespace Negotiations.Specs.Generated;

/// <summary>
/// Laws that are asked of generated records. A run of the suite asks the same records as the run before, so what turns
/// red was made red by a change; NEGOTIATIONS_LAWS (a number) begins elsewhere, and a hunt goes on from there.
/// </summary>
internal static class RepeatableLaws
{
    private static readonly ulong first = ulong.TryParse(
        Environment.GetEnvironmentVariable("NEGOTIATIONS_LAWS"),
        CultureInfo.InvariantCulture,
        out var given
    )
        ? given
        : 20261129;

    /// <summary>Asks it of this many records, on all processors.</summary>
    /// <exception cref="InvalidOperationException">It does not hold of one; which, the message says.</exception>
    public static void Holds<T>(this Gen<T> records, Action<T> law, int iter) => Parallel.For(0, iter, place =>
        {
            var record = records.Generate(new PCG((uint)place, first), null, out _);
            try
            {
                law(record);
            }
            catch (Exception broken)
            {
                throw new InvalidOperationException(
                    $"The law does not hold of record {place} with NEGOTIATIONS_LAWS={first}: {broken.Message}",
                    broken
                );
            }
        });

    public static void Holds<T1, T2>(this Gen<(T1, T2)> records, Action<T1, T2> law, int iter) =>
        records.Holds(each => law(each.Item1, each.Item2), iter);

    public static void Holds<T1, T2, T3>(this Gen<(T1, T2, T3)> records, Action<T1, T2, T3> law, int iter) =>
        records.Holds(each => law(each.Item1, each.Item2, each.Item3), iter);

    public static void Holds<T1, T2, T3, T4>(
        this Gen<(T1, T2, T3, T4)> records,
        Action<T1, T2, T3, T4> law,
        int iter
    ) => records.Holds(each => law(each.Item1, each.Item2, each.Item3, each.Item4), iter);

    public static void Holds<T1, T2, T3, T4, T5>(
        this Gen<(T1, T2, T3, T4, T5)> records,
        Action<T1, T2, T3, T4, T5> law,
        int iter
    ) => records.Holds(each => law(each.Item1, each.Item2, each.Item3, each.Item4, each.Item5), iter);
}
