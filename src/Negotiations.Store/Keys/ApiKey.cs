using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Negotiations.Store.Keys;

/// <summary>A key as it is handed out once: 256 random bits behind a prefix by which leaked ones are found.</summary>
/// <param name="Text">The secret itself.</param>
public readonly record struct ApiKey(string Text)
{
    /// <summary>Shows scanners of repositories and logs what they found.</summary>
    public const string Scheme = "ngt_";

    // So many characters name a key to people and are no help in guessing the rest.
    private const int ShownLength = 10;

    /// <summary>The beginning, by which a person distinguishes keys.</summary>
    public string Prefix => Text[..ShownLength];

    /// <summary>SHA-256. The key is random, so a slow hash would protect nothing more.</summary>
    public byte[] Hash() => HashOf(Text);

    public static ApiKey Create() => new(Scheme + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Never the key.</summary>
    public override string ToString() => Text.Length >= ShownLength ? Prefix + "..." : Scheme;
}
