using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Record;

/// <summary>
/// What is left of an event when its text is erased: type, dates, slugs, codes, choices and figures. Every other text
/// gives way to a mark. What is stored is listed, not what goes: a member that is added one day goes until someone has
/// thought about it.
/// </summary>
public static class Redaction
{
    public const string Mark = "[erased]";

    // A name has blanks in it, or is longer than any code.
    private const int LongestCode = 100;

    private static readonly FrozenSet<(Type, string)> Codes = new HashSet<(Type, string)>
    {
        (typeof(NegotiationOpened), "cadence"),
        (typeof(NegotiationOpened), "related"),
        (typeof(ParticipationChanged), "actor"),
        (typeof(MeetingScheduled), "meetingId"),
        (typeof(MeetingChanged), "meetingId"),
        (typeof(RoundHeld), "meetingId"),
        (typeof(MeetingHeld), "meetingId"),
        (typeof(ClashReported), "clashId"),
        (typeof(ClashReported), "initiatorAlleged"),
        (typeof(ClashReported), "breaches"),
        (typeof(TollReported), "clashId"),
        (typeof(TollReported), "side"),
        (typeof(CeasefireAgreed), "ceasefireId"),
        (typeof(AgreementReached), "paxStage"),
        (typeof(InstrumentFact), "instrumentId"),
        (typeof(InstrumentFact), "amends"),
        (typeof(InstrumentFact), "supersedes"),
        (typeof(TextAuthenticated), "by"),
        (typeof(InstrumentSigned), "signatories"),
        (typeof(EntryIntoForceTerms), "delay"),
        (typeof(ApprovalGiven), "party"),
        (typeof(ConsentExpressed), "party"),
        (typeof(EnteredIntoForce), "forParty"),
        (typeof(InstrumentRegistered), "number"),
        (typeof(InstrumentEnded), "party"),
        (typeof(InstrumentEnded), "successor"),
        (typeof(InstrumentResumed), "party"),
        (typeof(MilestoneReported), "milestoneId"),
        (typeof(NegotiationOpened), "utcOffset"),
        (typeof(CommitmentReported), "by"),
        (typeof(CommitmentReported), "currency"),
        (typeof(StatementIssued), "symbol"),
        (typeof(StatementIssued), "endorses"),
        (typeof(CeasefireAgreed), "instrumentId"),
        (typeof(CeasefireAgreed), "parties"),
        (typeof(ReservationMade), "party"),
        (typeof(ProposalMade), "proposalId"),
        (typeof(ProposalMade), "by"),
        (typeof(ProposalAnswered), "proposalId"),
        (typeof(ProposalAnswered), "by"),
        (typeof(Provision), "id"),
        (typeof(MeasureTaken), "by"),
        (typeof(MeasureTaken), "against"),
        (typeof(MeasureTaken), "instrumentId"),
        (typeof(BreachAlleged), "instrumentId"),
        (typeof(BreachAlleged), "ceasefireId"),
        (typeof(BreachAlleged), "by"),
        (typeof(BreachAlleged), "against"),
        (typeof(RulingIssued), "symbol"),
        (typeof(NegotiationClosed), "mergedInto"),
        (typeof(EventPlace), "negotiation"),
        (typeof(ActorMerged), "into"),
        (typeof(ActorSucceeded), "by"),
        (typeof(ActorRelation), "to"),
        (typeof(ActorIdentifier), "scheme"),
        (typeof(Actor), "id"),
        (typeof(NamedActor), "code"),
        (typeof(Place), "country"),
        (typeof(Source), "symbol"),
        (typeof(Source), "language"),
        (typeof(ExternalId), "scheme"),
        (typeof(Quantity), "unit"),
    }.ToFrozenSet();

    // These lead to a person as surely as a name: a point on a map, the page that names them.
    private static readonly FrozenSet<(Type, string)> Gone = new HashSet<(Type, string)>
    {
        (typeof(Place), "point"),
        (typeof(Section), "geometry"),
        (typeof(Source), "url"),
        (typeof(Source), "sha256"),
    }.ToFrozenSet();

    /// <summary>The data of the event without what it says of persons, as it is stored.</summary>
    /// <param name="recorded">As appended.</param>
    /// <param name="target">For a correction: the event it corrects, whose members its patch has.</param>
    public static byte[] Of(RecordedEvent recorded, Event? target)
    {
        var data = JsonNode.Parse(
            recorded.Event is Unreadable unreadable
                ? JsonSerializer.SerializeToUtf8Bytes(unreadable.StoredData)
                : EventJson.WriteData(recorded.Event)
        );
        var walk = new Walk(recorded.EventId, target is null or Unreadable ? null : target.GetType());
        return JsonSerializer.SerializeToUtf8Bytes(
            walk.Blank(data, recorded.Event is Unreadable ? null : recorded.Event.GetType()),
            EventJson.Options
        );
    }

    private sealed class Walk(Guid eventId, Type? patched)
    {
        // Two sources that reported different tolls must not become one voice: each keeps a name of its own, and that
        // name says nothing.
        private readonly string voice = eventId.ToString("N")[^12..];
        private int voices;

        /// <param name="node">A value.</param>
        /// <param name="type">Of the value; null: nothing is known of it, and every text in it goes.</param>
        public JsonNode? Blank(JsonNode? node, Type? type) =>
            node switch
            {
                JsonObject members => Members(members, type),
                JsonArray items => new JsonArray([.. items.Select(item => Blank(item, ItemOf(type)))]),
                JsonValue value when value.GetValueKind() == JsonValueKind.String => IsText(type)
                    ? Mark
                    : value.DeepClone(),
                _ => node?.DeepClone(),
            };

        private JsonObject Members(JsonObject members, Type? type)
        {
            var known = type is null ? null : EventJson.Options.GetTypeInfo(type);
            var blanked = new JsonObject();
            foreach (var (name, value) in members)
            {
                var property = known is { Kind: JsonTypeInfoKind.Object }
                    ? known.Properties.FirstOrDefault(each => each.Name == name)
                    : null;
                if (property is null || !Gone.Contains((type!, name)))
                    blanked.Add(name, Member(type, name, value, property));
            }

            return blanked;
        }

        private JsonNode? Member(Type? type, string name, JsonNode? value, JsonPropertyInfo? property)
        {
            if (property is null)
                return Blank(value, null);

            if (type == typeof(EventCorrected) && name == "patch")
                return Blank(value, patched);

            if (type == typeof(Source) && name == "publisher" && value is not null)
                return $"[erased {voice}.{(++voices).ToString(CultureInfo.InvariantCulture)}]";

            return IsCode(type!, name) ? CodesOf(value) : Blank(value, property.PropertyType);
        }

        private static bool IsCode(Type type, string name) =>
            Codes.Contains((type, name))
            || (type.IsSubclassOf(typeof(InstrumentFact)) && Codes.Contains((typeof(InstrumentFact), name)));

        private static JsonNode? CodesOf(JsonNode? value) =>
            value switch
            {
                JsonArray items => new JsonArray([.. items.Select(CodesOf)]),
                JsonValue text when text.GetValueKind() == JsonValueKind.String && !IsCode(text.GetValue<string>()) =>
                    Mark,
                _ => value?.DeepClone(),
            };

        private static bool IsCode(string text) => text.Length <= LongestCode && !text.Any(char.IsWhiteSpace);

        // Dates, choices and ids are texts on the wire and none here.
        private static bool IsText(Type? type) =>
            type is null || type == typeof(string) || type == typeof(object) || type == typeof(JsonElement);

        private static Type? ItemOf(Type? type) =>
            type is { IsGenericType: true } ? type.GetGenericArguments()[0] : null;
    }
}
