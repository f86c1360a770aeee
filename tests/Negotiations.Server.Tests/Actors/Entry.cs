using System.Text;
using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Actors;

/// <summary>Changes of the actor registry as a monitor sends them.</summary>
internal static class Entry
{
    /// <summary>Registers an actor by a code of its own and, where given, a name; it must be taken.</summary>
    public static Task<Answer> Registers(this HttpClient monitor, string code, string? name = null) =>
        monitor.SendsEntry("/api/actors", Of(code, name)).Succeeds();

    public static Task<Answer> SendsEntry(this HttpClient monitor, string path, JsonNode body, string? key = null) =>
        monitor.SendAsync(
            HttpMethod.Post,
            path,
            new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
            ("Idempotency-Key", key)
        );

    public static JsonObject Of(string code, string? name = null, string kind = "organisation", string? more = null)
    {
        var body = new JsonObject
        {
            ["code"] = code,
            ["kind"] = kind,
            ["names"] = new JsonObject { ["en"] = name ?? $"Actor {code}" },
            ["reason"] = "Named in a communiqué",
            ["sources"] = Sources(),
        };
        return With(body, more);
    }

    public static JsonObject Change(string type, string? more = null) =>
        With(
            new JsonObject
            {
                ["type"] = type,
                ["reason"] = "So the gazette says",
                ["sources"] = Sources(),
            },
            more
        );

    static JsonArray Sources() => [new JsonObject { ["publisher"] = "Gazette", ["published"] = "2024-05-02" }];

    static JsonObject With(JsonObject body, string? more)
    {
        foreach (var (name, value) in JsonNode.Parse("{" + more + "}")!.AsObject())
            body[name] = value?.DeepClone();

        return body;
    }
}
