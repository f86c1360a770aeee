using System.Diagnostics;
using System.Globalization;
using Negotiations.Browser.Tests.Looking;

namespace Negotiations.Browser.Tests;

/// <summary>Five thousand events are no reason for a page to be slow, wide or endless.</summary>
public sealed class ALongNegotiation(Chromium chromium, DashboardServer dashboard) : IClassFixture<DashboardServer>
{
    const int Events = 5_000;
    const int MostElements = 20_000;

    [Fact]
    public async Task A_negotiation_of_five_thousand_events_can_be_read_and_turned_over()
    {
        var id = await dashboard.RecordLongAsync(Events);
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync($"/negotiations/{id}");
        await MeasureAsync(visit, "first visit");
        await visit.GoAsync($"/negotiations/{id}?page=2");
        await MeasureAsync(visit, "next page");

        await Assertions.Expect(visit.Page.Locator("#event-table-caption")).ToContainTextAsync("5,000 events");
        Assert.Equal(100, await visit.Page.Locator("#event-table tbody tr").CountAsync());
        Assert.InRange(
            await visit.Page.EvaluateAsync<int>("() => document.querySelectorAll('*').length"),
            1,
            MostElements
        );
        await visit.FitsAsync();

        var watch = Stopwatch.StartNew();
        await visit.Page.Locator(".pages a[rel=next]").ClickAsync();
        await visit.Page.WaitForURLAsync("**page=3*");
        Print($"older events, from click to page: {watch.ElapsedMilliseconds} ms");

        await visit.GoAsync($"/negotiations/{id}");
        await visit.Page.Locator(".deciders a").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#event-table tr:target")).ToBeInViewportAsync();

        watch.Restart();
        await visit.Page.Locator(".figure button.value").First.FocusAsync();
        await Assertions.Expect(visit.Page.Locator(".why").First).ToBeVisibleAsync();
        Print($"a figure, from focus to its sources: {watch.ElapsedMilliseconds} ms");
    }

    static async Task MeasureAsync(Visit visit, string what)
    {
        var figures = await visit.Page.EvaluateAsync<double[]>(
            """
            () => {
              const way = performance.getEntriesByType("navigation")[0];
              const paint = performance.getEntriesByName("first-contentful-paint")[0];
              return [way.responseStart, paint?.startTime ?? 0, way.domInteractive, way.loadEventEnd,
                way.decodedBodySize / 1024, document.querySelectorAll("*").length];
            }
            """
        );
        Print(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: first byte {figures[0]:0} ms, first paint {figures[1]:0} ms, interactive "
                    + $"{figures[2]:0} ms, loaded {figures[3]:0} ms, {figures[4]:0} kB, {figures[5]:0} elements"
            )
        );
    }

    static void Print(string line)
    {
        line = $"{Events} events: {line}";
        Console.WriteLine(line);
        TestContext.Current.TestOutputHelper?.WriteLine(line);
    }
}
