using System.Net;
using System.Text.RegularExpressions;
using Negotiations.Dashboard.Languages;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Security;
using Negotiations.Values;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>The pages, read as a browser reads them and without a script.</summary>
public sealed partial class Reading(TestServer server, ClosedReading.ClosedServer closed)
    : IClassFixture<TestServer>,
        IClassFixture<ClosedReading.ClosedServer>,
        IAsyncLifetime
{
    static readonly string[] Pages =
    [
        "/",
        "/?asOf=2022-12-31",
        "/negotiations/talks",
        "/negotiations/talks?asOf=2022-12-31",
        "/negotiations/talks/brief",
        "/negotiations/talks/changes?from=1&to=3",
        "/negotiations/talks/steps",
        "/calendar",
        "/calendar?year=2024",
        "/parties",
        "/parties/TJK",
        "/statistics",
        "/statistics?by=party",
        "/audit",
        "/sign-in",
        "/negotiations/nowhere",
    ];

    public static TheoryData<string> Codes => [.. LanguageCodes.All];

    public async ValueTask InitializeAsync()
    {
        await server.Monitor.Opens("talks");
        if ((await server.Anonymous.Asks("/api/negotiations/talks"))["version"] != "1")
            return;

        foreach (
            var report in new[]
            {
                Report.Of(
                    "clash-reported",
                    "2022-09",
                    """ "clashId": "september" """,
                    publisher: "Kabar",
                    published: "2022-09-18"
                ),
                Report.Of(
                    "toll-reported",
                    "2022-09",
                    """ "clashId": "september", "killed": { "text": "dozens", "qualifier": "dozens" } """,
                    publisher: "Security Council Report",
                    published: "2022-09-30"
                ),
                Report.Of(
                    "round-held",
                    "2023-12-17/2023-12-23",
                    """ "roundNumber": 9, "outcome": "protocol-signed", "kilometres": { "best": 11.88, "qualifier": "exact", "unit": "km" }, "place": { "name": "Buston", "country": "TJK" } """,
                    publisher: "24.kg",
                    published: "2023-12-23"
                ),
                Report.Of(
                    "meeting-scheduled",
                    "2024-01-10",
                    """ "meetingId": "tenth", "kind": "round", "plannedFor": "2024-02" """
                ),
                Report.Of("meeting-changed", "2024-02-01", """ "meetingId": "tenth", "change": "cancelled" """),
                Report.Of(
                    "instrument-signed",
                    "2025-03-13",
                    """ "instrumentId": "treaty", "title": "Treaty on the border", "instrumentType": "treaty", "signatories": ["KGZ", "TJK"], "subjectToRatification": true """
                ),
                Report.Of(
                    "consent-expressed",
                    "2025-03-19",
                    """ "instrumentId": "treaty", "party": "KGZ", "mode": "ratification" """
                ),
            }
        )
            await server.Monitor.Appends("talks", report).Succeeds();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Every_page_answers_in_every_language(string code)
    {
        var words = new Words(Language.Find(code)!);
        foreach (var path in Pages)
        {
            var page = await server.Anonymous.Asks(
                $"{path}{(path.Contains('?', StringComparison.Ordinal) ? "&" : "?")}lang={code}"
            );

            Assert.True(
                page.Status is HttpStatusCode.OK or HttpStatusCode.NotFound
                    && page.Status
                        == (
                            path.EndsWith("nowhere", StringComparison.Ordinal)
                                ? HttpStatusCode.NotFound
                                : HttpStatusCode.OK
                        ),
                $"{path}: {page.Status}"
            );
            Assert.Equal("text/html", page.ContentType);
            Assert.Contains($"<html lang=\"{code}\"", page.Text, StringComparison.Ordinal);
            Assert.Contains(words["nav.board"], Decoded(page), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_negotiation_is_shown_with_its_phase_its_figures_and_who_says_so(string code)
    {
        var words = new Words(Language.Find(code)!);

        var page = Decoded(await server.Anonymous.Asks($"/negotiations/talks?lang={code}").Succeeds());

        Assert.Contains("Delimitation of the Kyrgyz-Tajik border", page, StringComparison.Ordinal);
        Assert.Contains(words["phase.consent-pending"], page, StringComparison.Ordinal);
        Assert.Contains(words["number.atLeast", "24"], page, StringComparison.Ordinal);
        Assert.Contains("Security Council Report", page, StringComparison.Ordinal);
        Assert.Contains(words["meetingStatus.cancelled"], page, StringComparison.Ordinal);
        Assert.Contains(words["consentMode.ratification"], page, StringComparison.Ordinal);
        Assert.Contains(words.Date(Values.Edtf.Parse("2023-12-17/2023-12-23")), page, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"timeline\"", page, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"map\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_negotiation_leads_to_its_steps_its_changes_and_for_a_monitor_to_the_form()
    {
        using var monitor = await new DeskVisitor(server.First.Address).SignsInAsync(TestServer.KeyOf("monitor"));

        var anonymous = await server.Anonymous.Asks("/negotiations/talks").Succeeds();
        var signedIn = await monitor.Asks("/negotiations/talks").Succeeds();

        foreach (var page in new[] { "steps", "changes", "brief" })
        {
            Assert.Contains($"href=\"/negotiations/talks/{page}\"", anonymous.Text, StringComparison.Ordinal);
            await server.Anonymous.Asks($"/negotiations/talks/{page}").Succeeds();
        }

        Assert.DoesNotContain("/negotiations/talks/report", anonymous.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/negotiations/talks/report\"", signedIn.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meeting_that_was_moved_says_from_when()
    {
        await server.Monitor.Opens("moved").Succeeds();
        await server
            .Monitor.Appends(
                "moved",
                Report.Of(
                    "meeting-scheduled",
                    "2024-01-10",
                    """ "meetingId": "tenth", "kind": "round", "plannedFor": "2024-02" """
                )
            )
            .Succeeds();
        await server
            .Monitor.Appends(
                "moved",
                Report.Of(
                    "meeting-changed",
                    "2024-02-01",
                    """ "meetingId": "tenth", "change": "rescheduled", "newDate": "2024-05" """
                )
            )
            .Succeeds();

        var page = Decoded(await server.Anonymous.Asks("/negotiations/moved?lang=en").Succeeds());

        Assert.Matches("May 2024[^§]{0,200}moved from[^§]{0,100}February 2024", page);
    }

    [Fact]
    public async Task The_calendar_draws_a_month_as_a_month_and_not_as_what_lasted()
    {
        var page = await server.Anonymous.Asks("/calendar?year=2024").Succeeds();

        Assert.Matches(
            "meeting-mark cancelled[^§]*class=\"within\" fill=\"url\\(#soft-talks\\)\"[^§]*class=\"whisker\"",
            page.Text
        );
        Assert.Contains("<linearGradient id=\"soft-talks\"", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_of_the_browser_is_taken_until_the_reader_chooses_one()
    {
        using var browser = new HttpClient(new HttpClientHandler { UseCookies = false })
        {
            BaseAddress = server.First.Address,
        };

        var preferred = await browser.SendAsync(
            HttpMethod.Get,
            "/",
            null,
            ("Accept-Language", "xx, tg;q=0.8, en;q=0.5")
        );
        var chosen = await browser.SendAsync(
            HttpMethod.Get,
            "/",
            null,
            ("Accept-Language", "tg"),
            ("Cookie", "lang=ky")
        );

        Assert.Contains("<html lang=\"tg\"", preferred.Text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"ky\"", chosen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clocks_reach_the_whole_page()
    {
        var before = Decoded(await server.Anonymous.Asks("/negotiations/talks?asOf=2023-01-01&lang=en").Succeeds());
        var known = Decoded(
            await server.Anonymous.Asks("/negotiations/talks?knownBy=2022-09-20&basis=published&lang=en").Succeeds()
        );

        Assert.Contains("As it stood on 1 January 2023", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Treaty on the border", before, StringComparison.Ordinal);
        Assert.Contains("as published by 20 September 2022", known, StringComparison.Ordinal);
        Assert.DoesNotContain("at least 24", known, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sliders_that_send_days_are_answered_with_dates()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = server.First.Address,
        };
        var (world, today) = (
            new DateOnly(2023, 1, 1).DayNumber,
            DateOnly.FromDateTime(DateTime.UtcNow.AddDays(2)).DayNumber
        );

        var answer = await client.GetAsync(
            new Uri($"/negotiations/talks?world={world}&known={today}&basis=published", UriKind.Relative),
            Scratch.Stop
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/negotiations/talks?asOf=2023-01-01", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task What_changed_between_stands_side_by_side()
    {
        var page = Decoded(
            await server
                .Anonymous.Asks("/negotiations/talks/changes?from=2022-09-20&to=2024-01-01&basis=published&lang=en")
                .Succeeds()
        );

        Assert.Contains("rounds.held", page, StringComparison.Ordinal);
        Assert.Contains("#e-", page, StringComparison.Ordinal);
        Assert.Contains("as published by 20 September 2022", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_board_is_filtered_and_searched_in_its_address()
    {
        await server.Monitor.Opens(Report.Opening("canal", title: "Sharing of the canal", subject: "water"));

        var water = await server.Anonymous.Asks("/?subject=water").Succeeds();
        var found = await server.Anonymous.Asks("/?q=canal").Succeeds();

        Assert.Equal(
            (true, false),
            (
                water.Text.Contains("id=\"n-canal\"", StringComparison.Ordinal),
                water.Text.Contains("id=\"n-talks\"", StringComparison.Ordinal)
            )
        );
        Assert.Equal(
            (true, false),
            (
                found.Text.Contains("id=\"n-canal\"", StringComparison.Ordinal),
                found.Text.Contains("id=\"n-talks\"", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public async Task The_board_stands_on_any_clocks_says_so_and_leads_back_to_now()
    {
        var now = Decoded(await server.Anonymous.Asks("/?lang=en").Succeeds());
        var before = Decoded(await server.Anonymous.Asks("/?lang=en&asOf=2023-01-01&subject=boundary").Succeeds());
        var known = Decoded(await server.Anonymous.Asks("/?lang=en&knownBy=2022-09-20&basis=published").Succeeds());

        Assert.DoesNotContain("class=\"notice\"", now, StringComparison.Ordinal);
        Assert.Contains("Consent pending", Row(now), StringComparison.Ordinal);
        Assert.Contains("As it stood on 1 January 2023", before, StringComparison.Ordinal);
        Assert.Contains("href=\"/?subject=boundary\"", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Consent pending", Row(before), StringComparison.Ordinal);
        Assert.Contains("href=\"/negotiations/talks?asOf=2023-01-01\"", Row(before), StringComparison.Ordinal);
        Assert.DoesNotContain("data-live", before, StringComparison.Ordinal);
        Assert.Contains("as published by 20 September 2022", known, StringComparison.Ordinal);
        await server.Anonymous.Asks("/?version=3").Is(HttpStatusCode.BadRequest);
        await server.Anonymous.Asks("/?asOf=soon").Is(HttpStatusCode.BadRequest);
        await server.Anonymous.Asks("/?without=Anonymous+ever").Is(HttpStatusCode.BadRequest);

        static string Row(string board) =>
            board[board.IndexOf("id=\"n-talks\"", StringComparison.Ordinal)..] is var rest
                ? rest[..rest.IndexOf("</tr>", StringComparison.Ordinal)]
                : "";
    }

    [Theory]
    [InlineData("asOf=2022-12-31&sort=-phase")]
    [InlineData("knownBy=2022-09-20&basis=published&sort=title")]
    [InlineData("asOf=2024-12-31&party=TJK&sort=-lastEvent&limit=1")]
    public async Task On_any_clocks_the_board_has_what_the_list_of_the_API_has(string query)
    {
        await server.Monitor.Opens(
            Report.Opening("stream", title: "Sharing of the stream", subject: "water", occurred: "2020")
        );

        var list = await server.Anonymous.Asks($"/api/negotiations?{query}").Succeeds();
        var board = await server.Anonymous.Asks($"/?{query}").Succeeds();

        Assert.Equal(
            list.Json["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()),
            RowId.Matches(board.Text).Select(row => row.Groups["id"].Value)
        );
        Assert.Equal(list["next"] is not null, board.Text.Contains("rel=\"next\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/negotiations/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/negotiations/nowhere/brief", HttpStatusCode.NotFound)]
    [InlineData("/negotiations/talks?asOf=tomorrow", HttpStatusCode.BadRequest)]
    [InlineData("/?basis=imaginary", HttpStatusCode.BadRequest)]
    public async Task A_mistake_is_a_page_that_says_what_and_how_to_put_it_right(string path, HttpStatusCode status)
    {
        var page = await server.Anonymous.Asks(path).Is(status);

        Assert.Equal("text/html", page.ContentType);
        Assert.Contains("class=\"lede\"", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_a_page_to_people_and_a_problem_to_programs()
    {
        var person = await server.Anonymous.SendAsync(
            HttpMethod.Get,
            "/nowhere",
            null,
            ("Accept", "text/html,*/*;q=0.8")
        );
        var program = await server.Anonymous.Asks("/nowhere");

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (person.Status, person.ContentType));
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (program.Status, program.ContentType));
    }

    [Fact]
    public async Task Nothing_that_a_page_loads_comes_from_elsewhere_or_stands_in_the_page()
    {
        foreach (var path in Pages)
        {
            var response = await server.Anonymous.GetAsync(new Uri(path, UriKind.Relative), Scratch.Stop);
            var html = await response.Content.ReadAsStringAsync(Scratch.Stop);

            Assert.Equal(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
                string.Join(", ", response.Headers.GetValues("Content-Security-Policy"))
            );
            Assert.DoesNotMatch(ForeignLoads.Pattern(), html);
            Assert.DoesNotMatch("<script(?![^>]+src=)|<style|\\sstyle=|\\son[a-z]+=", html);
            foreach (Match asset in Asset.Matches(html))
            {
                var loaded = await server.Anonymous.Asks(asset.Value).Succeeds();
                Assert.DoesNotMatch("@import|url\\((?!#)", loaded.ContentType == "text/css" ? loaded.Text : "");
            }
        }
    }

    [Fact]
    public async Task Where_reading_is_closed_pages_ask_who_is_there()
    {
        await closed.Monitor.Opens("talks");
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = closed.First.Address,
        };

        foreach (
            var path in new[] { "/", "/negotiations/talks", "/negotiations/talks/brief", "/negotiations/talks/changes" }
        )
        {
            var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Scratch.Stop);
            Assert.Equal(
                (HttpStatusCode.Redirect, "/sign-in"),
                (answer.StatusCode, new Uri(closed.First.Address, answer.Headers.Location!).AbsolutePath)
            );
        }

        Assert.Equal(
            HttpStatusCode.OK,
            (await client.GetAsync(new Uri("/sign-in", UriKind.Relative), Scratch.Stop)).StatusCode
        );
        await closed.Auditor.Asks("/negotiations/talks").Is(HttpStatusCode.OK);
    }

    [GeneratedRegex("(?<=(src|href)=\")/assets/[^\"]+")]
    private static partial Regex Asset { get; }

    [GeneratedRegex("<tr id=\"n-(?<id>[^\"]+)\"")]
    private static partial Regex RowId { get; }

    static string Decoded(Answer page) => WebUtility.HtmlDecode(page.Text);
}
