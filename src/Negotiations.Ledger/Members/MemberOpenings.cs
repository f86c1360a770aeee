namespace Negotiations.Ledger;

/// <summary>What opens the members of one event: its key, or after an erasure the salts that were written out, with the
/// hashes of the members that went.</summary>
/// <param name="Key">Null once it was destroyed.</param>
/// <param name="Salts">By the names of members; used where there is no key.</param>
/// <param name="Withheld">The hashes of members without a salt.</param>
public sealed record MemberOpenings(
    EventKey? Key,
    IReadOnlyDictionary<string, byte[]> Salts,
    IReadOnlyList<Digest> Withheld
)
{
    private static readonly IReadOnlyDictionary<string, byte[]> s_none = new Dictionary<string, byte[]>();

    /// <summary>A key that opens all.</summary>
    public static MemberOpenings Of(EventKey key) => new(key, s_none, []);

    /// <summary>Null for a member that nothing opens any more.</summary>
    public byte[]? SaltOf(string name) => Key is { } key ? key.SaltOf(name) : Salts.GetValueOrDefault(name);

    /// <summary>Some of the members, opened.</summary>
    public MemberDisclosure Open(RecordedMembers members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return members.Open(SaltOf, Withheld);
    }

    /// <summary>
    /// What is left of this when some members are changed or taken away: their hashes, and the salts of the others.
    /// </summary>
    /// <param name="before">All members, as they were.</param>
    /// <param name="after">As they are to be.</param>
    public MemberOpenings Without(RecordedMembers before, RecordedMembers after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var left = after.All.ToDictionary(each => each.Name, each => each.Value, StringComparer.Ordinal);
        var salts = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        List<Digest> withheld = [.. Withheld];
        foreach (var open in Open(before).Shown)
            if (left.TryGetValue(open.Member.Name, out var value) && value.Span.SequenceEqual(open.Member.Value.Span))
                salts.Add(open.Member.Name, open.Salt.ToArray());
            else
                withheld.Add(open.Hash());

        withheld.Sort(MemberRoot.Compare);
        return new MemberOpenings(null, salts, withheld);
    }
}
