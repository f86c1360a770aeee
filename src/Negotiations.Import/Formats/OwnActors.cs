using System.Security.Cryptography;
using System.Text;
using Negotiations.Actors;
using Negotiations.Import.Statements;

namespace Negotiations.Import.Formats;

/// <summary>Actors that a table numbers or names itself, each under the scheme of its mapping: MYDATA-113.</summary>
/// <param name="scheme">Null: it has none of its own.</param>
/// <param name="registry">Those that are known.</param>
internal sealed class OwnActors(string? scheme, ActorRegistry registry)
{
    public const string SchemeForm =
        "2 to 20 capitals and digits that no known actor is called by, beginning with a capital, as in MYDATA";

    private const string Note = "actor-of-dataset";
    private const int LongestWord = 100;
    private const int HashLength = 8;
    private const int MostFound = 50_000;

    // A table names the same few again and again; what was found of each is not looked for twice.
    private readonly Dictionary<(string Text, int? Year), (DatasetActor? Actor, string? Near)> found = [];

    public static bool IsScheme(string text) =>
        text.Length is >= 2 and <= 20
        && char.IsAsciiLetterUpper(text[0])
        && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c))
        && !ActorRegistry.BuiltIn.Names(text)
        && !ActorRegistry.BuiltIn.All.Any(each => each.Code.StartsWith($"{text}-", StringComparison.Ordinal));

    /// <summary>The code of an actor of the table's own; null for a text that the registry knows for one or for several
    /// others, and for every text of a table without a scheme.</summary>
    public string? CodeOf(string text, int? year, RowReading reading)
    {
        if (scheme is null)
            return null;

        if (!found.TryGetValue((text, year), out var own))
        {
            if (found.Count >= MostFound)
                found.Clear();

            found.Add((text, year), own = Find(scheme, text, year));
        }

        if (own.Actor is not { } actor)
            return null;

        reading.Names(actor);
        if (own.Near is { } near && reading.Notes.All(note => note.Code != Note || note.Now != actor.Code))
            reading.Normalise(
                Note,
                null,
                text,
                actor.Code,
                $"The text names no known actor and was taken for one of the table's own. Known and near are {near}."
            );

        return actor.Code;
    }

    private (DatasetActor? Actor, string? Near) Find(string scheme, string text, int? year)
    {
        var word = text.StartsWith($"{scheme}-", StringComparison.Ordinal) ? text[(scheme.Length + 1)..] : text;
        if (ActorNameKey.Of(word).Length == 0 || word.Length > LongestWord)
            return default;

        // 417 is a number of the table's, and not the state of which it is the ISO number.
        var isNumber = word.All(char.IsAsciiDigit);
        var code = CodeOf(scheme, word);
        var actor = new DatasetActor(code, isNumber ? $"{scheme} {word}" : word, scheme.ToLowerInvariant(), word);
        if (isNumber || word != text || registry.At(code) is not null)
            return (actor, null);

        if (registry.Find(text, year) is not null || registry.Names(text))
            return default;

        var near = string.Join(", ", registry.Suggest(text).Select(each => $"{each.Code} ({each.Name})"));
        return (actor, near.Length == 0 ? null : near);
    }

    // What a code cannot hold is set apart by a hash of the word, so that two words never share one.
    private static string CodeOf(string scheme, string word)
    {
        var slug = Codes.Slug(word).ToUpperInvariant();
        var code = $"{scheme}-{slug}";
        if (slug.Length > 0 && ActorCode.IsCode(code) && word.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-'))
            return code;

        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(word)))[..HashLength];
        var most = 40 - scheme.Length - HashLength - 2;
        var start = (slug.Length > most ? slug[..most] : slug).Trim('-');
        return start.Length == 0 ? $"{scheme}-{hash}" : $"{scheme}-{start}-{hash}";
    }
}
