using System.Text.Json.Nodes;
using Negotiations.Browser.Tests.Looking;
using Negotiations.Server.Tests;

namespace Negotiations.Browser.Tests;

/// <summary>A reader comes back: the browser knows when they were last here and what they watch; the server learns
/// neither.</summary>
public sealed class ComingBack(Chromium chromium, DashboardServer dashboard) : IClassFixture<DashboardServer>
{
    [Fact]
    public async Task What_was_recorded_since_the_last_visit_is_marked()
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync("/");
        await Assertions.Expect(visit.Page.Locator("#since")).ToBeHiddenAsync();
        Assert.Equal(0, await visit.Page.Locator(".news .fresh").CountAsync());

        // An hour ago: a visit of its own.
        await visit.Page.EvaluateAsync(
            "() => localStorage.setItem('negotiations.seen', JSON.stringify({ at: "
                + "new Date(Date.parse(document.querySelector('.news').dataset.now) - 3600000).toISOString() }))"
        );
        var id = await RecordAsync();
        await visit.GoAsync("/");

        await Assertions.Expect(visit.Page.Locator("#since")).ToContainTextAsync("Recorded since you were last here");
        await Assertions.Expect(visit.Page.Locator(".news .fresh").First).ToContainTextAsync("Watched talks");
        await visit.Page.ClickAsync("#since a");
        await Assertions.Expect(visit.Page.Locator($"#n-{id}")).ToBeVisibleAsync();
        await visit.IsAccessibleAsync();
    }

    [Fact]
    public async Task What_a_reader_watches_is_listed_first_with_its_headline_until_they_stop()
    {
        var id = await RecordAsync();
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync("/?q=Watched");
        await Assertions.Expect(visit.Page.Locator("#watched")).ToBeHiddenAsync();

        await visit.Page.ClickAsync($"#n-{id} button.watch");
        await Assertions.Expect(visit.Page.Locator("#watched li")).ToContainTextAsync("Watched talks");
        var status = await dashboard.Anonymous.Asks($"/api/negotiations/{id}").Succeeds();
        await visit.GoAsync("/");
        await Assertions.Expect(visit.Page.Locator("#watched li p")).ToHaveTextAsync(status["headline.text"]!);
        await visit.IsAccessibleAsync();

        await visit.GoAsync("/?q=Watched");
        await visit.Page.ClickAsync($"#n-{id} button.watch");
        await Assertions.Expect(visit.Page.Locator("#watched")).ToBeHiddenAsync();
    }

    async Task<string> RecordAsync()
    {
        var id = $"watched-{Guid.NewGuid():N}"[..20];
        await dashboard.Monitor.Opens(Report.Opening(id, title: "Watched talks")).Succeeds();
        await dashboard.Monitor.Appends(id, new JsonArray(Report.Round("2025-06-01", 1))).Succeeds();
        return id;
    }
}
