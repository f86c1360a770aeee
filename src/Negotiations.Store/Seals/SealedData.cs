using System.Security.Cryptography;
using Negotiations.Ledger;
using Negotiations.Record;

namespace Negotiations.Store.Seals;

/// <summary>
/// The part of a seal that is made before the commit: a key, and the hashes of the members of the data. Author, time
/// and sequence are known in the commit only.
/// </summary>
public sealed class SealedData
{
    private readonly EventKey key;
    private readonly Digest[] hashes;

    private SealedData(EventKey key, Digest[] hashes) => (this.key, this.hashes) = (key, hashes);

    /// <summary>A new one with a key of its own; null when a number in the data cannot be held exactly.</summary>
    /// <param name="type">The event's wire name.</param>
    /// <param name="id">Of the event.</param>
    /// <param name="data">As its row holds them.</param>
    public static SealedData? TryOn(string type, Guid id, ReadOnlySpan<byte> data)
    {
        if (Seal.Canonical(type, id, data) is not { } canonical)
            return null;

        var key = new EventKey(RandomNumberGenerator.GetBytes(EventKey.Length));
        return LeafMember.TryTakeApart(canonical, out var members, out _)
            ? new SealedData(key, [.. members.Select(each => new OpenMember(key.SaltOf(each.Name), each).Hash())])
            : null;
    }

    /// <summary>The seal of the event in its envelope.</summary>
    public MemberSeal In(RecordedEvent recorded)
    {
        var beside = RecordedMembers.Beside(
            recorded.RecordedBy,
            recorded.RecordedAt,
            recorded.Sequence,
            recorded.Import
        );
        return new MemberSeal(
            MemberOpenings.Of(key),
            MemberRoot.Of([.. hashes, .. beside.Select(each => new OpenMember(key.SaltOf(each.Name), each).Hash())])
        );
    }
}
