using System.Text;
using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

/// <summary>What a proof file proves, in sentences.</summary>
internal static class ProvenText
{
    public static string Of(Leaf leaf)
    {
        var name = $"{leaf.Stream} version {leaf.Version} ({leaf.Type}, {leaf.EventId}) was recorded ";
        return leaf.Form is LeafForm.Members
            ? name
                + $"at {leaf.RecordedAt:yyyy-MM-dd'T'HH:mm'Z'}, by an author whom the entry does not name; the root of "
                + $"its members is {leaf.Commitment.ToHex()}."
            : name
                + $"by {leaf.Author} at {leaf.RecordedAt:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}; its data hash is "
                + $"{leaf.Commitment.ToHex()}.";
    }

    /// <summary>The members shown, one a line, and how many are not.</summary>
    public static IEnumerable<string> Of(MemberDisclosure disclosure) =>
        [
            .. disclosure
                .Shown.OrderBy(each => each.Member.Name, StringComparer.Ordinal)
                .Select(each => $"{each.Member.Name} is {Encoding.UTF8.GetString(each.Member.Value.Span)}"),
            $"{disclosure.Withheld.Count} members are withheld.",
        ];
}
