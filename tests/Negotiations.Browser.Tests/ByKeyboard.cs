using Negotiations.Browser.Tests.Looking;
using Negotiations.Server.Tests;

namespace Negotiations.Browser.Tests;

/// <summary>Everything can be reached, seen and used without a pointer.</summary>
public sealed class ByKeyboard(Chromium chromium, DashboardServer dashboard) : IClassFixture<DashboardServer>
{
    [Fact]
    public async Task The_first_key_leads_past_the_masthead()
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync("/");

        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");

        Assert.Equal("main", await visit.Page.EvaluateAsync<string>("() => document.activeElement.id"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData($"/negotiations/{DashboardServer.Border}/brief")]
    [InlineData("/sign-in")]
    public async Task Every_control_is_reached_in_turn_and_shows_that_it_is(string address)
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync(address);
        var controls = await visit.Page.EvaluateAsync<int>(
            """
            () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
              .filter(each => each.type !== "hidden" && each.checkVisibility()
                && !each.closest("[hidden], details:not([open]) > :not(summary)")).length
            """
        );

        var reached = new HashSet<string>();
        for (var step = 0; step < controls + 5; step++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            var focused = await visit.Page.EvaluateAsync<string[]>(
                """
                () => {
                  const each = document.activeElement;
                  if (each === document.body) return [];
                  const style = getComputedStyle(each);
                  each.dataset.reached ??= String(document.querySelectorAll("[data-reached]").length);
                  const isSeen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
                  return [each.dataset.reached, isSeen ? "" : each.outerHTML.slice(0, 160)];
                }
                """
            );
            if (focused.Length == 0)
                continue;

            reached.Add(focused[0]);
            Assert.True(focused[1].Length == 0, $"No focus is seen on {focused[1]}");
        }

        Assert.Equal(controls, reached.Count);
    }

    [Fact]
    public async Task A_figure_shows_on_focus_who_says_so_and_is_silent_on_escape()
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync($"/negotiations/{DashboardServer.Border}");
        var figure = visit
            .Page.Locator(".figure", new() { Has = visit.Page.Locator("[id^='why-clashes-killed']") })
            .First;

        await figure.Locator("button.value").FocusAsync();
        await Assertions.Expect(figure.Locator(".why")).ToBeVisibleAsync();
        Assert.NotEmpty(await figure.Locator(".why cite").AllInnerTextsAsync());

        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(figure.Locator(".why")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Someone_signs_in_and_out_with_keys_alone()
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync("/sign-in");

        await visit.Page.FocusAsync("#key");
        await visit.Page.Keyboard.TypeAsync(TestServer.KeyOf("monitor"));
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator(".person .name")).ToHaveTextAsync("monitor");

        await visit.Page.FocusAsync(".person button");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator(".person .name")).ToHaveCountAsync(0);
    }
}
