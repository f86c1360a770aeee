using System.Text;
using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>
/// The log of <see cref="WorkedExample"/> goes on with an entry of version 2, and some of its members are shown.
/// </summary>
internal static class MembersExample
{
    public const string Author = "monitor-7";

    public const long Sequence = 57;

    public const string Data =
        """{ "type": "toll-reported", "eventId": "01833abc-0004-7000-8000-000000000004", """
        + "\"occurred\": \"2022-09-16\", \"sources\": [{ \"title\": \"S/2022/731\", "
        + "\"publisher\": \"United Nations\", \"published\": \"2022-09-20\" }], \"clashId\": \"batken-2022-09\", "
        + "\"killed\": { \"text\": \"16 people\", \"qualifier\": \"exact\", \"low\": 16.0, \"unit\": \"people\" }, "
        + "\"weapons\": [\"mortars\", \"tanks\"], \"note\": \"Нет данных / no data\", \"extensions\": {} }";

    public static DateTimeOffset RecordedAt { get; } =
        new DateTimeOffset(2022, 9, 20, 7, 41, 12, TimeSpan.Zero).AddMicroseconds(42);

    public static Guid Import { get; } = Guid.Parse("01833abc-00ff-7000-8000-0000000000ff");

    public static byte[] KeyBytes { get; } = [.. Enumerable.Range(0xd0, EventKey.Length).Select(i => (byte)i)];

    public static EventKey Key { get; } = new(KeyBytes);

    public static RecordedMembers Members { get; } = Of(Data);

    public static MemberDisclosure Whole { get; } = Members.Open(Key);

    public static Leaf Leaf { get; } = LeafOf(Whole);

    public static Digest[] Hashes { get; } = [.. WorkedExample.Hashes, Leaf.Hash()];

    public static MemberDisclosure Shown { get; } = RecordedMembers.Show(Whole, ["killed", "/sources/0/title"], out _);

    /// <summary>Of the whole entry, with the members shown.</summary>
    public static TlogProof Proof { get; } = ProofOf(new MemberProof(Leaf, Shown).ToBytes());

    public static RecordedMembers Of(string data) =>
        RecordedMembers.TryOf(
            Encoding.UTF8.GetBytes(data),
            Author,
            RecordedAt,
            Sequence,
            Import,
            out var members,
            out var reason
        )
            ? members
            : throw new InvalidOperationException(reason);

    public static Leaf LeafOf(MemberDisclosure members) =>
        Leaf.OfMembers(
            3,
            "kgz-tjk-border",
            4,
            "toll-reported",
            Guid.Parse("01833abc-0004-7000-8000-000000000004"),
            members.Shown.Single(each => each.Member.Name == LeafMember.Author).Hash(),
            RecordedAt,
            MemberRoot.Of(members.Shown.Select(each => each.Hash()).Concat(members.Withheld))
        );

    public static TlogProof ProofOf(byte[] extra) =>
        new(3, Proofs.Inclusion(3, 4, Trees.Reader(Hashes)), Ledgers.Head(Hashes, 4).Sign(Ledgers.Log))
        {
            Extra = extra,
        };

    /// <summary>What the library says of a proof file; null: it holds.</summary>
    public static VerificationFailure? WhyNot(ReadOnlySpan<byte> file) =>
        !TlogProof.TryParse(file, out var proof, out var unreadable) ? unreadable
        : !WholeProof.TryRead(proof, out var whole, out unreadable) ? unreadable
        : whole.Verify(Ledgers.Trust) as VerificationFailure;

    /// <summary>Forgeries of <see cref="Proof"/>, each with what was done.</summary>
    public static IEnumerable<(string Change, TlogProof Proof)> Forged()
    {
        var text = Encoding.UTF8.GetString(Proof.Extra!.Value.Span);
        var withheld = Shown.Withheld.Order(Comparer<Digest>.Create(MemberOrder)).ToList();
        var open = Shown.Shown.OrderBy(each => each.Member.Name, StringComparer.Ordinal).ToList();
        yield return Changed("a figure is another", "\"/killed/low\",16]", "\"/killed/low\",17]");
        yield return Changed("a member has another name", "\"/killed/low\"", "\"/killed/high\"");
        yield return Changed("another salt", $"[\"{Base64(open[0].Salt)}\"", $"[\"{Base64(open[1].Salt)}\"");
        yield return Changed("a withheld member is left out", $"\"{withheld[0]}\",", "");
        yield return Changed("a hash stands twice", $"\"{withheld[0]}\",", $"\"{withheld[0]}\",\"{withheld[0]}\",");
        yield return Changed(
            "the hashes stand in another order",
            $"\"{withheld[0]}\",\"{withheld[1]}\"",
            $"\"{withheld[1]}\",\"{withheld[0]}\""
        );
        yield return Changed("one bit of a withheld hash", $"\"{withheld[2]}\"", $"\"{withheld[2].Flipped(9)}\"");
        yield return Changed("another minute", "T07:41Z", "T07:42Z");
        yield return Changed("another author", Leaf.Author, withheld.First(h => h.ToHex() != Leaf.Author).ToHex());
        yield return Changed("another root", Leaf.Commitment.ToHex(), Leaf.Commitment.Flipped(0).ToHex());
        yield return Changed("version 3", "\"v\":2", "\"v\":3");
        yield return Changed("white space", "{\"entry\":", "{ \"entry\":");
        yield return Changed("a number in another spelling", "\"/killed/low\",16]", "\"/killed/low\",16.0]");
        yield return (
            "a member that is shown is withheld too",
            ProofOf(
                new MemberProof(Leaf, Shown with { Withheld = [.. Shown.Withheld, Shown.Shown[0].Hash()] }).ToBytes()
            )
        );

        (string, TlogProof) Changed(string change, string before, string after) =>
            text.Contains(before, StringComparison.Ordinal)
                ? (change, ProofOf(Encoding.UTF8.GetBytes(text.Replace(before, after, StringComparison.Ordinal))))
                : throw new InvalidOperationException($"The proof does not have {before}.");
    }

    public static int MemberOrder(Digest one, Digest other) =>
        one.ToArray().AsSpan().SequenceCompareTo(other.ToArray());

    private static string Base64(ReadOnlyMemory<byte> bytes) => Convert.ToBase64String(bytes.Span);
}
