using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Specs.Ledger;

namespace Negotiations.Server.Tests;

/// <summary>
/// JSON that was published: what the program shows now is the same, or the test says place by place what is different
/// and how to accept it.
/// </summary>
internal static class Snapshot
{
    const string Accepting = "NEGOTIATIONS_ACCEPT";
    const int MostShown = 40;

    static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="path">Of the published file, within the checkout.</param>
    /// <param name="shown">What the program shows now.</param>
    public static async Task IsAsync(string path, JsonNode shown)
    {
        var file = Repository.Path(path);
        if (
            Environment.GetEnvironmentVariable(Accepting) == "1"
            && Environment.GetEnvironmentVariable("CI") is not ("true" or "1")
        )
            await File.WriteAllTextAsync(file, shown.ToJsonString(Readable) + "\n", Scratch.Stop);

        var published = File.Exists(file) ? JsonNode.Parse(await File.ReadAllTextAsync(file, Scratch.Stop)) : null;
        var differences = Differences("", published, shown).ToList();
        Assert.True(
            differences.Count == 0,
            $"{path} and the program differ in {differences.Count} places:\n"
                + $"{string.Join('\n', differences.Take(MostShown))}\n{(differences.Count > MostShown ? "...\n" : "")}"
                + $"Where the program is right, run this test with {Accepting}=1 to write {path} again, read "
                + "the change, and commit it. What clients rely on is only ever added to."
        );
    }

    /// <summary>Where two documents differ: one line each, by JSON Pointer.</summary>
    public static IEnumerable<string> Differences(string at, JsonNode? published, JsonNode? shown) =>
        (published, shown) switch
        {
            (JsonObject before, JsonObject after) => before
                .Select(each => each.Key)
                .Union(after.Select(each => each.Key))
                .SelectMany(name =>
                    (before.ContainsKey(name), after.ContainsKey(name)) switch
                    {
                        (true, true) => Differences($"{at}/{Escaped(name)}", before[name], after[name]),
                        (true, false) => [$"- {at}/{Escaped(name)}"],
                        _ => [$"+ {at}/{Escaped(name)}"],
                    }
                ),
            (JsonArray before, JsonArray after) when before.Count == after.Count => before.SelectMany(
                (each, index) => Differences($"{at}/{index}", each, after[index])
            ),
            _ when JsonNode.DeepEquals(published, shown) => [],
            _ => [$"~ {at}: {Short(published)} became {Short(shown)}"],
        };

    static string Escaped(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    static string Short(JsonNode? value) =>
        value?.ToJsonString() switch
        {
            null => "null",
            { Length: > 120 } text => text[..117] + "...",
            var text => text,
        };
}
