using System.Security.Cryptography;
using System.Text;

namespace Negotiations.Ledger;

/// <summary>
/// The one secret of an event, from which the salt of each of its members follows. Who has it can open every member;
/// once it is destroyed, only those whose salts were written out before.
/// </summary>
/// <remarks>
/// Two keys, so that the data of an event can be published in 32 bytes while author and exact time stay closed: the
/// data key opens the members of the data, and the event key, from which it follows, the others too.
/// </remarks>
public sealed class EventKey
{
    /// <summary>In bytes, of the key and of each salt.</summary>
    public const int Length = 32;

    private const int LongestUsual = 256;

    private readonly byte[] key;
    private readonly byte[] dataKey;

    /// <param name="key">Exactly 32 bytes, drawn at random for this event alone.</param>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public EventKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Length)
            throw new ArgumentException($"An event's key has {Length} bytes, not {key.Length}.", nameof(key));

        this.key = key.ToArray();
        dataKey = HMACSHA256.HashData(key, "data/v2"u8);
    }

    public byte[] ToArray() => [.. key];

    /// <summary>What opens the members of the data, and nothing beside them.</summary>
    public DataKey DataKey => new(dataKey);

    /// <summary><c>HMAC-SHA256(key, "salt/v2 " || name)</c>, where the key of a member of the data is the data key,
    /// <c>HMAC-SHA256(event key, "data/v2")</c>, and of any other the event key.</summary>
    /// <param name="name">Of the member, hashed as UTF-8.</param>
    public byte[] SaltOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Salt(LeafMember.IsOfData(name) ? dataKey : key, name);
    }

    internal static byte[] Salt(ReadOnlySpan<byte> key, string name)
    {
        var label = "salt/v2 "u8;
        var length = label.Length + Encoding.UTF8.GetByteCount(name);
        var message = length <= LongestUsual ? stackalloc byte[length] : new byte[length];
        label.CopyTo(message);
        Encoding.UTF8.GetBytes(name, message[label.Length..]);
        return HMACSHA256.HashData(key, message);
    }
}
