using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Security;

/// <summary>A clash whose note, place and source name a person who may demand that it is erased.</summary>
static class NamedClash
{
    public const string Name = "Aisuluu";

    public static async Task<string> ReportAsync(TestServer server, string id, string name = Name)
    {
        await server.Monitor.Opens(id).Succeeds();
        var eventId = Guid.CreateVersion7().ToString();
        await server.Monitor.Appends(id, Of(eventId, name), key: id).Succeeds();
        return eventId;
    }

    public static JsonObject Of(string eventId, string name = Name)
    {
        var clash = Report.Clash("2022-09", eventId);
        clash["note"] = $"{name} K. saw it";
        clash["place"] = JsonNode.Parse(
            $$"""
            { "name": "the home of {{name}} K.", "country": "KGZ", "precision": 1,
              "point": { "type": "Point", "coordinates": [ 70.6, 39.8 ] } }
            """
        );
        clash["sources"]!
            .AsArray()
            .Add(
                JsonNode.Parse(
                    $$"""
                    { "title": "{{name}} K. speaks", "publisher": "{{name}} K.",
                      "url": "https://example.org/{{name}}" }
                    """
                )
            );
        return clash;
    }
}
