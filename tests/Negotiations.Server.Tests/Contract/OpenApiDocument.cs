using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Negotiations.Server.Tests.Contract;

/// <summary>The document that consumers generate their clients from, and the page to try it.</summary>
public sealed partial class OpenApiDocument(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_document_is_openapi_3_1_and_lists_every_route_under_api()
    {
        var document = await server.Anonymous.Asks("/openapi/v1.json").Succeeds();

        var mapped = server
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal)
            )
            .SelectMany(endpoint =>
                endpoint
                    .Metadata.GetMetadata<HttpMethodMetadata>()!
                    .HttpMethods.Select(method =>
                        $"{method} /{Constraint.Replace(endpoint.RoutePattern.RawText!.Trim('/'), "")}"
                    )
            )
            .Order(StringComparer.Ordinal);
        Assert.StartsWith("3.1.", document["openapi"], StringComparison.Ordinal);
        Assert.Equal(
            mapped,
            Operations(document)
                .Where(each => each.Path.StartsWith("/api/", StringComparison.Ordinal))
                .Select(each => $"{each.Method} {each.Path.TrimEnd('/')}")
                .Order(StringComparer.Ordinal)
        );
        Assert.True(Operations(document).Count() >= 8);
    }

    [Fact]
    public async Task Every_route_has_a_summary_a_name_and_a_text_for_every_parameter_it_reads()
    {
        var document = await server.Anonymous.Asks("/openapi/v1.json").Succeeds();

        foreach (var (path, method, operation) in Operations(document))
        {
            Assert.False(string.IsNullOrWhiteSpace((string?)operation["summary"]), $"{method} {path} has no summary.");
            Assert.False(
                string.IsNullOrWhiteSpace((string?)operation["operationId"]),
                $"{method} {path} has no operationId."
            );
            foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
                Assert.True(
                    (string?)parameter!["in"] == "path"
                        || !string.IsNullOrWhiteSpace((string?)parameter["description"]),
                    $"{method} {path}: {parameter["name"]} has no description."
                );
        }
    }

    [Fact]
    public async Task Every_example_of_a_body_works_as_it_stands()
    {
        var document = await server.Anonymous.Asks("/openapi/v1.json").Succeeds();
        JsonNode ExampleOf(string path) =>
            document.Json["paths"]![path]!["post"]!["requestBody"]!["content"]!["application/json"]!["example"]!;

        var opened = await server
            .Monitor.Opens(
                ExampleOf(document.Members("paths").Single(path => path.TrimEnd('/') == "/api/negotiations"))
            )
            .Is(HttpStatusCode.Created);
        await server
            .Monitor.Appends(opened["negotiation"]!, ExampleOf("/api/negotiations/{id}/events"))
            .Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Every_example_of_a_parameter_of_one_negotiation_is_accepted()
    {
        await server.Monitor.Records(
            "examples",
            Report.Of("clash-reported", "2022-09", publisher: "Security Council Report"),
            Report.Of("clash-reported", "2022-08", """ "externalIds": [{ "scheme": "pax", "id": "549" }] """),
            Report.Clash(),
            Report.Clash(),
            Report.Clash()
        );
        var document = await server.Anonymous.Asks("/openapi/v1.json").Succeeds();

        foreach (
            var (path, method, operation) in Operations(document)
                .Where(each =>
                    each.Method == "GET" && each.Path.StartsWith("/api/negotiations", StringComparison.Ordinal)
                )
        )
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
            if (
                (string?)parameter!["in"] == "query"
                && (string?)parameter["name"] is not ("cursor" or "knownBy")
                && parameter["example"] is { } example
            )
            {
                var asked = path.Replace("{id}", "examples", StringComparison.Ordinal)
                    .Replace("{list}", "statements", StringComparison.Ordinal);
                var value = (example is JsonArray several ? several[0]! : example).ToString();
                await server
                    .Anonymous.Asks($"{asked}?{parameter["name"]}={Uri.EscapeDataString(value)}")
                    .Is(HttpStatusCode.OK);
            }
    }

    // What is a caller's own, and no part of the record.
    static readonly string[] OfCallers = ["/api/subscriptions", "/api/sessions", "/api/feed-addresses"];

    [Fact]
    public async Task Writing_is_said_to_need_a_key_and_reading_the_record_not()
    {
        var document = await server.Anonymous.Asks("/openapi/v1.json").Succeeds();

        // A witness's line is its own proof of who sent it.
        foreach (var (path, method, operation) in Operations(document))
            Assert.True(
                (
                    path.EndsWith("/cosignatures", StringComparison.Ordinal)
                    || (
                        method == "GET"
                        && path.Trim('/') != "api/keys"
                        && !path.Contains("/rows.", StringComparison.Ordinal)
                        && !OfCallers.Any(each => path.StartsWith(each, StringComparison.Ordinal))
                    )
                ) == (operation["security"]!.AsArray()[0]!.AsObject().Count == 0),
                $"{method} {path}"
            );

        Assert.Equal("bearer", document["components.securitySchemes.key.scheme"]);
    }

    [Fact]
    public async Task The_docs_page_answers_and_nothing_in_it_comes_from_another_host()
    {
        var page = await server.Anonymous.Asks("/docs").Succeeds();

        Assert.Equal("text/html", page.ContentType);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page.Text);
        Assert.DoesNotContain("fonts.scalar.com", page.Text, StringComparison.Ordinal);
    }

    // {id:guid} and {**path} in the code are {id} and {path} in the document.
    [GeneratedRegex(@"(?<={)\*+|:\w+(?=})")]
    private static partial Regex Constraint { get; }

    static IEnumerable<(string Path, string Method, JsonNode Operation)> Operations(Answer document) =>
        from path in document.Json["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (path.Key, operation.Key.ToUpperInvariant(), operation.Value!);
}
