using Negotiations.Browser.Tests.Looking;

namespace Negotiations.Browser.Tests;

/// <summary>A reader's language and zone.</summary>
public sealed class Languages(Chromium chromium, DashboardServer dashboard) : IClassFixture<DashboardServer>
{
    [Theory]
    [InlineData("Русский", "ru", "Переговоры")]
    [InlineData("Кыргызча", "ky", "Сүйлөшүүлөр")]
    [InlineData("Тоҷикӣ", "tg", "Музокирот")]
    public async Task A_language_that_is_chosen_stays_chosen(string name, string code, string title)
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync("/");

        await visit.Page.Locator(".choice summary").First.ClickAsync();
        await visit.Page.ClickAsync($"text={name}");
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", code);
        await visit.GoAsync($"/negotiations/{DashboardServer.Border}");

        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", code);
        Assert.Contains(title, await visit.Page.TitleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_of_the_browser_is_spoken_from_the_first_page()
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address, language: "ru-RU");
        await visit.GoAsync("/");

        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "ru");
    }

    [Fact]
    public async Task Times_stand_in_UTC_and_in_the_readers_zone()
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync("/");

        var now = visit.Page.Locator(".utc");
        await Assertions.Expect(now).ToContainTextAsync("UTC");
        await Assertions.Expect(now).ToContainTextAsync("Asia/Bishkek");
    }

    [Fact]
    public async Task A_light_that_is_chosen_stays_chosen()
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync("/?theme=dark");
        await visit.GoAsync("/");

        Assert.Equal("dark", await visit.Page.Locator("html").GetAttributeAsync("data-theme"));
    }
}
