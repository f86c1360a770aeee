using System.Net;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Webhooks;

/// <summary>
/// A server that sends to this machine too, and tries again after moments where others wait for hours.
/// </summary>
public class WebhookServer(TestDatabase databases) : TestServer(databases)
{
    public static readonly IReadOnlyDictionary<string, string?> Hasty = new Dictionary<string, string?>
    {
        ["casebook"] = "false",
        ["webhooks:allowLocal"] = "true",
        ["webhooks:backoff"] = "0:0:0.1, 0:0:0.2",
        ["webhooks:poll"] = "0:0:0.2",
        ["webhooks:sweep"] = "0:0:2",
    };

    protected override IReadOnlyDictionary<string, string?> Settings => Hasty;

    /// <summary>An admin erases an event, as soon as it is in the ledger.</summary>
    public async Task EraseAsync(string id, string eventId)
    {
        async Task<Answer> Ask() => await Admin.Erases(id, eventId, "Asked for.");
        await Scratch.Eventually("it is in the ledger", async () =>
            (await Ask()).Status is System.Net.HttpStatusCode.Created or System.Net.HttpStatusCode.OK
        );
    }

    /// <summary>Someone with a reader's key.</summary>
    public async Task<HttpClient> ReaderAsync(string name) =>
        First.Client(
            (
                await Admin
                    .SendAsync(
                        HttpMethod.Post,
                        "/api/keys",
                        Subscribing.Json(new JsonObject { ["name"] = name, ["role"] = "reader" })
                    )
                    .Succeeds()
            )["key"]
        );
}

/// <summary>What subscribers do.</summary>
internal static class Subscribing
{
    /// <param name="more">Further members, as JSON without the braces: <c>"type": ["round-held"]</c>.</param>
    public static Task<Answer> Subscribes(this HttpClient consumer, string url, string? more = null)
    {
        var body = JsonNode.Parse("{" + more + "}")!.AsObject();
        body["url"] = url;
        return consumer.SendAsync(HttpMethod.Post, "/api/subscriptions", Json(body));
    }

    /// <summary>A subscription to negotiations that are opened later, as one that outlived a restore has: it is made
    /// without them, and then they are put in.</summary>
    public static async Task<Answer> SubscribesAhead(
        this HttpClient consumer,
        TestServer server,
        string url,
        string more
    )
    {
        var body = JsonNode.Parse("{" + more + "}")!.AsObject();
        var negotiations = body["negotiation"]!.ToJsonString();
        body.Remove("negotiation");
        var made = await consumer.Subscribes(url, body.ToJsonString()[1..^1]);
        if (made.Status == HttpStatusCode.Created)
            await server.SqlAsync(
                "update negotiations.subscription set filter = jsonb_set(filter::jsonb, '{negotiations}', "
                    + $"'{negotiations}')::text where id = '{made["id"]}'"
            );

        return made;
    }

    /// <summary>Asks for something to be done with a subscription.</summary>
    public static Task<Answer> Does(this HttpClient consumer, string? subscription, string what) =>
        consumer.SendAsync(HttpMethod.Post, $"/api/subscriptions/{subscription}/{what}", null);

    public static Task<Answer> Sees(this HttpClient consumer, string? subscription) =>
        consumer.Asks($"/api/subscriptions/{subscription}").Succeeds();

    public static Task<Answer> SeesDeliveries(this HttpClient consumer, string? subscription, string? query = null) =>
        consumer.Asks($"/api/subscriptions/{subscription}/deliveries{query}").Succeeds();

    public static Task Eventually(this HttpClient consumer, string? subscription, string member, string expected) =>
        Scratch.Eventually($"{member} is {expected}", async () =>
            (await consumer.Sees(subscription))[member] == expected
        );

    public static StringContent Json(JsonNode body) => new(body.ToJsonString(), null, "application/json");
}
