using Negotiations.Browser.Tests.Looking;
using Negotiations.Server.Tests;
using Negotiations.Values;

namespace Negotiations.Browser.Tests;

/// <summary>
/// What holds of every page: it can be read by everyone, in both lights, on a telephone and on a wall.
/// </summary>
public sealed class EveryPage(Chromium chromium, DashboardServer dashboard) : IClassFixture<DashboardServer>
{
    /// <summary>By name: the address, and the role of the one who looks at it; null: no one in particular.</summary>
    internal static readonly IReadOnlyDictionary<string, (string Address, string? Role)> Pages = new Dictionary<
        string,
        (string, string?)
    >
    {
        ["board"] = ("/", null),
        ["board-searched"] = ("/?q=border&subject=boundary", null),
        ["board-as-of"] = ("/?asOf=2022-10-01&knownBy=2025-06-30&basis=published", null),
        ["negotiation"] = ($"/negotiations/{DashboardServer.Border}", null),
        ["negotiation-as-of"] = (
            $"/negotiations/{DashboardServer.Border}?asOf=2022-10-01&knownBy=2025-06-30&basis=published",
            null
        ),
        ["brief"] = ($"/negotiations/{DashboardServer.Border}/brief", null),
        ["changes"] = ($"/negotiations/{DashboardServer.Border}/changes?from=5&to=20", null),
        ["steps"] = ($"/negotiations/{DashboardServer.Border}/steps", null),
        ["calendar"] = ("/calendar?year=2024", null),
        ["parties"] = ("/parties", null),
        ["party"] = ("/parties/TJK", null),
        ["statistics"] = ("/statistics", null),
        ["statistics-by-party"] = ("/statistics?by=party", null),
        ["audit"] = ("/audit", "auditor"),
        ["record"] = ("/record", "monitor"),
        ["record-what"] = ($"/negotiations/{DashboardServer.Border}/report", "monitor"),
        ["report"] = ($"/negotiations/{DashboardServer.Border}/report?type=toll-reported", "monitor"),
        ["open"] = ("/open", "monitor"),
        ["sign-in"] = ("/sign-in", null),
        ["not-found"] = ("/negotiations/nowhere", null),
    };

    public static TheoryData<string> Names => [.. Pages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Axe_finds_nothing_in_either_light_on_a_desk_or_a_telephone(string name)
    {
        foreach (var theme in new[] { "light", "dark" })
        {
            await using var visit = await GoAsync(name, theme, 1280);
            await visit.IsAccessibleAsync();
            await Pictures.TakeAsync(visit.Page, $"{name}-{theme}");

            await visit.Page.SetViewportSizeAsync(320, 640);
            await visit.IsAccessibleAsync();
            if (theme == "light")
                await Pictures.TakeAsync(visit.Page, $"{name}-320");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_fits_from_a_telephone_to_a_wall(string name)
    {
        await using var visit = await GoAsync(name, "light", 320);
        foreach (var width in new[] { 320, 768, 1280, 2560, 3840 })
        {
            await visit.Page.SetViewportSizeAsync(width, 900);
            await visit.FitsAsync();
            if (width == 2560)
                await Pictures.TakeAsync(visit.Page, $"{name}-2560");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_fits_in_every_language(string name)
    {
        await using var visit = await GoAsync(name, "light", 320);
        foreach (var language in LanguageCodes.All)
        {
            var address = Pages[name].Address;
            await visit.GoAsync(
                $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}"
            );
            Assert.Equal(language, await visit.Page.EvaluateAsync<string>("() => document.documentElement.lang"));
            await visit.FitsAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_label_of_a_drawing_is_cut_off_in_any_language(string name)
    {
        await using var visit = await GoAsync(name, "light", 1280);
        foreach (var language in LanguageCodes.All)
        {
            var address = Pages[name].Address;
            await visit.GoAsync(
                $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}"
            );
            await visit.ShowsWholeLabelsAsync();
            await Pictures.TakeAsync(visit.Page, $"{name}-{language}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_can_be_read_without_a_script(string name)
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address, scripts: false);
        if (Pages[name].Role is { } role)
            await visit.SignInAsync(TestServer.KeyOf(role));

        visit.Expected = name == "not-found" ? 404 : null;
        await visit.GoAsync(Pages[name].Address);

        Assert.True(await visit.Page.Locator("main h1").CountAsync() == 1);
        Assert.True((await visit.Page.Locator("main").InnerTextAsync()).Length > 40);
    }

    async Task<Visit> GoAsync(string name, string theme, int width)
    {
        var (address, role) = Pages[name];
        var visit = await chromium.VisitAsync(dashboard.Address, theme, width);
        if (role is not null)
            await visit.SignInAsync(TestServer.KeyOf(role));

        visit.Expected = name == "not-found" ? 404 : null;
        await visit.GoAsync(address);
        return visit;
    }
}
