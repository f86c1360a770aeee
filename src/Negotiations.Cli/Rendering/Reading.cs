using System.Text.Json;

namespace Negotiations.Cli.Rendering;

/// <summary>
/// Reads an answer without insisting on its shape: a newer server adds members, an older one lacks some, and what is
/// there is still shown.
/// </summary>
internal static class Reading
{
    /// <summary>The value at a dotted path; undefined when any step is missing.</summary>
    public static JsonElement At(this JsonElement element, string path)
    {
        foreach (var step in path.Split('.'))
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(step, out element))
                return default;

        return element;
    }

    /// <summary>A text, a number or a truth value as text; null for anything else.</summary>
    public static string? Text(this JsonElement element, string path) => element.At(path).Text();

    /// <inheritdoc cref="Text(JsonElement, string)"/>
    public static string? Text(this JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetRawText(),
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            _ => null,
        };

    /// <summary>The items of an array; none when there is no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    public static long? Number(this JsonElement element, string path) =>
        element.At(path) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value)
            ? value
            : null;

    /// <summary>Null is as good as missing.</summary>
    public static bool IsThere(this JsonElement element) =>
        element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
}
