using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Citing;

/// <summary>The nodes of a JSON-LD document in the form that the server gives it: flat, each node once.</summary>
internal sealed class Graph(JsonNode document)
{
    public IReadOnlyList<JsonObject> Nodes { get; } =
    [.. document["@graph"]!.AsArray().Select(node => node!.AsObject())];

    public JsonObject View => Nodes.Single(node => (string?)node["type"] == "status");

    public JsonObject One(string id) => Assert.Single(Nodes, node => (string?)node["@id"] == id);
}

/// <summary>Reads the values of a node.</summary>
internal static class GraphNodes
{
    /// <summary>The one value of a word, as text.</summary>
    public static string Text(this JsonObject node, string word) => Assert.Single(node.All(word));

    public static IReadOnlyList<string> All(this JsonObject node, string word) =>
        node[word] switch
        {
            null => [],
            JsonArray several => [.. several.Select(each => each!.ToString())],
            var one => [one.ToString()],
        };
}
