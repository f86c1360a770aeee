using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Seeing;

/// <summary>
/// What authors are called to the public: <c>author-</c> and twelve hexadecimal digits, of HMAC-SHA256 over what the
/// record calls them and the negotiation, by a key of this store. In one negotiation it stays the same, also after the
/// author was erased; those of two cannot be tied to each other without the key.
/// </summary>
public sealed class Pseudonyms(Database database)
{
    private const string Begin = "author-";
    private const int Digits = 12;
    private const int KeyLength = 32;
    private const string Look = $"select key from {Tables.Schema}.pseudonym_key";

    private readonly ConditionalWeakTable<Negotiation, Negotiation> hidden = [];
    private readonly ConditionalWeakTable<Negotiation, Negotiation> whole = [];
    private readonly byte[] without = RandomNumberGenerator.GetBytes(KeyLength);
    private volatile byte[]? key;

    /// <summary>Whether a text is one.</summary>
    public static bool IsOne(string name) =>
        name.Length == Begin.Length + Digits
        && name.StartsWith(Begin, StringComparison.Ordinal)
        && name.Skip(Begin.Length).All(char.IsAsciiHexDigitLower);

    /// <summary>What an author is called in a negotiation, also by what the server records of it, or in the entry of an
    /// actor.</summary>
    public string Of(string stream, string author)
    {
        if (Authors.IsProgram(author) || IsOne(author))
            return author;

        var about = NoticeStreams.NegotiationOf(stream) ?? stream;
        var hash = HMACSHA256.HashData(Key(), Encoding.UTF8.GetBytes($"pseudonym/v1 {author} {about}"));
        return Begin + Convert.ToHexStringLower(hash)[..Digits];
    }

    /// <summary>Leaves nothing in memory.</summary>
    public void Forget()
    {
        key = null;
        hidden.Clear();
        whole.Clear();
    }

    internal RecordedEvent Hide(string stream, RecordedEvent recorded) =>
        recorded with
        {
            RecordedAt = Minute.Of(recorded.RecordedAt),
            RecordedBy = Of(stream, recorded.RecordedBy),
            Erased = Hide(stream, recorded.Erased),
        };

    internal Erased? Hide(string stream, Erased? erased) =>
        erased is null ? null : new Erased(Minute.Of(erased.At), Of(stream, erased.By), erased.Reason);

    // A negotiation in memory is asked for often, and there is one of it until something is recorded.
    internal Negotiation Hide(Negotiation negotiation) =>
        negotiation.IsUnopened ? negotiation : hidden.GetValue(negotiation, HideAll);

    // Who recorded some of it sees their own name there, and of the others what everyone sees.
    internal Negotiation Hide(Negotiation negotiation, Own own)
    {
        var shared = Hide(negotiation);
        if (negotiation.IsUnopened || !negotiation.Events.Any(own.IsIn))
            return shared;

        var seen = Negotiation.Of(
            negotiation.Id,
            negotiation.Events.Zip(shared.Events, (stored, shown) => own.In(stored, shown))
        );
        whole.AddOrUpdate(seen, negotiation);
        return seen;
    }

    internal Negotiation? WholeOf(Negotiation seen) => whole.TryGetValue(seen, out var all) ? all : null;

    private Negotiation HideAll(Negotiation negotiation)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        var seen = Negotiation.Of(negotiation.Id, negotiation.Events.Select(Shown));
        whole.AddOrUpdate(seen, negotiation);
        return seen;

        RecordedEvent Shown(RecordedEvent recorded)
        {
            if (!names.TryGetValue(recorded.RecordedBy, out var name))
                names.Add(recorded.RecordedBy, name = Of(negotiation.Id, recorded.RecordedBy));

            return recorded with
            {
                RecordedAt = Minute.Of(recorded.RecordedAt),
                RecordedBy = name,
                Erased = Hide(negotiation.Id, recorded.Erased),
            };
        }
    }

    // Asked for once a process, so it does not have to be awaited. Who made the schema drew it; where someone took the
    // row away, this process has one of its own until it is there again.
    private byte[] Key()
    {
        if (key is { } found)
            return found;

        using var look = database.Source.CreateCommand(Look);
        return look.ExecuteScalar() is byte[] stored ? key = stored : without;
    }
}
