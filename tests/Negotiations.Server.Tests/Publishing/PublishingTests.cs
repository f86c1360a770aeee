using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Negotiations.Server.Tests.Http;
using Negotiations.Values;

namespace Negotiations.Server.Tests.Publishing;

/// <summary>What the server says of itself to programs that know nothing of it.</summary>
public sealed class PublishingTests(PublishedServer server, TestServer bare)
    : IClassFixture<PublishedServer>,
        IClassFixture<TestServer>
{
    const string Licence = "https://creativecommons.org/licenses/by/4.0/";

    [Fact]
    public async Task The_index_describes_the_data_with_its_licence_and_each_file_it_names_is_there()
    {
        var index = await server.Anonymous.Asks("/api").Succeeds();

        Assert.Equal("application/ld+json", index.ContentType);
        Assert.Equal((Licence, Licence), (index["license"], index["dct:license"]));
        Assert.Equal(("Example Institute", "Example Institute"), (index["publisher.name"], index["creditText"]));
        foreach (var file in index.Each("distribution", "contentUrl"))
        {
            Assert.StartsWith("https://talks.example/api/", file, StringComparison.Ordinal);
            await server.Anonymous.Asks(new Uri(file!).AbsolutePath).Succeeds();
        }

        Assert.Null((await bare.Anonymous.Asks("/api").Succeeds())["license"]);
    }

    [Fact]
    public async Task The_catalogue_leads_to_the_contract_and_to_its_page()
    {
        var catalogue = await server.Anonymous.Asks("/.well-known/api-catalog").Succeeds();

        Assert.Equal("application/linkset+json", catalogue.ContentType);
        Assert.Equal("https://talks.example/openapi/v1.json", catalogue["linkset.0.service-desc.0.href"]);
        foreach (var relation in new[] { "service-desc", "service-doc", "status" })
            await server
                .Anonymous.Asks(new Uri(catalogue[$"linkset.0.{relation}.0.href"]!).AbsolutePath)
                .Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Weaknesses_are_reported_to_the_contact_that_the_operator_names()
    {
        var text = (await server.Anonymous.Asks("/.well-known/security.txt").Succeeds()).Text;

        Assert.Contains("Contact: mailto:security@talks.example\n", text, StringComparison.Ordinal);
        Assert.Contains("Canonical: https://talks.example/.well-known/security.txt", text, StringComparison.Ordinal);
        Assert.Matches("Expires: [0-9]{4}-[0-9]{2}-[0-9]{2}T", text);
        await bare.Anonymous.Asks("/.well-known/security.txt").IsRefused(404, "route-not-found", "security:contact");
    }

    [Fact]
    public async Task Citations_and_feeds_name_the_publisher_that_the_operator_sets_and_feeds_the_licence()
    {
        await server.Monitor.Opens(Report.Opening("published")).Succeeds();

        var feed = (await server.Anonymous.Asks("/api/feed.atom?negotiation=published").Succeeds()).Text;
        var cited = await server.Anonymous.Asks("/api/negotiations/published/citation?format=ris").Succeeds();

        Assert.Contains("<author><name>Example Institute</name></author>", feed, StringComparison.Ordinal);
        Assert.Contains($">{Licence}</rights>", feed, StringComparison.Ordinal);
        Assert.Contains("\r\nPB  - Example Institute\r\n", cited.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawlers_and_assistants_are_shown_where_to_begin()
    {
        Assert.StartsWith("User-agent: *\n", (await server.Anonymous.Asks("/robots.txt").Succeeds()).Text);
        var text = (await server.Anonymous.Asks("/llms.txt").Succeeds()).Text;
        Assert.StartsWith("# Negotiations\n", text, StringComparison.Ordinal);
        Assert.Contains(Licence, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_site_map_names_each_negotiation_by_the_published_address_and_when_it_changed()
    {
        await server.Monitor.Opens(Report.Opening("mapped")).Succeeds();
        var recorded = (await server.Anonymous.Asks("/api/negotiations/mapped").Succeeds())["recordedAt"];

        var answer = await server.Anonymous.Asks("/sitemap.xml").Succeeds();
        var urls = XDocument.Parse(answer.Text).Root!.Elements().ToList();

        Assert.Equal("application/xml", answer.ContentType);
        Assert.All(urls, url => Assert.StartsWith("https://talks.example/", Loc(url), StringComparison.Ordinal));
        var mapped = Assert.Single(urls, url => Loc(url).EndsWith("/negotiations/mapped", StringComparison.Ordinal));
        Assert.Equal(recorded, mapped.Elements().Single(each => each.Name.LocalName == "lastmod").Value);
        foreach (var url in urls)
            await server.Anonymous.Asks(new Uri(Loc(url)).AbsolutePath).Succeeds();

        Assert.Contains(
            "Sitemap: https://talks.example/sitemap.xml\n",
            (await server.Anonymous.Asks("/robots.txt").Succeeds()).Text,
            StringComparison.Ordinal
        );

        static string Loc(XElement url) => url.Elements().Single(each => each.Name.LocalName == "loc").Value;
    }

    [Fact]
    public async Task A_page_names_its_one_address_its_languages_and_its_other_forms_each_of_which_is_there()
    {
        await server.Monitor.Opens(Report.Opening("related-page")).Succeeds();

        var page = (
            await server.Anonymous.Asks("/negotiations/related-page?asOf=2024-12-31&lang=ru&theme=dark").Succeeds()
        ).Text;
        var links = Regex.Matches(page, "<link rel=\"(alternate|canonical)\"[^>]*href=\"([^\"]*)\"");
        var addresses = links.Select(link => WebUtility.HtmlDecode(link.Groups[2].Value)).ToList();

        Assert.Contains(
            "<link rel=\"canonical\" href=\"https://talks.example/negotiations/related-page?asOf=2024-12-31\"",
            page,
            StringComparison.Ordinal
        );
        foreach (var language in LanguageCodes.All.Append("x-default"))
            Assert.Contains($"hreflang=\"{language}\"", page, StringComparison.Ordinal);

        Assert.Contains("https://talks.example/api/negotiations/related-page?asOf=2024-12-31", addresses);
        foreach (var address in addresses)
            await server.Anonymous.Asks(new Uri(address).PathAndQuery).Succeeds();

        var headline = Regex.Match(page, "<p class=\"headline\">([^<]*)</p>").Groups[1].Value;
        Assert.NotEmpty(headline);
        Assert.Contains($"<meta name=\"description\" content=\"{headline}\"", page, StringComparison.Ordinal);
        Assert.Contains($"<meta property=\"og:description\" content=\"{headline}\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/negotiations")]
    [InlineData("/api/negotiations/nowhere")]
    [InlineData("/api/events.csv")]
    public async Task Every_answer_names_the_program_and_the_licence_of_the_data(string path)
    {
        using var response = await server.Anonymous.GetAsync(new Uri(path, UriKind.Relative), Postgres.Scratch.Stop);

        Assert.Equal([ProductVersion.Text], response.Headers.GetValues("Server-Version"));
        Assert.Contains($"<{Licence}>; rel=\"license\"", response.Headers.GetValues("Link"));
    }
}
