using System.Net;
using System.Text.RegularExpressions;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Security;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>For every page: errors are pages, nothing is loaded from elsewhere, and reading may be closed.</summary>
public sealed partial class ServingPages(TestServer server, ClosedReading.ClosedServer closed)
    : IClassFixture<TestServer>,
        IClassFixture<ClosedReading.ClosedServer>,
        IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await TheTalks.RecordAsync(server);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("/negotiations/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/negotiations/nowhere/brief", HttpStatusCode.NotFound)]
    [InlineData("/negotiations/talks?asOf=tomorrow", HttpStatusCode.BadRequest)]
    [InlineData("/?basis=imaginary", HttpStatusCode.BadRequest)]
    public async Task A_mistake_is_a_page_that_says_what_and_how_to_put_it_right(string path, HttpStatusCode status)
    {
        var page = await server.Anonymous.Asks(path).Is(status);

        Assert.Equal("text/html", page.ContentType);
        Assert.Contains("class=\"lede\"", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_a_page_to_people_and_a_problem_to_programs()
    {
        var person = await server.Anonymous.SendAsync(
            HttpMethod.Get,
            "/nowhere",
            null,
            ("Accept", "text/html,*/*;q=0.8")
        );
        var program = await server.Anonymous.Asks("/nowhere");

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (person.Status, person.ContentType));
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (program.Status, program.ContentType));
    }

    [Fact]
    public async Task Nothing_that_a_page_loads_comes_from_elsewhere_or_stands_in_the_page()
    {
        foreach (var path in TheTalks.Pages)
        {
            var response = await server.Anonymous.GetAsync(new Uri(path, UriKind.Relative), Scratch.Stop);
            var html = await response.Content.ReadAsStringAsync(Scratch.Stop);

            Assert.Equal(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
                string.Join(", ", response.Headers.GetValues("Content-Security-Policy"))
            );
            Assert.DoesNotMatch(ForeignLoads.Pattern(), html);
            Assert.DoesNotMatch("<script(?![^>]+src=)|<style|\\sstyle=|\\son[a-z]+=", html);
            foreach (Match asset in Asset.Matches(html))
            {
                var loaded = await server.Anonymous.Asks(asset.Value).Succeeds();
                Assert.DoesNotMatch("@import|url\\((?!#)", loaded.ContentType == "text/css" ? loaded.Text : "");
            }
        }
    }

    [Fact]
    public async Task Where_reading_is_closed_pages_ask_who_is_there()
    {
        await closed.Monitor.Opens("talks");
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = closed.First.Address,
        };

        foreach (
            var path in new[] { "/", "/negotiations/talks", "/negotiations/talks/brief", "/negotiations/talks/changes" }
        )
        {
            var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Scratch.Stop);
            Assert.Equal(
                (HttpStatusCode.Redirect, "/sign-in"),
                (answer.StatusCode, new Uri(closed.First.Address, answer.Headers.Location!).AbsolutePath)
            );
        }

        Assert.Equal(
            HttpStatusCode.OK,
            (await client.GetAsync(new Uri("/sign-in", UriKind.Relative), Scratch.Stop)).StatusCode
        );
        await closed.Auditor.Asks("/negotiations/talks").Is(HttpStatusCode.OK);
    }

    [GeneratedRegex("(?<=(src|href)=\")/assets/[^\"]+")]
    private static partial Regex Asset { get; }
}
