using System.Globalization;
using System.Text.Json;

namespace Negotiations.Ledger;

/// <summary>
/// Members of one event that are shown, and the hashes of all others. A hash says nothing of what it hides; only how
/// many there are can be counted.
/// </summary>
/// <param name="Shown">In any order.</param>
/// <param name="Withheld">The hashes of the others, in any order.</param>
public sealed record MemberDisclosure(IReadOnlyList<OpenMember> Shown, IReadOnlyList<Digest> Withheld)
{
    /// <summary>Holds the members against the root, and what the leaf says in the open against them.</summary>
    /// <returns><see cref="MembersMatch"/>, <see cref="MembersMismatch"/>, <see cref="MemberContradicts"/>, or
    /// <see cref="Unreadable"/> for a leaf of version 1.</returns>
    public Verification Check(Leaf leaf)
    {
        ArgumentNullException.ThrowIfNull(leaf);
        if (leaf.Form is not LeafForm.Members)
            return new Unreadable("disclosure", $"entry {leaf.Index} is of version 1, which has no members");

        Digest[] shown = [.. Shown.Select(each => each.Hash())];
        Digest[] all = [.. shown, .. Withheld];
        var root = MemberRoot.Of(all);
        if (root != leaf.Commitment)
            return new MembersMismatch(leaf, root);

        if (!all.Any(hash => hash.ToHex() == leaf.Author))
            return new MemberContradicts(leaf, LeafMember.Author, "the author that the leaf names is no member of it");

        foreach (var (place, open) in Shown.Index())
            if (Contradiction(leaf, open.Member, shown[place]) is { } reason)
                return new MemberContradicts(leaf, open.Member.Name, reason);

        return new MembersMatch(leaf, Shown.Count, Withheld.Count);
    }

    private static string? Contradiction(Leaf leaf, LeafMember member, Digest hash) =>
        (hash.ToHex() == leaf.Author) != (member.Name == LeafMember.Author)
            ? "it is not what the leaf names as author"
            : member.Name switch
            {
                LeafMember.RecordedAt => IsInMinute(Text(member), leaf) ? null : "it is not in the minute of the leaf",
                "/type" => Text(member) == leaf.Type ? null : $"the leaf has the type {leaf.Type}",
                "/eventId" => Text(member) == leaf.EventId.ToString("D") ? null : $"the leaf is of {leaf.EventId:D}",
                _ => null,
            };

    private static bool IsInMinute(string? text, Leaf leaf) =>
        DateTimeOffset.TryParseExact(
            text,
            Leaf.TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant
        )
        && Leaf.MinuteOf(instant) == leaf.RecordedAt;

    private static string? Text(LeafMember member)
    {
        var reader = new Utf8JsonReader(member.Value.Span);
        return reader.Read() && reader.TokenType is JsonTokenType.String ? reader.GetString() : null;
    }
}
