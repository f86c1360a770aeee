using System.Diagnostics.CodeAnalysis;

namespace Negotiations.Ledger;

/// <summary>A proof file that says itself which entry it proves, and perhaps members of it.</summary>
/// <param name="Proof">The file.</param>
/// <param name="Entry">From its <c>extra</c> line.</param>
/// <param name="Disclosure">Members that it shows; null: it shows the entry alone.</param>
public sealed record WholeProof(TlogProof Proof, Leaf Entry, MemberDisclosure? Disclosure)
{
    /// <summary>Reads a file; trusts none of it.</summary>
    /// <param name="proof">With an <c>extra</c> line.</param>
    /// <param name="whole">What it says.</param>
    /// <param name="failure">Why it says nothing.</param>
    public static bool TryRead(
        TlogProof proof,
        [NotNullWhen(true)] out WholeProof? whole,
        [NotNullWhen(false)] out Unreadable? failure
    )
    {
        ArgumentNullException.ThrowIfNull(proof);
        whole = null;
        if (proof.Extra is not { } extra)
        {
            failure = new Unreadable("proof", "it has no extra line, so it does not say which entry it proves");
            return false;
        }

        if (!extra.Span.StartsWith("{\"entry\":"u8))
        {
            if (Leaf.TryParse(extra, out var leaf, out failure))
                whole = new WholeProof(proof, leaf, null);
        }
        else if (MemberProof.TryParse(extra, out var members, out failure))
        {
            whole = new WholeProof(proof, members.Entry, members.Disclosure);
        }

        return whole is not null;
    }

    /// <summary>
    /// Signatures, the place in the tree, the index that the entry names, and every member that is shown.
    /// </summary>
    /// <param name="trust">From the verifier's own configuration.</param>
    /// <returns><see cref="Included"/> or, where members are shown, <see cref="MembersMatch"/>; else the first
    /// failure.</returns>
    public Verification Verify(LogTrust trust) =>
        Proof.Verify(trust, Entry.ToBytes()) is var included && !included.Holds ? included
        : Entry.Index != Proof.Index ? new WrongIndex(Entry.Index, Proof.Index)
        : Disclosure?.Check(Entry) ?? included;
}
