using Negotiations.Browser.Tests.Looking;
using Negotiations.Server.Tests.Postgres;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Negotiations.Browser.Tests.Looking;

/// <summary>
/// One browser for all tests of the assembly, with a profile of its own; every visit begins with nothing remembered.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Quiet =
    [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        var (path, by) = await FoundBrowser.FindAsync(playwright.Chromium);
        browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = path,
                Headless = true,

                // Chromium's own sandbox refuses to serve root.
                ChromiumSandbox = !Scratch.IsRoot,
                Args = Quiet,
            }
        );
        Console.WriteLine($"Browser: Chromium {browser.Version}, {by}.");
    }

    /// <summary>Someone comes to a server, in a new session.</summary>
    /// <param name="server">Whose pages are visited.</param>
    /// <param name="theme">light or dark, as the system of the visitor has it.</param>
    /// <param name="width">Of the window, CSS pixels.</param>
    /// <param name="height">Likewise.</param>
    /// <param name="scripts">False: scripts are switched off.</param>
    public async Task<Visit> VisitAsync(
        Uri server,
        string theme = "light",
        int width = 1280,
        bool scripts = true,
        string language = "en-GB",
        int height = 900
    )
    {
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = server.ToString(),
                ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
                ViewportSize = new() { Width = width, Height = height },
                JavaScriptEnabled = scripts,
                Locale = language,
                TimezoneId = "Asia/Bishkek",
                AcceptDownloads = true,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        context.SetDefaultTimeout(60_000);
        return new Visit(server, context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
