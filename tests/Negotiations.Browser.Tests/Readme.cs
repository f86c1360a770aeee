using System.Buffers.Binary;
using Negotiations.Browser.Tests.Looking;

namespace Negotiations.Browser.Tests;

/// <summary>
/// The pictures of README.md show the program as it is. With <c>NEGOTIATIONS_PICTURES</c> they are taken again, as
/// readme-board.png and readme-border.png; docs/images keeps them without the prefix.
/// </summary>
public sealed class Readme(Chromium chromium, DashboardServer dashboard) : IClassFixture<DashboardServer>
{
    const int Width = 1280;
    const int MostBytes = 200_000;

    /// <summary>By name: the address, and how much of the page is shown, CSS pixels.</summary>
    static readonly (string Name, string Address, int Height)[] Shown =
    [
        ("board", "/", 900),
        ("border", $"/negotiations/{DashboardServer.Border}", 1370),
    ];

    static readonly string Root = Above(new DirectoryInfo(AppContext.BaseDirectory));

    [Fact]
    public async Task Its_pictures_are_taken_from_the_pages_as_they_are()
    {
        foreach (var (name, address, height) in Shown)
        {
            await using var visit = await chromium.VisitAsync(dashboard.Address, "light", Width, height: height);
            await visit.GoAsync(address);

            var png = LightPng.Of(await visit.Page.ScreenshotAsync());
            await Pictures.KeepAsync(png, $"readme-{name}");

            Assert.InRange(png.Length, 1, MostBytes);
            Assert.Equal(
                Width,
                await visit.Page.EvaluateAsync<int>(
                    "data => new Promise((seen, broken) => { const image = new Image(); image.onload = () "
                        + "=> seen(image.naturalWidth); image.onerror = broken; image.src = data; })",
                    $"data:image/png;base64,{Convert.ToBase64String(png)}"
                )
            );
        }
    }

    [Fact]
    public void They_are_as_wide_as_the_page_and_light_to_load_and_say_in_words_what_they_show()
    {
        var readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        foreach (var (name, _, height) in Shown)
        {
            var png = File.ReadAllBytes(Path.Combine(Root, "docs", "images", $"{name}.png"));

            Assert.InRange(png.Length, 1, MostBytes);
            Assert.Equal(
                (Width, height),
                (
                    BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)),
                    BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))
                )
            );
            Assert.Matches($@"!\[[^\]]{{40,}}\]\(docs/images/{name}\.png\)", readme);
        }
    }

    static string Above(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Negotiations.sln")) ? folder.FullName : Above(folder.Parent!);
}
