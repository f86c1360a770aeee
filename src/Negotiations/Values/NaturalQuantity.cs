using System.Globalization;

namespace Negotiations.Values;

/// <summary>
/// Numbers as press items write them in English, Russian, Kyrgyz and Tajik, read as what they support: "at least 24"
/// sets a floor, "dozens" the floor of the published table.
/// </summary>
public static partial class NaturalQuantity
{
    private const int MaxLength = 120;

    /// <summary>
    /// Reads any text; of what is not understood the words alone are stored, with the qualifier unknown.
    /// </summary>
    /// <param name="written">As the source writes it.</param>
    /// <param name="unit">Of the field, where the words name none.</param>
    public static Quantity Read(string written, string? unit = null)
    {
        var said = written.Trim();
        var unread = new Quantity { Text = said, Qualifier = Qualifier.Unknown };
        if (said.Length > MaxLength)
            return unread with { Unit = unit };

        var text = Plain(said);
        var (read, rest) = ReadFigure(text);
        if (read is null)
            return unread with { Unit = UnitWithin(text) ?? unit };

        // Of which whole it is all, the field says.
        if (read.Qualifier == Qualifier.All)
            return read with { Text = said, Unit = UnitWithin(text) ?? unit };

        if (
            !ReadUnit(rest, out var counted, out var isOther)
            || (counted is not null && counted != (read.Unit ?? counted))
        )
            return unread with { Unit = UnitWithin(text) };

        // Ten lorries are no ten people: of a field that has a unit, what counts something else is not read. Nor is it
        // where the number is a word, which in another language may be none: "он" is ten, and "he".
        if (isOther && (unit is not null || (!IsVague(read) && !text.Any(char.IsDigit))))
            return unread;

        return read with
        {
            Text = said,
            Unit = read.Unit ?? counted ?? unit,
        };
    }

    private static bool IsVague(Quantity read) => (read.Low ?? read.Best ?? read.High) is null;

    // One way to write each thing: small letters, plain blanks, a blank between a figure and its unit.
    private static string Plain(string said)
    {
        var text = said.ToLowerInvariant().Replace('–', '-').Replace('—', '-').Replace('ё', 'е');
        text = Point.Replace(text, "");
        text = HyphenInWord.Replace(text, " ");
        text = MoneySign.Replace(text, " ${sign} ");
        text = Spaces.Replace(text, " ").Trim();
        text = FigureEnd.Replace(text, " ");
        return text;
    }

    private static (Quantity? Read, string Left) ReadFigure(string text)
    {
        var rest = text;
        Qualifier? bound = null;
        if (Kyrgyz.Match(rest) is { Success: true } after)
        {
            bound = QuantityWords.BoundsAfter[after.Groups["bound"].Value];
            rest = $"{after.Groups["number"].Value.Trim()} {after.Groups["rest"].Value.Trim()}".Trim();
        }

        rest = QuantityWords.Begins(QuantityWords.Further, rest)?.Left ?? rest;
        if (bound is null && ReadRange(rest) is { Read: not null } range)
            return range;

        if (ReadVague(rest) is { Read: not null } vague)
            return bound is null ? vague : (null, text);

        if (bound is null && QuantityWords.Begins(QuantityWords.Bounds, rest) is { } before)
            (bound, rest) = (before.Value, before.Left);

        rest = QuantityWords.Begins(QuantityWords.Further, rest)?.Left ?? rest;
        if (ReadNumber(rest) is { } number)
            return (Bounded(bound, number.Value) with { Unit = number.Money }, number.Left);

        // A ceiling over "several hundred" is none that can be known.
        return bound is Qualifier.AtLeast or Qualifier.MoreThan or Qualifier.About ? ReadVague(rest) : (null, text);
    }

    private static Quantity Bounded(Qualifier? bound, decimal number) =>
        bound switch
        {
            Qualifier.AtLeast or Qualifier.MoreThan => new Quantity { Qualifier = bound, Low = number },
            Qualifier.AtMost or Qualifier.LessThan => new Quantity { Qualifier = bound, High = number },
            _ => new Quantity { Qualifier = bound ?? Qualifier.Exact, Best = number },
        };

    private static (Quantity? Read, string Left) ReadRange(string text)
    {
        var opened = Opening.Match(text);
        var start = text[opened.Length..];

        // "10-20 thousand": what multiplies the second multiplies the first.
        if (
            ReadNumber(start) is not { } low
            || Joint.Match(low.Left) is not { Success: true } joint
            || (joint.Groups["and"].Success && !opened.Groups["between"].Success)
            || ReadNumber(low.Left[joint.Length..]) is not { } high
        )
            return (null, text);

        var least = low.Times == 1 ? low.Value * high.Times : low.Value;
        return least > high.Value
            ? (null, text)
            : (
                new Quantity
                {
                    Qualifier = Qualifier.Between,
                    Low = least,
                    High = high.Value,
                    Unit = low.Money ?? high.Money,
                },
                high.Left
            );
    }

    // The words give a floor by the convention when a view is made; no figure of ours is stored.
    private static (Quantity? Read, string Left) ReadVague(string text) =>
        QuantityWords.Begins(QuantityWords.Vague, text) is { } vague && !BeginsNumber(vague.Left)
            ? (new Quantity { Qualifier = vague.Value }, vague.Left)
            : (null, text);

    private static bool BeginsNumber(string text) =>
        (text.Length > 0 && char.IsDigit(text[0]))
        || QuantityWords.Begins(QuantityWords.Numerals, text) is not null
        || QuantityWords.Begins(QuantityWords.Multipliers, text) is not null;

    private static (decimal Value, decimal Times, string? Money, string Left)? ReadNumber(string text)
    {
        string? money = null;
        if (QuantityWords.Begins(QuantityWords.Nouns, text) is { } sign && IsMoney(sign.Value))
            (money, text) = (sign.Value, sign.Left);

        decimal value;
        if (Digits.Match(text) is { Success: true } digits)
        {
            text = text[digits.Length..].TrimStart();
            var isMultiplied = QuantityWords.Begins(QuantityWords.Multipliers, text) is not null;
            if (Written(digits.Value, Cyrillic.IsMatch(text), isMultiplied) is not { } figure)
                return null;

            value = figure;
        }
        else if (ReadNumerals(text) is { } numerals)
            (value, text) = numerals;
        else
            return null;

        var times = 1m;
        if (money is not null && ShortTimes.Match(text) is { Success: true } brief)
        {
            times = brief.Value == "k" ? 1_000 : 1_000_000;
            text = text[brief.Length..].TrimStart();
        }

        while (QuantityWords.Begins(QuantityWords.Multipliers, text) is { } by && times < 1_000_000_000)
            (times, text) = (times * by.Value, by.Left);

        return (value * times, times, money, text);
    }

    // "Twenty-four", "two hundred and four", "сто двадцать": each word is below the last round one.
    private static (decimal Value, string Left)? ReadNumerals(string text)
    {
        var (sum, below, isAny) = (0m, 1_000m, false);
        var rest = text;
        while (true)
        {
            var start = isAny && rest.StartsWith("and ", StringComparison.Ordinal) && sum >= 100 ? rest[4..] : rest;
            if (QuantityWords.Begins(QuantityWords.Numerals, start) is not { } word || word.Value >= below)
                break;

            (sum, rest, isAny) = (sum + word.Value, word.Left, true);
            below =
                word.Value >= 100 ? 100
                : word.Value >= 20 ? 10
                : 0;
            if (below == 0 && sum is > 0 and < 10 && Hundred.Match(rest) is { Success: true } hundred)
                (sum, below, rest) = (sum * 100, 100, rest[hundred.Length..]);
        }

        return isAny ? (sum, rest)
            : Hundred.Match(rest) is { Success: true } one ? (100, rest[one.Length..])
            : QuantityWords.Begins(QuantityWords.Multipliers, rest) is not null ? (1, rest)
            : rest.StartsWith("a ", StringComparison.Ordinal) && BeginsNumber(rest[2..]) ? ReadNumerals(rest[2..])
            : null;
    }

    // "1.500" is one and a half to some and fifteen hundred to others: it is asked, not guessed. So is "1,500" where
    // the words are Cyrillic and a comma is the decimal one.
    private static decimal? Written(string digits, bool isCyrillic, bool isMultiplied)
    {
        var text = digits.Replace(" ", "", StringComparison.Ordinal);
        var (comma, point) = (text.LastIndexOf(','), text.LastIndexOf('.'));
        var isThree = Grouped.IsMatch(text);
        if (comma >= 0 && point >= 0)
            text = comma > point ? text.Replace(".", "").Replace(',', '.') : text.Replace(",", "");
        else if (Math.Max(comma, point) is >= 0 and var only && text.IndexOfAny([',', '.']) == only)
        {
            var isEnglish = comma >= 0 && !isCyrillic;
            if (isThree && !isEnglish && !isMultiplied)
                return null;

            text = isThree && isEnglish ? text.Replace(",", "") : text.Replace(',', '.');
        }
        else if (comma >= 0 || point >= 0)
            text = isThree ? text.Replace(",", "").Replace(".", "") : "";

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    private static bool IsMoney(string unit) => unit.Length == 3 && unit.All(char.IsAsciiLetterUpper);

    // What is counted, to the end of the text. False: more is said than one number of one thing.
    private static bool ReadUnit(string rest, out string? unit, out bool isOther)
    {
        (unit, isOther) = (null, false);
        rest = Of.Replace(rest, "");
        while (rest.Length > 0)
        {
            if (QuantityWords.Begins(QuantityWords.Nouns, rest) is { } noun && (unit ?? noun.Value) == noun.Value)
                (unit, rest) = (noun.Value, noun.Left);
            else if (QuantityWords.Begins(QuantityWords.States, rest) is { } state)
                (unit, rest) = (unit ?? state.Value, state.Left);
            else
                break;
        }

        isOther = rest.Length > 0 && unit is null;
        return rest.Length == 0 || (unit is null ? OtherNoun : PartOfWhole).IsMatch(rest);
    }

    // A text that is not read as a number still says what it counts, where it names one thing alone.
    private static string? UnitWithin(string text)
    {
        var words = text.Split(' ');
        var found = Enumerable
            .Range(0, words.Length)
            .Select(at => QuantityWords.Begins(QuantityWords.Nouns, string.Join(' ', words[at..]))?.Value)
            .OfType<string>()
            .Distinct()
            .ToList();
        return found.Count == 1 ? found[0] : null;
    }
}
