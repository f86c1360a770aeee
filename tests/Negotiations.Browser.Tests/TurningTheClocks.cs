using Negotiations.Browser.Tests.Looking;

namespace Negotiations.Browser.Tests;

/// <summary>The time machine: two sliders, and an address that shows others the same.</summary>
public sealed class TurningTheClocks(Chromium chromium, Desk desk) : IClassFixture<Desk>
{
    [Fact]
    public async Task A_slider_turned_by_keyboard_tells_its_day_and_turns_the_whole_page()
    {
        await using var visit = await chromium.VisitAsync(desk.Address);
        await visit.GoAsync($"/negotiations/{Desk.Border}");
        var world = visit.Page.Locator("input[name=world]");
        var today = await world.GetAttributeAsync("aria-valuetext");

        await world.FocusAsync();
        for (var page = 0; page < 4; page++)
            await visit.Page.Keyboard.PressAsync("PageDown");

        var told = await world.GetAttributeAsync("aria-valuetext");
        Assert.NotEqual(today, told);
        await visit.Page.ClickAsync("form.sliders button");
        await visit.Page.WaitForURLAsync("**/negotiations/*asOf=*");

        await Assertions.Expect(visit.Page.Locator(".notice")).ToContainTextAsync(told!);
    }

    [Fact]
    public async Task An_address_shows_another_reader_the_same_page()
    {
        const string Address = $"/negotiations/{Desk.Border}?asOf=2022-10-01&knownBy=2022-10-05&basis=published";
        await using var one = await chromium.VisitAsync(desk.Address);
        await using var other = await chromium.VisitAsync(desk.Address, scripts: false);
        await one.GoAsync(Address);
        await other.GoAsync(Address);

        Assert.Equal(await Stand(other), await Stand(one));
        await Assertions.Expect(one.Page.Locator("#cite a")).ToHaveAttributeAsync("href", Address);

        static Task<string> Stand(Visit visit) => visit.Page.Locator("#stand").InnerTextAsync();
    }

    [Fact]
    public async Task What_changed_between_two_dates_is_asked_on_the_page()
    {
        await using var visit = await chromium.VisitAsync(desk.Address);
        await visit.GoAsync($"/negotiations/{Desk.Border}");

        await visit.Page.Locator("summary", new() { HasText = "What changed between" }).ClickAsync();
        await visit.Page.FillAsync("#from", "2022-09-20");
        await visit.Page.FillAsync("#to", "2022-10-10");
        await visit.Page.Locator("#to").PressAsync("Enter");

        await visit.Page.WaitForURLAsync("**/changes?from=2022-09-20*");
        Assert.True(await visit.Page.Locator(".side-by-side tbody tr").CountAsync() > 0);
    }
}
