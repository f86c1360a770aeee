using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Specs.Events;
using Negotiations.Specs.Generated;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Record;

/// <summary>What is left of an event when the law demands that its text goes.</summary>
public sealed class ErasureSpecs
{
    private static readonly Guid Id = Guid.Parse("0198f0bb-0000-7000-8000-1c0c9a2b1142");
    private static readonly DateTimeOffset Then = new(2024, 12, 4, 0, 0, 0, TimeSpan.Zero);
    private static readonly Erased Gone = new(Then.AddDays(1), "an admin", "Demanded by the person concerned.");

    [Theory]
    [MemberData(nameof(Types))]
    public void An_event_of_every_type_can_be_read_when_it_is_erased_and_keeps_its_kind_and_date(string type)
    {
        var before = (Event)Samples.Element(type).Deserialize<Event>(EventJson.Options)! with { EventId = Id };

        var after = Erase(before);

        Assert.Equal(before.GetType(), after.GetType());
        Assert.Equal(before.Occurred, after.Occurred);
        Assert.Equal(
            before.Sources.Select(source => (source.Published, source.Reliability, source.Credibility)),
            after.Sources.Select(source => (source.Published, source.Reliability, source.Credibility))
        );
        Assert.Equal(
            before.Actors?.Select(actor => (actor.Id, actor.Role)),
            after.Actors?.Select(actor => (actor.Id, actor.Role))
        );
        Assert.Equal(Instrument.IdOf(before), Instrument.IdOf(after));
    }

    [Fact]
    public void Whatever_an_event_says_in_words_is_gone_and_whatever_it_counts_is_left() =>
        AnyEvent.OfAnyType.Sample(
            any =>
            {
                // No fact without its time is ever taken.
                var dated = any is Fact { Occurred: null } ? any with { Occurred = Edtf.Parse("2022-09") } : any;
                var before = dated with
                {
                    EventId = Id,
                    Note = "Aisuluu K. of 12 Lenin Street",
                    Sources = [.. any.Sources, new Source { Title = "Aisuluu K. speaks", Publisher = "Aisuluu K." }],
                };
                var after = Erase(before);

                Assert.Equal(before.GetType(), after.GetType());
                Assert.DoesNotContain(
                    "Aisuluu",
                    JsonSerializer.Serialize(after, EventJson.Options),
                    StringComparison.Ordinal
                );
                Assert.Equal(Figures(before), Figures(after));
            },
            iter: 2000,
            seed: "0000KOIPe4O0"
        );

    [Fact]
    public void A_name_is_found_wherever_it_stands()
    {
        foreach (var type in Types.Select(row => row.Data))
        {
            var named = Named(JsonNode.Parse(Samples.Element(type).GetRawText())!);
            if (EventJson.Read(JsonSerializer.SerializeToElement(named)).Value is not { } before)
                continue;

            Assert.DoesNotContain(
                "Aisuluu",
                JsonSerializer.Serialize(Erase(before with { EventId = Id }), EventJson.Options),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void Sources_that_spoke_with_two_voices_still_do()
    {
        var toll = new TollReported
        {
            EventId = Id,
            Occurred = Edtf.Parse("2022-09"),
            Killed = new Quantity { Best = 24 },
            Sources = [new Source { Publisher = "One" }, new Source { Publisher = "Another" }],
        };

        Assert.Equal(
            ["[erased 1c0c9a2b1142.1]", "[erased 1c0c9a2b1142.2]"],
            Erase(toll).Sources.Select(source => source.Publisher)
        );
    }

    [Fact]
    public void A_correction_keeps_the_figures_and_the_choices_it_sets()
    {
        var correction = new EventCorrected
        {
            EventId = Guid.Parse("0198f0bb-0000-7000-8000-000000000002"),
            Target = Id,
            Reason = "Aisuluu K. called",
            Patch = JsonElement.Parse(
                """
                { "occurred": "2022-09-16", "note": "Aisuluu K.",
                  "killed": { "best": 62, "text": "62, says Aisuluu K." }, "of": "civilians", "side": null }
                """
            ),
            Sources = [new Source { Title = "Aisuluu K." }],
        };

        var after = (EventCorrected)Erase(correction, new TollReported { EventId = Id });

        Assert.Equal(
            """{"occurred":"2022-09-16","note":"[erased]","killed":{"best":62,"text":"[erased]"},"of":"civilians","""
                + "\"side\":null}",
            JsonSerializer.Serialize(after.Patch)
        );
        Assert.Equal((Redaction.Mark, Redaction.Mark), (after.Reason, after.Sources[0].Title));
    }

    [Fact]
    public void What_this_program_cannot_read_it_can_erase()
    {
        var recorded = Recorded(
            new Unreadable(
                "clash-reported.v9",
                JsonElement.Parse("""{ "who": "Aisuluu K.", "count": 3, "nested": [ { "at": "12 Lenin Street" } ] }""")
            )
            {
                EventId = Id,
            }
        );

        Assert.Equal(
            """{"who":"[erased]","count":3,"nested":[{"at":"[erased]"}]}""",
            System.Text.Encoding.UTF8.GetString(Redaction.Of(recorded, null))
        );
    }

    [Fact]
    public void Every_view_of_an_erased_event_says_so()
    {
        var opening = Recorded(
            new NegotiationOpened
            {
                EventId = Id,
                Title = "Talks",
                Kind = NegotiationKind.Negotiation,
                Subject = Subject.Boundary,
                Occurred = Edtf.Parse("2022"),
                Sources = [new Source { Title = "A title" }],
            }
        );
        var negotiation = Negotiation.Of("talks", [opening with { Erased = Gone }]);

        var anomaly = Assert.Single(
            StatusFold.Of(negotiation, Clocks.On(new DateOnly(2024, 12, 31)))!.Status.Anomalies
        );

        Assert.Equal(("event-erased", Id), (anomaly.Code, Assert.Single(anomaly.Events)));
        Assert.Contains("2024-12-05", anomaly.Text, StringComparison.Ordinal);
        Assert.Equal(Gone, History.Shown(negotiation, Clocks.On(new DateOnly(2024, 12, 31)))[0].Erased);
        Assert.Equal(Gone, History.Single(negotiation.Events[0]).Erased);
    }

    [Fact]
    public void An_erased_event_that_is_sent_again_is_known_and_does_not_come_back()
    {
        var clash = new ClashReported
        {
            EventId = Guid.Parse("0198f0bb-0000-7000-8000-000000000003"),
            Occurred = Edtf.Parse("2022-09"),
            Sources = [new Source { Title = "A title" }],
        };
        var negotiation = Negotiation.Of(
            "talks",
            [Recorded(clash with { EventId = Id }), Recorded(clash) with { Version = 2, Erased = Gone }]
        );

        var decision = AppendEvents.Decide(new AppendEvents([clash]), negotiation, new DateOnly(2024, 12, 31));

        Assert.Empty(Assert.IsType<Decision.Accepted>(decision).New);
    }

    [Theory]
    [InlineData("", "reason-missing")]
    [InlineData("  ", "reason-missing")]
    public void An_erasure_says_why(string reason, string type) =>
        Assert.Equal(type, EraseEvent.Decide(new EraseEvent(Id, reason), Talks()).Refusal!.Type);

    [Fact]
    public void A_reason_is_not_longer_than_can_be_shown() =>
        Assert.Equal(
            "text-too-long",
            EraseEvent.Decide(new EraseEvent(Id, new string('a', EraseEvent.MaxReason + 1)), Talks()).Refusal!.Type
        );

    [Fact]
    public void Only_what_is_recorded_can_be_erased()
    {
        Assert.Equal(
            "negotiation-not-found",
            EraseEvent.Decide(new EraseEvent(Id, "why"), Negotiation.Unopened("talks")).Refusal!.Type
        );
        Assert.Equal("event-not-found", EraseEvent.Decide(new EraseEvent(Guid.Empty, "why"), Talks()).Refusal!.Type);
    }

    [Fact]
    public void Erased_twice_is_erased_once()
    {
        var negotiation = Negotiation.Of("talks", [Talks().Events[0] with { Erased = Gone }]);

        var (refusal, recorded, left) = EraseEvent.Decide(new EraseEvent(Id, "another reason"), negotiation);

        Assert.Null(refusal);
        Assert.Null(left);
        Assert.Equal(Gone, recorded!.Erased);
    }

    public static IEnumerable<TheoryDataRow<string>> Types =>
        Samples.Types.Select(type => new TheoryDataRow<string>(type));

    private static Negotiation Talks() =>
        Negotiation.Of(
            "talks",
            [
                Recorded(
                    new NegotiationOpened
                    {
                        EventId = Id,
                        Title = "Talks",
                        Kind = NegotiationKind.Negotiation,
                        Subject = Subject.Boundary,
                    }
                ),
            ]
        );

    private static RecordedEvent Recorded(Event @event) => new(@event.EventId!.Value, 1, 1, Then, "a monitor", @event);

    private static Event Erase(Event @event, Event? target = null)
    {
        var data = Redaction.Of(
            Recorded(@event),
            target ?? (@event is EventCorrected ? new ClashReported { EventId = Id } : null)
        );
        return EventJson.ReadStored(EventJson.NameOf(@event), @event.EventId!.Value, data);
    }

    private static List<string> Figures(Event @event) =>
        [.. Numbers(JsonSerializer.SerializeToNode(@event, @event.GetType(), EventJson.Options))];

    // A place on the map is no figure.
    private static IEnumerable<string> Numbers(JsonNode? node) =>
        node switch
        {
            JsonObject members => members
                .Where(member => member.Key is not ("point" or "geometry"))
                .SelectMany(member => Numbers(member.Value)),
            JsonArray items => items.SelectMany(Numbers),
            JsonValue value
                when value.GetValueKind() is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False =>
            [
                value.ToJsonString(),
            ],
            _ => [],
        };

    // A name in the place of every text that may be one.
    private static JsonNode? Named(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members.Select(member => KeyValuePair.Create(member.Key, Named(member.Value)))
            ),
            JsonArray items => new JsonArray([.. items.Select(Named)]),
            JsonValue value
                when value.GetValueKind() == JsonValueKind.String
                    && value.ToString().Contains(' ', StringComparison.Ordinal) => "Aisuluu K.",
            _ => node?.DeepClone(),
        };
}
