using CsCheck;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Specs.Generated;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Views;

/// <summary>Laws of the treaty part of every answer, over generated stories of one, two or three instruments.</summary>
public class TreatyPropertySpecs
{
    private const int Streams = 1500;

    private static readonly Gen<string?> Id = Gen.OneOf<string?>("treaty", "treaty", "protocol", null);
    private static readonly Gen<string> Party = Gen.OneOf("KGZ", "TJK", "UZB");
    private static readonly Gen<string?> PartyOrAll = Gen.OneOf<string?>("KGZ", "TJK", "UZB", null);
    private static readonly Gen<InstrumentStanding?> Standing = Gen.OneOf<InstrumentStanding?>(
        null,
        null,
        InstrumentStanding.Principal,
        InstrumentStanding.Side
    );

    private static readonly Gen<string> Date = Gen.Select(
        Gen.Int[0, 40],
        Gen.OneOf(0, 0, 0, 3, 10, 60),
        (from, width) => width == 0 ? Day(from) : $"[{Day(from)}..{Day(from + width)}]"
    );

    private static readonly Gen<Edtf?> Effect = Gen.Select(Date, Gen.Bool, (date, has) =>
        has ? Edtf.Parse(date) : null
    );

    private static readonly Gen<Fact> Step = Gen.OneOf(
        Gen.Select(Id, Standing, Gen.Bool, (id, standing, bound) => (Fact)
                new InstrumentSigned
                {
                    InstrumentId = id,
                    Standing = standing,
                    SubjectToRatification = bound,
                    Signatories = ["KGZ", "TJK"],
                }),
        Gen.Select(
            Id,
            Party,
            Gen.OneOf(ConsentMode.Ratification, ConsentMode.Deposit, ConsentMode.Accession),
            Effect,
            (id, party, mode, effect) =>
                (Fact)
                    new ConsentExpressed
                    {
                        InstrumentId = id,
                        Party = party,
                        Mode = mode,
                        Effective = effect,
                    }
        ),
        Gen.Select(Id, PartyOrAll, Gen.Int[0, 3], (id, party, provisional) => (Fact)
                new EnteredIntoForce
                {
                    InstrumentId = id,
                    ForParty = party,
                    Provisional = provisional == 0 ? true : null,
                }),
        Gen.Select(Id, PartyOrAll, Gen.Enum<EndMode>(), Effect, (id, party, mode, effect) => (Fact)
                new InstrumentEnded
                {
                    InstrumentId = id,
                    Party = party,
                    Mode = mode,
                    Effective = effect,
                }),
        Gen.Select(Id, PartyOrAll, (id, party) => (Fact)new InstrumentResumed { InstrumentId = id, Party = party }),
        Gen.Select(Party, Gen.OneOf(ParticipationChange.Joined, ParticipationChange.Left), (party, change) => (Fact)
                new ParticipationChanged
                {
                    Actor = party,
                    Change = change,
                    Role = ActorRole.Party,
                }),
        Gen.Const(
            (Fact)new MilestoneReported { Milestone = Milestone.MarkersPlaced, Status = MilestoneStatus.Achieved }
        ),
        Gen.Const((Fact)new RoundHeld()),
        Gen.Select(Id, id => (Fact)new DraftingInstructed { InstrumentId = id }),
        Gen.Select(Gen.Enum<ClosingOutcome>(), Gen.Int[0, 2], (outcome, reopened) =>
            (Fact)new NegotiationClosed { Outcome = outcome, Reopened = reopened == 0 ? true : null }
        )
    );

    private static readonly Gen<Event> Reported = Gen.Select(
        Step,
        Date,
        Gen.OneOf<ClaimStatus?>(null, null, null, null, ClaimStatus.Disputed, ClaimStatus.Denied),
        (step, date, claim) =>
            (Event)(
                step with
                {
                    Occurred = Edtf.Parse(date),
                    Claim = claim is null ? null : new Claim { Status = claim },
                }
            )
    );

    private static readonly Gen<(Event[] Events, DateOnly AsOf)> Story = Gen.Select(
        Reported.Array[1, 9],
        Gen.Int[0, 110],
        (events, asOf) => (events, new DateOnly(2024, 1, 1).AddDays(asOf))
    );

    [Fact]
    public void In_force_or_implementing_only_with_a_principal_instrument_in_force_or_suspended() =>
        Story.Holds(
            (events, asOf) =>
            {
                var status = At(events, asOf);
                if (status.Phase!.Shown is Phase.InForce or Phase.Implementing)
                    Assert.Contains(status.Instruments, each =>
                        each.Standing != InstrumentStanding.Side
                        && each.Status is InstrumentStatus.InForce or InstrumentStatus.Suspended
                    );
            },
            iter: Streams
        );

    // All have consented, and no source says more: from that alone nothing follows (VCLT art. 24(2)).
    [Fact]
    public void Nothing_is_in_force_that_no_source_says_is() =>
        Story.Holds(
            (events, asOf) =>
            {
                var dated = events
                    .OfType<EnteredIntoForce>()
                    .Where(each => each.Provisional is null && each.Claim?.Status != ClaimStatus.Denied)
                    .Select(each => IdOf(events, each))
                    .ToHashSet();
                foreach (var each in At(events, asOf).Instruments)
                    if (each.EntryIntoForce?.On is not null || each.Parties.Any(party => party.Provisional is null))
                        Assert.Contains(each.Events, dated.Contains);
            },
            iter: Streams
        );

    [Fact]
    public void No_one_is_awaited_that_has_left_or_is_a_party() =>
        Story.Holds(
            (events, asOf) =>
            {
                foreach (var each in At(events, asOf).Instruments)
                {
                    Assert.Empty(
                        each.Awaiting.Intersect(
                            each.Parties.Where(party => party.Until is null && party.Provisional is null)
                                .Select(party => party.Party)
                        )
                    );
                    Assert.Empty(each.Awaiting.Intersect(Left(events, each, asOf)));
                    if (each.Ended is not null)
                        Assert.Empty(each.Awaiting);
                }
            },
            iter: Streams
        );

    [Fact]
    public void The_members_of_an_instrument_agree() =>
        Story.Holds(
            (events, asOf) =>
            {
                foreach (var each in At(events, asOf).Instruments)
                {
                    Assert.Equal(each.Status == InstrumentStatus.Ended, each.Ended is not null);
                    Assert.Equal(
                        each.Status == InstrumentStatus.InForce,
                        each.EntryIntoForce?.On is not null
                            && each.Ended is null
                            && each.Status != InstrumentStatus.Suspended
                    );
                    if (each.Ended is not null)
                        Assert.All(each.Parties, party => Assert.NotNull(party.Until));
                    if (each.Status == InstrumentStatus.Consented)
                        Assert.Null(each.EntryIntoForce?.On);
                }
            },
            iter: Streams
        );

    [Fact]
    public void What_is_shown_is_possible_and_what_is_certain_is_shown() =>
        Story.Holds(
            (events, asOf) =>
            {
                var phase = At(events, asOf).Phase!;
                Assert.Equal(phase.Possible.Distinct(), phase.Possible);
                Assert.Equal(phase.Possible.Count == 1 ? phase.Shown : null, phase.Certain);
            },
            iter: Streams
        );

    // Every settled story that a wider one allows is among what the wider one names as possible.
    [Fact]
    public void A_wider_date_or_a_dispute_takes_nothing_from_what_is_possible() =>
        Gen.Select(Story, Gen.Int[0, 8], Gen.Int[0, 20], Gen.Int[0, 20], Gen.Int[0, 3])
            .Holds(
                (story, which, before, after, kind) =>
                {
                    var index = which % story.Events.Length;
                    var widened = story
                        .Events.Select(
                            (@event, i) =>
                                i != index ? @event
                                : kind == 0 && @event.Claim is null
                                    ? @event with
                                    {
                                        Claim = new Claim { Status = ClaimStatus.Disputed },
                                    }
                                : Widen(@event, before, after)
                        )
                        .ToArray();
                    var (narrow, wide) = (At(story.Events, story.AsOf).Phase!, At(widened, story.AsOf).Phase!);
                    Assert.Empty(narrow.Possible.Except(wide.Possible));
                },
                iter: Streams
            );

    [Fact]
    public void Every_placing_and_reading_of_a_treaty_gives_a_view_that_is_possible() =>
        Gen.Select(Story, AnyPlacing.Choices)
            .Holds(
                (story, choices) =>
                {
                    var negotiation = Negotiation(story.Events);
                    var whole = StatusFold.Of(negotiation, Clocks.On(story.AsOf))!.Status;
                    var one = StatusFold.Of(AnyPlacing.Of(negotiation, choices), Clocks.On(story.AsOf))!.Status;
                    Assert.Empty(FourLawsSpecs.Outside(whole, one));
                },
                iter: Streams
            );

    [Fact]
    public void No_one_is_a_party_before_the_day_that_is_said_of_it_alone() =>
        Story.Holds(
            (story, asOf) =>
            {
                // One treaty, and no end after which a spell may begin again.
                Event[] events =
                [
                    .. story
                        .Where(each => each is not InstrumentEnded)
                        .Select(each => each is InstrumentFact fact ? fact with { InstrumentId = "treaty" } : each),
                ];
                foreach (var treaty in At(events, asOf).Instruments)
                foreach (
                    var spell in treaty.Parties.Where(each => each.Provisional is null).DistinctBy(each => each.Party)
                )
                {
                    var own = events
                        .OfType<EnteredIntoForce>()
                        .Where(each => each.Provisional is null && each.ForParty == spell.Party)
                        .Where(each => each.Claim?.Status != ClaimStatus.Denied)
                        .ToList();
                    if (own.Count > 0)
                        Assert.Contains(own, each => IdOf(events, each) == spell.EventId);
                }
            },
            iter: Streams
        );

    private static IEnumerable<string> Left(Event[] events, InstrumentView each, DateOnly asOf) =>
        each
            .Withdrawals.Where(left =>
                left.Party is not null && left.Revoked is null && (left.Effective ?? left.Notified).Latest <= asOf
            )
            .Select(left => left.Party!)
            .Except(events.OfType<ConsentExpressed>().Select(consent => consent.Party!))
            .Except(events.OfType<EnteredIntoForce>().Select(force => force.ForParty!))
            .Where(_ => !events.OfType<EnteredIntoForce>().Any(force => force.ForParty is null));

    private static Status At(Event[] events, DateOnly asOf) =>
        StatusFold.Of(Negotiation(events), Clocks.On(asOf))!.Status;

    private static Negotiation Negotiation(Event[] events)
    {
        Event[] stream = [Scenario.BorderTalks.On("2020-01-01"), .. events];
        var recorded = stream.Select(
            (@event, index) =>
            {
                var complete = @event.Complete($"treaty event {index}");
                return new RecordedEvent(
                    complete.EventId!.Value,
                    index + 1,
                    index + 1,
                    new DateTimeOffset(2025, 1, 1, 0, index, 0, TimeSpan.Zero),
                    "monitor-1",
                    complete
                );
            }
        );
        return Negotiations.Record.Negotiation.Of("kg-tj-border", recorded);
    }

    private static Event Widen(Event @event, int before, int after) =>
        @event.On(
            $"[{AnyEdtf.Print(@event.Occurred!.Earliest!.Value.AddDays(-before))}.."
                + $"{AnyEdtf.Print(@event.Occurred.Latest!.Value.AddDays(after))}]"
        );

    private static Guid IdOf(Event[] events, Event one) =>
        Negotiation(events).Events[Array.FindIndex(events, each => ReferenceEquals(each, one)) + 1].EventId;

    private static string Day(int index) => AnyEdtf.Print(new DateOnly(2024, 1, 1).AddDays(index));
}
