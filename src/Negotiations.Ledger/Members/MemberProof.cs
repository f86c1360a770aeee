using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Negotiations.Ledger;

/// <summary>
/// What the <c>extra</c> line of a proof file holds where members are shown: the entry, and its disclosure. One
/// spelling: canonical JSON, shown members in the order of their names as UTF-8, hashes in the
/// order of their bytes.
/// </summary>
/// <param name="Entry">Of version 2.</param>
/// <param name="Disclosure">Of its members.</param>
public sealed record MemberProof(Leaf Entry, MemberDisclosure Disclosure)
{
    // By the bytes of UTF-8, which is the order of strings in most languages and not in .NET.
    private static readonly Comparer<OpenMember> s_byName = Comparer<OpenMember>.Create(
        (one, other) =>
            Encoding
                .UTF8.GetBytes(one.Member.Name)
                .AsSpan()
                .SequenceCompareTo(Encoding.UTF8.GetBytes(other.Member.Name))
    );

    public byte[] ToBytes()
    {
        var bytes = new ArrayBufferWriter<byte>(2048);
        bytes.Write("{\"entry\":"u8);
        bytes.Write(Entry.ToBytes());
        bytes.Write(",\"shown\":["u8);
        var isFirst = true;
        foreach (var open in Disclosure.Shown.Order(s_byName))
        {
            if (!isFirst)
                bytes.Write(","u8);

            isFirst = false;
            open.Write(bytes);
        }

        bytes.Write("],\"withheld\":["u8);
        var withheld = string.Join(
            ',',
            Disclosure.Withheld.Order(Comparer<Digest>.Create(MemberRoot.Compare)).Select(hash => $"\"{hash}\"")
        );
        Encoding.ASCII.GetBytes(withheld, bytes);
        bytes.Write("]}"u8);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Reads exactly what <see cref="ToBytes"/> writes; trusts none of it.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes,
        [NotNullWhen(true)] out MemberProof? proof,
        [NotNullWhen(false)] out Unreadable? failure
    ) => MemberProofReader.TryRead(bytes, out proof, out failure);
}
