using System.Net;
using System.Text;
using Negotiations.Server.Assistants;
using Negotiations.Server.Tests.Security;

namespace Negotiations.Server.Tests.Assistants;

/// <summary>Who may ask as an assistant: keys, origins of pages, and the size of a message.</summary>
public sealed class AssistantAccess(TestServer server, ClosedReading.ClosedServer closed)
    : IClassFixture<TestServer>,
        IClassFixture<ClosedReading.ClosedServer>
{
    [Fact]
    public async Task Where_reading_is_closed_an_assistant_needs_a_key_as_every_reader_does()
    {
        await closed.Monitor.Opens("closed-talks").Succeeds();

        await PostAsync(closed.Anonymous, ListTools).IsRefused(401, "key-missing");
        await using var assistant = await Asking.ConnectAsync(closed, TestServer.KeyOf("auditor"));
        Assert.Equal(
            "closed-talks",
            (string?)(await Asking.AskAsync(assistant, "status", new() { ["id"] = "closed-talks" }))["answer"]!["id"]
        );
    }

    [Theory]
    [InlineData("https://evil.example", null)]
    [InlineData("http://rebound.example:5080", "rebound.example:5080")]
    [InlineData("null", null)]
    [InlineData("http://localhost:1", null)]
    public async Task A_page_of_another_site_may_not_ask_in_its_readers_name(string origin, string? host) =>
        await PostAsync(server.Anonymous, ListTools, ("Origin", origin), ("Host", host))
            .IsRefused(403, "origin-not-allowed", origin);

    [Fact]
    public async Task Pages_of_this_machine_and_those_the_operator_names_may_ask()
    {
        Assert.NotEqual(
            HttpStatusCode.Forbidden,
            (
                await PostAsync(
                    server.Anonymous,
                    ListTools,
                    ("Origin", server.First.Address.GetLeftPart(UriPartial.Authority))
                )
            ).Status
        );
        Assert.Equal(
            ["https://a.example", "https://b.example"],
            AllowedOrigins.Read(Configured("https://a.example, https://b.example")).Named
        );
    }

    [Fact]
    public async Task A_body_that_is_too_long_or_no_message_is_refused()
    {
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await PostAsync(server.Anonymous, new string(' ', 70_000) + ListTools)).Status
        );
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(server.Anonymous, "{ \"jsonrpc\": ")).Status);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await server.Anonymous.Asks("/mcp")).Status);
    }

    const string ListTools = """{ "jsonrpc": "2.0", "id": 1, "method": "tools/list" }""";

    static Microsoft.Extensions.Configuration.IConfiguration Configured(string origins) =>
        new Microsoft.Extensions.Configuration.ConfigurationManager { ["assistants:origins"] = origins };

    static Task<Answer> PostAsync(HttpClient client, string body, params (string, string?)[] headers) =>
        client.SendAsync(
            HttpMethod.Post,
            "/mcp",
            new StringContent(body, Encoding.UTF8, "application/json"),
            [("Accept", "application/json, text/event-stream"), .. headers]
        );
}
