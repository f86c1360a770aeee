using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests;

/// <summary>What came back, read whole.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Text">The body.</param>
/// <param name="ContentType">Its media type; null when there is no body.</param>
/// <param name="Tag">ETag as sent; null when there is none.</param>
/// <param name="Location">As sent; null when there is none.</param>
public sealed partial record Answer(
    HttpStatusCode Status,
    string Text,
    string? ContentType,
    string? Tag,
    string? Location
)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>
    /// The text of the value at a dotted path such as <c>phase.possible</c> or <c>items.0.id</c>; null where there is
    /// none.
    /// </summary>
    public string? this[string path] =>
        At(Json, path) switch
        {
            null => null,
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            var other => other.ToJsonString(),
        };

    /// <summary>Of every item of the array at the first path, the text at the second.</summary>
    public IReadOnlyList<string?> Each(string array, string path) =>
        [
            .. At(Json, array)!
                .AsArray()
                .Select(item =>
                    At(item, path) is { } value
                        ? value.GetValueKind() == JsonValueKind.String
                            ? value.GetValue<string>()
                            : value.ToJsonString()
                        : null
                ),
        ];

    public IReadOnlyList<string> Members(string? path = null) =>
        [.. (path is null ? Json : At(Json, path)!).AsObject().Select(member => member.Key)];

    public static async Task<Answer> Of(HttpResponseMessage response) =>
        new(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(Scratch.Stop),
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.ETag?.ToString(),
            response.Headers.Location?.ToString()
        );

    /// <summary>The text without names of authors: a record that was brought elsewhere has commitments to
    /// them.</summary>
    public string WithoutAuthors() => Authors.Replace(Text, "");

    // The author of a leaf is a hash.
    [GeneratedRegex("\"(recordedBy|by)\":\"[^\"]*\",?|,\"author\":\"(?![0-9a-f]{64}\")[^\"]*\"")]
    private static partial Regex Authors { get; }

    static JsonNode? At(JsonNode? from, string path) =>
        path.Split('.')
            .Aggregate(from, (node, step) => node switch
                {
                    JsonArray array
                        when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) => index
                    < array.Count
                        ? array[index]
                        : null,
                    JsonObject known => known[step],
                    _ => null,
                });
}
