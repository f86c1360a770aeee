namespace Negotiations.Browser.Tests.Looking;

/// <summary>Pictures of pages, stored where <c>NEGOTIATIONS_PICTURES</c> says; without it none are taken.</summary>
internal static class Pictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("NEGOTIATIONS_PICTURES")
        is { Length: > 0 } folder
        ? folder
        : null;

    public static async Task TakeAsync(IPage page, string name)
    {
        if (Folder is not null)
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png"), FullPage = true });
    }

    /// <summary>A picture that is taken already.</summary>
    public static async Task KeepAsync(byte[] png, string name)
    {
        if (Folder is null)
            return;

        // A screenshot makes its own folder, a file does not.
        Directory.CreateDirectory(Folder);
        await File.WriteAllBytesAsync(Path.Combine(Folder, name + ".png"), png);
    }
}
