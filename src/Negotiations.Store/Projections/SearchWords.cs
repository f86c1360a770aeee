using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Negotiations.Views;

namespace Negotiations.Store.Projections;

/// <summary>What a negotiation is found by, as it is stored.</summary>
public sealed class SearchWords
{
    private readonly Lazy<string> vector;

    private SearchWords(SearchText search)
    {
        Text = SearchVector.Write(search);
        Digest = DigestOf(Text);
        vector = new Lazy<string>(() => SearchVector.Of(search));
    }

    /// <summary>The texts, one a line.</summary>
    public string Text { get; }

    /// <summary>As the text PostgreSQL reads a tsvector from. It is made only when it is asked for.</summary>
    public string Vector => vector.Value;

    /// <summary>Enough of a SHA-256 of <see cref="Text"/>, from which all else follows, to recognise it by.</summary>
    public UInt128 Digest { get; }

    public static SearchWords Of(SearchText search) => new(search);

    private static UInt128 DigestOf(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
