using System.Globalization;
using Microsoft.Extensions.Primitives;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Search;
using Negotiations.Store.Seeing;
using Negotiations.Values;

namespace Negotiations.Store.Queries;

/// <summary>
/// Query parameters read by hand, so that each mistake is answered with the value and what is accepted.
/// </summary>
public sealed class Query
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    private readonly KeyValuePair<string, StringValues>[] values;

    /// <param name="values">The parameters as an address names them; of a name that repeats, all values
    /// together.</param>
    public Query(IEnumerable<KeyValuePair<string, StringValues>> values)
    {
        this.values = [.. values];
        if (
            this
                .values.FirstOrDefault(each =>
                    each.Value.Any(text => text?.Contains('\0', StringComparison.Ordinal) == true)
                )
                .Key is
            { } name
        )
            Refuse(name, $"{name} holds U+0000, which is no text. Leave it out.");
    }

    /// <summary>The first mistake; null while there is none.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Where what is wrong with words that name nothing is collected, so that a page can be shown without
    /// them; null: they are refused.</summary>
    public ICollection<string>? Misread { get; init; }

    /// <summary>The same question without a parameter.</summary>
    public Query Except(string name) =>
        new(values.Where(each => !string.Equals(each.Key, name, StringComparison.OrdinalIgnoreCase)))
        {
            Misread = Misread,
        };

    /// <summary>The text; null when absent or empty.</summary>
    public string? Text(string name) => Of(name).ToString() is { Length: > 0 } text ? text : null;

    /// <summary>Every occurrence of a repeatable parameter.</summary>
    public IReadOnlyList<string> All(string name) =>
        [.. Of(name).Where(each => !string.IsNullOrEmpty(each)).Select(each => each!)];

    public int Limit()
    {
        if (Text("limit") is not { } text)
            return DefaultLimit;

        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= MaxLimit
        )
            return limit;

        Refuse(
            "limit",
            $"limit={text} is not a number from 1 to {MaxLimit}. Follow 'next' for more.",
            "page-too-large"
        );
        return DefaultLimit;
    }

    public long? Number(string name)
    {
        if (Text(name) is not { } text)
            return null;

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;

        Refuse(name, $"{name}={text} is not a whole number.");
        return null;
    }

    /// <summary>True or false; false when absent. Its name alone says neither: who writes ?dryRun means no erasure to
    /// be carried out.</summary>
    public bool Flag(string name)
    {
        var given = Of(name);
        if (given.Count == 0)
            return false;

        var text = given.ToString();
        if (text is not ("true" or "false"))
            Refuse(
                name,
                $"{name}={text} is neither true nor false. Write {name}=true or {name}=false, or leave it out."
            );

        return text == "true";
    }

    public T? Value<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return null;

        if (WireName.TryRead<T>(text) is { } value)
            return value;

        RefuseValue(name, text, WireName.All(typeof(T)));
        return null;
    }

    public Edtf? Date(string name)
    {
        if (Text(name) is not { } text)
            return null;

        if (Edtf.TryParse(text, out var date))
            return date;

        Refuse(name, $"{name}={text} is not a date in EDTF. Accepted are {Edtf.Forms}.", "malformed-clock");
        return null;
    }

    /// <summary>The dates between which something may lie; either may be absent.</summary>
    public (Edtf? From, Edtf? To) Span()
    {
        var (from, to) = (Date("from"), Date("to"));
        if (from?.Earliest > to?.Latest)
            Refuse("from", $"from={from} begins after to={to} has ended. Turn them round.");

        return (from, to);
    }

    /// <summary>An RFC 3339 instant, or a date in EDTF of which the last moment (UTC) is meant.</summary>
    public DateTimeOffset? Instant(string name)
    {
        if (Text(name) is not { } text)
            return null;

        // A plus sign that was not escaped arrives as a blank.
        if (InstantConverter.TryParse(text.Replace(' ', '+'), out var instant))
            return instant;

        if (Edtf.TryParse(text, out var date) && date!.Latest is { } day)
            return new DateTimeOffset(day.ToDateTime(new TimeOnly(23, 59, 59, 999, 999)), TimeSpan.Zero);

        Refuse(
            name,
            $"{name}={text} is neither an instant (2024-12-04T12:00:00Z) nor a date with an end "
                + "(2024-12-04, 2024-12, 2024).",
            "malformed-clock"
        );
        return null;
    }

    /// <summary>
    /// An RFC 3339 instant, or a date in EDTF that is meant from its beginning, wherever it begins first.
    /// </summary>
    /// <remarks>To whom it shows minutes, from the beginning of that minute: what was recorded in it may have come
    /// later.</remarks>
    public DateTimeOffset? Since(string name) =>
        Beginning(name) is { } since && Sight.IsClosed ? Minute.Before(since) : Beginning(name);

    private DateTimeOffset? Beginning(string name) =>
        Text(name) is { } text
        && !text.Contains('T', StringComparison.Ordinal)
        && Edtf.TryParse(text, out var date)
        && date!.Begins(UtcOffset.First) is { } begins
            ? begins
            : Instant(name);

    public string[]? After(int count)
    {
        if (Text("cursor") is not { } text)
            return null;

        if (Cursor.TryRead(text, count) is { } after)
            return after;

        RefuseCursor();
        return null;
    }

    /// <summary>The id in the cursor of a list that is in the order of ids; null without a cursor.</summary>
    public Guid? AfterId()
    {
        if (After(1) is not [var text])
            return null;

        if (Guid.TryParse(text, out var id))
            return id;

        RefuseCursor();
        return null;
    }

    /// <summary>The count in the cursor of a list whose places are counted; 0 without a cursor.</summary>
    public int AfterCount()
    {
        if (After(1) is not [var text])
            return 0;

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return count;

        RefuseCursor();
        return 0;
    }

    public void RefuseCursor() =>
        Refuse(
            "cursor",
            "This cursor was not given by this list with this sort. Begin again without one.",
            "bad-cursor"
        );

    public void Refuse(string name, string detail, string type = "bad-parameter") =>
        Refusal ??= Refusals.BadParameter(name, detail, type);

    /// <summary>A value that is none of those there are: the answer lists them and asks whether the nearest was
    /// meant.</summary>
    public void RefuseValue(string name, string value, IReadOnlyList<string> known, string type = "unknown-value") =>
        RefuseWord(
            name,
            $"{name}={Slug.Clip(value)} is not known. It is one of {string.Join(", ", known)}."
                + NearestName.Ask(value, known),
            type
        );

    /// <summary>A word that names nothing. A page does without it and says so; of clocks it does not: an answer about
    /// now must not pass for one about then.</summary>
    public void RefuseWord(string name, string detail, string type)
    {
        if (Misread is null || ClocksQuery.Names.Contains(name, StringComparer.OrdinalIgnoreCase))
            Refuse(name, detail, type);
        else
            Misread.Add(detail);
    }

    private StringValues Of(string name)
    {
        foreach (var (each, texts) in values)
            if (string.Equals(each, name, StringComparison.OrdinalIgnoreCase))
                return texts;

        return StringValues.Empty;
    }
}
