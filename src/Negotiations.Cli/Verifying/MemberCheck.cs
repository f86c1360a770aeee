using System.Text.Json;
using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

/// <summary>Holds what is published of an event against the root in its leaf of version 2, member by member.</summary>
internal static class MemberCheck
{
    /// <summary>What the leaf has as author, for someone who is said to be it; zeros where no salt is left.</summary>
    public static Digest AuthorHash(MemberOpenings openings, string author) =>
        openings.SaltOf(LeafMember.Author) is { } salt
            ? new OpenMember(salt, RecordedMembers.Beside(author, default, 0, null).First()).Hash()
            : default;

    /// <summary>All members of an event as the history shows it, with the data that the log publishes.</summary>
    public static RecordedMembers? MembersOf(JsonElement data, LogEvent stated) =>
        RecordedMembers.TryOf(
            JsonSerializer.SerializeToUtf8Bytes(data),
            stated.RecordedBy,
            stated.RecordedAt.ToUniversalTime(),
            stated.Sequence,
            stated.Import,
            out var members,
            out _
        )
            ? members
            : null;

    /// <summary>Whether the members give the root of the leaf.</summary>
    public static bool Holds(Leaf leaf, LogData? data, LogEvent stated) =>
        data is { Members: { } openings, Data: { } json }
        && MembersOf(json, stated) is { } members
        && openings.Open(members).Check(leaf).Holds;

    /// <summary>The root that the members as they are shown give; null where they give none.</summary>
    public static Digest? RootOf(LogData? data, LogEvent stated)
    {
        if (data is not { Members: { } openings, Data: { } json } || MembersOf(json, stated) is not { } members)
            return null;

        var disclosure = openings.Open(members);
        return MemberRoot.Of(disclosure.Shown.Select(each => each.Hash()).Concat(disclosure.Withheld));
    }

    /// <summary>Whether what opens the members is gone and no act says why.</summary>
    public static bool IsClosed(Leaf leaf, LogData? data) =>
        leaf.Form is LeafForm.Members
        && data is not ({ Members.OpensAllData: true } or { Members: not null, Erasure: not null, Data: not null });

    public static Finding Closed(Leaf leaf, long index) =>
        Finding.About(
            leaf,
            index,
            "erased-without-act",
            "data",
            "What opens its members is gone, and no recorded act says who erased them and why."
        );

    /// <summary>Members that nothing binds any more and that do not say so: an erasure leaves a mark and no other
    /// word.</summary>
    public static IEnumerable<string> Unmarked(MemberOpenings openings, RecordedMembers members) =>
        ErasureMark.Missing(openings, members);
}
