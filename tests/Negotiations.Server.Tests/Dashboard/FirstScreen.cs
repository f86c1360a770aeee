using System.Text.RegularExpressions;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>What the board says before its table: what the record learned, and lists that hold something.</summary>
public sealed partial class FirstScreen(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task It_says_what_was_recorded_last_each_as_its_headline_and_how_far_sources_reach()
    {
        await server.Monitor.Opens(Report.Opening("first-old", title: "Quorum talks, the older")).Succeeds();
        await server.Monitor.Opens(Report.Opening("first-new", title: "Quorum talks, the newer")).Succeeds();
        await server.Monitor.Appends("first-old", Report.Round("2024-12-01", 1)).Succeeds();

        var page = (await server.Anonymous.Asks("/?lang=en&q=Quorum").Succeeds()).Text;
        var news = News().Match(page).Value;
        var headline = (await server.Anonymous.Asks("/negotiations/first-old?lang=en").Succeeds()).Text;

        Assert.True(
            news.IndexOf("the older", StringComparison.Ordinal) < news.IndexOf("the newer", StringComparison.Ordinal),
            "Of what was recorded together, the latest news comes first."
        );
        Assert.Contains(Headline().Match(headline).Groups[1].Value, news, StringComparison.Ordinal);
        Assert.Contains("Sources end 1 December 2024.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_without_anything_is_not_shown_and_a_long_one_is_whole_behind_a_link()
    {
        for (var n = 1; n <= 6; n++)
        {
            await server.Monitor.Opens(Report.Opening($"silent-{n}", title: $"Silent talks {n}")).Succeeds();
            await server.Monitor.Appends($"silent-{n}", Report.Round("2012-01-0" + n, 1)).Succeeds();
        }

        var page = (await server.Anonymous.Asks("/?lang=en&q=Silent").Succeeds()).Text;
        var link = More().Match(page);

        Assert.DoesNotContain("id=\"coming\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"moved\"", page, StringComparison.Ordinal);
        Assert.Equal("and 2 more", link.Groups[2].Value);
        var address = System.Net.WebUtility.HtmlDecode(link.Groups[1].Value);
        var whole = Stalled().Match((await server.Anonymous.Asks(address.Split('#')[0]).Succeeds()).Text).Value;
        for (var n = 1; n <= 6; n++)
            Assert.Contains($"Silent talks {n}", whole, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_is_ordered_by_its_headings()
    {
        await server.Monitor.Opens(Report.Opening("heads-b", title: "Heads of B")).Succeeds();
        await server.Monitor.Opens(Report.Opening("heads-a", title: "Heads of A")).Succeeds();

        var page = (await server.Anonymous.Asks("/?lang=en&subject=boundary").Succeeds()).Text;
        Assert.Contains("href=\"/?subject=boundary&amp;sort=title\"", page, StringComparison.Ordinal);
        var sorted = (await server.Anonymous.Asks("/?lang=en&subject=boundary&sort=title").Succeeds()).Text;

        Assert.Contains("aria-sort=\"ascending\"", sorted, StringComparison.Ordinal);
        Assert.Contains("href=\"/?subject=boundary&amp;sort=-title\"", sorted, StringComparison.Ordinal);
        var turned = (await server.Anonymous.Asks("/?lang=en&subject=boundary&sort=-title").Succeeds()).Text;
        Assert.Contains("aria-sort=\"descending\"", turned, StringComparison.Ordinal);
        Assert.True(
            sorted.IndexOf("id=\"n-heads-a\"", StringComparison.Ordinal)
                < sorted.IndexOf("id=\"n-heads-b\"", StringComparison.Ordinal)
        );
    }

    [GeneratedRegex("<section class=\"news\".*?</section>", RegexOptions.Singleline)]
    private static partial Regex News();

    [GeneratedRegex("<section class=\"stalled\".*?</section>", RegexOptions.Singleline)]
    private static partial Regex Stalled();

    [GeneratedRegex("<p class=\"headline\">([^<]*)</p>")]
    private static partial Regex Headline();

    [GeneratedRegex("<p class=\"more\"><a href=\"([^\"]*)\">([^<]*)</a>")]
    private static partial Regex More();
}
