using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Seeing;

/// <summary>
/// What authors are called to the public: <c>author-</c> and twelve hexadecimal digits, of HMAC-SHA256 over the
/// negotiation by a key that is drawn for the author. In one negotiation it stays the same; those of two cannot be tied
/// to each other without the key, and an erasure of the author destroys that.
/// </summary>
public sealed class Pseudonyms(Database database)
{
    private const string Begin = "author-";
    private const int Digits = 12;
    private const int KeyLength = 32;

    // What the program itself records, and no one.
    private static readonly string[] programs = ["", "casebook", "server"];

    // Several nodes may ask for the first time at once: the row that is there first has the key.
    private const string Ask = $"""
        with made as (
          insert into {Tables.Schema}.author (name, key) values ($1, $2) on conflict do nothing returning key)
        select key from made union all select key from {Tables.Schema}.author where name = $1
        """;

    private const string Look = $"select key from {Tables.Schema}.author where name = $1 and $2 is not null";

    private readonly ConcurrentDictionary<string, byte[]> keys = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<Negotiation, Negotiation> hidden = [];

    /// <summary>Whether it is one: what is called so in the record was an author who was erased.</summary>
    public static bool IsOne(string name) =>
        name.Length == Begin.Length + Digits
        && name.StartsWith(Begin, StringComparison.Ordinal)
        && name.Skip(Begin.Length).All(char.IsAsciiHexDigitLower);

    /// <summary>What an author is called in a negotiation, also by what the server records of it, or in the entry of an
    /// actor.</summary>
    public string Of(string stream, string author)
    {
        if (programs.Contains(author) || IsOne(author))
            return author;

        var about = NoticeStreams.NegotiationOf(stream) ?? stream;
        var hash = HMACSHA256.HashData(KeyOf(author), Encoding.UTF8.GetBytes("pseudonym/v1 " + about));
        return Begin + Convert.ToHexStringLower(hash)[..Digits];
    }

    /// <summary>Sees to it that there is a key, so that nodes that only read find it.</summary>
    public void Know(string author)
    {
        if (!database.IsReadOnly)
            KeyOf(author);
    }

    /// <summary>Leaves no key in memory.</summary>
    public void Forget()
    {
        keys.Clear();
        hidden.Clear();
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

    private Negotiation HideAll(Negotiation negotiation)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        return Negotiation.Of(negotiation.Id, negotiation.Events.Select(Shown));

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

    // Asked for once a name and process, so it does not have to be awaited: whatever shows a name needs it at once.
    private byte[] KeyOf(string author)
    {
        if (keys.TryGetValue(author, out var known))
            return known;

        // On a node that only reads there may be none yet, until the one that records is upgraded: then one for this
        // answer.
        var drawn = RandomNumberGenerator.GetBytes(KeyLength);
        return AskFor(author, drawn) is { } found ? keys.GetOrAdd(author, found) : drawn;
    }

    private byte[]? AskFor(string author, byte[] drawn)
    {
        using var command = database.Source.CreateCommand(database.IsReadOnly ? Look : Ask);
        command.Parameters.AddWithValue(author);
        command.Parameters.AddWithValue(drawn);
        for (var tries = 0; tries < 3; tries++)
            if (command.ExecuteScalar() is byte[] key)
                return key;

        return null;
    }
}
