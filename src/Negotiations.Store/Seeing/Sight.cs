using Negotiations.Record;

namespace Negotiations.Store.Seeing;

/// <summary>
/// Who reads. Auditors and admins see who recorded what by name, and when to the microsecond. To everyone else an author
/// is a pseudonym, another one in each negotiation, and a recorded time its minute: who works at what hour is no one
/// else's business. It is set once for a request and goes with all that is done for it; what the server does by itself sees
/// the record as it is stored.
/// </summary>
public static class Sight
{
    private static readonly AsyncLocal<Pseudonyms?> closed = new();
    private static readonly AsyncLocal<Authors?> named = new();

    /// <summary>Whether authors and exact times stay closed to who reads.</summary>
    public static bool IsClosed => closed.Value is not null;

    /// <summary>From here on they do.</summary>
    public static void Close(Pseudonyms pseudonyms) => (closed.Value, named.Value) = (pseudonyms, null);

    /// <summary>From here on they do not, and authors are shown by name.</summary>
    public static void Name(Authors authors) => (closed.Value, named.Value) = (null, authors);

    /// <summary>From here on everything is as it is stored.</summary>
    public static void Open() => (closed.Value, named.Value) = (null, null);

    /// <summary>A recorded time as who reads may see it.</summary>
    public static DateTimeOffset At(DateTimeOffset recorded) => IsClosed ? Minute.Of(recorded) : recorded;

    /// <summary>An author as who reads may see them.</summary>
    /// <param name="stream">In which they recorded.</param>
    /// <param name="author">As stored.</param>
    public static string By(string stream, string author) =>
        closed.Value?.Of(stream, author) ?? named.Value?.NameOf(author) ?? author;

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
        closed.Value is { } pseudonyms ? pseudonyms.Hide(stream, recorded)
        : named.Value is { } authors ? Named(recorded, authors)
        : recorded;

    /// <summary>The negotiation, or the stream of an actor, as who reads may see it.</summary>
    public static Negotiation Of(Negotiation negotiation) =>
        closed.Value is { } pseudonyms ? pseudonyms.Hide(negotiation)
        : named.Value is { } authors && !negotiation.IsUnopened
            ? Negotiation.Of(negotiation.Id, negotiation.Events.Select(each => Named(each, authors)))
        : negotiation;

    /// <summary>When an event was recorded, to be compared with what no one is shown: names of then, and what else was
    /// recorded by it. A negotiation that was made of one that is shown gives the end of the minute.</summary>
    public static DateTimeOffset InFull(Negotiation seen, RecordedEvent recorded) =>
        closed.Value?.WholeOf(seen)?.LastUpTo(recorded.Version)?.RecordedAt ?? Through(recorded.RecordedAt);

    /// <summary>An erasure as who reads may see it.</summary>
    public static Erased? Of(string stream, Erased? erased) =>
        closed.Value is { } pseudonyms ? pseudonyms.Hide(stream, erased)
        : named.Value is { } authors ? Named(erased, authors)
        : erased;

    private static RecordedEvent Named(RecordedEvent recorded, Authors authors) =>
        recorded with
        {
            RecordedBy = authors.NameOf(recorded.RecordedBy),
            Erased = Named(recorded.Erased, authors),
        };

    private static Erased? Named(Erased? erased, Authors authors) =>
        erased is null ? null : erased with { By = authors.NameOf(erased.By) };
}
