using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Negotiations.Server.Tests.Security;

/// <summary>
/// Every route of the contract and everyone who may come to it. A route that is not in the matrix fails: who may use
/// it has not been thought about.
/// </summary>
public sealed partial class RouteMatrix(TrustingServer open, EndedCredentials.ClosedAndTrusting closed)
    : IClassFixture<TrustingServer>,
        IClassFixture<EndedCredentials.ClosedAndTrusting>,
        IDisposable
{
    const string Everyone = "anonymous reader monitor auditor admin";
    const string EveryoneWithAKey = "reader monitor auditor admin";

    static readonly string NoOne = Everyone.Split(' ')[0];

    const string Refused = "refused";

    // With a key that was revoked or has expired one gets in nowhere, not even as a stranger; and who has the name of a
    // monitor by the token of another issuer is a reader, as the token says, and no monitor.
    static readonly Dictionary<string, string> People = Everyone
        .Split(' ')
        .ToDictionary(each => each)
        .Append(KeyValuePair.Create("revoked", Refused))
        .Append(KeyValuePair.Create("expired", Refused))
        .Append(KeyValuePair.Create("namesake", "reader"))
        .ToDictionary();

    // Where reading is closed, what is Everyone's here is EveryoneWithAKey's.
    static readonly Dictionary<string, string> Matrix = new()
    {
        ["POST /api/negotiations"] = "monitor admin",
        ["POST /api/negotiations/{id}/events"] = "monitor admin",
        ["GET /api/negotiations"] = Everyone,
        ["GET /api/negotiations/{id}"] = Everyone,
        ["GET /api/negotiations/{id}/history"] = Everyone,
        ["GET /api/negotiations/{id}/explanation"] = Everyone,
        ["GET /api/negotiations/{id}/changes"] = Everyone,
        ["GET /api/negotiations/{id}/steps"] = Everyone,
        ["GET /api/actors"] = Everyone,
        ["GET /api/actors/{code}"] = Everyone,
        ["POST /api/actors"] = "monitor admin",
        ["POST /api/actors/{code}/events"] = "monitor admin",
        ["POST /api/actors/{code}/events/{eventId}/erasure"] = "admin",
        ["POST /api/authors/erasure"] = "admin",
        ["GET /api/parties"] = Everyone,
        ["GET /api/parties/{code}"] = Everyone,
        ["GET /api/events"] = Everyone,
        ["GET /api/erasures"] = Everyone,
        ["GET /api/events.csv"] = Everyone,
        ["GET /api/events.ndjson"] = Everyone,
        ["GET /api/negotiations.csv"] = Everyone,
        ["GET /api/negotiations.xlsx"] = Everyone,
        ["GET /api/events.xlsx"] = Everyone,
        ["GET /api/tolls.csv"] = Everyone,
        ["GET /api/tolls.xlsx"] = Everyone,
        ["GET /api/instruments.csv"] = Everyone,
        ["GET /api/instruments.xlsx"] = Everyone,
        ["GET /api/negotiations/{id}/history.xlsx"] = Everyone,
        ["GET /api/negotiations/{id}/history.csv"] = Everyone,
        ["GET /api/negotiations/{id}/history.ndjson"] = Everyone,
        ["GET /api/negotiations/{id}/citation"] = Everyone,
        ["GET /api/negotiations/{id}/lists/{list}"] = Everyone,
        ["GET /api/negotiations/{id}/provenance"] = Everyone,
        ["GET /api/feed.atom"] = Everyone,
        ["GET /api/calendar.ics"] = Everyone,
        ["GET /api/map.geojson"] = Everyone,
        ["GET /api/statistics/tolls"] = Everyone,
        ["POST /api/audits"] = "auditor admin",
        ["GET /api/audits/{id}"] = Everyone,
        ["POST /api/imports"] = "monitor admin",
        ["GET /api/imports"] = Everyone,
        ["GET /api/imports/{id}"] = Everyone,
        ["GET /api/imports/{id}/rows.ndjson"] = "monitor admin",
        ["GET /api/imports/{id}/rows.csv"] = "monitor admin",
        ["POST /api/imports/{id}/erasure"] = "monitor admin",
        ["GET /api/imports/{id}/changes"] = Everyone,
        ["GET /api/imports/{id}/changes.csv"] = Everyone,
        ["DELETE /api/imports/{id}"] = "monitor admin",
        ["POST /api/imports/template"] = "monitor admin",
        ["GET /import-mapping.schema.json"] = Everyone,
        ["GET /api/ledger/checkpoint"] = Everyone,
        ["GET /api/ledger/checkpoint/cosigned"] = Everyone,
        ["GET /api/ledger/notices"] = Everyone,
        ["GET /api/ledger/key"] = Everyone,
        ["GET /api/ledger/keys"] = Everyone,
        ["GET /api/ledger/tile/{path}"] = Everyone,
        ["GET /api/ledger/entries/{eventId}"] = Everyone,
        ["GET /api/ledger/entries/{eventId}/proof"] = Everyone,
        ["GET /api/ledger/data/{bundle}"] = Everyone,
        ["GET /api/ledger/consistency"] = Everyone,

        // A witness says who it is by its signature.
        ["POST /api/ledger/checkpoint/cosignatures"] = Everyone,
        ["POST /api/negotiations/{id}/events/{eventId}/erasure"] = "admin",
        ["POST /api/subscriptions"] = EveryoneWithAKey,
        ["GET /api/subscriptions"] = EveryoneWithAKey,
        ["GET /api/subscriptions/{id}"] = EveryoneWithAKey,
        ["DELETE /api/subscriptions/{id}"] = EveryoneWithAKey,
        ["POST /api/subscriptions/{id}/pause"] = EveryoneWithAKey,
        ["POST /api/subscriptions/{id}/resume"] = EveryoneWithAKey,
        ["POST /api/subscriptions/{id}/secret"] = EveryoneWithAKey,
        ["POST /api/subscriptions/{id}/test"] = EveryoneWithAKey,
        ["GET /api/subscriptions/{id}/deliveries"] = EveryoneWithAKey,
        ["GET /api/subscriptions/{id}/deliveries/{deliveryId}"] = EveryoneWithAKey,
        ["POST /api/subscriptions/{id}/deliveries/{deliveryId}/redelivery"] = EveryoneWithAKey,
        ["POST /api/keys"] = "admin",
        ["GET /api/keys"] = "admin",
        ["DELETE /api/keys/{id}"] = "admin",
        ["GET /api/sessions"] = EveryoneWithAKey,
        ["DELETE /api/sessions/{id}"] = EveryoneWithAKey,
        ["POST /api/access/end"] = EveryoneWithAKey,
        ["POST /api/feed-addresses"] = EveryoneWithAKey,
        ["GET /api/feed-addresses"] = EveryoneWithAKey,
        ["DELETE /api/feed-addresses/{id}"] = EveryoneWithAKey,
    };

    // For those who run the server, and no part of the contract. Everyone here sits at this machine.
    static readonly string[] Operators = ["GET /health/live", "GET /health/ready", "GET /metrics"];

    // What a browser or a balancer needs before anyone has said who they are, and nothing of the record.
    static readonly string[] BeforeAll =
    [
        "/assets/{name}",
        "/docs/scalar.js",
        "/docs/scalar.aspnetcore.js",
        "/docs/favicon.svg",
        "/favicon.ico",
        "/health/live",
        "/health/ready",
        "/sign-in",
        "/sign-out",
    ];

    [Fact]
    public async Task Anyone_who_sits_at_the_machine_sees_how_the_server_fares()
    {
        foreach (var route in Operators)
            await open.Anonymous.Asks(route.Split(' ')[1]).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Where_reading_is_closed_every_route_page_and_document_is()
    {
        var routes = closed
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Select(each => "/" + each.RoutePattern.RawText!.Trim('/'))
            .Distinct()
            .ToList();
        Assert.True(routes.Count > Matrix.Count, "All routes are asked.");

        foreach (var route in routes)
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Delete })
        {
            using var request = new HttpRequestMessage(method, InBraces.Replace(route, "x"));
            using var answer = await Stranger.SendAsync(request, Postgres.Scratch.Stop);
            var isOpen =
                answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.MethodNotAllowed)
                && answer.Headers.Location?.OriginalString.Contains("/sign-in", StringComparison.Ordinal) != true;
            Assert.True(!isOpen || BeforeAll.Contains(route), $"{method} {route}: {answer.StatusCode}");
        }

        var ready = await closed.Anonymous.Asks("/health/ready").Succeeds();
        Assert.All(ready.Json["parts"]!.AsObject(), part => Assert.Null(part.Value!["text"]));
    }

    HttpClient Stranger =>
        stranger ??= new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = closed.First.Address,
        };

    HttpClient? stranger;

    public void Dispose() => stranger?.Dispose();

    [Fact]
    public async Task Where_reading_is_closed_no_answer_may_be_stored_for_others()
    {
        await closed.Monitor.Opens("stored-for-one").Succeeds();
        foreach (var route in Matrix.Keys.Where(route => route.StartsWith("GET ", StringComparison.Ordinal)))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, PathOf(route.Split(' ')[1], "stored-for-one"));
            using var answer = await closed.Admin.SendAsync(request, Postgres.Scratch.Stop);
            var caching = answer.Headers.CacheControl;
            Assert.True(caching is { Private: true } or { NoStore: true }, $"{route}: {answer.StatusCode}: {caching}");
        }
    }

    [Fact]
    public async Task Every_route_of_the_contract_is_in_the_matrix() =>
        Assert.Equal(
            Matrix.Keys.Order(StringComparer.Ordinal),
            (await RoutesAsync(open)).Order(StringComparer.Ordinal)
        );

    [Fact]
    public Task Everyone_gets_in_where_they_may_and_nowhere_else() => CheckAsync(open, who => who);

    [Fact]
    public Task Where_reading_is_closed_a_reader_needs_a_key() =>
        CheckAsync(closed, who => who == Everyone ? EveryoneWithAKey : who);

    static async Task<Answer> KeyAsync(TestServer server, string name, string role) =>
        await server
            .Admin.SendAsync(
                HttpMethod.Post,
                "/api/keys",
                new StringContent($$"""{ "name": "{{name}}", "role": "{{role}}" }""", null, "application/json")
            )
            .Succeeds();

    static async Task CheckAsync(TrustingServer server, Func<string, string> narrowed)
    {
        var (revoked, expired) = (await KeyAsync(server, "gone", "admin"), await KeyAsync(server, "late", "admin"));
        await server.Admin.SendAsync(HttpMethod.Delete, $"/api/keys/{revoked["id"]}", null).Succeeds();
        await server.SqlAsync(
            "update negotiations.api_key set expires_at = clock_timestamp() - interval '1 hour' "
                + $"where id = '{expired["id"]}'"
        );
        Dictionary<string, HttpClient> clients = new()
        {
            [NoOne] = server.Anonymous,
            ["reader"] = server.First.Client((await KeyAsync(server, "one who reads", "reader"))["key"]),
            ["monitor"] = server.Monitor,
            ["auditor"] = server.Auditor,
            ["admin"] = server.Admin,
            ["revoked"] = server.First.Client(revoked["key"]),
            ["expired"] = server.First.Client(expired["key"]),
            ["namesake"] = server.First.Client(server.Issuer.Token(LocalIssuer.Claims("reader", "monitor"))),
        };

        foreach (var (route, who) in Matrix)
        {
            var allowed = narrowed(who).Split(' ');
            foreach (var (person, standing) in People)
            {
                var answer = await AskAsync(clients[person], route);
                Assert.True(
                    answer.Status < HttpStatusCode.InternalServerError
                        || answer["type"] == "/problems/store-unavailable",
                    $"{person}: {route}: {answer.Status}: {answer.Text}"
                );
                Assert.False(
                    answer.ContentType == "application/problem+json"
                        && answer["type"] is "/problems/route-not-found" or "/problems/method-not-allowed",
                    $"{route}: {answer.Status}: {answer.Text}"
                );
                var expected =
                    allowed.Contains(standing) ? "let in"
                    : standing is Refused || standing == NoOne ? "401"
                    : "403";
                var found = answer.Status switch
                {
                    HttpStatusCode.Unauthorized => "401",
                    HttpStatusCode.Forbidden => "403",
                    _ => "let in",
                };
                Assert.True(
                    expected == found,
                    $"{person} at {route} is to be {expected} and was {found}: {answer.Status} {answer.Text}"
                );
            }
        }
    }

    static Task<Answer> AskAsync(HttpClient client, string route)
    {
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        return client.SendAsync(
            new HttpMethod(method),
            PathOf(path, "talks"),
            method == "POST" ? new StringContent("", null, "application/json") : null
        );
    }

    static string PathOf(string path, string negotiation) =>
        InBraces.Replace(
            path.Replace(
                    "{id}",
                    path.Contains("/negotiations/", StringComparison.Ordinal) ? negotiation : Guid.Empty.ToString(),
                    StringComparison.Ordinal
                )
                .Replace("{eventId}", Guid.Empty.ToString(), StringComparison.Ordinal)
                .Replace("{deliveryId}", Guid.Empty.ToString(), StringComparison.Ordinal)
                .Replace("{bundle}", "0", StringComparison.Ordinal),
            "x"
        );

    static async Task<IEnumerable<string>> RoutesAsync(TestServer server)
    {
        var document = await server.Anonymous.Asks("/openapi/v1.json").Succeeds();
        return
        [
            .. document.Json["paths"]!
                .AsObject()
                .SelectMany(path =>
                    path.Value!.AsObject()
                        .Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key.TrimEnd('/')}")
                ),
        ];
    }

    [GeneratedRegex(@"{[^}]+}")]
    private static partial Regex InBraces { get; }
}
