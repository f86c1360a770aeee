// cspell:ignore activedescendant bordr delimitaton
using Negotiations.Browser.Tests.Looking;
using Negotiations.Server.Tests;
using Negotiations.Values;

namespace Negotiations.Browser.Tests;

/// <summary>The palette finds what the board finds, by keyboard alone and in four languages.</summary>
public sealed class ThePalette(Chromium chromium, DashboardServer dashboard) : IClassFixture<DashboardServer>
{
    [Fact]
    public async Task A_key_opens_it_and_keys_alone_lead_to_an_event()
    {
        await using var visit = await OpenAsync("/");

        await visit.Page.Keyboard.TypeAsync("Batken border");
        await Assertions.Expect(Group(visit, "Events").GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await Assertions.Expect(Group(visit, "Negotiations")).ToContainTextAsync("border");
        await Assertions.Expect(Chosen(visit)).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("#palette-said")).ToContainTextAsync("found");
        await visit.IsAccessibleAsync();
        await Pictures.TakeAsync(visit.Page, "palette-light");

        var first = await Chosen(visit).InnerTextAsync();
        await visit.Page.Keyboard.PressAsync("ArrowUp");
        Assert.NotEqual(first, await Chosen(visit).InnerTextAsync());
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal(first, await Chosen(visit).InnerTextAsync());
        for (
            var step = 0;
            step < 30 && !(await AddressAsync(visit)).Contains("event=", StringComparison.Ordinal);
            step++
        )
            await visit.Page.Keyboard.PressAsync("ArrowDown");

        Assert.Equal(
            await Chosen(visit).GetAttributeAsync("id"),
            await visit.Page.Locator("#palette-words").GetAttributeAsync("aria-activedescendant")
        );
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.Page.WaitForURLAsync("**/negotiations/*?event=*");
        await Assertions.Expect(visit.Page.Locator("#event-table tr:target")).ToBeInViewportAsync();
    }

    [Theory]
    [InlineData("Баткен", "Batken")]
    [InlineData("delimitaton", "Did you mean")]
    public async Task What_is_written_in_another_script_or_nearly_so_is_found(string typed, string offered)
    {
        await using var visit = await OpenAsync("/");

        await visit.Page.Keyboard.TypeAsync(typed);

        await Assertions.Expect(visit.Page.Locator("#palette-found")).ToContainTextAsync(offered);
        await visit.IsAccessibleAsync();
    }

    [Fact]
    public async Task Other_words_that_are_offered_are_searched_for_and_a_party_is_found_by_any_name()
    {
        await using var visit = await OpenAsync("/calendar");

        await visit.Page.Keyboard.TypeAsync("bordr");
        await Assertions.Expect(Group(visit, "Did you mean")).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(visit.Page.Locator("#palette-words")).ToHaveValueAsync("border");
        await Assertions.Expect(Group(visit, "Negotiations")).ToContainTextAsync("border");
        await visit.Page.FillAsync("#palette-words", "Кыргызстан");
        await Assertions.Expect(Group(visit, "Parties")).ToContainTextAsync("KGZ");
        await Group(visit, "Parties").GetByRole(AriaRole.Option).First.ClickAsync();
        await visit.Page.WaitForURLAsync("**/parties/KGZ");
    }

    [Fact]
    public async Task Enter_before_an_answer_searches_the_board_and_escape_gives_the_focus_back()
    {
        await using var visit = await OpenAsync("/parties");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Page.Locator("#palette")).ToBeHiddenAsync();

        await visit.Page.ClickAsync("#find");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Page.Locator("#find")).ToBeFocusedAsync();

        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.RouteAsync("**/find?*", _ => Task.CompletedTask);
        await visit.Page.Keyboard.TypeAsync("Batken");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**/?q=Batken");
    }

    [Fact]
    public async Task What_sources_wrote_is_text_in_it()
    {
        const string Hostile = "<img src=x onerror=alert(1)> palettes";
        await dashboard.Monitor.Opens(Report.Opening("hostile-palette", title: Hostile)).Succeeds();
        await using var visit = await OpenAsync("/");

        await visit.Page.Keyboard.TypeAsync("palettes");

        await Assertions.Expect(visit.Page.Locator("#palette-found")).ToContainTextAsync(Hostile);
        await Assertions.Expect(visit.Page.Locator("#palette-found img")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task It_fits_a_telephone_in_every_language_and_is_accessible_in_the_dark()
    {
        foreach (var language in LanguageCodes.All)
        {
            await using var visit = await chromium.VisitAsync(dashboard.Address, "dark", 320);
            await visit.GoAsync($"/?lang={language}");
            await visit.Page.ClickAsync("#find");
            await visit.Page.Keyboard.TypeAsync("Batken");
            await Assertions.Expect(visit.Page.Locator("#palette-found [role=option]").First).ToBeVisibleAsync();
            await visit.FitsAsync();
            await visit.IsAccessibleAsync();
            await Pictures.TakeAsync(visit.Page, $"palette-320-{language}");
        }
    }

    [Fact]
    public async Task Without_a_script_the_palette_is_not_offered()
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address, scripts: false);
        await visit.GoAsync("/");

        foreach (var part in new[] { "#find", "#show-keys", "#palette", "#keys" })
            await Assertions.Expect(visit.Page.Locator(part)).ToBeHiddenAsync();
    }

    async Task<Visit> OpenAsync(string address)
    {
        var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync(address);
        await visit.Page.Keyboard.PressAsync("/");
        await Assertions.Expect(visit.Page.Locator("#palette-words")).ToBeFocusedAsync();
        return visit;
    }

    static ILocator Group(Visit visit, string name) =>
        visit.Page.GetByRole(AriaRole.Group, new() { Name = name, Exact = true });

    static ILocator Chosen(Visit visit) => visit.Page.Locator("#palette-found [aria-selected=true]");

    static async Task<string> AddressAsync(Visit visit) => await Chosen(visit).GetAttributeAsync("data-address") ?? "";
}
