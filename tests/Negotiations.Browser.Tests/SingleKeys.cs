// cspell:ignore cjky
using Negotiations.Browser.Tests.Looking;
using Negotiations.Server.Tests;
using Negotiations.Values;

namespace Negotiations.Browser.Tests;

/// <summary>Single keys do what their list says, and never where someone types or has switched them off.</summary>
public sealed class SingleKeys(Chromium chromium, DashboardServer dashboard) : IClassFixture<DashboardServer>
{
    const string Border = $"/negotiations/{DashboardServer.Border}";

    [Fact]
    public async Task C_leads_to_the_form_of_the_negotiation_that_is_shown_and_else_to_the_choice()
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.SignInAsync(TestServer.KeyOf("monitor"));

        await visit.GoAsync($"{Border}/brief");
        await visit.Page.Keyboard.PressAsync("c");
        await visit.Page.WaitForURLAsync($"**{Border}/report");

        await visit.GoAsync("/calendar");
        await visit.Page.Keyboard.PressAsync("c");
        await visit.Page.WaitForURLAsync("**/record");
    }

    [Fact]
    public async Task J_and_k_move_through_the_rows_of_the_board_and_enter_opens_one()
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync("/");
        var links = visit.Page.Locator("#board .rows tbody th > a:first-child");

        await visit.Page.Keyboard.PressAsync("j");
        await Assertions.Expect(links.Nth(0)).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("j");
        await Assertions.Expect(links.Nth(2)).ToBeFocusedAsync();
        await Assertions.Expect(links.Nth(2)).ToBeInViewportAsync();
        await visit.Page.Keyboard.PressAsync("k");
        await Assertions.Expect(links.Nth(1)).ToBeFocusedAsync();
        var address = await links.Nth(1).GetAttributeAsync("href");
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.Page.WaitForURLAsync($"**{address}");
        await visit.Page.Keyboard.PressAsync("j");
        await Assertions.Expect(visit.Page.Locator("#event-table tbody tr").First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Brackets_go_from_event_to_event_over_the_pages_that_have_them()
    {
        var id = await dashboard.RecordLongAsync(150);
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync($"/negotiations/{id}");
        var target = visit.Page.Locator("#event-table tr:target");

        await visit.Page.Keyboard.PressAsync("[");
        await Assertions.Expect(target).ToHaveIdAsync(await IdAsync(visit.Page.Locator("#event-table tbody tr").First));
        await visit.Page.Keyboard.PressAsync("]");
        await Assertions.Expect(visit.Page.Locator("#live")).ToContainTextAsync("no newer event");
        await visit.Page.Keyboard.PressAsync("[");
        Assert.Contains("#e-", visit.Page.Url, StringComparison.Ordinal);

        var last = visit.Page.Locator("#event-table tbody tr").Last;
        await last.EvaluateAsync("row => { row.tabIndex = -1; row.focus(); }");
        var newest = await last.GetAttributeAsync("id");
        await visit.Page.Keyboard.PressAsync("[");
        await visit.Page.WaitForURLAsync("**?event=*");
        await Assertions.Expect(visit.Page.Locator("#event-table tbody tr").First).ToHaveIdAsync(await IdAsync(target));
        await visit.Page.Keyboard.PressAsync("]");
        await visit.Page.WaitForURLAsync($"**#{newest}");

        await visit.Page.Locator("#event-table-caption").WaitForAsync();
        await Assertions.Expect(visit.Page.Locator("#event-table tbody tr").Last).ToHaveIdAsync(newest!);
    }

    [Fact]
    public async Task Brackets_stay_within_what_the_clocks_of_the_page_show()
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync($"{Border}?asOf=2022-10-01");
        var shown = await visit.Page.Locator("#event-table tbody tr").CountAsync();

        for (var step = 0; step < shown + 2; step++)
            await visit.Page.Keyboard.PressAsync("[");

        await Assertions
            .Expect(visit.Page.Locator("#live"))
            .ToContainTextAsync("On these clocks there is no older event");
        await Assertions
            .Expect(visit.Page.Locator("#event-table tr:target"))
            .ToHaveIdAsync((await visit.Page.Locator("#event-table tbody tr").Last.GetAttributeAsync("id"))!);
        Assert.Contains("asOf=2022-10-01", visit.Page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Border)]
    [InlineData($"{Border}/brief?asOf=2022-10-01")]
    [InlineData("/?party=KGZ")]
    [InlineData("/parties/TJK")]
    public async Task Y_copies_an_address_that_shows_the_same_for_good_and_says_so(string address)
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visit.GoAsync(address);
        var heading = await visit.Page.Locator("main h1").TextContentAsync();

        await visit.Page.Keyboard.PressAsync("y");
        await Assertions
            .Expect(visit.Page.Locator("#live"))
            .ToContainTextAsync("Copied. This address always shows the same");
        var copied = await visit.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        await visit.IsAccessibleAsync();

        Assert.Contains("asOf=", copied, StringComparison.Ordinal);
        Assert.Matches("knownBy=|version=", copied);
        await visit.GoAsync(copied);
        Assert.Equal(heading, await visit.Page.Locator("main h1").TextContentAsync());
        Assert.DoesNotContain(
            "does not know",
            await visit.Page.Locator("main").InnerTextAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Y_says_where_an_address_is_not_permanent_and_gives_it_where_nothing_can_be_copied()
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visit.GoAsync("/calendar");
        await visit.Page.Keyboard.PressAsync("y");
        await Assertions.Expect(visit.Page.Locator("#live")).ToContainTextAsync("may change");

        await visit.Page.EvaluateAsync(
            "() => Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })"
        );
        await visit.Page.Keyboard.PressAsync("y");
        await Assertions.Expect(visit.Page.Locator("#live")).ToContainTextAsync("does not allow copying");
        await Assertions.Expect(visit.Page.Locator("#live")).ToContainTextAsync("/calendar");
    }

    [Fact]
    public async Task The_question_mark_lists_the_keys_in_every_language()
    {
        foreach (var language in LanguageCodes.All)
        {
            await using var visit = await chromium.VisitAsync(
                dashboard.Address,
                language == "en" ? "light" : "dark",
                320
            );
            await visit.GoAsync($"/calendar?lang={language}");
            await visit.Page.Keyboard.PressAsync("?");

            await Assertions.Expect(visit.Page.Locator("#keys tbody tr")).ToHaveCountAsync(8);
            await Assertions.Expect(visit.Page.Locator("#keys-on")).ToBeVisibleAsync();
            await visit.FitsAsync();
            await visit.IsAccessibleAsync();
            await Pictures.TakeAsync(visit.Page, $"keys-{language}");
            await visit.Page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(visit.Page.Locator("#keys")).ToBeHiddenAsync();
        }
    }

    [Fact]
    public async Task They_are_switched_off_for_good_in_this_browser_and_on_again()
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync("/");
        await visit.Page.Keyboard.PressAsync("?");
        await visit.Page.Locator("#keys-on").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Page.Keyboard.PressAsync("Escape");

        await visit.GoAsync("/parties");
        foreach (var key in new[] { "/", "?", "c", "j", "y", "[" })
            await visit.Page.Keyboard.PressAsync(key);

        await Assertions.Expect(visit.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator("#live")).ToBeEmptyAsync();
        await Assertions.Expect(visit.Page.Locator("#find kbd")).ToBeHiddenAsync();
        Assert.EndsWith("/parties", visit.Page.Url, StringComparison.Ordinal);
        Assert.Equal("BODY", await visit.Page.EvaluateAsync<string>("() => document.activeElement.tagName"));

        await visit.Page.ClickAsync("#show-keys");
        await visit.Page.Locator("#keys-on").CheckAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.Keyboard.PressAsync("/");
        await Assertions.Expect(visit.Page.Locator("#palette")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task They_never_act_while_someone_types_or_with_a_modifier()
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync("/");

        await visit.Page.FocusAsync("#q");
        await visit.Page.Keyboard.TypeAsync("/?cjky[]");
        Assert.Equal("/?cjky[]", await visit.Page.InputValueAsync("#q"));
        await visit.Page.FocusAsync("select");
        await visit.Page.Keyboard.PressAsync("c");
        await visit.Page.EvaluateAsync("() => document.activeElement.blur()");
        foreach (var key in new[] { "Control+j", "Alt+c", "Meta+k", "Control+/" })
            await visit.Page.Keyboard.PressAsync(key);

        await Assertions.Expect(visit.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        Assert.Equal("/", new Uri(visit.Page.Url).PathAndQuery);
        Assert.Equal("BODY", await visit.Page.EvaluateAsync<string>("() => document.activeElement.tagName"));
    }

    [Fact]
    public async Task A_keyboard_that_writes_cyrillic_has_the_same_keys()
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync("/");

        await PressAsync("о", "KeyJ");
        await Assertions.Expect(visit.Page.Locator("#board .rows tbody th > a:first-child").First).ToBeFocusedAsync();
        await PressAsync(".", "Slash");
        await Assertions.Expect(visit.Page.Locator("#palette")).ToBeVisibleAsync();

        Task PressAsync(string key, string code) =>
            visit.Page.EvaluateAsync(
                "([key, code]) => document.body.dispatchEvent(new KeyboardEvent('keydown', "
                    + "{ key, code, bubbles: true, cancelable: true }))",
                new[] { key, code }
            );
    }

    static async Task<string> IdAsync(ILocator row) => (await row.GetAttributeAsync("id"))!;
}
