using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Negotiations.Json;
using Negotiations.Store.Seeing;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Store.Feed;

/// <summary>An event on its way to readers: rendered once, written to many.</summary>
/// <param name="entry">The event.</param>
/// <param name="place">The place behind it.</param>
public sealed class LiveEvent(FeedEntry entry, FeedCursor place)
{
    private readonly ConcurrentDictionary<string, byte[]> frames = new(StringComparer.Ordinal);
    private byte[]? json;
    private LiveEvent? seen;
    private Task<bool>? movedPhase;

    public FeedEntry Entry { get; } = entry;

    /// <summary>What it is about: the id of a negotiation, or <c>actor/{code}</c>.</summary>
    public string Negotiation => Entry.Negotiation ?? Entry.Stream;

    /// <summary>Whether the server itself recorded it: of what time alone turned, or of an erasure.</summary>
    public bool IsNotice => Entry.OfVersion is not null;

    public long Sequence => Entry.Sequence;

    /// <summary>Whether it can change what a filter by these codes of a party finds.</summary>
    internal bool MayChangeParties(IReadOnlyCollection<string> codes) => Entry.MayChangeParties(codes);

    /// <summary>The same for a reader whose filter finds something else since.</summary>
    internal LiveEvent Changing(FilterChange change) => new(Entry with { Filter = change }, Place);

    /// <summary>The same as who reads may see it; one for all to whom authors and exact times are closed.</summary>
    public LiveEvent Seen =>
        Sight.IsClosed && !Entry.IsOwn
            ? seen ??= new LiveEvent(Entry.Seen(), Place)
            : new LiveEvent(Entry.Seen(), Place);

    /// <summary>Where a follower stands that has seen it.</summary>
    public FeedCursor Place { get; } = place;

    /// <summary>One line of JSON in no language, rendered once. It throws for an event that cannot be
    /// rendered.</summary>
    public byte[] Json => json ??= JsonSerializer.SerializeToUtf8Bytes(Entry, EventJson.Options);

    /// <summary>One line of JSON with the event in one sentence; likewise.</summary>
    /// <param name="write">Puts a headline into the reader's language.</param>
    public byte[] JsonSaying(Func<Headline, string> write) =>
        JsonSerializer.SerializeToUtf8Bytes(Entry.Saying(write), EventJson.Options);

    /// <summary>The same as a server-sent event, rendered once for each language.</summary>
    /// <param name="language">Of the sentence.</param>
    /// <param name="write">Puts a headline into it.</param>
    public byte[] Frame(string language, Func<Headline, string> write) =>
        frames.TryGetValue(language, out var known) ? known : frames.GetOrAdd(language, FrameOf(JsonSaying(write)));

    /// <summary>
    /// Whether the phase was another one after this event than before it, both folded on the day it was recorded.
    /// </summary>
    public Task<bool> MovedPhaseAsync(FeedReader reader, CancellationToken stop)
    {
        // Types that cannot move a phase need no fold.
        if (EventJson.TypesByName.TryGetValue(Entry.Type, out var type) && !FamilyAttribute.Of(type).MovesPhase)
            return Task.FromResult(false);

        // Followers share the answer, and a follower that leaves must not take it away from the others.
        return (movedPhase ??= FoldAsync(reader)).WaitAsync(stop);
    }

    private async Task<bool> FoldAsync(FeedReader reader)
    {
        var negotiation = await reader.NegotiationUpToAsync(this, CancellationToken.None);
        var clocks = Clocks.OfNow(Entry.RecordedAt);
        try
        {
            var before = StatusFold.Of(negotiation, clocks with { Version = Entry.Version - 1 })?.Status.Phase;
            var after = StatusFold.Of(negotiation, clocks with { Version = Entry.Version })?.Status.Phase;
            return before?.Certain != after?.Certain || !(before?.Possible ?? []).SequenceEqual(after?.Possible ?? []);
        }
        catch (Exception failure)
        {
            // Unknown, since the fold fails: the event passes, because one too many does less harm than one too few.
            reader.Failures.Add(Negotiation, failure);
            return true;
        }
    }

    /// <summary>A line of JSON as a server-sent event with this one's place as its id.</summary>
    public byte[] FrameOf(byte[] line)
    {
        var buffer = new ArrayBufferWriter<byte>(line.Length + 50);
        buffer.Write(Encoding.UTF8.GetBytes($"id: {Place}\ndata: "));
        buffer.Write(line);
        buffer.Write("\n\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
