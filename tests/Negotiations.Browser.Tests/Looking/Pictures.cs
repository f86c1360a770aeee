namespace Negotiations.Browser.Tests.Looking;

/// <summary>Pictures of pages, kept where <c>NEGOTIATIONS_PICTURES</c> says; without it none are taken.</summary>
internal static class Pictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("NEGOTIATIONS_PICTURES") is { Length: > 0 } folder ? folder : null;

    /// <param name="whole">False: what is seen without scrolling.</param>
    public static async Task TakeAsync(IPage page, string name, bool whole = true)
    {
        if (Folder is not null)
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png"), FullPage = whole });
    }
}
