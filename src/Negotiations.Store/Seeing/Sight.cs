using System.Text.RegularExpressions;
using Negotiations.Record;

namespace Negotiations.Store.Seeing;

/// <summary>
/// Who reads. Auditors and admins see who recorded what by name, and when to the microsecond. To everyone else an
/// author is a pseudonym, another one in each negotiation, and a recorded time its minute: who works at what hour is no
/// one else's business, but for their own. It is set once for a request and goes with all that is done for it; what the
/// server does by itself sees the record as it is stored.
/// </summary>
public static partial class Sight
{
    private static readonly AsyncLocal<Pseudonyms?> closed = new();
    private static readonly AsyncLocal<Authors?> named = new();
    private static readonly AsyncLocal<Own?> own = new();

    /// <summary>Whether authors and exact times stay closed to who reads.</summary>
    public static bool IsClosed => closed.Value is not null;

    /// <summary>To whom they are closed, but for themselves; null: no one, or no one who recorded anything.</summary>
    public static Own? Own => own.Value;

    /// <summary>From here on they do.</summary>
    /// <param name="pseudonyms">For the public.</param>
    /// <param name="reader">Who recorded something themselves, and sees that it was they.</param>
    public static void Close(Pseudonyms pseudonyms, Own? reader = null) => Set(pseudonyms, null, reader);

    /// <summary>From here on they do not, and authors are shown by name.</summary>
    public static void Name(Authors authors) => Set(null, authors, null);

    /// <summary>From here on everything is as it is stored.</summary>
    public static void Open() => Set(null, null, null);

    /// <summary>A recorded time as who reads may see it.</summary>
    public static DateTimeOffset At(DateTimeOffset recorded) => IsClosed ? Minute.Of(recorded) : recorded;

    /// <summary>An author as who reads may see them.</summary>
    /// <param name="stream">In which they recorded.</param>
    /// <param name="author">As stored.</param>
    public static string By(string stream, string author) =>
        own.Value is { } self && self.Is(author)
            ? self.Name
            : closed.Value?.Of(stream, author) ?? named.Value?.NameOf(author) ?? author;

    /// <summary>The name of an author; null where there is none for who reads.</summary>
    public static string? NameOf(string author) =>
        named.Value?.NameOf(author) is { } name && !Authors.IsOne(name) ? name : null;

    /// <summary>
    /// What a question about the recorded clock means: to whom it shows minutes only, all of the minute that is named.
    /// Otherwise one could try instants until one divides what was recorded at it from what was not.
    /// </summary>
    public static DateTimeOffset Through(DateTimeOffset knownBy) => IsClosed ? Minute.EndOf(knownBy) : knownBy;

    /// <summary>The event as who reads may see it.</summary>
    /// <param name="stream">Of the event.</param>
    /// <param name="recorded">As stored.</param>
    public static RecordedEvent Of(string stream, RecordedEvent recorded) =>
        closed.Value is { } pseudonyms ? ForSelf(recorded, pseudonyms.Hide(stream, recorded))
        : named.Value is { } authors ? Named(recorded, authors)
        : recorded;

    /// <summary>The negotiation, or the stream of an actor, as who reads may see it.</summary>
    public static Negotiation Of(Negotiation negotiation) =>
        closed.Value is { } pseudonyms
            ? own.Value is { } self
                ? pseudonyms.Hide(negotiation, self)
                : pseudonyms.Hide(negotiation)
            : named.Value is { } authors && !negotiation.IsUnopened
                ? Negotiation.Of(negotiation.Id, negotiation.Events.Select(each => Named(each, authors)))
                : negotiation;

    /// <summary>When an event was recorded, to be compared with what no one is shown: names of then, and what else was
    /// recorded by it. A negotiation that was made of one that is shown gives the end of the minute.</summary>
    public static DateTimeOffset InFull(Negotiation seen, RecordedEvent recorded) =>
        closed.Value?.WholeOf(seen)?.LastUpTo(recorded.Version)?.RecordedAt ?? Through(recorded.RecordedAt);

    /// <summary>A sentence about the record, such as of a fault in it, as who reads may see it.</summary>
    public static string InText(string sentence) =>
        IsClosed ? Seconds.Replace(Commitment.Replace(sentence, "an author"), "$1:00Z") : sentence;

    /// <summary>An erasure as who reads may see it.</summary>
    public static Erased? Of(string stream, Erased? erased) =>
        closed.Value is { } pseudonyms
            ? own.Value is { } self
                ? self.In(erased, pseudonyms.Hide(stream, erased))
                : pseudonyms.Hide(stream, erased)
            : named.Value is { } authors
                ? Named(erased, authors)
                : erased;

    [GeneratedRegex("author-[0-9a-f]{40}")]
    private static partial Regex Commitment { get; }

    [GeneratedRegex(@"(T\d\d:\d\d):\d\d(\.\d+)?Z")]
    private static partial Regex Seconds { get; }

    private static void Set(Pseudonyms? pseudonyms, Authors? authors, Own? reader) =>
        (closed.Value, named.Value, own.Value) = (pseudonyms, authors, reader);

    private static RecordedEvent ForSelf(RecordedEvent stored, RecordedEvent shown) =>
        own.Value is { } self ? self.In(stored, shown) : shown;

    private static RecordedEvent Named(RecordedEvent recorded, Authors authors) =>
        recorded with
        {
            RecordedBy = authors.NameOf(recorded.RecordedBy),
            Erased = Named(recorded.Erased, authors),
        };

    private static Erased? Named(Erased? erased, Authors authors) =>
        erased is null ? null : erased with { By = authors.NameOf(erased.By) };
}
