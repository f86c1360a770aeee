using System.Text.Json.Serialization;

namespace Negotiations.Values;

/// <summary>
/// A date as a source gives it, often uncertain, in the Extended Date/Time Format (ISO 8601-2:2019, levels 0 and 1
/// and the one-of set of level 2). The text is stored as written; what it supports is the span from
/// <see cref="Earliest"/> to <see cref="Latest"/>.
/// </summary>
/// <remarks>
/// Equality is equality of text: <c>2024-07</c> and <c>2024-07~</c> span the same days and say different things.
/// Order is that of the record: earliest day, then latest day, then text; an unbounded start comes first, an
/// unbounded end last.
/// </remarks>
[JsonConverter(typeof(EdtfConverter))]
public sealed class Edtf : IEquatable<Edtf>, IComparable<Edtf>
{
    /// <summary>The forms <see cref="TryParse"/> takes, for messages to people.</summary>
    public const string Forms =
        "a day 2024-12-04, a month 2024-12, a year 2024, any of them with ? (uncertain), ~ (approximate) or % (both); "
        + "unspecified digits 2024-07-0X, 2024-XX, 202X; a season 2024-21 (spring) to 2024-24 (winter); "
        + "a quarter 2024-33 to 2024-36, a third 2024-37 to 2024-39, a half 2024-40 or 2024-41; "
        + "an hour 2022-09-16T16:00+06:00 or 2022-09-16T10:00:00Z; "
        + "an interval it lasted 2024-09-10/2024-09-12, open ../2024-12-04 or 2018-06~/..; "
        + "one day out of a span [2024-07-23..2024-12-04], [..2025-01-22] or [2024-09-27..]";

    // A nullable of these would be copied whole each time it is looked at, and every fold looks at every date.
    private readonly EdtfSpan first;
    private readonly EdtfSpan last;
    private readonly bool begins;
    private readonly bool ends;

    /// <param name="text">As written.</param>
    /// <param name="form">How its days are meant.</param>
    /// <param name="first">The date that sets its beginning; null: none.</param>
    /// <param name="last">The date that sets its end; null: none.</param>
    internal Edtf(string text, EdtfForm form, EdtfSpan? first, EdtfSpan? last)
    {
        Text = text;
        Form = form;
        (begins, this.first) = (first is not null, first.GetValueOrDefault());
        (ends, this.last) = (last is not null, last.GetValueOrDefault());
    }

    /// <summary>The text as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether it names one date, something that lasted, or one date out of several.</summary>
    public EdtfForm Form { get; }

    /// <summary>
    /// The first day the text allows, in the proleptic Gregorian calendar, of a date-time the day where it was written;
    /// null when it sets no beginning.
    /// </summary>
    public DateOnly? Earliest => begins ? first.First : null;

    /// <summary>The last day the text allows; null when it sets no end.</summary>
    public DateOnly? Latest => ends ? last.Last : null;

    /// <summary>The first instant the text allows; null when it sets no beginning.</summary>
    /// <param name="offset">Where its bare days are days.</param>
    public DateTimeOffset? Begins(TimeSpan offset) => begins ? first.Begins(offset) : null;

    /// <summary>The last instant the text allows; null when it sets no end.</summary>
    /// <param name="offset">Where its bare days are days.</param>
    public DateTimeOffset? Ends(TimeSpan offset) => ends ? last.Ends(offset) : null;

    /// <summary>
    /// The first instant at which what lasted can have ended; of one date its first instant; null: unbounded.
    /// </summary>
    /// <param name="offset">Where its bare days are days.</param>
    public DateTimeOffset? EndsFrom(TimeSpan offset) =>
        Form == EdtfForm.Interval && ends ? last.Begins(offset) : Begins(offset);

    /// <summary>The last instant at which it can have begun; null when it sets no beginning.</summary>
    /// <param name="offset">Where its bare days are days.</param>
    public DateTimeOffset? BeginsBy(TimeSpan offset) =>
        Form != EdtfForm.Interval ? Ends(offset)
        : begins ? first.Ends(offset)
        : null;

    /// <summary>Of what lasted the date that sets its beginning, where one does; of one date that date.</summary>
    public Edtf Beginning =>
        Form == EdtfForm.Interval && begins
            ? new(Text[..Text.IndexOf('/', StringComparison.Ordinal)], EdtfForm.Date, first, first)
            : this;

    /// <summary>The end of what lasts; where there is one date, or no end, the whole.</summary>
    public Edtf Ending =>
        Form == EdtfForm.Interval && ends
            ? new(Text[(Text.IndexOf('/', StringComparison.Ordinal) + 1)..], EdtfForm.Date, last, last)
            : this;

    /// <summary>True when both of its ends are date-times.</summary>
    public bool IsExact => first.From is not null && last.To is not null;

    /// <summary>True when the text allows one day only.</summary>
    public bool IsDay => Earliest is not null && Earliest == Latest;

    /// <summary>
    /// True when the text leaves no day open: it names one, or the first and the last of what lasted. False for months,
    /// for an open end, and where it says that it is uncertain or approximate, which widens its span.
    /// </summary>
    public bool IsSettled =>
        begins
        && ends
        && first.First == first.Last
        && last.First == last.Last
        && (Form == EdtfForm.Interval || first.First == last.First);

    /// <summary>Every day the text allows lies on or before <paramref name="day"/>: by then it certainly was.</summary>
    public bool IsCertainlyBy(DateOnly day) => Latest is { } latest && latest <= day;

    /// <summary>Some day the text allows lies on or before <paramref name="day"/>: by then it may have been.</summary>
    public bool IsPossiblyBy(DateOnly day) => Earliest is not { } earliest || earliest <= day;

    /// <summary>The two texts allow a day in common.</summary>
    public bool Overlaps(Edtf other) =>
        (Earliest is not { } a || other.Latest is not { } b || a <= b)
        && (other.Earliest is not { } c || Latest is not { } d || c <= d);

    /// <summary>
    /// Reads one of the <see cref="Forms"/>; anything else, surrounding white space included, gives false.
    /// </summary>
    public static bool TryParse(string text, out Edtf? date) => EdtfParser.TryParse(text, out date);

    /// <summary>For texts written in code.</summary>
    /// <exception cref="FormatException">The text is none of the <see cref="Forms"/>.</exception>
    public static Edtf Parse(string text) =>
        TryParse(text, out var date)
            ? date!
            : throw new FormatException($"'{text}' is not a date in EDTF. Accepted are {Forms}.");

    /// <summary>The one day.</summary>
    public static Edtf Day(DateOnly day)
    {
        var span = new EdtfSpan(day, day);
        return new(EdtfParser.Print(day), EdtfForm.Date, span, span);
    }

    public int CompareTo(Edtf? other)
    {
        if (other is null)
            return 1;

        var byEarliest = (Earliest ?? DateOnly.MinValue).CompareTo(other.Earliest ?? DateOnly.MinValue);
        if (byEarliest != 0)
            return byEarliest;

        var byLatest = (Latest ?? DateOnly.MaxValue).CompareTo(other.Latest ?? DateOnly.MaxValue);
        if (byLatest != 0)
            return byLatest;

        var byInstant = Nullable.Compare(first.From, other.first.From);
        return byInstant != 0 ? byInstant : string.CompareOrdinal(Text, other.Text);
    }

    public bool Equals(Edtf? other) => other is not null && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as Edtf);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    public static bool operator ==(Edtf? left, Edtf? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(Edtf? left, Edtf? right) => !(left == right);

    public static bool operator <(Edtf? left, Edtf? right) =>
        left is null ? right is not null : left.CompareTo(right) < 0;

    public static bool operator <=(Edtf? left, Edtf? right) => left is null || left.CompareTo(right) <= 0;

    public static bool operator >(Edtf? left, Edtf? right) => right < left;

    public static bool operator >=(Edtf? left, Edtf? right) => right <= left;
}

/// <summary>What an EDTF text says about how its days are meant.</summary>
public enum EdtfForm
{
    /// <summary>One date, perhaps imprecise: 2024-12-04, 2024-07-0X, 2024~.</summary>
    Date,

    /// <summary>Something that lasted over the whole span: 2024-09-10/2024-09-12.</summary>
    Interval,

    /// <summary>One date out of the span, which one is not known: [2024-07-23..2024-12-04].</summary>
    OneOf,
}
