using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Cli.Running;

namespace Negotiations.Cli.Writing;

/// <summary>
/// One <c>path=value</c>: a dotted path, where a number is a place in a list (<c>signatories.0=KGZ</c>).
/// </summary>
/// <param name="Path">The steps.</param>
/// <param name="Value">The value to set.</param>
internal sealed record Assignment(IReadOnlyList<string> Path, JsonNode Value)
{
    /// <param name="text">What was written after --set or --set-text.</param>
    /// <param name="isText">True when the value is text whatever it looks like: the number of a treaty, a bare
    /// year.</param>
    public static Assignment Parse(string text, bool isText)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var path = equals > 0 ? text[..equals].Split('.') : [];
        if (path.Length == 0 || path.Any(step => step.Length == 0))
            throw CommandFailedException.Usage(
                $"'{text}' is no assignment. Write path=value, such as clashId=september-2022 or killed.text=dozens."
            );

        var value = text[(equals + 1)..];
        return new Assignment(path, isText ? JsonValue.Create(value) : Guess(value));
    }

    /// <summary>Puts the value in its place, and makes the objects and lists on the way.</summary>
    public void ApplyTo(JsonObject root)
    {
        JsonNode at = root;
        foreach (var (index, step) in Path.Index())
        {
            var isLast = index == Path.Count - 1;
            var below = Find(at, step);
            if (isLast && below is not null)
                throw Taken(index);

            if (below is null)
                Put(
                    at,
                    step,
                    index,
                    below =
                        isLast ? Value
                        : IsPlace(Path[index + 1]) ? new JsonArray()
                        : new JsonObject()
                );

            if (!isLast && below is not (JsonObject or JsonArray))
                throw Taken(index);

            at = below;
        }
    }

    private static JsonNode? Find(JsonNode at, string step) =>
        at switch
        {
            JsonObject members => members[step],
            JsonArray items => IsPlace(step)
            && int.Parse(step, CultureInfo.InvariantCulture) is var place
            && place < items.Count
                ? items[place]
                : null,
            _ => null,
        };

    private void Put(JsonNode at, string step, int index, JsonNode value)
    {
        if (at is JsonObject members)
            members[step] = value;
        else if (at is JsonArray items && IsPlace(step) && int.Parse(step, CultureInfo.InvariantCulture) == items.Count)
            items.Add(value);
        else
            throw CommandFailedException.Usage(
                $"'{string.Join('.', Path)}' leaves a gap at '{Upto(index)}'. The places of a list are 0, "
                    + "1, 2 and so on, in this order."
            );
    }

    private CommandFailedException Taken(int index) =>
        CommandFailedException.Usage($"'{Upto(index)}' has a value already. Say each thing once.");

    private string Upto(int index) => string.Join('.', Path.Take(index + 1));

    // Three digits are far more than a person types, and keep the number within an int.
    private static bool IsPlace(string step) => step.Length is > 0 and <= 3 && step.All(char.IsAsciiDigit);

    // What is valid JSON and no bare word is meant as JSON: 24, true, ["KGZ","TJK"]. Anything else is the text it is.
    private static JsonNode Guess(string value)
    {
        try
        {
            return value == "null" ? JsonValue.Create(value) : JsonNode.Parse(value) ?? JsonValue.Create(value);
        }
        catch (JsonException)
        {
            return JsonValue.Create(value);
        }
    }
}
