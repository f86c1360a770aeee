using System.Text.Json;
using CsCheck;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Specs.Generated;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Views;

/// <summary>The laws an auditor relies on, for any negotiation whatever is in it.</summary>
public class LawSpecs
{
    private const int Streams = 300;

    private static readonly Gen<(Negotiation Negotiation, DateOnly AsOf)> Any = Gen.Select(
        AnyStream.WithActs,
        AnyStream.Day,
        (negotiation, asOf) => (negotiation, asOf)
    );

    private static readonly Gen<Clocks> AnyClocks = Gen.Select(
        AnyStream.Day,
        Gen.Int[0, 60],
        Gen.Enum<Basis>(),
        (asOf, hours, basis) =>
            Clocks.On(asOf) with
            {
                KnownBy = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(hours),
                Basis = basis,
            }
    );

    [Fact]
    public void Folding_twice_gives_the_same_bytes() =>
        Any.Holds(
            (negotiation, asOf) =>
                Assert.Equal(
                    FoldBytes.Of(negotiation, Clocks.On(asOf)),
                    FoldBytes.Of(Copy(negotiation), Clocks.On(asOf))
                ),
            iter: Streams
        );

    [Fact]
    public void Everything_is_what_is_known_by_the_last_recorded_instant_and_by_the_last_version() =>
        Any.Holds(
            (negotiation, asOf) =>
            {
                var live = FoldBytes.Of(negotiation, Clocks.On(asOf));
                Assert.Equal(
                    live,
                    FoldBytes.Of(negotiation, Clocks.On(asOf) with { KnownBy = negotiation.Events[^1].RecordedAt })
                );
                Assert.Equal(live, FoldBytes.Of(negotiation, Clocks.On(asOf) with { Version = negotiation.Version }));
            },
            iter: Streams
        );

    [Fact]
    public void What_was_known_by_a_version_is_the_fold_of_the_events_up_to_it() =>
        Gen.Select(Any, Gen.Int[1, 25])
            .Holds(
                (any, version) =>
                    Assert.Equal(
                        FoldBytes.Of(First(any.Negotiation, version), Clocks.On(any.AsOf)),
                        FoldBytes.Of(any.Negotiation, Clocks.On(any.AsOf) with { Version = version })
                    ),
                iter: Streams
            );

    [Fact]
    public void An_event_recorded_later_never_changes_an_earlier_recorded_answer() =>
        Gen.Select(AnyStream.WithActs, AnyClocks)
            .Holds(
                (negotiation, clocks) =>
                {
                    clocks = clocks with { Basis = Basis.Recorded };
                    var known = negotiation.Events.Count(each => each.RecordedAt <= clocks.KnownBy);
                    var answer = FoldBytes.Of(First(negotiation, known), clocks);
                    for (var version = known; version <= negotiation.Version; version++)
                        Assert.Equal(answer, FoldBytes.Of(First(negotiation, version), clocks));
                },
                iter: Streams
            );

    [Fact]
    public void The_order_in_which_uncorrected_facts_were_recorded_does_not_matter() =>
        Gen.Select(AnyStream.OfFacts, Gen.Int.Array[25], AnyStream.Day)
            .Holds(
                (negotiation, order, asOf) =>
                {
                    var shuffled = negotiation
                        .Events.Skip(1)
                        .Index()
                        .OrderBy(each => order[each.Index])
                        .Select(each => each.Item)
                        .Prepend(negotiation.Events[0]);
                    var reordered = Negotiation.Of(
                        negotiation.Id,
                        shuffled.Select((each, index) => each with { Version = index + 1, Sequence = index + 1 })
                    );
                    Assert.Equal(
                        FoldBytes.Undated(negotiation, Clocks.On(asOf)),
                        FoldBytes.Undated(reordered, Clocks.On(asOf))
                    );
                },
                iter: Streams
            );

    [Fact]
    public void An_act_that_is_retracted_was_never_made() =>
        Gen.Select(AnyStream.WithActs, AnyClocks, Gen.Int[0, 24], Gen.Int[0, 2])
            .Holds(
                (negotiation, clocks, target, kind) =>
                {
                    var about = negotiation.Events[(int)(target % negotiation.Version)];
                    var act = ActOn(about, kind).Named("the act") with
                    {
                        Sources = [EventBuilders.AkiPress with { Published = Edtf.Parse("2019") }],
                    };
                    var undone = new EventRetracted
                    {
                        Target = EventBuilders.Id("the act"),
                        Reason = RetractionReason.Withdrawn,
                    }
                        .Named("the retraction")
                        .By("AKIpress", "2019");
                    var longer = Append(negotiation, act, undone);

                    Assert.Equal(
                        FoldBytes.Undated(negotiation, Clocks.On(clocks.AsOf)),
                        FoldBytes.Undated(longer, Clocks.On(clocks.AsOf))
                    );
                    Assert.Equal(FoldBytes.Undated(negotiation, clocks), FoldBytes.Undated(longer, clocks));
                },
                iter: Streams
            );

    [Fact]
    public void What_certainly_was_reached_possibly_was() =>
        Gen.Select(AnyStream.Forward, AnyStream.Day)
            .Holds(
                (negotiation, asOf) =>
                {
                    var status = StatusFold.Of(negotiation, Clocks.On(asOf))!.Status;
                    Assert.True(status.Phase!.Certain is null || status.Phase.Possible.Count == 1);
                    foreach (
                        var field in status.Uncertain.Where(field =>
                            field.Field is "rounds.held" or "clashes.count" or "meetings"
                        )
                    )
                        Assert.Equal(
                            field.Possible.Select(value => (int)value!).Order(),
                            field.Possible.Select(value => (int)value!)
                        );
                },
                iter: Streams
            );

    [Fact]
    public void Widening_a_date_never_makes_a_phase_certain() =>
        Gen.Select(AnyStream.Forward, AnyStream.Day, Gen.Int[0, 24], Gen.Int[0, 400], Gen.Int[0, 400])
            .Holds(
                (negotiation, asOf, which, before, after) =>
                {
                    var index = (int)(which % negotiation.Version);
                    var widened = Negotiation.Of(
                        negotiation.Id,
                        negotiation.Events.Select(
                            (each, i) => i == index ? each with { Event = Widen(each.Event, before, after) } : each
                        )
                    );
                    var (narrow, wide) = (
                        StatusFold.Of(negotiation, Clocks.On(asOf))!.Status,
                        StatusFold.Of(widened, Clocks.On(asOf))!.Status
                    );
                    Assert.True(
                        wide.Phase!.Certain is null
                            || wide.Phase.Certain == narrow.Phase!.Certain
                            || narrow.Kind == NegotiationKind.DialogueSeries
                    );
                },
                iter: Streams
            );

    [Fact]
    public void Without_an_event_is_never_having_received_it() =>
        Gen.Select(AnyStream.WithActs, AnyClocks, Gen.Int[1, 24])
            .Holds(
                (negotiation, clocks, which) =>
                {
                    var id = negotiation.Events[(int)(which % negotiation.Version)].EventId;
                    Assert.Equal(
                        FoldBytes.Of(
                            Negotiation.Of(negotiation.Id, negotiation.Events.Where(each => each.EventId != id)),
                            clocks
                        ),
                        FoldBytes.Of(negotiation, clocks with { WithoutEvents = [id] })
                    );
                },
                iter: Streams
            );

    [Fact]
    public void Without_a_publisher_is_never_having_heard_it() =>
        Gen.Select(AnyStream.WithActs, AnyClocks, Gen.OneOf("24.kg", "Asia-Plus", "AKIPRESS"))
            .Holds(
                (negotiation, clocks, publisher) =>
                {
                    bool IsOther(Source source) =>
                        !string.Equals(source.Publisher, publisher, StringComparison.OrdinalIgnoreCase);
                    var heard = negotiation
                        .Events.Where(each => each.Event.Sources.Any(IsOther))
                        .Select(each =>
                            each with
                            {
                                Event = each.Event with { Sources = [.. each.Event.Sources.Where(IsOther)] },
                            }
                        );
                    Assert.Equal(
                        FoldBytes.Of(Negotiation.Of(negotiation.Id, heard), clocks),
                        FoldBytes.Of(negotiation, clocks with { WithoutPublishers = [publisher] })
                    );
                },
                iter: Streams
            );

    [Fact]
    public void Nothing_changes_by_itself_before_the_day_the_fold_names() =>
        Gen.Select(Any, Gen.Double.Unit)
            .Holds(
                (any, part) =>
                {
                    var turn = StatusFold.Of(any.Negotiation, Clocks.On(any.AsOf))!.NextTurn
                        ?? new DateOnly(2199, 12, 31);
                    Assert.True(turn > any.AsOf);
                    var last = turn.AddDays(-1);
                    var between = any.AsOf.AddDays((int)((last.DayNumber - any.AsOf.DayNumber) * part));
                    Assert.Equal(
                        FoldBytes.OnADay(any.Negotiation, any.AsOf),
                        FoldBytes.OnADay(any.Negotiation, between)
                    );
                    Assert.Equal(FoldBytes.OnADay(any.Negotiation, any.AsOf), FoldBytes.OnADay(any.Negotiation, last));
                },
                iter: Streams
            );

    private static Negotiation Copy(Negotiation negotiation) => Negotiation.Of(negotiation.Id, negotiation.Events);

    private static Negotiation First(Negotiation negotiation, long version) =>
        Negotiation.Of(negotiation.Id, negotiation.Events.Take((int)version));

    private static Negotiation Append(Negotiation negotiation, params Event[] events) =>
        negotiation.With(
            events.Select(
                (@event, index) =>
                    new RecordedEvent(
                        @event.EventId!.Value,
                        negotiation.Version + index + 1,
                        1000 + index,
                        negotiation.Events[^1].RecordedAt,
                        "monitor-1",
                        @event
                    )
            )
        );

    private static Act ActOn(RecordedEvent target, int kind) =>
        (kind, target.Event) switch
        {
            (0, Fact) => new EventCorrected
            {
                Target = target.EventId,
                Patch = JsonElement.Parse("""{"occurred":"2024-05","note":"read again"}"""),
                Reason = "The source was misread.",
            },
            (1, Fact) => new SourceAttached { Target = target.EventId },
            (_, NegotiationOpened) => new SourceAttached { Target = target.EventId, Stance = Stance.Disputes },
            _ => new EventRetracted { Target = target.EventId, Reason = RetractionReason.False },
        };

    // What a source dates before it happened is set aside as a cap; a wider date would take it up again.
    private static Event Widen(Event @event, int before, int after)
    {
        var (earliest, latest) = (@event.Occurred!.Earliest!.Value, @event.Occurred.Latest);
        if (@event.Sources.Any(source => source.Published?.Latest < earliest))
            return @event;

        var from = AnyEdtf.Print(earliest.AddDays(-before));
        return @event.On(latest is { } day ? $"[{from}..{AnyEdtf.Print(day.AddDays(after))}]" : $"[{from}..]");
    }
}
