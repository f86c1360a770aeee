using System.Buffers;
using System.Text.Json;
using Negotiations.Json;
using Negotiations.Store.Actors;

namespace Negotiations.Server.Actors;

/// <summary>The names of actors beside their codes, in answers that are stored as the fold made them.</summary>
internal static class NamedAnswer
{
    // Quotes inside a text are escaped, so these bytes are never part of one. Only the arrays that follow are parsed:
    // a page of a list is long.
    private static ReadOnlySpan<byte> Parties => "\"parties\":["u8;

    /// <summary>The same JSON with a name for each party that the registry knows.</summary>
    /// <param name="json">Compact, as <see cref="EventJson"/> writes it.</param>
    /// <param name="actors">Which know the names.</param>
    /// <param name="knownBy">By when they were called so; null: now.</param>
    /// <param name="language">en, ru, ky or tg.</param>
    public static byte[] Of(
        ReadOnlySpan<byte> json, ActorDirectory actors, DateTimeOffset? knownBy, string language)
    {
        var named = new ArrayBufferWriter<byte>(Math.Max(256, json.Length + (json.Length / 8)));
        while (json.IndexOf(Parties) is >= 0 and var at)
        {
            var start = at + Parties.Length - 1;
            named.Write(json[..start]);
            json = json[start..];
            json = json[AddNames(json, named, code => actors.At(code, knownBy)?.NameIn(language))..];
        }

        named.Write(json);
        return named.WrittenSpan.ToArray();
    }

    // Writes the array at the beginning of the bytes up to its last name, and says how far that is.
    private static int AddNames(
        ReadOnlySpan<byte> array, ArrayBufferWriter<byte> named, Func<string, string?> nameOf)
    {
        var reader = new Utf8JsonReader(array);
        reader.Read();
        var written = 0;
        while (reader.Read() && reader.CurrentDepth > 0)
        {
            if (reader.CurrentDepth != 2 || reader.TokenType != JsonTokenType.PropertyName
                || !reader.ValueTextEquals("id"u8))
                continue;

            reader.Read();
            if (reader.TokenType != JsonTokenType.String || nameOf(reader.GetString()!) is not { } name)
                continue;

            var end = (int)reader.BytesConsumed;
            named.Write(array[written..end]);
            named.Write(",\"name\":\""u8);
            named.Write(JsonEncodedText.Encode(name, EventJson.Options.Encoder).EncodedUtf8Bytes);
            named.Write("\""u8);
            written = end;
        }

        return written;
    }
}
