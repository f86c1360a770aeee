namespace Negotiations.Ledger;

/// <summary>What opens the data of an event and leaves closed what stands beside them: who recorded it, and the exact
/// time.</summary>
public sealed class DataKey
{
    private readonly byte[] key;

    /// <param name="key">Exactly 32 bytes: <c>HMAC-SHA256(event key, "data/v2")</c>.</param>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public DataKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != EventKey.Length)
            throw new ArgumentException($"A data key has {EventKey.Length} bytes, not {key.Length}.", nameof(key));

        this.key = key.ToArray();
    }

    public byte[] ToArray() => [.. key];

    /// <summary>Null for a member that is not of the data.</summary>
    public byte[]? SaltOf(string name) => LeafMember.IsOfData(name) ? EventKey.Salt(key, name) : null;
}
