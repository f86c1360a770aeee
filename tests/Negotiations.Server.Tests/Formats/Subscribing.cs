using Ical.Net;
using Ical.Net.CalendarComponents;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Store.Connections;

namespace Negotiations.Server.Tests.Formats;

/// <summary>What feed readers, calendars and maps get to see, read by libraries that know their formats.</summary>
public sealed partial class Subscribing(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_calendar_follows_a_meeting_that_is_scheduled_moved_and_cancelled()
    {
        await server.Monitor.Records("calendar", Scheduled("summit", "2040-05-10"));
        var scheduled = Assert.Single(await MeetingsAsync("calendar"));
        await server
            .Monitor.Appends("calendar", Changed("summit", "rescheduled", """ "newDate": "2040-06" """))
            .Succeeds();
        var moved = Assert.Single(await MeetingsAsync("calendar"));
        await server.Monitor.Appends("calendar", Changed("summit", "cancelled")).Succeeds();
        var cancelled = Assert.Single(await MeetingsAsync("calendar"));

        Assert.Equal(["calendar/summit@negotiations"], new[] { scheduled.Uid, moved.Uid, cancelled.Uid }.Distinct());
        Assert.Equal(("2040-05-10", "2040-05-11", "CONFIRMED"), Shown(scheduled));
        Assert.Equal(("2040-06-01", "2040-07-01", "TENTATIVE"), Shown(moved));
        Assert.Equal("CANCELLED", cancelled.Status);
        Assert.True(scheduled.Sequence < moved.Sequence && moved.Sequence < cancelled.Sequence);
        Assert.False(moved.Start!.HasTime);
        Assert.EndsWith(
            ":" + server.First.Address.Port + "/negotiations/calendar",
            scheduled.Url!.AbsoluteUri,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_meeting_that_is_put_off_leaves_its_old_day_in_calendars_that_have_it()
    {
        await server.Monitor.Records("put-off", Scheduled("summit", "2040-05-10"));
        var scheduled = Assert.Single(await MeetingsAsync("put-off"));
        await server.Monitor.Appends("put-off", Changed("summit", "postponed")).Succeeds();
        var postponed = Assert.Single(await MeetingsAsync("put-off"));
        await server
            .Monitor.Appends("put-off", Changed("summit", "rescheduled", """ "newDate": "2040-09-01" """))
            .Succeeds();
        var again = Assert.Single(await MeetingsAsync("put-off"));

        Assert.Equal([scheduled.Uid], new[] { postponed.Uid, again.Uid }.Distinct());
        Assert.Equal(("2040-05-10", "2040-05-11", "CANCELLED"), Shown(postponed));
        Assert.Contains(
            "A summit was postponed (Kabar). It was planned for 10 May 2040, and no new date",
            postponed.Description,
            StringComparison.Ordinal
        );
        Assert.Equal(("2040-09-01", "2040-09-02", "CONFIRMED"), Shown(again));
        Assert.Contains("Before that it was planned for 10 May 2040.", again.Description, StringComparison.Ordinal);
        Assert.True(scheduled.Sequence < postponed.Sequence && postponed.Sequence < again.Sequence);
    }

    [Theory]
    [InlineData("2040-04-01", "CONFIRMED")]
    [InlineData("2040-04-01/2040-04-03", "CONFIRMED")]
    [InlineData("2040-04-01T10:00:00Z", "CONFIRMED")]
    [InlineData("2040-04-01~", "TENTATIVE")]
    [InlineData("2040-04-01?", "TENTATIVE")]
    [InlineData("2040-04-01/2040-04-03~", "TENTATIVE")]
    [InlineData("2040-04", "TENTATIVE")]
    [InlineData("2040-04/2040-05", "TENTATIVE")]
    [InlineData("[2040-04-01..2040-04-03]", "TENTATIVE")]
    [InlineData("2040-04-0X", "TENTATIVE")]
    [InlineData("2040-04-01/..", "TENTATIVE")]
    [InlineData("[2040-04-01..]", "TENTATIVE")]
    public async Task A_plan_for_exact_days_is_confirmed_and_any_other_is_tentative(string planned, string status)
    {
        var id = $"exact-{Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(planned))}";
        await server.Monitor.Records(id, Scheduled("summit", planned));

        Assert.Equal(status, Assert.Single(await MeetingsAsync(id)).Status);
    }

    [Theory]
    [InlineData("2025-01", "TENTATIVE", "Ministerial: Talks (January 2025; the exact day is not known)")]
    [InlineData("2025-03-03~", "TENTATIVE", "Ministerial: Talks (about 3 March 2025; the exact day is not known)")]
    [InlineData(
        "2025-03-03?",
        "TENTATIVE",
        "Ministerial: Talks (3 March 2025 (uncertain); the exact day is not known)"
    )]
    [InlineData("2025-03-03/2025-03-05", "CONFIRMED", "Ministerial: Talks")]
    [InlineData("2025-03-03", "CONFIRMED", "Ministerial: Talks")]
    public async Task A_meeting_that_was_held_is_confirmed_on_the_days_that_a_source_states_and_no_other(
        string held,
        string status,
        string summary
    )
    {
        var id = $"held-{Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(held))}";
        await server.Monitor.Opens(Report.Opening(id, title: "Talks")).Succeeds();
        await server
            .Monitor.Appends(id, Report.Of("meeting-held", held, """ "kind": "ministerial", "meetingId": "m" """))
            .Succeeds();

        var meeting = Assert.Single(await MeetingsAsync(id));

        Assert.Equal((status, summary), (meeting.Status, meeting.Summary));
        Assert.StartsWith("A meeting of ministers was held", meeting.Description, StringComparison.Ordinal);
        Assert.EndsWith("(Kabar).", meeting.Description, StringComparison.Ordinal);
        Assert.DoesNotContain(held, meeting.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calendar_says_how_often_to_ask_again()
    {
        var answer = await server.Anonymous.Asks("/api/calendar.ics").Succeeds();

        Assert.Contains("REFRESH-INTERVAL;VALUE=DURATION:PT1H", answer.Text, StringComparison.Ordinal);
        Assert.Contains("X-PUBLISHED-TTL:PT1H", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meeting_that_is_taken_back_leaves_calendars_that_have_it()
    {
        await server.Monitor.Opens("gone").Succeeds();
        var reports = await server
            .Monitor.Appends(
                "gone",
                new System.Text.Json.Nodes.JsonArray(
                    Scheduled("summit", "2040-05-10"),
                    Scheduled("talks", "2040-06-10"),
                    Report.Round("2022-10", 1)
                )
            )
            .Succeeds();
        var before = await MeetingsAsync("gone");
        await server.Monitor.Appends("gone", Report.Retraction(reports["events.0.eventId"]!)).Succeeds();
        await server
            .Monitor.Appends(
                "gone",
                Report.Correction(reports["events.1.eventId"]!, """{ "meetingId": "technical-talks" }""")
            )
            .Succeeds();
        await server.Monitor.Appends("gone", Report.Retraction(reports["events.2.eventId"]!)).Succeeds();

        var after = await MeetingsAsync("gone");
        var summit = Assert.Single(after, each => each.Uid == "gone/summit@negotiations");

        Assert.Equal(("2040-05-10", "2040-05-11", "CANCELLED"), Shown(summit));
        Assert.True(before.Single(each => each.Uid == summit.Uid).Sequence < summit.Sequence);
        Assert.All(before, each => Assert.Equal("CANCELLED", after.Single(now => now.Uid == each.Uid).Status));
        Assert.Equal(
            ("gone/technical-talks@negotiations", "CONFIRMED"),
            Assert.Single(after.Where(each => each.Status != "CANCELLED").Select(each => (each.Uid!, each.Status!)))
        );
        Assert.Equal(4, after.Count);
    }

    [Fact]
    public async Task A_retraction_that_is_taken_back_leaves_a_meeting_where_it_was()
    {
        await server.Monitor.Opens("back-again").Succeeds();
        var report = await server.Monitor.Appends("back-again", Scheduled("summit", "2040-05-10")).Succeeds();
        var retraction = await server
            .Monitor.Appends("back-again", Report.Retraction(report["events.0.eventId"]!))
            .Succeeds();
        await server.Monitor.Appends("back-again", Report.Retraction(retraction["events.0.eventId"]!)).Succeeds();

        Assert.Equal(
            ("2040-05-10", "2040-05-11", "CONFIRMED"),
            Shown(Assert.Single(await MeetingsAsync("back-again")))
        );
    }

    [Theory]
    [InlineData(0, "Summit: Talks (no source says whether it took place)")]
    [InlineData(3, "Summit: Talks (no source says whether it took place)")]
    [InlineData(null, "; the exact day is not known, and no source says whether it took place)")]
    public async Task Of_a_plan_whose_days_are_over_the_title_says_that_no_outcome_is_known(int? lasts, string summary)
    {
        var clock = server.Services.GetRequiredService<DatabaseClock>();
        var first = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(2);
        var planned = lasts switch
        {
            null => $"{first:yyyy-MM-dd}~",
            0 => $"{first:yyyy-MM-dd}",
            _ => $"{first:yyyy-MM-dd}/{first.AddDays(lasts.Value):yyyy-MM-dd}",
        };
        var last = first.AddDays(lasts ?? 1);
        var over = new DateTimeOffset(last.AddDays(1), new TimeOnly(12, 0), TimeSpan.Zero);
        var id = $"over-{lasts}";
        await server.Monitor.Opens(Report.Opening(id, title: "Talks")).Succeeds();
        await server.Monitor.Appends(id, Scheduled("summit", planned)).Succeeds();

        var before = await AtAsync(over.AddMinutes(-1));
        var after = await AtAsync(over.AddMinutes(1));

        Assert.Equal(lasts is null ? "TENTATIVE" : "CONFIRMED", before.Status);
        Assert.DoesNotContain("no source says", before.Summary, StringComparison.Ordinal);
        Assert.Equal("TENTATIVE", after.Status);
        Assert.EndsWith(summary, after.Summary, StringComparison.Ordinal);
        Assert.Equal(over.UtcDateTime, after.LastModified!.AsUtc);
        Assert.True(before.Sequence < after.Sequence);

        // The probe of every ten seconds puts the clock right.
        async Task<CalendarEvent> AtAsync(DateTimeOffset instant)
        {
            while (true)
            {
                clock.Set(instant);
                var meeting = Assert.Single(await MeetingsAsync(id));
                var isThen = clock.Now >= instant;
                clock.Set(DateTimeOffset.UtcNow);
                if (isThen)
                    return meeting;
            }
        }
    }

    [Fact]
    public async Task What_has_no_end_stands_on_the_day_it_may_begin_and_says_so()
    {
        await server.Monitor.Records("no-end", Scheduled("talks", "2040-03-03/.."));

        var meeting = Assert.Single(await MeetingsAsync("no-end"));
        Assert.Equal(("2040-03-03", "2040-03-04", "TENTATIVE"), Shown(meeting));
        Assert.EndsWith("(from 3 March 2040; the exact day is not known)", meeting.Summary, StringComparison.Ordinal);
        Assert.StartsWith(
            "A summit is planned for 3 March 2040 or later (",
            meeting.Description,
            StringComparison.Ordinal
        );
    }

    static System.Text.Json.Nodes.JsonObject Scheduled(string meeting, string plannedFor) =>
        Report.Of(
            "meeting-scheduled",
            "2022-12-01",
            $""" "meetingId": "{meeting}", "kind": "summit", "plannedFor": "{plannedFor}" """
        );

    static System.Text.Json.Nodes.JsonObject Changed(string meeting, string change, string? more = null) =>
        Report.Of(
            "meeting-changed",
            "2022-12-02",
            $""" "meetingId": "{meeting}", "change": "{change}"{(more is null ? "" : "," + more)} """
        );

    static (string?, string?, string?) Shown(CalendarEvent meeting) =>
        ($"{meeting.Start!.Date:yyyy-MM-dd}", $"{meeting.End!.Date:yyyy-MM-dd}", meeting.Status);

    async Task<List<CalendarEvent>> MeetingsAsync(string id, HttpClient? reader = null)
    {
        var answer = await (reader ?? server.Anonymous).Asks("/api/calendar.ics?negotiation=" + id).Succeeds();
        Assert.Equal("text/calendar", answer.ContentType);
        return [.. Calendar.Load(answer.Text)!.Events];
    }
}
