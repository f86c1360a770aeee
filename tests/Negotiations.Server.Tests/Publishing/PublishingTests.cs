using System.Net;
using Negotiations.Server.Tests.Http;

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
    public async Task Crawlers_and_assistants_are_shown_where_to_begin()
    {
        Assert.StartsWith("User-agent: *\n", (await server.Anonymous.Asks("/robots.txt").Succeeds()).Text);
        var text = (await server.Anonymous.Asks("/llms.txt").Succeeds()).Text;
        Assert.StartsWith("# Negotiations\n", text, StringComparison.Ordinal);
        Assert.Contains(Licence, text, StringComparison.Ordinal);
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
