using System.Text.Json;
using CsCheck;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Specs.Generated;

/// <summary>Whole negotiations: facts of every type out of order, and acts on them and on each other.</summary>
internal static class AnyStream
{
    private static readonly DateTimeOffset FirstRecorded = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<NegotiationOpened> Opening = Gen.Select(
        Gen.OneOf(NegotiationKind.Negotiation, NegotiationKind.Negotiation, NegotiationKind.DialogueSeries),
        Gen.OneOf("P1Y", "P6M", null),
        (kind, cadence) =>
            (NegotiationOpened)(Scenario.BorderTalks with { Kind = kind, Cadence = cadence }).Complete("opening")
    );

    private static readonly Gen<NegotiationOpened> OpeningOfAnyKind = Gen.Select(
        Opening,
        Gen.Frequency(
            (4, Gen.Const((NegotiationKind?)null)),
            (1, Gen.Enum<NegotiationKind>().Select(kind => (NegotiationKind?)kind))
        ),
        (opening, kind) => opening with { Kind = kind ?? opening.Kind }
    );

    private static readonly Gen<Source> Source = Gen.Select(
        Gen.OneOf("24.kg", "Asia-Plus", "AKIpress"),
        Gen.Frequency((1, Gen.Const((string?)null)), (3, AnyEdtf.Text.Select(text => (string?)text))),
        (publisher, published) =>
            new Source { Publisher = publisher, Published = published is null ? null : Edtf.Parse(published) }
    );

    private static readonly Gen<IReadOnlyList<Source>> Sources = Source
        .Array[1, 3]
        .Select(sources => (IReadOnlyList<Source>)sources);

    // How many days a date leaves open after its first; negative: no end.
    private static readonly Gen<int> Width = Gen.Frequency((4, Gen.Const(0)), (3, Gen.Int[1, 300]), (1, Gen.Const(-1)));

    private static readonly Gen<Event> Fact = Reported(AnyFact.OfAnyType);

    // Targets are chosen when the stream is put together; until then the id stands for any number.
    private static readonly Gen<Event> Act = Gen.Select(
        Gen.Int[0, 9],
        Gen.Guid,
        Sources,
        Gen.OneOf<Stance?>(Stance.Confirms, Stance.Disputes, Stance.Repeats, null),
        Gen.Int[0, 6000],
        (kind, target, sources, stance, day) =>
            kind switch
            {
                < 4 => (Event)
                    new EventCorrected
                    {
                        Target = target,
                        Patch = Patch(kind, day),
                        Reason = "The source was misread.",
                        Sources = sources,
                    },
                < 7 => new EventRetracted
                {
                    Target = target,
                    Reason = RetractionReason.False,
                    Sources = sources,
                },
                _ => new SourceAttached
                {
                    Target = target,
                    Stance = stance,
                    Sources = sources,
                },
            }
    );

    /// <summary>Streams with acts, of 2 to 25 events.</summary>
    public static readonly Gen<Negotiation> WithActs = Of(Gen.Frequency((3, Fact), (2, Act)).Array[1, 24]);

    /// <summary>Streams of facts alone, no two of which begin on one day.</summary>
    public static readonly Gen<Negotiation> OfFacts = Of(Fact.Array[1, 20]);

    /// <summary>Streams of facts that only ever move the phase up.</summary>
    public static readonly Gen<Negotiation> Forward = Of(Reported(AnyFact.Forward).Array[1, 12]);

    /// <summary>
    /// Streams of facts with dates in any form, many of them equal, some disputed or denied, and acts on them.
    /// </summary>
    public static readonly Gen<Negotiation> OfAnyDates = Gen.Select(
        OpeningOfAnyKind,
        Gen.Frequency((4, Doubted), (1, Act)).Array[1, 16],
        (opening, rest) =>
        {
            List<Event> stream = [opening];
            foreach (var (index, @event) in rest.Index())
                stream.Add(
                    (@event is Act ? Place(@event, stream, index) : @event) with
                    {
                        EventId = EventBuilders.Id($"generated {index}"),
                    }
                );

            return Recorded(stream, sequenceStep: 1, index => FirstRecorded.AddHours(index));
        }
    );

    // From a small pool of days, so that they meet; now and then any date at all.
    private static Gen<Event> Doubted =>
        Gen.Select(
            AnyFact.OfAnyType,
            Gen.Frequency(
                (5, Gen.Int[0, 40].Select(day => AnyEdtf.Print(new DateOnly(2022, 1, 1).AddDays(20 * day)))),
                (2, AnyEdtf.Text)
            ),
            Gen.Frequency(
                (6, Gen.Const((ClaimStatus?)null)),
                (1, Gen.Enum<ClaimStatus>().Select(status => (ClaimStatus?)status))
            ),
            Sources,
            Gen.Select(Gen.OneOf("Batken", "Osh", null, null), Gen.Int[0, 9]),
            (fact, date, claim, sources, where) =>
                (Event)(
                    fact with
                    {
                        Occurred = Edtf.Parse(date),
                        Sources = sources,
                        Place = where.Item1 is { } place ? new Place { Name = place } : null,
                        Unenumerated = where.Item2 == 0 ? true : null,
                        Claim = claim is null ? null : new Claim { Status = claim },
                    }
                )
        );

    public static readonly Gen<DateOnly> Day = Gen.Int[0, 4000].Select(new DateOnly(2019, 6, 1).AddDays);

    private static Gen<Event> Reported(Gen<Fact> fact) =>
        Gen.Select(fact, Width, Sources, Gen.OneOf("Batken", "Osh", null), (@event, width, sources, place) =>
            (Event)(
                @event with
                {
                    Occurred = From(new DateOnly(2020, 1, 1), width),
                    Sources = sources,
                    Place = place is null ? null : new Place { Name = place },
                }
            )
        );

    private static Gen<Negotiation> Of(Gen<Event[]> events) =>
        Gen.Select(Opening, events, Gen.Int.Array[24], Gen.Int[0, 3].Array[25], (opening, rest, order, gaps) =>
        {
            List<Event> stream = [opening];
            var slots = Enumerable.Range(0, 24).OrderBy(slot => order[slot]).ThenBy(slot => slot).ToArray();
            foreach (var (index, @event) in rest.Index())
                stream.Add(
                    Place(@event, stream, slots[index]) with
                    {
                        EventId = EventBuilders.Id($"generated {index}"),
                    }
                );

            var recordedAt = FirstRecorded;
            return Recorded(stream, sequenceStep: 10, index => recordedAt = recordedAt.AddHours(gaps[index]));
        });

    private static Negotiation Recorded(List<Event> stream, int sequenceStep, Func<int, DateTimeOffset> recordedAt) =>
        Negotiation.Of(
            "kg-tj-border",
            stream
                .Select(
                    (@event, index) =>
                        new RecordedEvent(
                            @event.EventId!.Value,
                            index + 1,
                            sequenceStep * (index + 1),
                            recordedAt(index),
                            "monitor-1",
                            @event
                        )
                )
                .ToList()
        );

    // A fact gets a first day of its own; an act gets a target that it may be about.
    private static Event Place(Event @event, List<Event> earlier, int slot)
    {
        if (@event is not Act act)
            return @event with
            {
                Occurred = From(
                    new DateOnly(2020, 1, 1).AddDays(83 * slot),
                    @event.Occurred!.Latest is { } latest
                        ? latest.DayNumber - @event.Occurred.Earliest!.Value.DayNumber
                        : -1
                ),
            };

        var eligible = act is EventRetracted ? earlier.Skip(1).ToList() : earlier.Where(each => each is Fact).ToList();
        return eligible.Count == 0
            ? new StatementIssued
            {
                Occurred = From(new DateOnly(2020, 1, 1).AddDays(83 * slot), 0),
                Sources = act.Sources,
            }
            : act with
            {
                Target = eligible[(act.Target.GetHashCode() & int.MaxValue) % eligible.Count].EventId!.Value,
            };
    }

    private static JsonElement Patch(int kind, int day) =>
        JsonElement.Parse(
            kind switch
            {
                0 => $$"""{"occurred":"{{AnyEdtf.Print(new DateOnly(2010, 1, 1).AddDays(day))}}"}""",
                1 => """{"place":{"name":"Isfara"},"note":null}""",
                2 => """{"claim":{"status":"disputed"}}""",
                _ => $$"""{"note":"read again {{day}}","unenumerated":true}""",
            }
        );

    private static Edtf From(DateOnly first, int width) =>
        Edtf.Parse(
            width switch
            {
                < 0 => $"{AnyEdtf.Print(first)}/..",
                0 => AnyEdtf.Print(first),
                _ when width % 2 == 0 => $"[{AnyEdtf.Print(first)}..{AnyEdtf.Print(first.AddDays(width))}]",
                _ => $"{AnyEdtf.Print(first)}/{AnyEdtf.Print(first.AddDays(width))}",
            }
        );
}
