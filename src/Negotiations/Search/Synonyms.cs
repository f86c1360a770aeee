using System.Security.Cryptography;
using System.Text;

namespace Negotiations.Search;

/// <summary>
/// Words and phrases that mean the same to those who search, from <c>Data/synonyms.txt</c>, and names of one place in
/// several languages, from <c>Data/places.txt</c>. A text that has one of them is found by the others too.
/// </summary>
public static class Synonyms
{
    private static readonly string[] Resources = ["Negotiations.Synonyms.txt", "Negotiations.PlaceNames.txt"];

    private static readonly IReadOnlyList<string[]> All = [.. Resources.SelectMany(Read)];

    private static readonly Dictionary<string, List<Phrase>>.AlternateLookup<ReadOnlySpan<char>> ByFirstWord = ByWord()
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly Lazy<IReadOnlyDictionary<string, string>> ByFold = new(Words);

    /// <summary>Of all that is known here, in hexadecimal.</summary>
    public static string Digest { get; } =
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', All.Select(each => string.Join('|', each)))))
        );

    /// <summary>How a word in the common spelling is written where it stands here; null: it does not.</summary>
    public static string? Written(string folded) => ByFold.Value.GetValueOrDefault(folded);

    /// <summary>The words of all that a text may also be looked for by, in the common spelling; no word of it is in
    /// the text.</summary>
    /// <param name="words">Of the text, in its order.</param>
    internal static IReadOnlyList<string> Of(IReadOnlyList<Word> words)
    {
        HashSet<string>? found = null;
        for (var start = 0; start < words.Count; start++)
            if (ByFirstWord.TryGetValue(Stem(words[start].Folded), out var phrases))
                foreach (var phrase in phrases)
                    if (Stands(phrase, words, start))
                        (found ??= new(StringComparer.Ordinal)).UnionWith(phrase.Others);

        if (found is null)
            return [];

        found.ExceptWith(words.SelectMany(word => word.Spellings));
        return [.. found.Order(StringComparer.Ordinal)];
    }

    private static bool Stands(Phrase phrase, IReadOnlyList<Word> words, int start)
    {
        var at = start;
        foreach (var expected in phrase.Words)
        {
            while (at > start && at < words.Count && SmallWords.Has(words[at].Folded))
                at++;

            if (at >= words.Count || !Stem(words[at].Folded).SequenceEqual(expected))
                return false;

            at++;
        }

        return true;
    }

    private static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word) =>
        word.Length > 4 && word[^1] == 's' && word[^2] != 's' ? word[..^1] : word;

    private static List<string[]> Read(string resource)
    {
        using var stream = typeof(Synonyms).Assembly.GetManifestResourceStream(resource)!;
        using var text = new StreamReader(stream, Encoding.UTF8);
        List<string[]> lines = [];
        while (text.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                lines.Add(line.Split('|'));

        return lines;
    }

    private static Dictionary<string, List<Phrase>> ByWord()
    {
        Dictionary<string, List<Phrase>> phrases = new(StringComparer.Ordinal);
        foreach (var phrase in All.SelectMany(PhrasesOf))
        {
            if (!phrases.TryGetValue(phrase.Words[0], out var same))
                phrases[phrase.Words[0]] = same = [];

            same.Add(phrase);
        }

        return phrases;
    }

    private static Dictionary<string, string> Words()
    {
        Dictionary<string, string> written = new(StringComparer.Ordinal);
        foreach (var phrase in All.SelectMany(line => line))
        foreach (var word in Latin.Words(phrase))
        foreach (var spelling in word.Spellings)
            written.TryAdd(spelling, phrase.Substring(word.Start, word.Length));

        return written;
    }

    private static List<Phrase> PhrasesOf(string[] line)
    {
        var all = line.Select(each => SmallWords.Without(Latin.Words(each))).ToList();
        return
        [
            .. all.Select(
                (own, place) =>
                    new Phrase(
                        [.. own.Select(word => Stem(word.Folded).ToString())],
                        [
                            .. all.Where((_, other) => other != place)
                                .SelectMany(others => others)
                                .SelectMany(word => word.Spellings)
                                .Distinct(),
                        ]
                    )
            ),
        ];
    }

    /// <param name="Words">Stems, in their order.</param>
    /// <param name="Others">The spellings of all that means the same.</param>
    private sealed record Phrase(string[] Words, string[] Others);
}
