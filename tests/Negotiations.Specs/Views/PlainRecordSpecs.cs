using System.Text.Json;
using CsCheck;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Specs.Generated;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Views;

/// <summary>
/// Where every date is a day and nothing is in doubt the fold does not look for what is open. A disputed remark
/// before all else has it look, and there is nothing to find.
/// </summary>
public class PlainRecordSpecs
{
    private static readonly DateTimeOffset RecordedAt = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Many streams of days alone, many with a date or two in another form.
    private static readonly Gen<(Negotiation Negotiation, Clocks Clocks)> Settled = Gen.Select(
        AnyStream.OfAnyDates,
        Gen.Int[0, 4],
        AnyStream.Day,
        Gen.Bool,
        (negotiation, others, day, isNow) =>
            (Settle(negotiation, others), isNow ? Clocks.OfNow(day, day.AddDays(1)) : Clocks.On(day))
    );

    [Fact]
    public void The_short_way_and_the_long_way_find_the_same_fields_uncertain() =>
        Settled.Holds(
            (negotiation, clocks) =>
                Assert.Equal(Uncertain(negotiation, clocks), Uncertain(WithRemark(negotiation), clocks)),
            iter: 3000
        );

    private static string? Uncertain(Negotiation negotiation, Clocks clocks) =>
        StatusFold.Of(negotiation, clocks) is { Status: { LastEvent: not null } status }
            ? JsonSerializer.Serialize(status.Uncertain, EventJson.Options)
            : null;

    private static Negotiation Settle(Negotiation negotiation, int others) =>
        Negotiation.Of(
            negotiation.Id,
            negotiation
                .Events.Where(each => each.Event is Fact)
                .Select(
                    (each, index) =>
                        each with
                        {
                            Version = index + 1,
                            Event = Settle((Fact)each.Event, index > 0 && index <= others),
                        }
                )
        );

    private static Fact Settle(Fact fact, bool keepsDate) =>
        fact with
        {
            Claim = null,
            Occurred = keepsDate ? fact.Occurred : Edtf.Day(fact.Occurred!.Earliest ?? fact.Occurred.Latest!.Value),
        };

    private static Negotiation WithRemark(Negotiation negotiation)
    {
        var id = EventBuilders.Id("a remark");
        var remark = new AssessmentRecorded
        {
            EventId = id,
            Occurred = Edtf.Parse("0001-01-01"),
            Claim = new Claim { Status = ClaimStatus.Disputed },
            Sources = [new Source { Publisher = "24.kg" }],
        };
        return negotiation.With([
            new RecordedEvent(id, negotiation.Version + 1, negotiation.Version + 1, RecordedAt, "monitor-1", remark),
        ]);
    }
}
