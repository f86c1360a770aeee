using System.Security.Cryptography;
using Negotiations.Store.Connections;

namespace Negotiations.Server.Webhooks;

/// <summary>
/// Secrets of subscriptions as the database keeps them: sealed (AES-256-GCM) with a key that lies outside it, so that
/// a copy of the database signs nothing. They cannot be hashed, because signing needs them.
/// </summary>
internal sealed class SecretProtector
{
    /// <summary>What secrets begin with (Standard Webhooks).</summary>
    public const string Prefix = "whsec_";

    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] key;

    private SecretProtector(byte[] key)
    {
        this.key = key;
        Name = Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 8));
    }

    /// <summary>
    /// Distinguishes this key from another; a node takes care of the subscriptions that bear the name of its own.
    /// </summary>
    public string Name { get; }

    /// <summary>A key that is configured is looked at before anything is sealed with it.</summary>
    /// <exception cref="InvalidDataException">What is configured is no key.</exception>
    public static void Check(IConfiguration configuration)
    {
        if (configuration["webhooks:key"] is { Length: > 0 } configured)
            Parse(configured, "webhooks:key");
    }

    /// <summary>The configured key, or the one in the data folder, which is made when there is none.</summary>
    /// <param name="configuration">webhooks:key, 32 bytes in base 64.</param>
    /// <param name="dataFolder">Where the key file lies: webhooks/webhooks.key.</param>
    /// <exception cref="InvalidDataException">What is there is no key.</exception>
    public static SecretProtector Load(IConfiguration configuration, string dataFolder)
    {
        if (configuration["webhooks:key"] is { Length: > 0 } configured)
            return Parse(configured, "webhooks:key");

        var file = Path.Combine(dataFolder, "webhooks", "webhooks.key");
        if (!File.Exists(file))
            PrivateFile.Write(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength)));

        return Parse(File.ReadAllText(file), file);
    }

    public byte[] Seal(ReadOnlySpan<byte> secret, Guid subscription)
    {
        var box = new byte[NonceLength + TagLength + secret.Length];
        var nonce = box.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(
            nonce,
            secret,
            box.AsSpan(NonceLength + TagLength),
            box.AsSpan(NonceLength, TagLength),
            subscription.ToByteArray()
        );
        return box;
    }

    /// <exception cref="CryptographicException">It was sealed with another key, or for another
    /// subscription.</exception>
    public byte[] Open(ReadOnlySpan<byte> box, Guid subscription)
    {
        var secret = new byte[box.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Decrypt(
            box[..NonceLength],
            box[(NonceLength + TagLength)..],
            box.Slice(NonceLength, TagLength),
            secret,
            subscription.ToByteArray()
        );
        return secret;
    }

    private static SecretProtector Parse(string text, string where)
    {
        var bytes = new byte[KeyLength];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == KeyLength
            ? new SecretProtector(bytes)
            : throw new InvalidDataException(
                $"What {where} gives is not a key of {KeyLength} bytes in base 64. Put the key back: under "
                    + "a new one every subscription needs a new secret."
            );
    }
}
