using System.Globalization;

namespace Negotiations.Values;

/// <summary>
/// Reads the forms of <see cref="Edtf.Forms"/>. Bounds come from the calendar, never from a guess about the writer.
/// </summary>
internal static class EdtfParser
{
    private const string Open = "..";

    // Longer than any accepted form; stops hostile input before any work is done on it.
    private const int MaxLength = 64;

    private static readonly DateOnly LastDay = DateOnly.MaxValue;

    public static bool TryParse(string text, out Edtf? date)
    {
        date = null;
        if (text is null || text.Length is < 4 or > MaxLength)
            return false;

        if (text[0] == '[' && text[^1] == ']')
            return TryOneOf(text, out date);

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
            return TryInterval(text, slash, out date);

        if (!TryDate(text, out _, out var span))
            return false;

        date = new Edtf(text, EdtfForm.Date, span, span);
        return true;
    }

    public static string Print(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool TryInterval(string text, int slash, out Edtf? date)
    {
        date = null;
        if (!TryEnds(text.AsSpan(0, slash), text.AsSpan(slash + 1), openBy: Open, out var first, out var last))
            return false;

        date = new Edtf(text, EdtfForm.Interval, first, last);
        return true;
    }

    // [a..b] [..b] [a..] and [a,b]; the set is an or, so its span is that of all its members.
    private static bool TryOneOf(string text, out Edtf? date)
    {
        date = null;
        EdtfSpan? first = null;
        EdtfSpan? last = null;
        var (isOpenBefore, isOpenAfter) = (false, false);
        foreach (var member in text[1..^1].Split(','))
        {
            if (!TryMember(member, out var from, out var to))
                return false;

            isOpenBefore |= from is null;
            isOpenAfter |= to is null;
            first = first is null || from?.Begins(TimeSpan.Zero) < first.Value.Begins(TimeSpan.Zero) ? from : first;
            last = last is null || to?.Ends(TimeSpan.Zero) > last.Value.Ends(TimeSpan.Zero) ? to : last;
        }

        date = new Edtf(text, EdtfForm.OneOf, isOpenBefore ? null : first, isOpenAfter ? null : last);
        return true;
    }

    private static bool TryMember(string member, out EdtfSpan? first, out EdtfSpan? last)
    {
        var dots = member.IndexOf(Open, StringComparison.Ordinal);
        if (dots >= 0)
            return TryEnds(member.AsSpan(0, dots), member.AsSpan(dots + Open.Length), openBy: "", out first, out last);

        var read = TryDate(member, out _, out var span);
        (first, last) = (span, span);
        return read;
    }

    private static bool TryEnds(
        ReadOnlySpan<char> from,
        ReadOnlySpan<char> to,
        string openBy,
        out EdtfSpan? first,
        out EdtfSpan? last
    )
    {
        first = last = null;
        var openFrom = from.SequenceEqual(openBy);
        var openTo = to.SequenceEqual(openBy);
        if (openFrom && openTo)
            return false; // It would say nothing at all.

        EdtfSpan writtenStart = default,
            start = default;
        if (!openFrom && !TryDate(from, out writtenStart, out start))
            return false;

        EdtfSpan writtenEnd = default,
            end = default;
        if (!openTo && !TryDate(to, out writtenEnd, out end))
            return false;

        first = openFrom ? null : start;
        last = openTo ? null : end;
        return openFrom || openTo || IsInOrder(writtenStart, writtenEnd);
    }

    // As written: what stands about a date widens it, and turns nothing round.
    private static bool IsInOrder(EdtfSpan start, EdtfSpan end) =>
        (start.From, end.From) is ({ } from, { } to) ? from <= to : start.First <= end.Last && start.First <= end.First;

    // YYYY, YYYY-MM, YYYY-MM-DD with X for unspecified digits, or a date-time; and one trailing qualifier.
    private static bool TryDate(ReadOnlySpan<char> text, out EdtfSpan written, out EdtfSpan span)
    {
        var times =
            text.Length == 0
                ? 0
                : text[^1] switch
                {
                    '?' or '~' => 1,
                    '%' => 2,
                    _ => 0,
                };
        if (times > 0)
            text = text[..^1];

        var read = TryWritten(text, out written, out var unit);
        span = read && times > 0 ? written.Widen(unit, times) : written;
        return read;
    }

    private static bool TryWritten(ReadOnlySpan<char> text, out EdtfSpan span, out EdtfUnit unit)
    {
        (span, unit) = (default, default);
        return text.Length switch
        {
            4 => TryYears(text, out span, out unit),
            7 when text[4] == '-' => TrySeason(text, out span, out unit) || TryMonths(text, out span, out unit),
            10 when text[4] == '-' && text[7] == '-' => TryDays(text, out span, out unit),
            > 16 when text[10] == 'T' => TryTime(text, out span, out unit),
            _ => false,
        };
    }

    // 2022-09-16T16:00+06:00: an instant. Seconds where they are given, never parts of one.
    private static bool TryTime(ReadOnlySpan<char> text, out EdtfSpan span, out EdtfUnit unit)
    {
        (span, unit) = (default, default);
        var hasSeconds = text.Length > 19 && text[16] == ':';
        var time = text[11..(hasSeconds ? 19 : 16)];
        if (
            UtcOffset.TryRead(text[(hasSeconds ? 19 : 16)..]) is not { } offset
            || !DateOnly.TryParseExact(
                text[..10],
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
            || !TimeOnly.TryParseExact(
                time,
                hasSeconds ? "HH:mm:ss" : "HH:mm",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var at
            )
        )
            return false;

        var utc = (day.DayNumber * TimeSpan.TicksPerDay) + at.Ticks - offset.Ticks;
        if (utc < 0 || utc > DateTime.MaxValue.Ticks)
            return false;

        var instant = new DateTimeOffset(day.ToDateTime(at), offset);
        span = new EdtfSpan(day, day, instant, instant);
        unit = EdtfUnit.OfTime(hasSeconds ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(1));
        return true;
    }

    private static bool TryYears(ReadOnlySpan<char> text, out EdtfSpan span, out EdtfUnit unit)
    {
        var read = TryYearRange(text, out var from, out var to);
        span = read ? new EdtfSpan(new DateOnly(from, 1, 1), new DateOnly(to, 12, 31)) : default;
        unit = EdtfUnit.OfMonths(
            12
                * (
                    text[2] == 'X' ? 100
                    : text[3] == 'X' ? 10
                    : 1
                )
        );
        return read;
    }

    // Seasons 21 to 24, of which the winter of a year begins in its December; quarters 33 to 36, thirds 37 to 39,
    // halves 40 and 41.
    private static bool TrySeason(ReadOnlySpan<char> text, out EdtfSpan span, out EdtfUnit unit)
    {
        (span, unit) = (default, default);
        if (
            !char.IsAsciiDigit(text[5])
            || !char.IsAsciiDigit(text[6])
            || !TryYearRange(text[..4], out var from, out var to)
            || from != to
        )
            return false;

        var (first, months) = (((text[5] - '0') * 10) + text[6] - '0') switch
        {
            >= 21 and <= 24 and var season => ((3 * (season - 21)) + 3, 3),
            >= 33 and <= 36 and var quarter => ((3 * (quarter - 33)) + 1, 3),
            >= 37 and <= 39 and var third => ((4 * (third - 37)) + 1, 4),
            40 => (1, 6),
            41 => (7, 6),
            _ => (0, 0),
        };

        // The last winter that begins in the calendar ends after it.
        if (months == 0 || (from == LastDay.Year && first + months > 13))
            return false;

        var start = new DateOnly(from, first, 1);
        span = new EdtfSpan(start, start.FirstOfMonth(months - 1).LastOfMonth());
        unit = EdtfUnit.OfMonths(months);
        return true;
    }

    private static bool TryMonths(ReadOnlySpan<char> text, out EdtfSpan span, out EdtfUnit unit)
    {
        (span, unit) = (default, default);
        if (!TryYearRange(text[..4], out var from, out var to))
            return false;

        var first = FirstMatch(text[5..7], 1, 12);
        var last = LastMatch(text[5..7], 1, 12);
        if (first == 0)
            return false;

        span = new EdtfSpan(new DateOnly(from, first, 1), new DateOnly(to, last, DateTime.DaysInMonth(to, last)));
        unit = EdtfUnit.OfMonths(
            text[..4].Contains('X') ? 120
            : text[5..].Contains('X') ? 12
            : 1
        );
        return true;
    }

    private static bool TryDays(ReadOnlySpan<char> text, out EdtfSpan span, out EdtfUnit unit)
    {
        (span, unit) = (default, default);
        if (!TryYearRange(text[..4], out var from, out var to))
            return false;

        DateOnly? first = null;
        for (var year = from; year <= to && first is null; year++)
        for (var month = 1; month <= 12 && first is null; month++)
            if (
                Matches(text[5..7], month)
                && FirstMatch(text[8..10], 1, DateTime.DaysInMonth(year, month)) is var day and > 0
            )
                first = new DateOnly(year, month, day);

        DateOnly? last = null;
        for (var year = to; year >= from && last is null; year--)
        for (var month = 12; month >= 1 && last is null; month--)
            if (
                Matches(text[5..7], month)
                && LastMatch(text[8..10], 1, DateTime.DaysInMonth(year, month)) is var day and > 0
            )
                last = new DateOnly(year, month, day);

        if (first is null || last is null)
            return false;

        span = new EdtfSpan(first.Value, last.Value);
        unit =
            text[..4].Contains('X') ? EdtfUnit.OfMonths(120)
            : text[5..7].Contains('X') ? EdtfUnit.OfMonths(12)
            : text[8] == 'X' ? EdtfUnit.OfMonths(1)
            : EdtfUnit.OfDays(text[9] == 'X' ? 10 : 1);
        return true;
    }

    // Unspecified digits of a year stand at its end (202X, 20XX): a gap in the middle supports no span anyone means.
    private static bool TryYearRange(ReadOnlySpan<char> text, out int from, out int to)
    {
        from = to = 0;
        var masked = false;
        for (var i = 0; i < 4; i++)
        {
            var isMask = text[i] == 'X';
            if ((!isMask && !char.IsAsciiDigit(text[i])) || (isMask && i < 2) || (masked && !isMask))
                return false;

            masked = isMask;
            from = (from * 10) + (isMask ? 0 : text[i] - '0');
            to = (to * 10) + (isMask ? 9 : text[i] - '0');
        }

        from = Math.Max(from, 1);
        return to >= 1;
    }

    private static bool Matches(ReadOnlySpan<char> mask, int number) =>
        (mask[0] == 'X' || mask[0] - '0' == number / 10) && (mask[1] == 'X' || mask[1] - '0' == number % 10);

    private static int FirstMatch(ReadOnlySpan<char> mask, int from, int to)
    {
        for (var number = from; number <= to; number++)
            if (Matches(mask, number))
                return number;

        return 0;
    }

    private static int LastMatch(ReadOnlySpan<char> mask, int from, int to)
    {
        for (var number = to; number >= from; number--)
            if (Matches(mask, number))
                return number;

        return 0;
    }
}
