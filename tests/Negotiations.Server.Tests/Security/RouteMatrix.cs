using System.Net;
using System.Text.RegularExpressions;

namespace Negotiations.Server.Tests.Security;

/// <summary>
/// Every route of the contract and everyone who may come to it. A route that is not in the matrix fails: who may use
/// it has not been thought about.
/// </summary>
public sealed partial class RouteMatrix(TestServer open, ClosedReading.ClosedServer closed)
    : IClassFixture<TestServer>,
        IClassFixture<ClosedReading.ClosedServer>
{
    const string Everyone = "nobody reader monitor auditor admin";
    const string EveryoneWithAKey = "reader monitor auditor admin";

    static readonly string[] People = Everyone.Split(' ');

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
        ["GET /api/parties"] = Everyone,
        ["GET /api/parties/{code}"] = Everyone,
        ["GET /api/events"] = Everyone,
        ["GET /api/erasures"] = Everyone,
        ["GET /api/events.csv"] = Everyone,
        ["GET /api/events.ndjson"] = Everyone,
        ["GET /api/negotiations.csv"] = Everyone,
        ["GET /api/negotiations/{id}/history.csv"] = Everyone,
        ["GET /api/negotiations/{id}/history.ndjson"] = Everyone,
        ["GET /api/negotiations/{id}/citation"] = Everyone,
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
        ["GET /api/imports/{id}/rows.ndjson"] = Everyone,
        ["GET /api/imports/{id}/rows.csv"] = Everyone,
        ["GET /api/imports/{id}/changes"] = Everyone,
        ["GET /api/imports/{id}/changes.csv"] = Everyone,
        ["DELETE /api/imports/{id}"] = "monitor admin",
        ["POST /api/imports/template"] = "monitor admin",
        ["GET /import-mapping.schema.json"] = Everyone,
        ["GET /api/ledger/checkpoint"] = Everyone,
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
    };

    // For those who run the server, and no part of the contract. Everyone here sits at this machine.
    static readonly string[] Operators = ["GET /health/live", "GET /health/ready", "GET /metrics"];

    [Fact]
    public async Task Anyone_who_sits_at_the_machine_sees_how_the_server_fares()
    {
        foreach (var route in Operators)
        foreach (var server in new[] { open, closed })
            await server.Anonymous.Asks(route.Split(' ')[1]).Is(HttpStatusCode.OK);
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

    static async Task CheckAsync(TestServer server, Func<string, string> narrowed)
    {
        var made = await server
            .Admin.SendAsync(
                HttpMethod.Post,
                "/api/keys",
                new StringContent("""{ "name": "a reader", "role": "reader" }""", null, "application/json")
            )
            .Succeeds();
        Dictionary<string, HttpClient> clients = new()
        {
            ["nobody"] = server.Anonymous,
            ["reader"] = server.First.Client(made["key"]),
            ["monitor"] = server.Monitor,
            ["auditor"] = server.Auditor,
            ["admin"] = server.Admin,
        };

        foreach (var (route, who) in Matrix)
        {
            var allowed = narrowed(who).Split(' ');
            foreach (var person in People)
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
                    allowed.Contains(person) ? "let in"
                    : person == "nobody" ? "401"
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
        path = path.Replace(
            "{id}",
            path.Contains("/negotiations/", StringComparison.Ordinal) ? "talks" : Guid.Empty.ToString(),
            StringComparison.Ordinal
        );
        path = path.Replace("{eventId}", Guid.Empty.ToString(), StringComparison.Ordinal)
            .Replace("{deliveryId}", Guid.Empty.ToString(), StringComparison.Ordinal)
            .Replace("{bundle}", "0", StringComparison.Ordinal);
        return client.SendAsync(
            new HttpMethod(method),
            InBraces.Replace(path, "x"),
            method == "POST" ? new StringContent("", null, "application/json") : null
        );
    }

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

    [GeneratedRegex(@"{\w+}")]
    private static partial Regex InBraces { get; }
}
