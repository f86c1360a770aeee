using System.Net;
using Negotiations.Dashboard.Languages;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Values;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>The pages, read as a browser reads them and without a script.</summary>
public sealed class Reading(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    public static TheoryData<string> Codes => [.. LanguageCodes.All];

    public async ValueTask InitializeAsync() => await TheTalks.RecordAsync(server);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Every_page_answers_in_every_language(string code)
    {
        var words = new Words(Language.Find(code)!);
        foreach (var path in TheTalks.Pages)
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
        using var monitor = await new DashboardVisitor(server.First.Address).SignsInAsync(TestServer.KeyOf("monitor"));

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

    static string Decoded(Answer page) => WebUtility.HtmlDecode(page.Text);
}
