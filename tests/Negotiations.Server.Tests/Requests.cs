using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests;

/// <summary>What people do at the endpoints, as sentences.</summary>
public static class Requests
{
    public static Task<Answer> Asks(this HttpClient reader, string path, string? ifNoneMatch = null) =>
        reader.SendAsync(HttpMethod.Get, path, null, ("If-None-Match", ifNoneMatch));

    public static Task<Answer> Opens(this HttpClient monitor, JsonNode opening, string? key = null) =>
        monitor.SendAsync(HttpMethod.Post, "/api/negotiations", Json(opening.ToJsonString()), ("Idempotency-Key", key));

    public static Task<Answer> Opens(this HttpClient monitor, string id) => monitor.Opens(Report.Opening(id));

    /// <param name="ifMatch">The version last seen, as in ETag.</param>
    /// <param name="key">An Idempotency-Key.</param>
    public static Task<Answer> Appends(
        this HttpClient monitor,
        string id,
        JsonNode body,
        string? ifMatch = null,
        string? key = null,
        bool dryRun = false
    ) => monitor.Sends(id, body.ToJsonString(), ifMatch, key, dryRun);

    /// <summary>An append whose body is any text.</summary>
    public static Task<Answer> Sends(
        this HttpClient monitor,
        string id,
        string body,
        string? ifMatch = null,
        string? key = null,
        bool dryRun = false
    ) =>
        monitor.SendAsync(
            HttpMethod.Post,
            $"/api/negotiations/{id}/events{(dryRun ? "?dryRun=true" : "")}",
            Json(body),
            ("If-Match", ifMatch),
            ("Idempotency-Key", key)
        );

    /// <summary>Opens a negotiation and appends events one by one; all of it must be taken.</summary>
    public static async Task Records(this HttpClient monitor, string id, params IEnumerable<JsonObject> events)
    {
        await monitor.Opens(id).Succeeds();
        foreach (var each in events)
            await monitor.Appends(id, each).Succeeds();
    }

    /// <summary>An admin erases an event of a negotiation and says why.</summary>
    public static Task<Answer> Erases(
        this HttpClient admin,
        string id,
        string? eventId,
        string reason = "Demanded by the person concerned."
    ) =>
        admin.SendAsync(
            HttpMethod.Post,
            $"/api/negotiations/{id}/events/{eventId}/erasure",
            Json(new JsonObject { ["reason"] = reason }.ToJsonString())
        );

    /// <summary>Every id of a list, page after page.</summary>
    public static async Task<List<string>> Walks(
        this HttpClient reader,
        string path,
        string member,
        Func<Task>? betweenPages = null
    )
    {
        List<string> seen = [];
        string? next = null;
        do
        {
            var page = await reader
                .Asks(
                    path
                        + (
                            next is null
                                ? ""
                                : (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "cursor=" + next
                        )
                )
                .Succeeds();
            seen.AddRange(page.Each("items", member)!);
            next = page["next"];
            if (betweenPages is not null)
                await betweenPages();
        } while (next is not null);

        return seen;
    }

    public static async Task<Answer> SendAsync(
        this HttpClient client,
        HttpMethod method,
        string path,
        HttpContent? content,
        params (string Name, string? Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value);

        using var response = await client.SendAsync(request, Scratch.Stop);
        return await Answer.Of(response);
    }

    static StringContent Json(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
}
