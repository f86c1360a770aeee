using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Negotiations.Ledger;

/// <summary>
/// A text and the signatures under it (C2SP signed-note). Reading one proves nothing: see <see cref="Verify"/>.
/// </summary>
public sealed record SignedNote
{
    /// <summary>More signature lines than this are refused; C2SP asks verifiers to take at least 16.</summary>
    public const int MaxSignatures = 64;

    /// <summary>In bytes; longer notes are refused unread.</summary>
    public const int MaxLength = 1 << 20;

    private static readonly UTF8Encoding s_utf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <param name="text">Ends in a newline and holds no other control character.</param>
    /// <param name="signatures">May be empty while the note is being made.</param>
    /// <exception cref="ArgumentException">The text is no note text.</exception>
    public SignedNote(string text, IReadOnlyList<NoteSignature> signatures)
    {
        if (WhyNoText(text) is { } reason)
            throw new ArgumentException($"This cannot be signed as a note: {reason}.", nameof(text));

        (Text, Signatures) = (text, signatures);
    }

    /// <summary>What is signed, with its last newline.</summary>
    public string Text { get; }

    public IReadOnlyList<NoteSignature> Signatures { get; }

    public SignedNote With(NoteSignature signature) => new(Text, [.. Signatures, signature]);

    /// <summary>The note as it is served: text, empty line, signatures.</summary>
    public override string ToString() =>
        $"{Text}\n{string.Concat(Signatures.Select(signature => signature.Line + "\n"))}";

    public byte[] ToBytes() => s_utf8.GetBytes(ToString());

    /// <summary>Reads a note with at least one signature line; trusts none of it.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes,
        [NotNullWhen(true)] out SignedNote? note,
        [NotNullWhen(false)] out Unreadable? failure
    )
    {
        note = null;
        failure = Read(bytes, ref note) is { } reason ? new Unreadable("signed note", reason) : null;
        return failure is null && note is not null;
    }

    /// <summary>
    /// Checks the signatures of trusted keys. Unknown keys are ignored; a known key's signature that fails condemns
    /// the whole note, no matter who else signed it (C2SP signed-note, "Signatures").
    /// </summary>
    /// <returns><see cref="Signed"/>, <see cref="BadSignature"/> or <see cref="NotSigned"/>.</returns>
    public Verification Verify(IReadOnlyCollection<VerifierKey> trusted)
    {
        ArgumentNullException.ThrowIfNull(trusted);
        var by = new List<Signing>();
        foreach (var signature in Signatures)
        {
            if (
                trusted.FirstOrDefault(key => key.Name == signature.KeyName && key.KeyId == signature.KeyId)
                is not { } key
            )
                continue;

            if (!Signing.TryVerify(key, Text, signature.Bytes.Span, out var signing))
                return new BadSignature(signature.KeyName, $"{signature.KeyId:x8}");

            if (by.All(earlier => earlier.Key != key))
                by.Add(signing);
        }

        return by.Count > 0
            ? new Signed(by)
            : new NotSigned(
                [.. trusted.Select(key => key.NameAndId)],
                [.. Signatures.Select(signature => signature.NameAndId)]
            );
    }

    internal static byte[] Utf8(string text) => s_utf8.GetBytes(text);

    private static string? Read(ReadOnlySpan<byte> bytes, ref SignedNote? note)
    {
        if (bytes.Length > MaxLength)
            return $"it is longer than {MaxLength} bytes";

        string all;
        try
        {
            all = s_utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return "it is not UTF-8";
        }

        // The text may hold empty lines itself; the last one ends it.
        var end = all.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0)
            return "no empty line parts text and signatures";

        var (text, lines) = (all[..(end + 1)], all[(end + 2)..]);
        if (WhyNoText(text) is { } reason)
            return reason;

        if (!lines.EndsWith('\n'))
            return "the last signature line does not end in a newline";

        var signatures = new List<NoteSignature>();
        foreach (var line in lines[..^1].Split('\n'))
        {
            if (!NoteSignature.TryParse(line, out var signature))
                return $"signature line {signatures.Count + 1} is not a dash, a key name and base 64";
            signatures.Add(signature);
        }

        if (signatures.Count > MaxSignatures)
            return $"it has more than {MaxSignatures} signatures";

        note = new SignedNote(text, signatures);
        return null;
    }

    private static string? WhyNoText(string text) =>
        !text.EndsWith('\n') ? "the text does not end in a newline"
        : text.Any(c => c < ' ' && c != '\n') ? "the text holds a control character"
        : null;
}
