using System.Diagnostics;
using System.Text.RegularExpressions;
using Negotiations.Browser.Tests.Looking;
using Negotiations.Server.Tests;

namespace Negotiations.Browser.Tests;

/// <summary>A monitor turns a press item into an event, as monitors do: in a hurry, and interrupted.</summary>
public sealed class Monitors(Chromium chromium, DashboardServer dashboard) : IClassFixture<DashboardServer>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_press_item_becomes_an_event_with_and_without_a_script(bool scripts)
    {
        var id = await OpenAsync();
        await using var visit = await chromium.VisitAsync(dashboard.Address, scripts: scripts);
        var watch = Stopwatch.StartNew();
        await visit.SignInAsync(TestServer.KeyOf("monitor"), $"/negotiations/{id}/report");
        await visit.Page.SelectOptionAsync("#type", "toll-reported");
        await visit.Page.ClickAsync("main button.primary");

        await visit.Page.FillAsync("#f-source1-published", "18 September 2022");
        await visit.Page.FillAsync("#f-source1-publisher", "Kabar");
        await visit.Page.FillAsync("#f-occurred", "between 14 and 17 September");
        await visit.Page.FillAsync("#f-own-killed", "dozens");
        if (scripts)
        {
            await Assertions
                .Expect(visit.Page.Locator("#f-occurred-read"))
                .ToContainTextAsync("[2022-09-14..2022-09-17]");
            await Assertions.Expect(visit.Page.Locator("#f-own-killed-read")).ToContainTextAsync("at least 24");
        }

        await visit.Page.ClickAsync("button[value=check]");
        await Assertions.Expect(visit.Page.Locator("#check")).ToContainTextAsync("within 14–17 September 2022");
        if (scripts)
        {
            await visit.IsAccessibleAsync();
            await Pictures.TakeAsync(visit.Page, "check-light");
        }

        await visit.Page.DblClickAsync("button[value=record]");
        await visit.Page.WaitForURLAsync("**/report?done=*");
        Console.WriteLine(
            $"From signing in to a recorded event, {(scripts ? "with" : "without")} a script: "
                + $"{watch.ElapsedMilliseconds} ms of the machine's time."
        );
        await visit.Page.ClickAsync(".notice a");

        await Assertions.Expect(visit.Page.Locator("#event-table tr:target")).ToContainTextAsync("dozens");
        Assert.Equal("2", (await dashboard.Anonymous.Asks($"/api/negotiations/{id}"))["version"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_double_click_records_one_event_and_ends_on_the_page_of_what_was_recorded(bool scripts)
    {
        var id = await OpenAsync();
        await using var visit = await chromium.VisitAsync(dashboard.Address, scripts: scripts);
        await visit.SignInAsync(TestServer.KeyOf("monitor"), $"/negotiations/{id}/report?type=clash-reported");
        await visit.Page.FillAsync("#f-occurred", "mid-September 2022");
        await visit.Page.FillAsync("#f-source1-publisher", "Kabar");
        await visit.Page.ClickAsync("button[value=check]");

        var (sent, first, clickedAgain) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        await visit.Page.RouteAsync("**/report?*", async route =>
        {
            if (route.Request.Method == "POST")
            {
                sent++;
                first.TrySetResult();
                await clickedAgain.Task;
            }

            await route.ContinueAsync();
        });
        var button = (await visit.Page.Locator("button[value=record]").BoundingBoxAsync())!;
        var (x, y) = (button.X + (button.Width / 2), button.Y + (button.Height / 2));
        await visit.Page.Mouse.ClickAsync(x, y);
        await first.Task.WaitAsync(TestContext.Current.CancellationToken);
        await visit.Page.Mouse.ClickAsync(x, y);
        clickedAgain.SetResult();

        // Without a script the second click aborts the first navigation, which a wait for a navigation takes for a
        // failure.
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Regex(@"/report\?done="));
        await Assertions.Expect(visit.Page.Locator(".notice[role=status]")).ToContainTextAsync("version 2");
        Assert.Equal("2", (await dashboard.Anonymous.Asks($"/api/negotiations/{id}"))["version"]);
        Assert.Equal(scripts ? 1 : 2, sent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_negotiation_is_opened_from_the_board_with_and_without_a_script(bool scripts)
    {
        var id = $"story-{Guid.NewGuid():n}";
        await using var visit = await chromium.VisitAsync(dashboard.Address, scripts: scripts);
        await visit.SignInAsync(TestServer.KeyOf("monitor"), "/");
        await visit.Page.ClickAsync("a[href='/open']");
        await visit.Page.FillAsync("#f-own-title", "Sharing of the canal");
        await visit.Page.SelectOptionAsync("#f-own-kind", "negotiation");
        await visit.Page.SelectOptionAsync("#f-own-subject", "water");
        await visit.Page.FillAsync("#f-own-id", id);
        await visit.Page.FillAsync("#f-occurred", "в начале июля 2024 года");
        await visit.Page.FillAsync("#f-source1-publisher", "Kabar");
        await visit.Page.FillAsync("#f-actor1-id", "Kyrgyzstan");
        await visit.Page.FillAsync("#f-actor2-id", "Tajikistan");
        if (scripts)
            await Assertions.Expect(visit.Page.Locator("#f-occurred-read")).ToContainTextAsync("2024-07-0X");

        await visit.Page.ClickAsync("button[value=check]");
        await Assertions.Expect(visit.Page.Locator("#check")).ToContainTextAsync($"/negotiations/{id}");
        if (scripts)
        {
            await visit.IsAccessibleAsync();
            await Pictures.TakeAsync(visit.Page, "open-check-light");
        }

        await visit.Page.ClickAsync("button[value=record]");
        await visit.Page.WaitForURLAsync("**/report?done=*");
        await visit.Page.ClickAsync(".notice a");
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Sharing of the canal");
    }

    [Fact]
    public async Task The_next_event_of_the_same_item_begins_with_its_source()
    {
        var id = await OpenAsync();
        var clash = (await dashboard.Monitor.Appends(id, Report.Clash()).Succeeds())["events.0.eventId"];
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.SignInAsync(TestServer.KeyOf("monitor"), $"/negotiations/{id}/report?done={clash}");

        await visit.Page.ClickAsync($"a[href*='like={clash}']");
        await visit.Page.SelectOptionAsync("#type", "statement-issued");
        await visit.Page.ClickAsync("main button.primary");

        await Assertions.Expect(visit.Page.Locator("#f-source1-publisher")).ToHaveValueAsync("Kabar");
    }

    [Fact]
    public async Task An_ended_session_keeps_what_was_typed_and_goes_on_with_a_key()
    {
        var id = await OpenAsync();
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.SignInAsync(TestServer.KeyOf("monitor"), $"/negotiations/{id}/report?type=clash-reported");
        await visit.Page.FillAsync("#f-occurred", "mid-September 2022");
        await visit.Page.FillAsync("#f-source1-publisher", "Kabar");
        await visit.Page.FillAsync("#f-note", "Typed before the night.");
        await visit.Page.Context.ClearCookiesAsync(new() { Name = "negotiations.session" });

        visit.Expected = 403;
        await visit.Page.ClickAsync("button[value=check]");
        await Assertions.Expect(visit.Page.Locator("#f-note")).ToHaveValueAsync("Typed before the night.");
        await visit.IsAccessibleAsync();

        await visit.Page.FillAsync("#key", TestServer.KeyOf("monitor"));
        await visit.Page.ClickAsync("button[value=check]");
        await visit.Page.ClickAsync("button[value=record]");
        await visit.Page.WaitForURLAsync("**/report?done=*");
        Assert.Equal("2", (await dashboard.Anonymous.Asks($"/api/negotiations/{id}"))["version"]);
    }

    [Fact]
    public async Task A_mistake_is_said_where_it_was_made()
    {
        var id = await OpenAsync();
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.SignInAsync(TestServer.KeyOf("monitor"), $"/negotiations/{id}/report?type=clash-reported");
        await visit.Page.FillAsync("#f-occurred", "after the harvest");
        await visit.Page.FillAsync("#f-source1-publisher", "Kabar");

        visit.Expected = 422;
        await visit.Page.ClickAsync("button[value=check]");
        await visit.Page.ClickAsync(".faults a");

        await Assertions.Expect(visit.Page.Locator("#f-occurred")).ToBeFocusedAsync();
        await Assertions.Expect(visit.Page.Locator("#f-occurred")).ToHaveAttributeAsync("aria-invalid", "true");
        await visit.IsAccessibleAsync();
    }

    async Task<string> OpenAsync()
    {
        var id = $"story-{Guid.NewGuid():n}";
        await dashboard.Monitor.Opens(id).Succeeds();
        return id;
    }
}
