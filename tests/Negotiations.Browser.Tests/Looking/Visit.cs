using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Negotiations.Browser.Tests.Looking;

/// <summary>
/// A visitor's page, watched: when the visit ends, nothing was asked of another host, nothing stood in the console as
/// an error, and no script of a source's had run.
/// </summary>
public sealed class Visit : IAsyncDisposable
{
    // Every rule is run; of those that hold axe need not describe every element.
    private static readonly AxeRunOptions Violations = new() { ResultTypes = [ResultType.Violations] };

    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    internal Visit(Uri server, IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !IsExpected(message.Text))
                complaints.Add($"console: {message.Text} ({page.Url})");
        };
        page.PageError += (_, error) => complaints.Add($"error: {error} ({page.Url})");
        page.Dialog += async (_, dialog) =>
        {
            complaints.Add($"dialog: {dialog.Message} ({page.Url})");
            await dialog.DismissAsync();
        };
        context.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is "http" or "https" or "ws" or "wss" && address.Authority != server.Authority)
                complaints.Add($"request: {request.Url} ({page.Url})");
        };
    }

    public IPage Page { get; }

    /// <summary>
    /// The status that the next page is to have, where it is an error on purpose: a browser says so in its console.
    /// </summary>
    public int? Expected { get; set; }

    public async Task<IResponse> GoAsync(string address) =>
        (await Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load }))!;

    /// <summary>Signs in and comes back to a page.</summary>
    public async Task SignInAsync(string key, string comeBack = "/")
    {
        await GoAsync($"/sign-in?return={Uri.EscapeDataString(comeBack)}");
        await Page.FillAsync("#key", key);
        await Page.ClickAsync("main button.primary");
        await Assertions.Expect(Page.Locator(".person .name")).ToBeVisibleAsync();
    }

    /// <summary>No rule of axe is broken.</summary>
    public async Task IsAccessibleAsync()
    {
        var result = await Page.RunAxe(Violations);
        Assert.True(
            result.Violations.Length == 0,
            $"{Page.Url}\n"
                + string.Join(
                    '\n',
                    result.Violations.Select(each =>
                        $"{each.Id}: {each.Help}\n"
                        + string.Join(
                            '\n',
                            each.Nodes.Take(5)
                                .Select(node =>
                                    $"    {node.Target} {Clip(node.Html)} {Clip(node.Any.FirstOrDefault()?.Message)}"
                                )
                        )
                    )
                )
        );
    }

    /// <summary>Nothing has to be pushed sideways to be read.</summary>
    public async Task FitsAsync()
    {
        var wide = await Page.EvaluateAsync<string[]>(
            """
            () => {
              const width = document.documentElement.scrollWidth;
              if (width <= innerWidth) return [];
              const scrolls = ".scroll, .canvas, .contents ul, .hide-visually, .skip, .why";
              const beyond = [...document.querySelectorAll("main *, header *, footer *")]
                .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(scrolls));
              return [`${width} > ${innerWidth}`, ...beyond.slice(0, 5).map(each => each.outerHTML.slice(0, 120))];
            }
            """
        );
        Assert.True(wide.Length == 0, $"{Page.Url}: {string.Join('\n', wide)}");
    }

    /// <summary>What a drawing says lies within it, and what a figure says within its frame.</summary>
    public async Task ShowsWholeLabelsAsync()
    {
        var cut = await Page.EvaluateAsync<string[]>(
            """
            () => {
              const box = each => each.getBoundingClientRect();
              const figures = [...document.querySelectorAll(".figure .value")]
                .filter(value => box(value).right > box(value.closest(".figure")).right
                  || value.scrollWidth > value.clientWidth + 1)
                .map(value => `figure: ${value.textContent.trim()}`);
              const labels = [...document.querySelectorAll("main svg text")]
                .filter(text => {
                  const [label, drawing] = [box(text), box(text.ownerSVGElement)];
                  return label.width > 0 && (label.left < drawing.left - 1 || label.right > drawing.right + 1
                    || label.top < drawing.top - 1 || label.bottom > drawing.bottom + 1);
                })
                .map(text => `${text.ownerSVGElement.getAttribute("class")}: ${text.textContent.trim()}`);
              return [...figures, ...labels].slice(0, 5);
            }
            """
        );
        Assert.True(cut.Length == 0, $"{Page.Url}: {string.Join('\n', cut)}");
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    private bool IsExpected(string text) =>
        Expected is { } status && text.Contains($"status of {status}", StringComparison.Ordinal);

    private static string Clip(string? text) =>
        text is null ? ""
        : text.Length <= 160 ? text
        : text[..160] + "…";
}
