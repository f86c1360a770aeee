using System.Collections.Frozen;
using Negotiations.Views;

namespace Negotiations.Dashboard.Languages;

// Who is named in a sentence, and in whose words.
public sealed partial class Words
{
    // English names that have one of these words bear the article in a sentence: the United States, the CSTO.
    private static readonly FrozenSet<string> Articled = FrozenSet.ToFrozenSet(
        (
            "Agency Army Association Authority AU Bahamas Bank Brotherhood CIS Centre Coalition Comoros Commission "
            + "Committee Commonwealth Community Conference Council Court CSTO EAEU Emirates Empire EU Federation Forum "
            + "Front Fund Gambia Government Group IAEA ICC ICJ ICRC IMF Initiative Islands Kingdom League Maldives "
            + "Ministry Mission Movement Nations Netherlands Office OIC Organisation Organization OSCE OTS Party "
            + "Philippines Programme Republic SCO Secretariat Secretary-General States Taliban Tribunal UN Union "
            + "United WHO WTO"
        ).Split(' '),
        StringComparer.Ordinal
    );

    // In these, where a name in the language itself is missing, before English.
    private static readonly FrozenDictionary<string, string> Next = new Dictionary<string, string>
    {
        ["ky"] = "ru",
        ["tg"] = "ru",
    }.ToFrozenDictionary();

    /// <param name="code">Of the actor that a sentence names.</param>
    private string InSentence(string code)
    {
        var name = InLanguage(code);
        return
            language == Language.English
            && !name.StartsWith("the ", StringComparison.OrdinalIgnoreCase)
            && name.Split(' ').Any(Articled.Contains)
            ? $"the {name}"
            : name;
    }

    // As pages call it; where that is of another script by a longer name or the next language, and else in quotes.
    private string InLanguage(string code)
    {
        var name = Actor(code);
        if (!IsForeign(name) || Actors.At(code)?.Names is not { } names)
            return Own(name);

        return names.TryGetValue(language.Code, out var own) && !IsForeign(own) ? own
            : Next.TryGetValue(language.Code, out var next) && names.TryGetValue(next, out var other) ? other
            : Own(name);
    }

    /// <param name="codes">Of those who are named.</param>
    /// <param name="isApart">In brackets, where a name stands as it is.</param>
    private string? Names(IReadOnlyList<string>? codes, bool isApart = false)
    {
        if (codes is not { Count: > 0 })
            return null;

        Func<string, string> naming = isApart ? InLanguage : InSentence;
        var names = codes.Take(codes.Count > MostNamed ? MostNamed - 1 : MostNamed).Select(naming).ToList();
        return codes.Count > MostNamed
                ? this["headline.more", string.Join(", ", names), Number(codes.Count - names.Count)]
            : names.Count == 1 ? names[0]
            : this["headline.and", string.Join(", ", names[..^1]), names[^1]];
    }

    // Whom a source credits: by their names where they have any in the language, else in its own words.
    private string Speaker(HeadlineClause clause)
    {
        var said = clause.Said!;
        return Actors.Find(WithoutArticle(said)) is { } actor ? InSentence(actor.Code)
            : !IsForeign(said) ? said
            : clause.SaidBy is { Count: > 0 } speakers ? Names(speakers)!
            : this["headline.said.words", Own(said)];
    }

    // A state or body by its name in the language, and anyone else as the source calls them.
    private string Named(string text) =>
        Actors.Find(WithoutArticle(text)) is { } actor ? InSentence(actor.Code) : Own(text);

    private static string WithoutArticle(string name) =>
        name.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? name["the ".Length..] : name;

    private string Person(HeadlineClause clause)
    {
        if (clause.Person is not { } person)
            return Names(clause.Who) ?? this["headline.party"];

        var isStatement = clause.Code.StartsWith("stated", StringComparison.Ordinal);
        if (isStatement && Actors.Find(WithoutArticle(person)) is { } actor)
            return InSentence(actor.Code);

        var names = Names(clause.Who, isApart: true) ?? "";
        return names.Length == 0 || (isStatement && !IsForeign(person)) ? Own(person)
            : isStatement ? this["headline.of", names, Own(person)]
            : this["headline.of", Own(person), names];
    }

    /// <summary>Words that are not of this language's script stand in its quotation marks.</summary>
    private string Own(string text) => IsForeign(text) ? this["said.value.quoted", text] : text;

    private bool IsForeign(string text) =>
        language == Language.English ? text.Any(IsCyrillic) : text.Any(char.IsAsciiLetter);

    private static bool IsCyrillic(char letter) => letter is >= '\u0400' and <= '\u04FF';
}
