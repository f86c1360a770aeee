using System.Globalization;
using Negotiations.Values;

namespace Negotiations.Dashboard.Languages;

// Dates as people of the language say them, never more exact than the source.
public sealed partial class Words
{
    public string Day(DateOnly day) => Fill("date.day", day);

    public string Month(DateOnly day) => Fill("date.month", day);

    /// <summary>The label of a tick of a time axis.</summary>
    public string Tick(DateOnly day, bool isYear) =>
        isYear ? day.Year.ToString(CultureInfo.InvariantCulture) : Month(day);

    /// <summary>An instant, in UTC; a script adds the reader's own zone.</summary>
    public string Instant(DateTimeOffset at) =>
        $"{Day(DateOnly.FromDateTime(at.UtcDateTime))}, "
        + $"{at.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC";

    public string Date(Edtf date)
    {
        // A qualifier such as "about" widens the date for the fold; in a text it is a word beside the date.
        var bare = date.Text.AsSpan().ContainsAny('?', '~', '%')
            ? Edtf.Parse(
                date.Text.Replace("?", "", StringComparison.Ordinal)
                    .Replace("~", "", StringComparison.Ordinal)
                    .Replace("%", "", StringComparison.Ordinal)
            )
            : date;
        var said = bare.Form switch
        {
            EdtfForm.Interval => Lasting(bare),
            EdtfForm.OneOf => Between(bare),
            _ => Single(bare),
        };
        var isApproximate = date.Text.AsSpan().ContainsAny('~', '%');
        var isUncertain = date.Text.AsSpan().ContainsAny('?', '%');
        if (isApproximate)
            said = this["date.about", said];

        return isUncertain ? this["date.uncertain", said] : said;
    }

    private string Lasting(Edtf date) =>
        (date.Earliest, date.Latest) switch
        {
            ({ } from, { } to) => Span(from, to),
            (null, { } to) => this["date.upTo", Day(to)],
            ({ } from, null) => this["date.from", Day(from)],
            _ => date.Text,
        };

    private string Between(Edtf date) =>
        (date.Earliest, date.Latest) switch
        {
            ({ } from, { } to) => this["date.within", Span(from, to)],
            (null, { } to) => this["date.noLaterThan", Day(to)],
            ({ } from, null) => this["date.noEarlierThan", Day(from)],
            _ => date.Text,
        };

    private string Single(Edtf date)
    {
        if (date is not { Earliest: { } from, Latest: { } to })
            return date.Text;

        if (from == to)
            return date.IsExact
                ? $"{Day(from)}, {date.Text[11..].Replace("Z", " UTC", StringComparison.Ordinal)}"
                : Day(from);

        if (SeasonOf(date.Text) is { } season)
            return this[$"date.season.{season}", from.Year.ToString(CultureInfo.InvariantCulture)];

        if (from.Day == 1 && to == from.LastOfMonth())
            return Month(from);

        return from is { Day: 1, Month: 1 } && to is { Day: 31, Month: 12 } && from.Year == to.Year
            ? from.Year.ToString(CultureInfo.InvariantCulture)
            : this["date.within", Span(from, to)];
    }

    private string Span(DateOnly from, DateOnly to)
    {
        if (from == to)
            return Day(from);

        return (from.Year, from.Month) == (to.Year, to.Month)
            ? Fill("date.daysOfMonth", to)
                .Replace("{first}", from.Day.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            : $"{Day(from)} – {Day(to)}";
    }

    private string Fill(string key, DateOnly day) =>
        this[key]
            .Replace("{d}", day.Day.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{m}", this[$"date.monthInDay.{day.Month}"], StringComparison.Ordinal)
            .Replace("{M}", this[$"date.monthAlone.{day.Month}"], StringComparison.Ordinal)
            .Replace("{y}", day.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static string? SeasonOf(string text) =>
        text.TrimEnd('?', '~', '%') is [.., '-', '2', var digit] bare && bare.Length == 7 && digit is >= '1' and <= '4'
            ? $"2{digit}"
            : null;
}
