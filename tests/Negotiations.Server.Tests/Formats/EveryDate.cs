using System.Net;

namespace Negotiations.Server.Tests.Formats;

/// <summary>Every form of date the record takes, at the edges of the calendar above all, in every page, feed and
/// file.</summary>
public sealed class EveryDate(TestServer server) : IClassFixture<TestServer>
{
    // Edtf.Forms, each at the first and last years there are and in an ordinary one.
    static readonly string[] Dates =
    [
        "2024-12-04",
        "2024-12",
        "2024",
        "2024?",
        "2024-12~",
        "2024-12-04%",
        "2024-07-0X",
        "2024-07-XX",
        "2024-XX",
        "202X",
        "20XX",
        "2024-21",
        "2024-24",
        "2024-09-10/2024-09-12",
        "../2024-12-04",
        "2018-06~/..",
        "[2024-07-23..2024-12-04]",
        "[..2025-01-22]",
        "[2024-09-27..]",
        "[2024-01-01,2024-03-01]",
        "9999",
        "9999-12",
        "9999-12-31",
        "9999?",
        "9999-12~",
        "9999-12-31%",
        "9999-12-XX",
        "9999-12-3X",
        "9999-XX",
        "999X",
        "99XX",
        "9998-21",
        "9998-24",
        "9999-12-01/9999-12-31",
        "../9999-12-31",
        "9999-12-31/..",
        "[2024-07-23..9999-12-31]",
        "[..9999-12-31]",
        "[9999-12-31..]",
        "[9999-01,9999-12]",
        "0001",
        "0001-01",
        "0001-01-01",
        "0001~",
        "0001-01-XX",
        "000X",
        "00XX",
        "0001-21",
        "0001-24",
        "0001-01-01/0001-01-02",
        "0001-01-01/9999-12-31",
        "../0001-01-01",
        "0001-01-01/..",
        "[0001-01-01..9999-12-31]",
        "[..0001-01-01]",
        "[0001-01-01..]",
    ];

    static readonly string[] Everywhere =
    [
        "/",
        "/?lang=ru",
        "/?asOf=9999-12-31",
        "/?asOf=0001-01-01",
        "/calendar",
        "/calendar?year=9999",
        "/calendar?year=1",
        "/parties",
        "/parties/KGZ",
        "/statistics",
        "/audit",
        "/audit?lang=ky",
        "/api/negotiations?limit=200",
        "/api/negotiations?limit=200&sort=-lastEvent&facets=true",
        "/api/negotiations?limit=200&asOf=9999-12-31",
        "/api/negotiations?limit=200&asOf=0001",
        "/api/negotiations.csv",
        "/api/parties",
        "/api/parties/KGZ",
        "/api/events?limit=200",
        "/api/events.csv",
        "/api/events.ndjson",
        "/api/feed.atom",
        "/api/calendar.ics",
        "/api/calendar.ics?party=KGZ",
        "/api/map.geojson",
        "/api/map.geojson?asOf=9999-12-31",
        "/api/statistics/tolls",
        "/api/statistics/tolls?by=month&asOf=9999-12-31",
        "/api/tolls.csv",
        "/api/tolls.xlsx",
        "/api/instruments.csv",
        "/api/instruments.xlsx",
        "/api/negotiations.xlsx",
        "/api/events.xlsx",
        "/api/erasures",
        "/find?q=9999-12-31",
        "/record",
    ];

    static readonly string[] OfOne =
    [
        "/negotiations/{id}",
        "/negotiations/{id}?asOf=9999-12-31&lang=tg",
        "/negotiations/{id}?asOf=0001-01-01",
        "/negotiations/{id}/brief",
        "/negotiations/{id}/changes",
        "/negotiations/{id}/steps",
        "/api/negotiations/{id}",
        "/api/negotiations/{id}?asOf=9999-12-31",
        "/api/negotiations/{id}/history",
        "/api/negotiations/{id}/history.csv",
        "/api/negotiations/{id}/history.ndjson",
        "/api/negotiations/{id}/history.xlsx",
        "/api/negotiations/{id}/lists/instruments",
        "/negotiations/{id}/report",
        "/api/negotiations/{id}/explanation",
        "/api/negotiations/{id}/changes",
        "/api/negotiations/{id}/steps",
        "/api/negotiations/{id}/citation",
        "/api/negotiations/{id}/provenance",
        "/api/calendar.ics?negotiation={id}",
        "/api/feed.atom?negotiation={id}",
    ];

    // What the rules took, so that none of it is tested on nothing.
    readonly HashSet<(string Type, string Date)> taken = [];

    [Fact]
    public async Task No_page_feed_or_file_fails_on_a_date_that_the_record_takes()
    {
        List<string> failures = [];
        List<string> ids = [];
        await server.Monitor.Records("ordinary", Meeting("2024-06-01"), Report.Clash());
        foreach (var date in Dates)
            ids.AddRange(await RecordAsync($"date-{ids.Count}", date));

        foreach (var path in Everywhere)
            if (await AskAsync(path) is { } failure)
                failures.Add(failure);

        foreach (var (index, id) in ids.Index())
        foreach (var path in OfOne)
            if (await AskAsync(path.Replace("{id}", id, StringComparison.Ordinal)) is { } failure)
                failures.Add($"{Dates[index]}: {failure}");

        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(40)));
        Assert.Equal(Dates.Length, ids.Count);
        foreach (var date in new[] { "9999-12-31", "2024-XX", "[..9999-12-31]" })
            Assert.Equal(
                [],
                DatedMembers.Of(date).Select(each => each.Type).Where(type => !taken.Contains((type, date)))
            );
        var calendar = (await server.Anonymous.Asks("/api/calendar.ics").Succeeds()).Text;
        Assert.Contains("ordinary/m@negotiations", calendar, StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:99991231", calendar, StringComparison.Ordinal);
        var board = (await server.Anonymous.Asks("/api/negotiations?limit=200").Succeeds()).Each("items", "id");
        Assert.Empty(ids.Except(board));
    }

    // Who adds a format adds it above.
    [Fact]
    public async Task Every_answer_of_the_contract_that_shows_events_is_among_them()
    {
        string[] others =
        [
            "/api/actors",
            "/api/audits",
            "/api/feed-addresses",
            "/api/imports",
            "/api/keys",
            "/api/ledger",
            "/api/sessions",
            "/api/subscriptions",
            "/import-mapping",
        ];
        var contract = (await server.Anonymous.Asks("/openapi/v1.json").Succeeds()).Json;
        var asked = Everywhere.Concat(OfOne).Select(each => each.Split('?')[0]).ToHashSet();

        Assert.Equal(
            [],
            contract["paths"]!
                .AsObject()
                .Where(each => each.Value!["get"] is not null)
                .Select(each => each.Key.Replace("{code}", "KGZ").Replace("{list}", "instruments"))
                .Where(path => !others.Any(other => path.StartsWith(other, StringComparison.Ordinal)))
                .Where(path => !asked.Contains(path))
        );
    }

    // The kind of case that public files bring: "no end" written as 9999-12-31.
    [Fact]
    public async Task A_meeting_planned_for_the_last_day_there_is_stands_in_every_calendar()
    {
        await server.Monitor.Records("edge-a", Meeting("9999-12-31"));

        foreach (
            var path in new[]
            {
                "/api/calendar.ics?negotiation=edge-a",
                "/api/calendar.ics",
                "/api/calendar.ics?party=KGZ",
            }
        )
        {
            var calendar = (await server.Anonymous.Asks(path).Succeeds()).Text;
            var meeting = calendar[calendar.IndexOf("edge-a/m@negotiations", StringComparison.Ordinal)..];
            Assert.Contains("edge-a/m@negotiations", calendar, StringComparison.Ordinal);
            Assert.DoesNotContain("DTEND;VALUE=DATE:00010101", meeting, StringComparison.Ordinal);
        }
    }

    // A date that lies wholly in the future is no beginning: then the negotiation begins at an ordinary time, and only
    // the meeting has the date.
    async Task<string[]> RecordAsync(string id, string date)
    {
        var opened = await server.Monitor.Opens(Report.Opening(id, occurred: date));
        if (opened.Status != HttpStatusCode.Created)
            opened = await server.Monitor.Opens(Report.Opening(id));

        if (opened.Status != HttpStatusCode.Created)
            return [];

        var meeting = await server.Monitor.Appends(id, Meeting(date));
        if (meeting.Status == HttpStatusCode.BadRequest)
            Assert.Fail($"{date}: {meeting.Text}");

        (string Type, string More)[] others =
        [
            ("statement-issued", """ "form": "joint-statement", "summary": "Said." """),
            ("clash-reported", """ "clashId": "c" """),
            ("round-held", """ "roundNumber": 1 """),
        ];
        foreach (
            var (on, type, more) in others
                .Select(each => (date, each.Type, each.More))
                .Concat(DatedMembers.Of(date).Select(each => ("2024-02-01", each.Type, each.More)))
        )
        {
            // A rule may refuse the date; a body that is not an event at all would test nothing.
            var other = await server.Monitor.Appends(id, Report.Of(type, on, more));
            if (other.Status == HttpStatusCode.BadRequest)
                Assert.Fail($"{type} {date}: {other.Text}");

            if (other.Status == HttpStatusCode.Created)
                taken.Add((type, date));
        }

        var published = Report.Of("statement-issued", "2024-02-01", """ "form": "remarks" """, published: date);
        if ((await server.Monitor.Appends(id, published)).Status == HttpStatusCode.BadRequest)
            Assert.Fail($"published {date}");

        return [id];
    }

    async Task<string?> AskAsync(string path)
    {
        var answer = await (
            path.EndsWith("/report", StringComparison.Ordinal) || path == "/record" ? server.Monitor : server.Anonymous
        ).Asks(path);
        return answer.Status is HttpStatusCode.OK or HttpStatusCode.NotFound
            ? null
            : $"{path}: {(int)answer.Status} {answer.Text[..Math.Min(200, answer.Text.Length)]}";
    }

    static System.Text.Json.Nodes.JsonObject Meeting(string plannedFor) =>
        Report.Of(
            "meeting-scheduled",
            "2024-02-01",
            $$""" "meetingId": "m", "kind": "summit", "plannedFor": "{{plannedFor}}" """
        );
}
