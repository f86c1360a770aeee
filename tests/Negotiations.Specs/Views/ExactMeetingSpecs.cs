using CsCheck;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;
using static Negotiations.Specs.Views.ExactRecords;

namespace Negotiations.Specs.Views;

/// <summary>As <see cref="ExactSpecs"/>, of meetings that are planned, moved, cancelled and held.</summary>
public class ExactMeetingSpecs
{
    private static readonly Gen<string?> Meeting = Gen.OneOf<string?>("first", "first", "second", null);
    private static readonly Gen<Edtf?> Plan = Gen.Select(Date, Gen.Int[0, 3], (date, has) =>
        has == 0 ? null : Edtf.Parse(date)
    );

    internal static readonly Gen<(Negotiation Negotiation, DateOnly AsOf)> Meetings = Of(
        Gen.Select(
            Gen.OneOf(
                Gen.Select(
                    Meeting,
                    Plan,
                    Gen.OneOf<MeetingKind?>(MeetingKind.Summit, MeetingKind.Round, null),
                    (id, plan, kind) =>
                        (Fact)
                            new MeetingScheduled
                            {
                                MeetingId = id,
                                PlannedFor = plan,
                                Kind = kind,
                            }
                ),
                Gen.Select(Gen.OneOf("first", "second"), Plan, Gen.Enum<MeetingChange>(), (id, plan, change) => (Fact)
                        new MeetingChanged
                        {
                            MeetingId = id,
                            NewDate = plan,
                            Change = change,
                        }),
                Meeting.Select(id => (Fact)new RoundHeld { MeetingId = id }),
                Meeting.Select(id => (Fact)new MeetingHeld { MeetingId = id, Kind = MeetingKind.Summit })
            ),
            Gen.OneOf<string?>("Batken", "Osh", null, null),
            (fact, place) => fact with { Place = place is null ? null : new Place { Name = place } }
        )
    );

    [Fact]
    public void Of_meetings_what_is_possible_holds_in_some_placing_and_reading() => Meetings.AreExact();
}
