using Negotiations.Browser.Tests.Looking;

namespace Negotiations.Browser.Tests;

/// <summary>The time machine: two sliders, and an address that shows others the same.</summary>
public sealed class TurningTheClocks(Chromium chromium, DashboardServer dashboard) : IClassFixture<DashboardServer>
{
    [Fact]
    public async Task A_slider_turned_by_keyboard_shows_its_day_and_turns_the_whole_page()
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync($"/negotiations/{DashboardServer.Border}");
        var world = visit.Page.Locator("input[name=world]");
        var today = await world.GetAttributeAsync("aria-valuetext");

        await world.FocusAsync();
        for (var page = 0; page < 4; page++)
            await visit.Page.Keyboard.PressAsync("PageDown");

        var shown = await world.GetAttributeAsync("aria-valuetext");
        Assert.NotEqual(today, shown);
        await visit.Page.ClickAsync("form.sliders button");
        await visit.Page.WaitForURLAsync("**/negotiations/*asOf=*");

        await Assertions.Expect(visit.Page.Locator(".notice")).ToContainTextAsync(shown!);
    }

    [Fact]
    public async Task The_address_to_cite_shows_another_reader_the_same()
    {
        await using var one = await chromium.VisitAsync(dashboard.Address);
        await using var other = await chromium.VisitAsync(dashboard.Address, scripts: false);
        await one.GoAsync($"/negotiations/{DashboardServer.Border}?asOf=2022-10-01&knownBy=2025-06-30&basis=published");
        await other.GoAsync((await one.Page.Locator("#cite a").First.GetAttributeAsync("href"))!);

        Assert.Equal(await Stand(one), await Stand(other));

        static Task<string> Stand(Visit visit) => visit.Page.Locator("#stand").InnerTextAsync();
    }

    [Fact]
    public async Task What_changed_between_two_versions_is_asked_on_the_page()
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync($"/negotiations/{DashboardServer.Border}");

        await visit.Page.Locator("summary", new() { HasText = "What changed between" }).ClickAsync();
        await visit.Page.FillAsync("#from", "5");
        await visit.Page.FillAsync("#to", "20");
        await visit.Page.Locator("#to").PressAsync("Enter");

        await visit.Page.WaitForURLAsync("**/changes?from=5*");
        Assert.True(await visit.Page.Locator(".side-by-side tbody tr").CountAsync() > 0);
    }
}
