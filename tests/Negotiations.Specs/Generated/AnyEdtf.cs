using System.Globalization;
using CsCheck;

namespace Negotiations.Specs.Generated;

/// <summary>Texts in every form of EDTF that is accepted.</summary>
internal static class AnyEdtf
{
    private static readonly Gen<string> Qualifier = Gen.OneOf("", "", "", "?", "~", "%");

    public static readonly Gen<DateOnly> Day = Gen.Int[0, 365 * 60].Select(new DateOnly(1991, 1, 1).AddDays);

    private static readonly Gen<string> PlainDay = Day.Select(Print);

    private static readonly Gen<string> Month = PlainDay.Select(day => day[..7]);

    private static readonly Gen<string> Year = PlainDay.Select(day => day[..4]);

    private static readonly Gen<string> Masked = Gen.OneOf(
        PlainDay.Select(day => day[..9] + "X"),
        PlainDay.Select(day => day[..8] + "XX"),
        PlainDay.Select(day => day[..5] + "XX-XX"),
        Year.Select(year => year + "-XX"),
        Year.Select(year => year[..3] + "X"),
        Year.Select(year => year[..2] + "XX"),
        Month.Select(month => month[..6] + "X")
    );

    private static readonly Gen<string> Season = Gen.Select(
        Year,
        Gen.OneOf(Gen.Int[21, 24], Gen.Int[33, 41]),
        (year, season) => $"{year}-{season}"
    );

    private static readonly Gen<string> Time = Gen.Select(
        PlainDay,
        Gen.Int[0, 23],
        Gen.Int[0, 59],
        Gen.OneOf("Z", "+06:00", "+05:00", "-03:30", "+14:00", "-12:00"),
        Gen.OneOf("", ":00", ":59"),
        (day, hour, minute, offset, second) => $"{day}T{hour:00}:{minute:00}{second}{offset}"
    );

    /// <summary>One date, perhaps imprecise, perhaps qualified.</summary>
    public static readonly Gen<string> Date = Gen.Select(
        Gen.OneOf(PlainDay, PlainDay, Month, Year, Masked, Season, Time),
        Qualifier,
        (date, qualifier) => date + qualifier
    );

    private static readonly Gen<(string From, string To)> Ends = Gen.Select(
            Day,
            Gen.Int[0, 900],
            Gen.Int[0, 2],
            Gen.Int[0, 2],
            (from, length, a, b) => (Cut(from, a), Cut(from.AddDays(length), b))
        )
        .Where(ends => Negotiations.Values.Edtf.TryParse($"{ends.Item1}/{ends.Item2}", out _));

    public static readonly Gen<string> Interval = Gen.OneOf(
        Ends.Select(ends => $"{ends.From}/{ends.To}"),
        Date.Select(date => $"../{date}"),
        Date.Select(date => $"{date}/..")
    );

    public static readonly Gen<string> OneOf = Gen.OneOf(
        Ends.Select(ends => $"[{ends.From}..{ends.To}]"),
        Date.Select(date => $"[..{date}]"),
        Date.Select(date => $"[{date}..]"),
        Gen.Select(PlainDay, Date, (one, other) => $"[{one},{other}]")
    );

    public static readonly Gen<string> Text = Gen.OneOf(Date, Date, Interval, OneOf);

    public static string Print(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Cut(DateOnly day, int coarser) => Print(day)[..(10 - (3 * coarser))];
}
