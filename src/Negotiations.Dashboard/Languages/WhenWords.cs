using System.Globalization;
using Negotiations.Values;

namespace Negotiations.Dashboard.Languages;

// Dates as they stand within a sentence: on 4 December 2024, in early July 2024, between 23 July and 4 December 2024.
public sealed partial class Words
{
    /// <summary>When something was, as an adverb; never more exact than the date.</summary>
    public string When(Edtf date)
    {
        var isApproximate = date.Text.AsSpan().ContainsAny('~', '%');
        var text = Bare(date.Text);
        var said = date.Form switch
        {
            EdtfForm.Interval when text.Split('/') is [var first, var last] => Lasting(first, last),
            EdtfForm.OneOf when text.Trim('[', ']').Split("..") is [var first, var last] => OneOf(first, last),
            EdtfForm.Date when isApproximate => this["date.when.around", PartOf(text, "from", Edtf.Parse(text), null)],
            EdtfForm.Date => Whole(text, date),
            _ => Date(date),
        };
        if (isApproximate && date.Form != EdtfForm.Date)
            said = this["date.when.roughly", said];

        return date.Text.AsSpan().ContainsAny('?', '%') ? this["date.uncertain", said] : said;
    }

    /// <summary>The day a plan aims at, after "for": never an adverb.</summary>
    public string Aim(Edtf date)
    {
        var isApproximate = date.Text.AsSpan().ContainsAny('~', '%');
        var text = Bare(date.Text);
        var said = date.Form switch
        {
            EdtfForm.Interval when text.Split('/') is [var first, var last] => Aim(first, last, "date.aim.lasting"),
            EdtfForm.OneOf when text.Trim('[', ']').Split("..") is [var first, var last] => Aim(
                first,
                last,
                "date.aim.between"
            ),
            EdtfForm.Date when Edtf.Parse(text) is { Earliest: { } from, Latest: { } to } bare => AimOfOne(
                text,
                bare,
                from,
                to
            ),
            _ when date is { Earliest: { } from, Latest: { } to } => this["date.aim.within", Span(from, to)],
            _ => Date(date),
        };
        if (isApproximate)
            said = this[date.Form == EdtfForm.Date ? "date.about" : "date.when.roughly", said];

        return date.Text.AsSpan().ContainsAny('?', '%') ? this["date.uncertain", said] : said;
    }

    private string Aim(string first, string last, string closed) =>
        (Open(first), Open(last)) switch
        {
            (null, { } to) => this["date.aim.orEarlier", PartOf(last, "to", to, null)],
            ({ } from, null) => this["date.aim.orLater", PartOf(first, "to", from, null)],
            ({ } from, { } to) => this[closed, PartOf(first, "from", from, to), PartOf(last, "to", to, null)],
            _ => last,
        };

    private string AimOfOne(string text, Edtf date, DateOnly from, DateOnly to) =>
        from == to || PartName(text, date) is not null || SeasonOf(text) is not null
            ? PartOf(text, "to", date, null)
            : this["date.aim.within", Span(from, to)];

    private string Lasting(string first, string last) =>
        (Open(first), Open(last)) switch
        {
            (null, { } to) => this["date.when.upTo", PartOf(last, "from", to, null)],
            ({ } from, null) => this["date.when.since", PartOf(first, "from", from, null)],
            ({ } from, { } to) => this[
                "date.when.lasting",
                PartOf(first, "from", from, to),
                PartOf(last, "to", to, null)
            ],
            _ => last,
        };

    private string OneOf(string first, string last) =>
        (Open(first), Open(last)) switch
        {
            (null, { } to) => this["date.when.noLaterThan", PartOf(last, "from", to, null)],
            ({ } from, null) => this["date.when.noEarlierThan", PartOf(first, "from", from, null)],
            ({ } from, { } to) => this[
                "date.when.between",
                PartOf(first, "from", from, to),
                PartOf(last, "to", to, null)
            ],
            _ => last,
        };

    private string Whole(string text, Edtf date)
    {
        if (date is not { Earliest: { } from, Latest: { } to })
            return Date(date);

        if (from == to)
        {
            var day = Within("date.when.day", from);
            return date.IsExact ? $"{day}, {text[11..].Replace("Z", " UTC", StringComparison.Ordinal)}" : day;
        }

        return PartName(text, date) is { } part ? Within($"date.when.{part}", from)
            : SeasonOf(text) is { } season ? this["date.when.season", this[$"date.season.{season}", Year(from)]]
            : this["date.when.between", Within("date.when.from.day", from), Within("date.when.to.day", to)];
    }

    // One end of a span. Where the other end says the month or the year, this one need not: Kyrgyz begins with the
    // year.
    private string PartOf(string text, string end, Edtf date, Edtf? other)
    {
        var first = date.Earliest ?? date.Latest!.Value;
        if (date.IsDay)
            return (other?.Latest, language.Code) switch
            {
                ({ } last, not "ky") when other.IsDay && (last.Year, last.Month) == (first.Year, first.Month) =>
                    first.Day.ToString(CultureInfo.InvariantCulture),
                ({ } last, not "ky") when last.Year == first.Year => Within("date.when.dayOfYear", first),
                _ => Within($"date.when.{end}.day", first),
            };

        if (
            PartName(text, date) is { } name and not "year"
            && other?.Latest?.Year == first.Year
            && language.Code != "ky"
        )
            return Within($"date.when.ofYear.{name}", first);

        return PartName(text, date) is { } part
            ? Within($"date.when.{end}.{part}", first)
            : WithinSentence(Date(Edtf.Parse(text)));
    }

    private static string? PartName(string text, Edtf date)
    {
        if (date is not { Earliest: { } from, Latest: { } to })
            return null;

        return text switch
        {
            [.., '-', '0', 'X'] when text.Length == 10 => "early",
            [.., '-', '1', 'X'] when text.Length == 10 => "mid",
            [.., '-', '2', 'X'] when text.Length == 10 => "late",
            _ when from.Day == 1 && to == from.LastOfMonth() => "month",
            _ when from is { Day: 1, Month: 1 } && to is { Day: 31, Month: 12 } && from.Year == to.Year => "year",
            _ => null,
        };
    }

    private static Edtf? Open(string part) => part is "" or ".." ? null : Edtf.Parse(part);

    private static string Bare(string text) =>
        text.Replace("?", "", StringComparison.Ordinal)
            .Replace("~", "", StringComparison.Ordinal)
            .Replace("%", "", StringComparison.Ordinal);

    private static string Year(DateOnly day) => day.Year.ToString(CultureInfo.InvariantCulture);

    private string Within(string key, DateOnly day) =>
        this[key]
            .Replace("{d}", day.Day.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{m}", this[$"date.monthInDay.{day.Month}"], StringComparison.Ordinal)
            .Replace("{M}", WithinSentence(this[$"date.monthAlone.{day.Month}"]), StringComparison.Ordinal)
            .Replace("{o}", this[$"date.when.monthOn.{day.Month}"], StringComparison.Ordinal)
            .Replace("{w}", this[$"date.when.monthWithin.{day.Month}"], StringComparison.Ordinal)
            .Replace("{y}", Year(day), StringComparison.Ordinal);
}
