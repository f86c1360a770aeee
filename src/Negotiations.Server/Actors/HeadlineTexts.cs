using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Dashboard.Languages;
using Negotiations.Json;
using Negotiations.Views;

namespace Negotiations.Server.Actors;

/// <summary>Headlines in the reader's language, for answers that are stored as the fold made them.</summary>
internal sealed class HeadlineTexts
{
    // Of one language. Past it, all are put together again as they are asked for.
    private const int Most = 20_000;

    // The same headlines are asked for again and again, and go with the registry that knows the names in them.
    private static readonly ConditionalWeakTable<ActorRegistry, ConcurrentDictionary<string, HeadlineTexts>> made = [];

    private readonly ConcurrentDictionary<byte[], byte[]> members = new(new Bytes());
    private readonly Words words;

    private HeadlineTexts(Words words) => this.words = words;

    private static ReadOnlySpan<byte> Start => "\"headline\":{\"clauses\":["u8;

    // Tolls have a figure of this name, which begins otherwise.
    private static int Opening => "\"headline\":".Length;

    private static ReadOnlySpan<byte> Events => "\"events\":["u8;

    /// <param name="registry">Which knows the names.</param>
    /// <param name="language">en, ru, ky or tg.</param>
    public static HeadlineTexts Of(ActorRegistry registry, string language) =>
        made.GetOrCreateValue(registry)
            .GetOrAdd(language, code => new HeadlineTexts(new Words(Language.Find(code)!, registry)));

    /// <summary>The next headline in an answer: where it begins, where its events do, and where its closing brace
    /// is.</summary>
    /// <returns>False: there is none.</returns>
    // Quotes inside a text are escaped, so these bytes are never part of one; the events come last in a headline.
    public static bool Find(ReadOnlySpan<byte> json, out int start, out int events, out int end)
    {
        (start, events, end) = (json.IndexOf(Start), 0, 0);
        if (start < 0)
            return false;

        start += Opening;
        events = start + json[start..].IndexOf(Events);
        end = events + json[events..].IndexOf((byte)']') + 1;
        return true;
    }

    /// <summary>Writes the member that has the sentence.</summary>
    /// <param name="headline">From its opening to its closing brace, as the fold has it.</param>
    /// <param name="to">Where it is written.</param>
    public void Write(ReadOnlySpan<byte> headline, IBufferWriter<byte> to)
    {
        if (!members.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(headline, out var member))
        {
            var parsed = JsonSerializer.Deserialize<Headline>(headline, EventJson.Options)!;
            member =
            [
                .. ",\"text\":\""u8,
                .. JsonEncodedText.Encode(words.Headline(parsed), EventJson.Options.Encoder).EncodedUtf8Bytes,
                (byte)'"',
            ];
            if (members.Count >= Most)
                members.Clear();
            members[headline.ToArray()] = member;
        }

        to.Write(member);
    }

    private sealed class Bytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}
