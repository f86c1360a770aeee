using Negotiations.Record;

namespace Negotiations.Store.Seeing;

/// <summary>
/// Who reads. Auditors and admins see who recorded what, and when to the microsecond. To everyone else an author is a
/// pseudonym, another one in each negotiation, and a recorded time its minute: who works at what hour is nobody's
/// business. It is set once for a request and goes with all that is done for it; what the server does by itself sees
/// everything.
/// </summary>
public static class Sight
{
    private static readonly AsyncLocal<Pseudonyms?> closed = new();

    /// <summary>Whether authors and exact times stay closed to who reads.</summary>
    public static bool IsClosed => closed.Value is not null;

    /// <summary>From here on they do.</summary>
    public static void Close(Pseudonyms pseudonyms) => closed.Value = pseudonyms;

    /// <summary>From here on they do not.</summary>
    public static void Open() => closed.Value = null;

    /// <summary>A recorded time as who reads may see it.</summary>
    public static DateTimeOffset At(DateTimeOffset recorded) => IsClosed ? Minute.Of(recorded) : recorded;

    /// <summary>An author as who reads may see them.</summary>
    /// <param name="stream">In which they recorded.</param>
    /// <param name="author">By name.</param>
    public static string By(string stream, string author) => closed.Value?.Of(stream, author) ?? author;

    /// <summary>
    /// What a question about the recorded clock means: to whom it shows minutes only, all of the minute that is named.
    /// Otherwise one could try instants until one divides what was recorded at it from what was not.
    /// </summary>
    public static DateTimeOffset Through(DateTimeOffset knownBy) => IsClosed ? Minute.EndOf(knownBy) : knownBy;

    /// <summary>The event as who reads may see it.</summary>
    /// <param name="stream">Of the event.</param>
    /// <param name="recorded">As stored.</param>
    public static RecordedEvent Of(string stream, RecordedEvent recorded) =>
        closed.Value is { } pseudonyms ? pseudonyms.Hide(stream, recorded) : recorded;

    /// <summary>The negotiation, or the stream of an actor, as who reads may see it.</summary>
    public static Negotiation Of(Negotiation negotiation) =>
        closed.Value is { } pseudonyms ? pseudonyms.Hide(negotiation) : negotiation;

    /// <summary>An erasure as who reads may see it.</summary>
    public static Erased? Of(string stream, Erased? erased) =>
        closed.Value is { } pseudonyms ? pseudonyms.Hide(stream, erased) : erased;
}
