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

    /// <summary>The members that an answer may keep from who reads, so that no one learns who works when.</summary>
    public static IReadOnlyList<string> MayBeClosed { get; } = [LeafMember.Author, LeafMember.RecordedAt];

    /// <summary>What opens the data alone; null: something else does, or nothing.</summary>
    public DataKey? DataKey { get; init; }

    /// <summary>The names of members that were not erased and are closed to who reads. Their hashes are among those
    /// that are withheld.</summary>
    public IReadOnlyList<string> Closed { get; init; } = [];

    /// <summary>Whether nothing of the data is gone.</summary>
    public bool OpensAllData => Key is not null || DataKey is not null;

    /// <summary>A key that opens all.</summary>
    public static MemberOpenings Of(EventKey key) => new(key, s_none, []);

    /// <summary>Null for a member that nothing opens any more.</summary>
    public byte[]? SaltOf(string name) =>
        Key is { } key ? key.SaltOf(name) : Salts.GetValueOrDefault(name) ?? DataKey?.SaltOf(name);

    /// <summary>Some of the members, opened.</summary>
    public MemberDisclosure Open(RecordedMembers members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return members.Open(SaltOf, Withheld);
    }

    /// <summary>The same for who may not see the author and the exact time.</summary>
    /// <param name="members">All of them.</param>
    public MemberOpenings WithoutAuthor(RecordedMembers members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var shown = Open(members).Shown;
        List<OpenMember> closed = [.. shown.Where(each => MayBeClosed.Contains(each.Member.Name))];
        List<Digest> withheld = [.. Withheld, .. closed.Select(each => each.Hash())];
        withheld.Sort(MemberRoot.Compare);
        var salts = shown
            .Where(each => !MayBeClosed.Contains(each.Member.Name))
            .Where(each => Key is null || !LeafMember.IsOfData(each.Member.Name))
            .ToDictionary(each => each.Member.Name, each => each.Salt.ToArray(), StringComparer.Ordinal);
        return new MemberOpenings(null, salts, withheld)
        {
            DataKey = Key?.DataKey ?? DataKey,
            Closed = [.. Closed, .. closed.Select(each => each.Member.Name)],
        };
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
