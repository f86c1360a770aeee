using Negotiations.Search;
using Negotiations.Views;

namespace Negotiations.Store.Projections;

/// <summary>
/// What has to be written so that a negotiation is found by what it says now: each part of its texts is a row that is
/// written once, when it comes, and deleted when no fact says it any more.
/// </summary>
public sealed class SearchWords
{
    private SearchWords(IReadOnlyList<Part> added, IReadOnlyList<Guid> gone, bool isWhole, IReadOnlySet<Guid> all) =>
        (Added, Gone, IsWhole, All) = (added, gone, isWhole, all);

    /// <summary>Parts that are not known to be stored.</summary>
    public IReadOnlyList<Part> Added { get; }

    /// <summary>Keys of stored parts that nothing says any more.</summary>
    public IReadOnlyList<Guid> Gone { get; }

    /// <summary>What is stored is not known: <see cref="Added"/> are all there are, and others have to go.</summary>
    public bool IsWhole { get; }

    /// <summary>The keys of all parts, once this is written.</summary>
    public IReadOnlySet<Guid> All { get; }

    /// <param name="search">As folded.</param>
    /// <param name="stored">The keys of the parts that are stored; null: not known.</param>
    public static SearchWords Of(SearchText search, IReadOnlySet<Guid>? stored)
    {
        var parts = search.Parts;
        List<Part> added = [];
        foreach (var part in parts)
            if (stored?.Contains(part.Key) != true)
                added.Add(Part.Of(part));

        if (stored is not null && added.Count == 0 && stored.Count == parts.Count)
            return new SearchWords([], [], isWhole: false, stored);

        if (stored is null)
            return new SearchWords(added, [], isWhole: true, search.Keys);

        // What is stored and not there any more: nothing, where the rest is as many as were stored.
        var areAllThere = parts.Count - added.Count == stored.Count;
        return new SearchWords(
            added,
            areAllThere ? [] : [.. stored.Where(key => !search.Keys.Contains(key))],
            isWhole: false,
            search.Keys
        );
    }

    /// <param name="Key">Of <see cref="SearchPart.Key"/>.</param>
    /// <param name="Text">The texts, one a line after the letter of its weight.</param>
    /// <param name="Vector">As the text PostgreSQL reads a tsvector from.</param>
    public sealed record Part(Guid Key, string Text, string Vector)
    {
        public static Part Of(SearchPart part)
        {
            var lines = part.Lines;
            return new Part(part.Key, SearchVector.Write(lines), SearchVector.Of(lines, part.ExternalIds));
        }
    }
}
