using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Negotiations.Ledger;

/// <summary>One line under a note: <c>— name base64(key id || signature)</c> (C2SP signed-note, "Format").</summary>
/// <param name="KeyName">Whose key.</param>
/// <param name="KeyId">See <see cref="VerifierKey.KeyId"/>.</param>
/// <param name="Bytes">What the key's kind puts there: 64 bytes for a note, 8 of time and 64 for a cosignature,
/// anything for kinds unknown here.</param>
public sealed record NoteSignature(string KeyName, uint KeyId, ReadOnlyMemory<byte> Bytes)
{
    private const string Dash = "\u2014 ";

    private const int KeyIdLength = sizeof(uint);

    internal string NameAndId => string.Create(CultureInfo.InvariantCulture, $"{KeyName}+{KeyId:x8}");

    /// <summary>The line without its newline.</summary>
    public string Line
    {
        get
        {
            var blob = new byte[KeyIdLength + Bytes.Length];
            BinaryPrimitives.WriteUInt32BigEndian(blob, KeyId);
            Bytes.CopyTo(blob.AsMemory(KeyIdLength));
            return $"{Dash}{KeyName} {Convert.ToBase64String(blob)}";
        }
    }

    public override string ToString() => Line;

    /// <summary>Reads a line without its newline, as a witness answers it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        if (
            line?.StartsWith(Dash, StringComparison.Ordinal) is not true
            || line[Dash.Length..].Split(' ') is not [var name, var encoded]
            || !VerifierKey.IsName(name)
            || !StrictBase64.TryDecode(encoded, out var blob)
            || blob.Length <= KeyIdLength
        )
            return false;

        signature = new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(blob), blob.AsMemory(KeyIdLength));
        return true;
    }
}
