using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Json;
using Negotiations.Store.Actors;

namespace Negotiations.Server.Actors;

/// <summary>
/// The names of actors beside their codes and the sentences of headlines, in answers that are stored as the fold made
/// them.
/// </summary>
internal sealed class NamedAnswer
{
    private const int LongestCode = 64;

    // Every answer looks for names: they are made once for a registry and a language, and go with the registry.
    private static readonly ConditionalWeakTable<
        ActorRegistry,
        ConcurrentDictionary<string, Dictionary<string, byte[]>>
    > made = [];

    private readonly MemberOf memberOf;
    private readonly HeadlineTexts headlines;
    private readonly bool isShort;

    private NamedAnswer(MemberOf memberOf, HeadlineTexts headlines, bool isShort) =>
        (this.memberOf, this.headlines, this.isShort) = (memberOf, headlines, isShort);

    private delegate byte[]? MemberOf(ReadOnlySpan<char> code);

    // Quotes inside a text are escaped, so these bytes are never part of one. Only the arrays that follow are parsed:
    // a page of a list is long.
    private static ReadOnlySpan<byte> Parties => "\"parties\":["u8;

    /// <param name="actors">Which know the names.</param>
    /// <param name="knownBy">By when they were called so; null: now.</param>
    /// <param name="language">en, ru, ky or tg.</param>
    /// <param name="isShort">Of a headline the sentence is said, and not what it is made of.</param>
    public static NamedAnswer By(
        ActorDirectory actors,
        DateTimeOffset? knownBy,
        string language,
        bool isShort = false
    ) =>
        new(
            knownBy is null
                ? Now(actors.Current, language)
                : code => actors.At(code.ToString(), knownBy) is { } actor ? Member(actor.NameIn(language)) : null,
            HeadlineTexts.Of(actors.RegistryAt(knownBy), language),
            isShort
        );

    /// <summary>Writes the same JSON with a name for each party that the registry knows, and the text of
    /// headlines.</summary>
    /// <param name="json">Compact, as <see cref="EventJson"/> writes it.</param>
    /// <param name="to">Where it is written.</param>
    public void Write(ReadOnlySpan<byte> json, IBufferWriter<byte> to)
    {
        while (HeadlineTexts.Find(json, out var start, out var events, out var end))
        {
            WriteNamed(json[..(start + 1)], to);
            to.Write(json[(isShort ? events : start + 1)..end]);
            headlines.Write(json[start..(end + 1)], to);
            json = json[end..];
        }

        WriteNamed(json, to);
    }

    private void WriteNamed(ReadOnlySpan<byte> json, IBufferWriter<byte> to)
    {
        while (json.IndexOf(Parties) is >= 0 and var at)
        {
            var start = at + Parties.Length - 1;
            to.Write(json[..start]);
            json = json[start..];
            json = json[AddNames(json, to)..];
        }

        to.Write(json);
    }

    private static MemberOf Now(ActorRegistry registry, string language)
    {
        var members = made.GetOrCreateValue(registry)
            .GetOrAdd(language, _ =>
                registry.All.ToDictionary(each => each.Code, each => Member(each.NameIn(language)))
            )
            .GetAlternateLookup<ReadOnlySpan<char>>();
        return code => members.TryGetValue(code, out var member) ? member : null;
    }

    private static byte[] Member(string name) =>
        [.. ",\"name\":\""u8, .. JsonEncodedText.Encode(name, EventJson.Options.Encoder).EncodedUtf8Bytes, (byte)'"'];

    // Writes the array at the beginning of the bytes up to its last name, and says how far that is.
    private int AddNames(ReadOnlySpan<byte> array, IBufferWriter<byte> named)
    {
        Span<char> code = stackalloc char[LongestCode];
        var reader = new Utf8JsonReader(array);
        reader.Read();
        var written = 0;
        while (reader.Read() && reader.CurrentDepth > 0)
        {
            if (
                reader.CurrentDepth != 2
                || reader.TokenType != JsonTokenType.PropertyName
                || !reader.ValueTextEquals("id"u8)
            )
                continue;

            reader.Read();
            if (
                reader.TokenType != JsonTokenType.String
                || reader.ValueSpan.Length > LongestCode
                || memberOf(code[..reader.CopyString(code)]) is not { } member
            )
                continue;

            var end = (int)reader.BytesConsumed;
            named.Write(array[written..end]);
            named.Write(member);
            written = end;
        }

        return written;
    }
}
