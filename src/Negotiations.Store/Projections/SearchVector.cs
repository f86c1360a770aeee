using System.Globalization;
using System.Text;
using Negotiations.Search;
using Negotiations.Views;
using NpgsqlTypes;

namespace Negotiations.Store.Projections;

/// <summary>
/// What a negotiation is found by, as PostgreSQL indexes and weighs it. The words come folded, so no dictionary of
/// the server's is asked.
/// </summary>
public static class SearchVector
{
    // Limits of the type tsvector.
    private const int MostPositions = 16_383;
    private const int MostPerWord = 255;

    // A word of the type holds 2,046 bytes: what no person types in full is found by its beginning.
    private const int MostLetters = 128;

    /// <summary>As the text PostgreSQL reads a tsvector from.</summary>
    public static string Of(SearchText search)
    {
        Dictionary<string, List<string>> positions = new(StringComparer.Ordinal);
        var position = 0;
        foreach (var line in search.Lines)
        {
            foreach (var word in Latin.Words(line.Text))
            {
                if (position < MostPositions)
                    position++;

                foreach (var spelling in word.Spellings)
                    Add(Cut(spelling), line.Weight);
            }
        }

        var text = new StringBuilder();
        foreach (var (word, places) in positions)
            text.Append('\'').Append(word).Append("':").AppendJoin(',', places).Append(' ');

        return text.ToString();

        void Add(string spelling, SearchWeight weight)
        {
            if (!positions.TryGetValue(spelling, out var known))
                positions[spelling] = known = [];

            if (known.Count < MostPerWord)
                known.Add(position.ToString(CultureInfo.InvariantCulture) + Letter(weight));
        }
    }

    /// <summary>What <see cref="Of"/> wrote, for a binary copy.</summary>
    public static NpgsqlTsVector Parse(string vector)
    {
        // What it warns of are quotes and backslashes; folded words have none.
#pragma warning disable CS0618
        return NpgsqlTsVector.Parse(vector);
#pragma warning restore CS0618
    }

    /// <summary>
    /// Every term as the beginning of a word. Terms are folded: they hold letters and digits and nothing that means
    /// something here.
    /// </summary>
    public static string Query(SearchTerms terms) =>
        string.Join(" & ", terms.All.Select(term => $"({string.Join(" | ", term.Spellings.Select(Beginning))})"));

    /// <summary>
    /// The texts themselves, one a line after the letter of its weight: what is found is shown in the words of the
    /// source.
    /// </summary>
    public static string Write(SearchText search) =>
        string.Join(
            '\n',
            search.Lines.Select(line => Letter(line.Weight) + line.Text.ReplaceLineEndings(" ").Replace('\0', ' '))
        );

    public static IEnumerable<SearchLine> Read(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => new SearchLine((SearchWeight)(line[0] - 'A'), line[1..]));

    private static string Beginning(string spelling) => $"'{Cut(spelling)}':*";

    // Half of a letter is none.
    private static string Cut(string spelling) =>
        spelling.Length <= MostLetters ? spelling
        : char.IsHighSurrogate(spelling[MostLetters - 1]) ? spelling[..(MostLetters - 1)]
        : spelling[..MostLetters];

    private static char Letter(SearchWeight weight) => (char)('A' + (int)weight);
}
