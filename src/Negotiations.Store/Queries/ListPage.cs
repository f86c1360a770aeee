using Negotiations.Search;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <summary>A page of a list.</summary>
/// <param name="Clocks">Those it was answered on; null: now.</param>
/// <param name="Items">In the order asked for.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
/// <param name="Highlights">Where words were looked for: by the id of an item, the texts they were found in.</param>
/// <param name="Facets">Where asked for: by field, how many of all that the filter finds have which value.</param>
/// <param name="Party">Where an actor is asked for: which one that is, and those it does not cover.</param>
/// <param name="Near">On a list of now in which nothing has all the words: what comes near.</param>
public sealed record ListPage(
    AnsweredClocks? Clocks,
    IReadOnlyList<Summary> Items,
    string? Next,
    IReadOnlyDictionary<string, IReadOnlyList<Highlight>>? Highlights,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>>? Facets,
    AskedActor? Party = null,
    NearMatches? Near = null
);

/// <summary>A text in which something was found.</summary>
/// <param name="Text">As the source has it; nothing is escaped or marked in it.</param>
/// <param name="Spans">Where.</param>
public sealed record Highlight(string Text, IReadOnlyList<SearchSpan> Spans)
{
    private const int Most = 3;

    public static IReadOnlyList<Highlight> Of(IEnumerable<SearchLine> lines, SearchTerms terms) =>
        [
            .. lines
                .Select(line => new Highlight(line.Text, line.Find(terms)))
                .Where(found => found.Spans.Count > 0)
                .Take(Most),
        ];
}
