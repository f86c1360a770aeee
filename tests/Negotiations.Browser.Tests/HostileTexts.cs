using System.Text.Json.Nodes;
using Negotiations.Browser.Tests.Looking;
using Negotiations.Server.Tests;

namespace Negotiations.Browser.Tests;

/// <summary>What a source says is shown in a real browser as its words, and does nothing there.</summary>
public sealed class HostileTexts(Chromium chromium, DashboardServer dashboard) : IClassFixture<DashboardServer>
{
    const string Script =
        "</title></script><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>\"'`";

    [Fact]
    public async Task A_script_in_every_field_is_shown_as_text_on_every_page()
    {
        var id = await RecordAsync();
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        foreach (
            var address in new[]
            {
                "/",
                $"/?q={Uri.EscapeDataString(Script)}",
                $"/negotiations/{id}",
                $"/negotiations/{id}/brief",
                $"/negotiations/{id}/changes?from=1&to=9",
                $"/negotiations/{id}/steps",
                "/calendar",
                "/audit",
                "/statistics",
                $"/sign-in?return={Uri.EscapeDataString(Script)}",
            }
        )
        {
            await visit.GoAsync(address);

            // An element of a source's making would be there whether or not the policy let it run.
            Assert.Equal(0, await visit.Page.Locator("img, svg[onload], script:not([src])").CountAsync());
        }

        await visit.GoAsync($"/negotiations/{id}");
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync(Script);
        Assert.Contains(Script, await visit.Page.Locator("#event-table").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_in_a_chart_is_a_name_on_its_axis()
    {
        var id = await RecordAsync();
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync($"/negotiations/{id}");

        foreach (
            var opener in await visit
                .Page.Locator("figure.chart .actions button", new() { HasText = "Explore" })
                .AllAsync()
        )
            await opener.ClickAsync();

        Assert.Equal(0, await visit.Page.Locator("img, svg[onload]").CountAsync());
    }

    async Task<string> RecordAsync()
    {
        var id = $"hostile-{Guid.NewGuid():n}";
        var script = JsonValue.Create(Script).ToJsonString();
        await dashboard.Monitor.Opens(Report.Opening(id, title: Script)).Succeeds();
        foreach (
            var report in new[]
            {
                Report.Of(
                    "clash-reported",
                    "2022-09",
                    $$"""
                    "occurredText": {{script}}, "note": {{script}}, "weapons": [{{script}}], "topics": [{{script}}],
                    "place": { "name": {{script}}, "point": { "type": "Point", "coordinates": [70, 40] } },
                    "claim": { "attributedTo": {{script}}, "hedge": {{script}} }
                    """,
                    publisher: Script
                ),
                Report.Of(
                    "toll-reported",
                    "2022-09",
                    $$""" "killed": { "text": {{script}}, "low": 1 } """,
                    publisher: Script
                ),
                Report.Of(
                    "sections-agreed",
                    "2022-09",
                    $$"""
                    "sections": [{ "name": {{script}} }], "length": { "text": {{script}}, "best": 3, "unit": "km" }
                    """,
                    publisher: Script
                ),
                Report.Of(
                    "sections-agreed",
                    "2022-12",
                    """ "cumulative": { "best": 9, "unit": "km" } """,
                    publisher: Script
                ),
                Report.Of("statement-issued", "2022-10", $$""" "summary": {{script}}, "symbol": {{script}} """),
                Report.Of("meeting-scheduled", "2022-10", $$""" "meetingId": "m", "agenda": {{script}} """),
                Report.Of(
                    "meeting-changed",
                    "2022-10",
                    $$""" "meetingId": "m", "change": "postponed", "reason": {{script}} """
                ),
                Report.Of("meeting-held", "2022-11", $$""" "itinerary": [{{script}}] """),
                Report.Of("instrument-signed", "2022-11", $$""" "title": {{script}} """),
                Report.Of(
                    "talks-status-changed",
                    "2022-11",
                    $$""" "status": "suspended", "blockingIssue": {{script}} """
                ),
                Report.Of("assessment-recorded", "2022-11", $$""" "narrative": {{script}}, "options": [{{script}}] """),
                Report.Of(
                    "commitment-reported",
                    "2022-11",
                    $$""" "purpose": {{script}}, "amount": { "text": {{script}}, "best": 5 } """
                ),
            }
        )
            await dashboard.Monitor.Appends(id, report).Succeeds();

        return id;
    }
}
