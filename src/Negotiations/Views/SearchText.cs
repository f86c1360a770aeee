using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Negotiations.Events;
using Negotiations.Search;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// What a negotiation is found by: its title, the names of its actors, and every text of its facts and of their
/// sources.
/// </summary>
/// <remarks>Read off the facts only when it is asked for: a replay does not pay for it.</remarks>
public sealed class SearchText
{
    /// <summary>
    /// Raised when the same text is found by other words: stored words are made again only when their
    /// <see cref="SearchPart.Key"/> has changed. Synonyms are part of the key by themselves.
    /// </summary>
    public const int Version = 2;

    private readonly Lazy<CarriedSearch.Found> found;
    private readonly Lazy<IReadOnlyList<SearchLine>> lines;

    /// <param name="id">Of the negotiation.</param>
    /// <param name="facts">That count.</param>
    /// <param name="carried">What a fold of it before its last events found; null: nothing is carried.</param>
    internal SearchText(string id, IReadOnlyList<EffectiveEvent> facts, CarriedSearch? carried)
    {
        found = new(() => CarriedSearch.Read(id, facts, carried));
        lines = new(() => [.. Parts.SelectMany(part => part.Lines).Distinct().OrderBy(line => line.Weight)]);
    }

    /// <summary>Each once, in no order, names first.</summary>
    public IReadOnlyList<SearchPart> Parts => found.Value.Parts;

    /// <summary>Of <see cref="Parts"/>.</summary>
    public IReadOnlySet<Guid> Keys => found.Value.Keys;

    /// <summary>All texts, the weightiest first.</summary>
    public IReadOnlyList<SearchLine> Lines => lines.Value;

    /// <summary>Whether every term begins one of its words.</summary>
    public bool Has(SearchTerms terms) => terms.All.Count > 0 && terms.All.All(Has);

    /// <summary>Whether a term begins one of its words.</summary>
    public bool Has(SearchTerm term) => Lines.Any(line => line.Has(term));

    /// <summary>Whether a fact has this identifier of another collection, its scheme in any case.</summary>
    public bool Has(ExternalId id) =>
        Parts.Any(part =>
            part.ExternalIds.Any(each =>
                each.Id == id.Id && string.Equals(each.Scheme, id.Scheme, StringComparison.OrdinalIgnoreCase)
            )
        );

    /// <summary>How well it fits: over the terms, the weight of the best line each is found in.</summary>
    public int Relevance(SearchTerms terms) =>
        terms.All.Sum(term =>
            Lines.Where(line => line.Has(term)).Select(line => line.Weight.Value()).DefaultIfEmpty().Max()
        );
}

/// <summary>
/// Texts that come and go together: those of one fact, or of one source. It is known by what it says, so what several
/// facts say in the same words is one.
/// </summary>
public sealed class SearchPart
{
    // How words are spelled, in as many bytes as are needed to distinguish it from another spelling.
    private static readonly byte[] Spelling = SHA256.HashData(
        Encoding.UTF8.GetBytes($"{SearchText.Version} {Synonyms.Digest}\n")
    )[..16];

    private readonly Func<EventTexts> read;

    internal SearchPart(Func<EventTexts> read, IReadOnlyList<ExternalId>? externalIds = null)
    {
        this.read = read;
        ExternalIds = externalIds ?? [];
        var texts = read();
        (Key, Codes) = (KeyOf(texts.Lines), texts.Codes);
    }

    /// <summary>Enough of a SHA-256 of the texts, and of how words are spelled, to distinguish them.</summary>
    public Guid Key { get; }

    /// <summary>Read again each time: few are asked for more than once, and all that are stored would be in memory
    /// twice.</summary>
    public IReadOnlyList<SearchLine> Lines => read().Lines;

    /// <summary>Identifiers of other collections, by which it is found whole.</summary>
    public IReadOnlyList<ExternalId> ExternalIds { get; }

    /// <summary>Of the actors that it names.</summary>
    internal IReadOnlyCollection<string> Codes { get; }

    internal static IReadOnlyList<SearchPart> Of(EffectiveEvent each) =>
        [
            new SearchPart(() => EventTexts.Of(each.Fact, ReasonsOf(each)), each.Fact.ExternalIds),
            .. each.Sources.Select(source => new SearchPart(() => EventTexts.Of(source))),
        ];

    private static IEnumerable<string> ReasonsOf(EffectiveEvent each) =>
        each.Corrections.Select(act => act.Event).OfType<EventCorrected>().Select(act => act.Reason);

    // An append, an import and a rebuild do this for every text: the texts are hashed from a buffer that is used again.
    private static Guid KeyOf(IReadOnlyList<SearchLine> lines)
    {
        var most = Spelling.Length;
        for (var i = 0; i < lines.Count; i++)
            most += 2 + Encoding.UTF8.GetMaxByteCount(lines[i].Text.Length);

        var buffer = ArrayPool<byte>.Shared.Rent(most);
        Spelling.CopyTo(buffer, 0);
        var length = Spelling.Length;
        for (var i = 0; i < lines.Count; i++)
        {
            buffer[length++] = (byte)('A' + (int)lines[i].Weight);
            length += Encoding.UTF8.GetBytes(lines[i].Text, buffer.AsSpan(length));
            buffer[length++] = (byte)'\n';
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(buffer);
        return new Guid(hash[..16], bigEndian: true);
    }
}
