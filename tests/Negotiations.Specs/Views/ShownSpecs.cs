using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Specs.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.EventBuilders;

namespace Negotiations.Specs.Views;

/// <summary>
/// No member is stored that no answer shows: each is tried with and without, and what changes is listed.
/// </summary>
public class ShownSpecs
{
    // Shown by the history and the event table as the source gave them; the status of one such event alone does not
    // change with them. Some decide beside others: an effect later than the notice, a cadence, a count that is no
    // total.
    private static readonly HashSet<string> InTheHistoryOnly = new(StringComparer.Ordinal)
    {
        "agreement-reached.subject",
        "agreement-reached.value",
        "agreement-reached.announcedBy",
        "agreement-reached.paxStage",
        "assessment-recorded.trend",
        "assessment-recorded.alert",
        "assessment-recorded.options",
        "ceasefire-agreed.ceasefireId",
        "ceasefire-agreed.form",
        "ceasefire-agreed.effectiveFrom",
        "ceasefire-agreed.instrumentId",
        "ceasefire-agreed.parties",
        "clash-reported.weapons",
        "clash-reported.clarity",
        "clash-reported.initiatorAlleged",
        "clash-reported.breaches",
        "consent-expressed.effective",
        "entered-into-force.provisional",
        "instrument-resumed.party",
        "meeting-held.itinerary",
        "meeting-scheduled.ordinal",
        "negotiation-closed.outcome",
        "negotiation-closed.reopened",
        "negotiation-opened.cadence",
        "negotiation-opened.utcOffset",
        "sections-agreed.sections",
        "toll-reported.cumulative",
    };

    private static readonly Clocks Late = Clocks.On(new DateOnly(2040, 1, 1));

    public static TheoryData<string> EveryType =>
        [
            .. EventJson
                .TypesByName.Where(each => each.Value.IsSubclassOf(typeof(Fact)))
                .Select(each => each.Key)
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(EveryType))]
    public void Every_own_member_of_a_fact_is_shown_by_the_status_or_else_by_the_history(string type)
    {
        List<string> unread = [];
        foreach (
            var member in Samples
                .Element(type)
                .EnumerateObject()
                .Select(each => each.Name)
                .Where(name => IsOwn(type, name))
        )
        {
            var without = JsonNode.Parse(Samples.Element(type).GetRawText())!.AsObject();
            without.Remove(member);
            if (EventJson.Read(JsonSerializer.SerializeToElement(without)).Value is not { } less)
                continue; // Without it the event says nothing.

            var (whole, part) = (With(EventJson.Read(Samples.Element(type)).Value!), With(less));
            if (Print(StatusFold.Of(whole, Late)) != Print(StatusFold.Of(part, Late)))
                continue;

            Assert.NotEqual(Print(History.Shown(whole, Late)), Print(History.Shown(part, Late)));
            if (!InTheHistoryOnly.Contains($"{type}.{member}"))
                unread.Add($"{type}.{member}");
        }

        Assert.Equal([], unread);
    }

    private static bool IsOwn(string type, string member) =>
        EventJson
            .TypesByName[type]
            .GetProperties()
            .Any(property =>
                property.DeclaringType != typeof(Event)
                && JsonNamingPolicy.CamelCase.ConvertName(property.Name) == member
            );

    private static Negotiation With(Event @event)
    {
        List<Event> stream = [@event];
        if (@event is not NegotiationOpened)
            stream.Insert(0, Scenario.BorderTalks.Complete("opening"));

        // A second one of its kind, so that what ties events together has something to tie.
        stream.Add(
            new RoundHeld
            {
                Sources = [AkiPress],
                Occurred = Edtf.Parse("2020-01-01"),
                EventId = Id("round"),
            }
        );
        return Negotiation.Of(
            "kg-tj-border",
            stream.Select(
                (each, index) =>
                    new RecordedEvent(
                        each.EventId!.Value,
                        index + 1,
                        index + 1,
                        new DateTimeOffset(2039, 1, 1, 0, 0, 0, TimeSpan.Zero),
                        "monitor-1",
                        each
                    )
            )
        );
    }

    private static string Print<T>(T value) => JsonSerializer.Serialize(value, EventJson.Options);
}
