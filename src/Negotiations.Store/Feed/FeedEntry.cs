using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Store.Schema;
using Negotiations.Store.Seeing;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Store.Feed;

/// <summary>An event as the feed has it: a history entry and the negotiation it belongs to. Who has read past one
/// that is erased later finds it under /api/erasures.</summary>
/// <param name="Negotiation">Absent for a change of the actor registry.</param>
/// <param name="Version">Its position in the negotiation, or in the entry of the registry; of a notice its position
/// among the notices of the negotiation.</param>
/// <param name="Actor">The actor whose entry in the registry changed; absent for an event of a negotiation.</param>
/// <param name="Names">By code, the names of the actors and countries that stand in it, in the reader's language;
/// absent where none is registered, and in streams, files and deliveries.</param>
/// <param name="Headline">The event in one sentence with its day and source, in the reader's language and in English to
/// a webhook; absent of an act on the record, of a change of the registry, and in lines (NDJSON).</param>
/// <param name="Result">Of a correction, a retraction or a further source: the fact that it is about, as it stands
/// since. Absent of any other event.</param>
/// <param name="Filter">That a filter by party finds this negotiation since, or not any more, or that its actor became
/// one with another or was parted. Absent of any other event, and without such a filter.</param>
public sealed record FeedEntry(
    string? Negotiation,
    Guid EventId,
    long Version,
    long Sequence,
    string Type,
    Edtf? Occurred,
    string? OccurredText,
    DateOnly? Earliest,
    DateOnly? Latest,
    Edtf? Published,
    DateTimeOffset RecordedAt,
    string RecordedBy,
    JsonElement Data,
    IReadOnlyList<Source> Sources,
    Erased? Erased,
    Guid? Import = null,
    string? Actor = null,
    IReadOnlyDictionary<string, string>? Names = null,
    Headline? Headline = null,
    ActResult? Result = null,
    FilterChange? Filter = null
)
{
    private RecordedEvent? Recorded { get; init; }

    /// <summary>The stream it belongs to.</summary>
    internal string Stream =>
        Actor is { } actor ? ActorStreams.Of(actor)
        : OfVersion is null ? Negotiation!
        : NoticeStreams.Of(Negotiation!);

    /// <summary>That time alone turned the view; null: any other event.</summary>
    internal NegotiationTurned? Notice => Recorded?.Event as NegotiationTurned;

    /// <summary>The version of the negotiation that a notice is about; null: it is no notice.</summary>
    internal long? OfVersion => (Recorded?.Event as NoticeEvent)?.OfVersion;

    public static FeedEntry Of(string stream, RecordedEvent recorded)
    {
        var entry = History.Single(recorded);
        var about = NoticeStreams.NegotiationOf(stream) ?? stream;
        var actor = ActorStreams.CodeOf(about);
        return new FeedEntry(
            actor is null ? about : null,
            entry.EventId,
            entry.Version,
            entry.Sequence,
            entry.Type,
            entry.Occurred,
            entry.OccurredText,
            entry.Earliest,
            entry.Latest,
            entry.Published,
            entry.RecordedAt,
            entry.RecordedBy,
            entry.Data,
            entry.Sources,
            entry.Erased,
            entry.Import,
            actor
        )
        {
            Recorded = actor is null ? recorded : null,
        };
    }

    /// <summary>Whether it can change who is named or whether the negotiation goes on; see
    /// <see cref="PartyMembership.MayChange"/>.</summary>
    internal bool MayChangeParties(IReadOnlyCollection<string> codes) =>
        Recorded is { } recorded && PartyMembership.MayChange(recorded.Event, codes);

    /// <summary>Whether it acts on another event.</summary>
    internal bool IsAct => Recorded?.Event is Act;

    /// <summary>Whether who reads recorded or erased it, and sees their own name.</summary>
    internal bool IsOwn => Sight.Own is { } own && (own.Is(RecordedBy) || (Erased is { } erased && own.Is(erased.By)));

    /// <summary>The same as who reads may see it.</summary>
    internal FeedEntry Seen() =>
        this with
        {
            RecordedAt = Sight.At(RecordedAt),
            RecordedBy = Sight.By(Stream, RecordedBy),
            Erased = Sight.Of(Stream, Erased),
        };

    /// <summary>The same with what follows from an act.</summary>
    /// <param name="negotiation">At least as far as the act.</param>
    internal FeedEntry Resulting(Negotiation negotiation) =>
        this with
        {
            Result = ActResult.Of(negotiation, Recorded!),
        };

    /// <summary>The same with the names of its actors.</summary>
    public FeedEntry NamedIn(string language, ActorRegistry registry)
    {
        var names = ActorMentions
            .In(Data)
            .Append(Actor ?? "")
            .Select(registry.At)
            .OfType<KnownActor>()
            .DistinctBy(each => each.Code)
            .ToDictionary(each => each.Code, each => each.NameIn(language));
        return names.Count > 0 ? this with { Names = names } : this;
    }

    /// <summary>The same with its sentence.</summary>
    /// <param name="write">Puts a headline into the reader's language.</param>
    public FeedEntry Saying(Func<Headline, string> write) =>
        Recorded is { } recorded && Views.Headline.Of(recorded) is { } headline
            ? this with
            {
                Headline = headline with { Text = write(headline) },
            }
            : this;

    /// <summary>The same as a history has it, without what became of it later.</summary>
    public HistoryEntry ToHistory() =>
        new(
            EventId,
            Version,
            Sequence,
            Type,
            Occurred,
            OccurredText,
            Earliest,
            Latest,
            Published,
            RecordedAt,
            RecordedBy,
            Data,
            false,
            false,
            [],
            Sources,
            Erased,
            Import
        );
}
