using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>When a day passes and a view turns, one notice says so: which field, from what to what, and by which
/// events.</summary>
public class TurnNoticeSpecs
{
    private static readonly DateOnly Begin = new(2025, 1, 1);

    private static readonly NegotiationOpened Yearly = BorderTalks with
    {
        Kind = NegotiationKind.DialogueSeries,
        Cadence = "P1Y",
    };

    private static readonly MeetingScheduled Planned = new MeetingScheduled
    {
        MeetingId = "summit",
        PlannedFor = Edtf.Parse("2025-05-10"),
    }.On("2024-12-10");

    public static TheoryData<string, Event[], string, string, string?, string?> Notices =>
        new()
        {
            {
                "a series falls asleep",
                [Yearly, new MeetingHeld().On("2024-06-05")],
                "2025-12-05",
                "phase",
                "active",
                "dormant"
            },
            {
                "a treaty enters into force on a day that was announced",
                [BorderTalks, new EnteredIntoForce().On("2025-07-01")],
                "2025-07-01",
                "phase",
                "registered",
                "in-force"
            },
            {
                "a truce ends",
                [
                    BorderTalks,
                    new ClashReported().On("2024-11-01"),
                    new CeasefireAgreed { EffectiveUntil = Edtf.Parse("2025-02-28") }.On("2024-11-03"),
                ],
                "2025-03-01",
                "security",
                "ceasefire",
                "clashes"
            },
            {
                "no one says what became of a meeting",
                [BorderTalks, Planned],
                "2025-05-11",
                "meetings[summit].status",
                "scheduled",
                "outcome-unknown"
            },
        };

    [Theory]
    [MemberData(nameof(Notices))]
    public void A_view_that_turns_gives_one_notice_on_its_day(
        string why,
        Event[] events,
        string day,
        string field,
        string? before,
        string? after
    )
    {
        var past = Given(events).Negotiation;
        var turn = DateOnly.Parse(day, null);

        var notice = Assert.Single(Turns.Between(past, Begin, new DateOnly(2026, 1, 1)), each => each.Day == turn);

        Assert.True(
            (notice.Field, Text(notice.Before), Text(notice.After)) == (field, before, after),
            $"{why}: {Print(notice)}"
        );
        Assert.Equal((past.Version, day, StatusFold.Version), (notice.OfVersion, notice.Occurred!.Text, notice.Fold));
        Assert.Contains(notice.Events, each => past.Find(each) is not null);
        Assert.Null(Turns.Wrong(past, notice));
    }

    [Fact]
    public void However_the_days_are_cut_the_notices_are_the_same()
    {
        var past = Given(
            Yearly,
            Planned,
            new MeetingHeld { MeetingId = "other" }.On("2024-06-05"),
            new ClashReported().On("2024-11-01"),
            new CeasefireAgreed { EffectiveUntil = Edtf.Parse("2025-02-28") }.On("2024-11-03")
        ).Negotiation;
        var end = new DateOnly(2026, 3, 1);
        var whole = Turns.Between(past, Begin, end).Select(Print).ToList();

        Assert.True(whole.Count >= 3, string.Join('\n', whole));
        for (var cut = Begin; cut < end; cut = cut.AddDays(13))
            Assert.Equal(whole, Turns.Between(past, Begin, cut).Concat(Turns.Between(past, cut, end)).Select(Print));

        Assert.Equal(
            whole,
            Enumerable
                .Range(1, end.DayNumber - Begin.DayNumber)
                .Select(days => Turns.On(past, Begin.AddDays(days)))
                .OfType<NegotiationTurned>()
                .Select(Print)
        );
    }

    [Theory]
    [InlineData("2025-05-11T11:00:00Z", false)]
    [InlineData("2025-05-11T12:00:01Z", true)]
    public void What_is_recorded_once_the_day_has_begun_everywhere_takes_no_notice_away(string recorded, bool turned)
    {
        var planned = Given(BorderTalks, Planned).Negotiation;
        var held = new MeetingHeld { MeetingId = "summit" }
            .On("2025-05-10")
            .Named("held");
        var past = planned.With([
            new RecordedEvent(held.EventId!.Value, 3, 3, DateTimeOffset.Parse(recorded, null), "monitor", held),
        ]);

        Assert.Equal(
            turned ? ["2025-05-11 of version 2"] : [],
            Turns
                .Between(past, Begin, new DateOnly(2025, 6, 1))
                .Select(each => $"{each.Day:O} of version {each.OfVersion}")
        );
    }

    [Fact]
    public void A_notice_that_someone_changed_is_wrong()
    {
        var past = Given(BorderTalks, Planned).Negotiation;
        var notice = Assert.Single(Turns.Between(past, Begin, new DateOnly(2025, 6, 1)));

        Assert.Equal("field", Turns.Wrong(past, notice with { Field = "phase" })!.Field);
        Assert.Equal("ofVersion", Turns.Wrong(past, notice with { OfVersion = 1 })!.Field);
        Assert.Null(Turns.Wrong(past, notice with { Field = "phase", Fold = StatusFold.Version - 1 }));
    }

    [Fact]
    public void A_notice_reads_back_as_it_was_written()
    {
        var past = Given(BorderTalks, Planned).Negotiation;
        var notice = Assert.Single(Turns.Between(past, Begin, new DateOnly(2025, 6, 1)));

        var read = EventJson.ReadStored("negotiation-turned", notice.EventId!.Value, EventJson.WriteData(notice));
        var line = EventJson.ReadNotice(EventJson.ToElement(notice));

        Assert.Equal(Print(notice), Print(read));
        Assert.Equal(Print(notice), Print(line.Value!));
        Assert.Equal("negotiation-turned", EventJson.NameOf(notice));
    }

    private static string? Text(System.Text.Json.JsonElement? value) => value?.GetString();

    private static string Print(Event notice) => EventJson.ToElement(notice).GetRawText();
}
