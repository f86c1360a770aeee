using System.Globalization;
using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Negotiations.Dashboard.Languages;
using Negotiations.Json;
using Negotiations.Server.Feeds;
using Negotiations.Server.Http;
using Negotiations.Store.Connections;
using Negotiations.Store.Erasure;
using Negotiations.Store.Feed;
using Negotiations.Store.Queries;
using Negotiations.Store.Seeing;
using Negotiations.Store.Webhooks;

namespace Negotiations.Server.Webhooks;

/// <summary>
/// What is sent: a CloudEvent (1.0, structured JSON) whose data is the event as the change feed shows it.
/// </summary>
/// <param name="Id">The webhook-id.</param>
/// <param name="Body">JSON.</param>
/// <param name="At">The webhook-timestamp.</param>
internal sealed record WebhookMessage(string Id, string Body, DateTimeOffset At);

internal sealed class WebhookMessageFactory(
    FeedReader reader,
    ErasureStore erasures,
    DatabaseClock clock,
    RowFence fence,
    PublicAddress address,
    Pseudonyms pseudonyms
)
{
    private const string Source = "/api/negotiations/";
    private const string ActorSource = "/api/actors/";

    // A line of the contract: CloudEvents names extensions in lower-case messages and digits.
    private static readonly CloudEventAttribute Sequence = CloudEventAttribute.CreateExtension(
        "sequence",
        CloudEventAttributeType.String
    );

    // As long as the largest: CloudEvents has sequences compared as texts.
    private const string SequenceForm = "D19";

    private readonly JsonEventFormatter formatter = new(EventJson.Options, default);

    /// <summary>Written again for each attempt: what was erased since the last must not be sent.</summary>
    public async Task<WebhookMessage> WriteAsync(ClaimedDelivery delivery, CancellationToken stop)
    {
        // Also for those who see names: where it is sent is not where they sit.
        Sight.Close(pseudonyms);
        var cloudEvent = delivery switch
        {
            { Sequence: { } sequence } => await EventAsync(sequence, delivery.Filter, stop),
            { EventId: { } eventId } => await NoticeAsync(delivery.Id, eventId, stop),
            _ => Test(delivery.Id),
        };
        return new WebhookMessage(
            delivery.Id.ToString(),
            Encoding.UTF8.GetString(formatter.EncodeStructuredModeMessage(cloudEvent, out _).Span),
            clock.Now
        );
    }

    private async Task<CloudEvent> EventAsync(long sequence, FeedFilter filter, CancellationToken stop)
    {
        // It was chosen when it was recorded; what it changes in what the filter finds is asked as of now.
        var all = FeedFilter.All with { Party = filter.Party };
        var each = (await reader.ReadAsync(sequence - 1, 1, all, stop)).Single();
        each = await filter.PassAsync(each, reader, stop) ?? each;
        var entry = each.Entry;
        return new CloudEvent(CloudEventsSpecVersion.V1_0, [Sequence])
        {
            Id = entry.EventId.ToString(),
            Type = "negotiations." + entry.Type,
            Source = SourceOf(entry.Negotiation, entry.Actor),
            Subject = entry.Negotiation ?? entry.Actor,
            Time = entry.RecordedAt,
            DataContentType = "application/json",
            Data = JsonSerializer.Deserialize<JsonElement>(
                each.JsonWithin(fence, new Words(Language.English, reader.Actors)).Span
            ),
            [Sequence] = sequence.ToString(SequenceForm, CultureInfo.InvariantCulture),
        };
    }

    // Two installations are two sources.
    private Uri SourceOf(string? negotiation, string? actor) =>
        Absolute(actor is null ? Source + negotiation : ActorSource + actor);

    private Uri Absolute(string path) =>
        address.Own is { } root ? new Uri(root + path) : new Uri(path, UriKind.Relative);

    // As /api/erasures shows it. The id is the delivery's: the event's own is that of what was sent before. The state
    // has all up to the place, which is read first: so no event behind it ever was sent with what is gone.
    private async Task<CloudEvent> NoticeAsync(Guid id, Guid eventId, CancellationToken stop)
    {
        var place = await reader.HeadAsync(stop);
        var erasure = await erasures.FindAsync(eventId, stop);
        return new CloudEvent(CloudEventsSpecVersion.V1_0, [Sequence])
        {
            Id = id.ToString(),
            Type = "negotiations." + DeliveryStore.ErasureType,
            Source = SourceOf(erasure.Negotiation, erasure.Actor),
            Subject = erasure.Negotiation ?? erasure.Actor,
            Time = erasure.Erased.At,
            DataContentType = "application/json",
            Data = JsonSerializer.SerializeToElement(erasure, EventJson.Options),
            [Sequence] = place.ToString(SequenceForm, CultureInfo.InvariantCulture),
        };
    }

    private CloudEvent Test(Guid id) =>
        new()
        {
            Id = id.ToString(),
            Type = "negotiations." + DeliveryStore.TestType,
            Source = Absolute(Source),
            Time = clock.Now,
            DataContentType = "application/json",
            Data = JsonSerializer.SerializeToElement(
                new { text = "Someone asked this server to send a test." },
                EventJson.Options
            ),
        };
}
