using System.Globalization;

namespace Negotiations.Values;

/// <summary>Reads the forms of <see cref="Edtf.Forms"/>. Bounds come from the calendar, never from a guess about the writer.</summary>
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

        if (!TryDate(text, out var span))
            return false;

        date = new Edtf(text, EdtfForm.Date, span.First, span.Last);
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
        DateOnly? first = LastDay;
        DateOnly? last = DateOnly.MinValue;
        var members = text[1..^1].Split(',');
        foreach (var member in members)
        {
            if (!TryMember(member, out var from, out var to))
                return false;

            first = from is null || first is null ? null : Min(first.Value, from.Value);
            last = to is null || last is null ? null : Max(last.Value, to.Value);
        }

        date = new Edtf(text, EdtfForm.OneOf, first, last);
        return true;
    }

    private static bool TryMember(string member, out DateOnly? first, out DateOnly? last)
    {
        var dots = member.IndexOf(Open, StringComparison.Ordinal);
        if (dots >= 0)
            return TryEnds(member.AsSpan(0, dots), member.AsSpan(dots + Open.Length), openBy: "", out first, out last);

        var read = TryDate(member, out var span);
        (first, last) = (span.First, span.Last);
        return read;
    }

    private static bool TryEnds(ReadOnlySpan<char> from, ReadOnlySpan<char> to, string openBy, out DateOnly? first, out DateOnly? last)
    {
        first = last = null;
        var openFrom = from.SequenceEqual(openBy);
        var openTo = to.SequenceEqual(openBy);
        if (openFrom && openTo)
            return false; // It would say nothing at all.

        var start = default(Span);
        if (!openFrom && !TryDate(from, out start))
            return false;

        var end = default(Span);
        if (!openTo && !TryDate(to, out end))
            return false;

        first = openFrom ? null : start.First;
        last = openTo ? null : end.Last;
        return openFrom || openTo || (start.First <= end.Last && start.First <= end.First);
    }

    // YYYY, YYYY-MM, YYYY-MM-DD with X for unspecified digits, and one trailing qualifier.
    private static bool TryDate(ReadOnlySpan<char> text, out Span span)
    {
        span = default;
        if (text.Length > 0 && text[^1] is '?' or '~' or '%')
            text = text[..^1];

        return text.Length switch
        {
            4 => TryYears(text, out span),
            7 when text[4] == '-' => TrySeason(text, out span) || TryMonths(text, out span),
            10 when text[4] == '-' && text[7] == '-' => TryDays(text, out span),
            _ => false,
        };
    }

    private static bool TryYears(ReadOnlySpan<char> text, out Span span)
    {
        var read = TryYearRange(text, out var from, out var to);
        span = read ? new Span(new DateOnly(from, 1, 1), new DateOnly(to, 12, 31)) : default;
        return read;
    }

    // Seasons are those of the northern hemisphere, by whole months; the winter of a year begins in its December.
    private static bool TrySeason(ReadOnlySpan<char> text, out Span span)
    {
        span = default;
        if (text[5] != '2' || text[6] is < '1' or > '4' || !TryYearRange(text[..4], out var from, out var to) || from != to || from == LastDay.Year)
            return false;

        var start = new DateOnly(from, 3, 1).FirstOfMonth(3 * (text[6] - '1'));
        span = new Span(start, start.FirstOfMonth(2).LastOfMonth());
        return true;
    }

    private static bool TryMonths(ReadOnlySpan<char> text, out Span span)
    {
        span = default;
        if (!TryYearRange(text[..4], out var from, out var to))
            return false;

        var first = FirstMatch(text[5..7], 1, 12);
        var last = LastMatch(text[5..7], 1, 12);
        if (first == 0)
            return false;

        span = new Span(new DateOnly(from, first, 1), new DateOnly(to, last, DateTime.DaysInMonth(to, last)));
        return true;
    }

    private static bool TryDays(ReadOnlySpan<char> text, out Span span)
    {
        span = default;
        if (!TryYearRange(text[..4], out var from, out var to))
            return false;

        DateOnly? first = null;
        for (var year = from; year <= to && first is null; year++)
            for (var month = 1; month <= 12 && first is null; month++)
                if (Matches(text[5..7], month) && FirstMatch(text[8..10], 1, DateTime.DaysInMonth(year, month)) is var day and > 0)
                    first = new DateOnly(year, month, day);

        DateOnly? last = null;
        for (var year = to; year >= from && last is null; year--)
            for (var month = 12; month >= 1 && last is null; month--)
                if (Matches(text[5..7], month) && LastMatch(text[8..10], 1, DateTime.DaysInMonth(year, month)) is var day and > 0)
                    last = new DateOnly(year, month, day);

        if (first is null || last is null)
            return false;

        span = new Span(first.Value, last.Value);
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

    private static DateOnly Min(DateOnly a, DateOnly b) => a < b ? a : b;

    private static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;

    private readonly record struct Span(DateOnly First, DateOnly Last);
}
