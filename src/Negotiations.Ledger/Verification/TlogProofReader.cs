using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Negotiations.Ledger;

/// <summary>Reads tlog-proof files strictly, line by line, in the order the specification gives.</summary>
internal static class TlogProofReader
{
    private const string ExtraWord = "extra ";
    private const string IndexWord = "index ";

    public static bool TryRead(
        ReadOnlySpan<byte> bytes,
        [NotNullWhen(true)] out TlogProof? proof,
        [NotNullWhen(false)] out Unreadable? failure
    )
    {
        proof = null;
        failure = Read(bytes, ref proof) is { } reason ? new Unreadable("proof", reason) : null;
        return failure is null && proof is not null;
    }

    private static string? Read(ReadOnlySpan<byte> bytes, ref TlogProof? proof)
    {
        if (bytes.Length > TlogProof.MaxLength)
            return $"it is longer than {TlogProof.MaxLength} bytes";

        // The proof's own lines are ASCII; the note after the first empty line checks its encoding itself.
        var end = bytes.IndexOf("\n\n"u8);
        if (end < 0)
            return "no empty line parts proof and checkpoint";

        var lines = new Queue<string>(Encoding.Latin1.GetString(bytes[..end]).Split('\n'));
        if (lines.Dequeue() != TlogProof.Header)
            return $"the first line is not {TlogProof.Header}";

        byte[]? extra = null;
        if (
            lines.TryPeek(out var second)
            && second.StartsWith(ExtraWord, StringComparison.Ordinal)
            && !StrictBase64.TryDecode(lines.Dequeue()[ExtraWord.Length..], out extra)
        )
            return "the extra line is not base 64";

        if (
            !lines.TryDequeue(out var third)
            || !third.StartsWith(IndexWord, StringComparison.Ordinal)
            || !StrictDecimal.TryParse(third.AsSpan(IndexWord.Length), out var index)
        )
            return "the index line is missing or holds no index";

        if (lines.Count > TlogProof.MaxHashes)
            return $"it has more than {TlogProof.MaxHashes} hashes";

        var hashes = new List<Digest>();
        foreach (var line in lines)
        {
            if (!Digest.TryParse(line, out var hash))
                return $"hash {hashes.Count} is not 32 bytes in base 64";
            hashes.Add(hash);
        }

        if (!SignedNote.TryParse(bytes[(end + 2)..], out var note, out var unreadable))
            return $"its checkpoint is no signed note: {unreadable.Reason}";

        proof = extra is null
            ? new TlogProof(index, hashes, note)
            : new TlogProof(index, hashes, note) { Extra = extra };
        return null;
    }
}
