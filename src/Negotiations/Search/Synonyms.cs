using System.Security.Cryptography;
using System.Text;

namespace Negotiations.Search;

/// <summary>
/// Words and phrases that mean the same to those who search, from <c>Data/synonyms.txt</c>. A text that has one of
/// them is found by the others too.
/// </summary>
internal static class Synonyms
{
    private const string Resource = "Negotiations.Synonyms.txt";

    private static readonly Dictionary<string, List<Phrase>>.AlternateLookup<ReadOnlySpan<char>> ByFirstWord = Read()
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Of all that is known here, in hexadecimal.</summary>
    public static string Digest { get; } = ReadDigest();

    /// <summary>The words of all that a text may also be looked for by, in the common spelling; no word of it is in
    /// the text.</summary>
    /// <param name="words">Of the text, in its order.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<Word> words)
    {
        HashSet<string>? found = null;
        for (var start = 0; start < words.Count; start++)
            if (ByFirstWord.TryGetValue(Stem(words[start].Folded), out var phrases))
                foreach (var phrase in phrases)
                    if (IsAt(phrase, words, start))
                        (found ??= new(StringComparer.Ordinal)).UnionWith(phrase.Others);

        if (found is null)
            return [];

        found.ExceptWith(words.SelectMany(word => word.Spellings));
        return [.. found.Order(StringComparer.Ordinal)];
    }

    private static bool IsAt(Phrase phrase, IReadOnlyList<Word> words, int start)
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

    private static Stream Open() => typeof(Synonyms).Assembly.GetManifestResourceStream(Resource)!;

    private static string ReadDigest()
    {
        using var stream = Open();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static Dictionary<string, List<Phrase>> Read()
    {
        using var stream = Open();
        using var lines = new StreamReader(stream, Encoding.UTF8);
        Dictionary<string, List<Phrase>> phrases = new(StringComparer.Ordinal);
        while (lines.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                foreach (var phrase in PhrasesOf(line))
                {
                    if (!phrases.TryGetValue(phrase.Words[0], out var same))
                        phrases[phrase.Words[0]] = same = [];

                    same.Add(phrase);
                }

        return phrases;
    }

    private static List<Phrase> PhrasesOf(string line)
    {
        var all = line.Split('|').Select(each => SmallWords.Without(Latin.Words(each))).ToList();
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
