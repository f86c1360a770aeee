using System.Runtime.InteropServices;
using System.Text;
using Negotiations.Values;

namespace Negotiations.Search;

/// <summary>
/// What a negotiation is found by, as PostgreSQL indexes and weighs it. The words come folded, so no dictionary of
/// the server's is asked.
/// </summary>
public static class SearchVector
{
    // Limits of the type tsvector.
    private const int MostPositions = 16_383;
    private const int MostPerWord = 255;
    private const int MostBytes = 2046;

    // A word of the type holds 2,046 bytes: what no person types in full is found by its beginning.
    private const int MostLetters = 128;

    // With its marks and one place.
    private const int LettersAWord = 14;

    /// <summary>As the text PostgreSQL reads a tsvector from.</summary>
    public static string Of(IReadOnlyList<SearchLine> lines, IReadOnlyList<ExternalId> externalIds)
    {
        var most = lines.Sum(line => line.Words.Count + line.Synonyms.Count);
        var words = new Dictionary<string, Places>(most, StringComparer.Ordinal);
        var places = new List<Place>(most);
        var position = 0;
        foreach (var line in lines)
        {
            foreach (var word in line.Words)
            {
                if (position < MostPositions)
                    position++;

                Add(word.Folded, line.Weight);
                foreach (var other in word.Others ?? [])
                    Add(other, line.Weight);
            }

            foreach (var synonym in line.Synonyms)
                Add(synonym, line.Weight);
        }

        var text = new StringBuilder(most * LettersAWord);
        foreach (var (word, of) in words)
        {
            text.Append('\'').Append(word).Append("':");
            for (var at = of.First; at >= 0; at = places[at].Next)
                text.Append(places[at].Position).Append(Letter(places[at].Weight)).Append(',');

            text[^1] = ' ';
        }

        foreach (var id in externalIds)
            text.Append(Quoted(id)).Append(' ');

        return text.ToString();

        void Add(string spelling, SearchWeight weight)
        {
            ref var of = ref CollectionsMarshal.GetValueRefOrAddDefault(words, Cut(spelling), out var isKnown);
            if (of.Count == MostPerWord)
                return;

            if (isKnown)
                CollectionsMarshal.AsSpan(places)[of.Last].Next = places.Count;
            else
                of.First = places.Count;

            of.Last = places.Count;
            of.Count++;
            places.Add(new Place(Math.Max(position, 1), weight));
        }
    }

    /// <summary>
    /// The same in one spelling, for comparing: PostgreSQL sorts the words and their places, and of two weights at one
    /// place it takes the greater.
    /// </summary>
    /// <param name="vector">As <see cref="Of"/> writes it, or as PostgreSQL does.</param>
    public static string Normal(string vector)
    {
        var words = new SortedDictionary<string, SortedDictionary<string, char>>(StringComparer.Ordinal);
        for (var at = 0; at < vector.Length; at++)
        {
            if (vector[at] == ' ')
                continue;

            var word = ReadWord(vector, ref at);
            if (!words.TryGetValue(word, out var places))
                words[word] = places = new(StringComparer.Ordinal);

            var end = at < vector.Length ? vector.IndexOf(' ', at) : -1;
            end = end < 0 ? vector.Length : end;
            foreach (var place in vector[at..end].Split([':', ','], StringSplitOptions.RemoveEmptyEntries))
            {
                var position = place.TrimEnd(Letters);
                var weight = position.Length < place.Length ? place[^1] : Letter(SearchWeight.Text);
                if (!places.TryGetValue(position, out var known) || weight < known)
                    places[position] = weight;
            }

            at = end;
        }

        return string.Join(
            ' ',
            words.Select(word =>
                $"{Quote(word.Key)}:{string.Join(',', word.Value.Select(each => each.Key + each.Value))}"
            )
        );
    }

    // In quotes, in which a quote and a backslash are doubled.
    private static string ReadWord(string vector, ref int at)
    {
        var word = new StringBuilder();
        for (at++; at < vector.Length; at++)
        {
            if (vector[at] == '\'' && (at + 1 == vector.Length || vector[at + 1] != '\''))
            {
                at++;
                break;
            }

            if (vector[at] is '\'' or '\\')
                at++;

            if (at < vector.Length)
                word.Append(vector[at]);
        }

        return word.ToString();
    }

    /// <summary>
    /// A term as the beginning of a word. Terms are folded: they hold letters and digits and nothing that means
    /// something here.
    /// </summary>
    public static string Query(SearchTerm term) => $"({string.Join(" | ", term.Spellings.Select(Beginning))})";

    /// <summary>Any of the terms.</summary>
    public static string AnyOf(SearchTerms terms) => string.Join(" | ", terms.All.Select(term => Query(term)));

    /// <summary>An identifier of another collection, whole.</summary>
    public static string Query(ExternalId id) => Quoted(id);

    /// <summary>
    /// The texts themselves, one a line after the letter of its weight: what is found is shown in the words of the
    /// source.
    /// </summary>
    public static string Write(IReadOnlyList<SearchLine> lines) =>
        string.Join(
            '\n',
            lines.Select(line => Letter(line.Weight) + line.Text.ReplaceLineEndings(" ").Replace('\0', ' '))
        );

    public static IEnumerable<SearchLine> Read(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => new SearchLine((SearchWeight)(line[0] - 'A'), line[1..]))
            .OrderBy(line => line.Weight);

    /// <summary>A word or an identifier as it stands, in the text form of the types of PostgreSQL.</summary>
    public static string Quote(string word) =>
        $"'{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    // No word has a colon, so it is none of them.
    private static string Quoted(ExternalId id)
    {
        var written = $"{id.Scheme.ToLowerInvariant()}:{id.Id}";
        return Quote(written.Length <= MostBytes / 4 ? written : written[..(MostBytes / 4)]);
    }

    private static string Beginning(string spelling) => $"'{Cut(spelling)}':*";

    private static readonly char[] Letters = ['A', 'B', 'C', 'D'];

    // Half of a letter is none.
    private static string Cut(string spelling) =>
        spelling.Length <= MostLetters ? spelling
        : char.IsHighSurrogate(spelling[MostLetters - 1]) ? spelling[..(MostLetters - 1)]
        : spelling[..MostLetters];

    private static char Letter(SearchWeight weight) => (char)('A' + (int)weight);

    // Of one word: a chain through the list of all places. A list for each word would be most of what is made here.
    private struct Places
    {
        public int First;
        public int Last;
        public int Count;
    }

    private struct Place(int position, SearchWeight weight)
    {
        public readonly int Position => position;
        public readonly SearchWeight Weight => weight;
        public int Next = -1;
    }
}
