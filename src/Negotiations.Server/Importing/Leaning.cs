using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;

namespace Negotiations.Server.Importing;

/// <summary>What others recorded that leans on what an import did: it stands, and someone should look at it.</summary>
internal static class Leaning
{
    // Members that name something that other events of a negotiation speak of.
    private static readonly string[] Names =
    [
        "clashId",
        "meetingId",
        "instrumentId",
        "ceasefireId",
        "milestoneId",
        "proposalId",
    ];

    public static IEnumerable<LeaningEvent> On(Negotiation negotiation, Guid import)
    {
        var ours = negotiation
            .Events.Where(each => each.Import == import && each.Event is not NegotiationOpened)
            .ToDictionary(each => each.EventId);
        var names = ours.Values.SelectMany(each => NamesIn(each.Event)).ToHashSet();
        var opens = negotiation.Events is [{ Event: NegotiationOpened } first, ..] && first.Import == import;
        foreach (var other in negotiation.Events.Where(each => each.Import is null))
        {
            var why = other.Event switch
            {
                Act act when ours.ContainsKey(act.Target) => $"Its target {act.Target} was taken back.",
                TollReported { Repeats: { } repeated } when ours.ContainsKey(repeated) =>
                    $"It repeats {repeated}, which was taken back.",
                _ when NamesIn(other.Event).FirstOrDefault(names.Contains) is { Name: not null } shared =>
                    $"It speaks of {shared.Name} '{shared.Value}', as facts do that were taken back.",
                _ when opens && other.Event is not NegotiationOpened => "The negotiation was opened by the import.",
                _ => null,
            };
            if (why is not null)
                yield return new LeaningEvent(
                    negotiation.Id,
                    other.EventId,
                    EventJson.NameOf(other.Event),
                    other.RecordedBy,
                    why
                );
        }
    }

    private static IEnumerable<(string Name, string Value)> NamesIn(Event @event)
    {
        if (@event is not Fact)
            yield break;

        using var document = JsonDocument.Parse(EventJson.WriteData(@event));
        foreach (var name in Names)
            if (document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
                yield return (name, value.GetString()!);
    }
}
