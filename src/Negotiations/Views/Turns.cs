using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// The days on which time alone changed the view of a negotiation. They follow from its events and when these were
/// recorded, so that every node, whenever it looks, finds the same.
/// </summary>
public static class Turns
{
    private const int MostEvents = 20;
    private const int MostFields = 20;

    // Moved by every day, or said of what else turned.
    private static readonly string[] Unsaid = ["headline", "lastHeard", "recordedAt", "version"];

    /// <summary>In the order of their days.</summary>
    /// <param name="negotiation">With all its events.</param>
    /// <param name="from">The last day that was looked at.</param>
    /// <param name="to">The last day that has begun everywhere on Earth.</param>
    public static IEnumerable<NegotiationTurned> Between(Negotiation negotiation, DateOnly from, DateOnly to)
    {
        var known = 0;
        for (var day = from; day < to; )
        {
            // What was recorded before the next day had begun everywhere counts on it.
            while (known < negotiation.Events.Count && DayOf(negotiation.Events[known]) <= day)
                known++;

            var last = known < negotiation.Events.Count ? DayOf(negotiation.Events[known]) : to;
            var until = last < to ? last : to;
            var version = known == 0 ? 0 : negotiation.Events[known - 1].Version;
            var standing = known == 0 ? null : Fold(negotiation, version, day);
            if (standing?.NextTurn is not { } next || next > until)
            {
                day = until;
                continue;
            }

            var turn = next > day ? next : day.PlusDays(1);
            if (Fold(negotiation, version, turn) is { } after && Notice(standing, after, turn) is { } notice)
                yield return notice;

            day = turn;
        }
    }

    /// <summary>What turned on a day; null: nothing did.</summary>
    public static NegotiationTurned? On(Negotiation negotiation, DateOnly day) =>
        Between(negotiation, day.PlusDays(-1), day).SingleOrDefault();

    /// <summary>In what a recorded notice is not what the events say; null: in nothing. One that another version of the
    /// fold found, or of whose events some text was erased since, can't be held against them.</summary>
    public static FieldChange? Wrong(Negotiation negotiation, NegotiationTurned notice) =>
        notice.Fold != StatusFold.Version || negotiation.Erasures > 0 ? null
        : Difference.Between(On(negotiation, notice.Day), notice) is [var first, ..] ? first
        : null;

    /// <summary>The first notice that should be there and is not; null: none is missing. Of events of which some text
    /// was erased since, it can't be said what turned.</summary>
    /// <param name="negotiation">With all its events.</param>
    /// <param name="recorded">The ids of the notices that are there.</param>
    /// <param name="from">The day before the first of which turns were looked for.</param>
    /// <param name="to">The last day of which they were.</param>
    public static NegotiationTurned? Missing(
        Negotiation negotiation,
        IReadOnlySet<Guid> recorded,
        DateOnly from,
        DateOnly to
    ) =>
        negotiation.Erasures > 0
            ? null
            : Between(negotiation, from, to).FirstOrDefault(each => !recorded.Contains(each.EventId!.Value));

    private static DateOnly DayOf(RecordedEvent recorded) => recorded.RecordedAt.DayAt(UtcOffset.Last);

    private static FoldResult? Fold(Negotiation negotiation, long version, DateOnly day) =>
        StatusFold.Of(negotiation, Clocks.OfNow(day) with { Version = version });

    private static NegotiationTurned? Notice(FoldResult before, FoldResult after, DateOnly day)
    {
        var old = Fields(before).DistinctBy(each => each.Name).ToDictionary(each => each.Name, StringComparer.Ordinal);
        var fields = Fields(after).DistinctBy(each => each.Name).ToList();
        var changed = fields
            .Select(each => (Now: each, Then: old.GetValueOrDefault(each.Name)))
            .Where(each => !JsonNode.DeepEquals(each.Now.Value, each.Then?.Value))
            .Select(each => Of(each.Now, each.Then))
            .Concat(
                old.Values.ExceptBy(fields.Select(each => each.Name), each => each.Name)
                    .Where(each => each.Value is not null)
                    .Select(each => Of(each with { Value = null }, each))
            )
            .ToList();
        if (changed.Count == 0)
            changed.AddRange(Others(before.Status, after.Status));

        return changed.Count == 0
            ? null
            : new NegotiationTurned
            {
                EventId = IdOf(after.Status.Id, day),
                Occurred = Edtf.Parse(Print(day)),
                Day = day,
                Field = changed[0].Field,
                Before = changed[0].Before,
                After = changed[0].After,
                Events = changed[0].Events,
                Also = changed.Count > 1 ? [.. changed.Skip(1).Take(MostFields)] : null,
                OfVersion = after.Status.Version,
                Fold = StatusFold.Version,
            };
    }

    private static TurnedField Of(Field now, Field? then) =>
        new(
            now.Name,
            Element(then?.Value),
            Element(now.Value),
            [.. now.Events.Concat(then?.Events ?? []).Distinct().Take(MostEvents)]
        );

    // Which of the others changed, without values: these may be texts of sources, and a text can be erased.
    private static IEnumerable<TurnedField> Others(Status before, Status after) =>
        Difference
            .Between(before, after)
            .Select(each => each.Field.Split('.', '[')[0])
            .Where(field => !Unsaid.Contains(field))
            .Distinct()
            .Select(field => new TurnedField(field, null, null, []));

    // The weightiest first. Codes and days only, which no erasure takes away.
    private static IEnumerable<Field> Fields(FoldResult standing)
    {
        var status = standing.Status;
        yield return new Field("phase", PhaseOf(status.Phase), status.Phase?.DecidedBy ?? []);
        yield return new Field("security", Name<Security>(status.Security.State), By(standing, "security"));
        yield return new Field("health", Name(status.Health), By(standing, "health"));
        yield return new Field("boundaryStage", Name(status.BoundaryStage), By(standing, "boundaryStage"));
        foreach (var (place, each) in status.Instruments.Index())
        {
            var path = $"instruments[{each.Id ?? $"{place}"}]";
            yield return new Field($"{path}.status", Name(each.Status), each.Events);
            yield return new Field($"{path}.parties", PartiesOf(each), each.Events);
        }

        foreach (var (place, each) in status.Meetings.Index())
            yield return new Field(
                $"meetings[{each.MeetingId ?? $"{place}"}].status",
                Name<MeetingStatus>(each.Status),
                each.Events
            );

        yield return new Field("nextMeeting.plannedFor", status.NextMeeting?.PlannedFor?.Text, []);
        if (status.LastEvent is { } last)
            yield return new Field("lastEvent.eventId", last.EventId, [last.EventId]);

        yield return new Field("anomalies", Codes(status.Anomalies), status.Anomalies.SelectMany(each => each.Events));
    }

    private static JsonNode? PhaseOf(PhaseView? phase) =>
        phase is null ? null
        : phase.Certain is { } certain ? WireName.Of(certain)
        : new JsonArray([.. phase.Possible.Select(each => (JsonNode?)WireName.Of(each))]);

    private static JsonArray PartiesOf(InstrumentView instrument) =>
        new([
            .. instrument
                .Parties.Where(each => each.Until is null)
                .Select(each => (JsonNode?)(each.Suspended == true ? $"{each.Party}:suspended" : each.Party)),
        ]);

    private static JsonArray Codes(IReadOnlyList<Anomaly> anomalies) =>
        new([.. anomalies.Select(each => (JsonNode?)each.Code)]);

    private static JsonNode? Name<T>(T? value)
        where T : struct, Enum => value is { } known ? WireName.Of(known) : null;

    private static IEnumerable<Guid> By(FoldResult standing, string field) =>
        standing.Reasons.Where(each => each.Field == field).Select(each => each.EventId);

    private static JsonElement? Element(JsonNode? node) =>
        node is null ? null : JsonSerializer.SerializeToElement(node, EventJson.Options);

    private static string Print(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    // A day turns a view once.
    private static Guid IdOf(string negotiation, DateOnly day) => NoticeEvent.IdOf($"{negotiation}/{Print(day)}");

    private sealed record Field(string Name, JsonNode? Value, IEnumerable<Guid> Events);
}
