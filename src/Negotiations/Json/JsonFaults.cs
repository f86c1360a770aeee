using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Negotiations.Values;

namespace Negotiations.Json;

/// <summary>
/// Walks a JSON text beside the type it should have become and names the first thing that does not fit.
/// </summary>
internal static class JsonFaults
{
    private const string Discriminator = "type";

    public static JsonFault? FindInEvent(JsonElement element, IReadOnlyDictionary<string, Type> catalogue)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return new JsonFault("wrong-type", "", $"An event is a JSON object, and this is {Describe(element)}.");

        if (!element.TryGetProperty(Discriminator, out var name))
            return new JsonFault("missing-member", "/type", $"The event has no 'type'. It is one of {Names()}.");

        if (name.ValueKind != JsonValueKind.String || !catalogue.TryGetValue(name.GetString()!, out var type))
            return new JsonFault(
                "unknown-event-type",
                "/type",
                $"{Show(name)} is not an event type. It is one of {Names()}."
            );

        return FindInObject(element, EventJson.Options.GetTypeInfo(type), "", besides: Discriminator);

        string Names() => string.Join(", ", catalogue.Keys.Order(StringComparer.Ordinal));
    }

    public static JsonFault? Find(JsonElement element, JsonTypeInfo type) => Find(element, type, "");

    /// <summary>A null is refused: absent members are left out. Only in a merge patch has null a meaning.</summary>
    public static JsonFault? FindNull(JsonElement element) => FindNull(element, "", depth: 0);

    private static JsonFault? FindNull(JsonElement element, string pointer, int depth)
    {
        if (element.ValueKind == JsonValueKind.Null)
            return new JsonFault(
                "null-member",
                pointer,
                pointer.Length == 0
                    ? "The body is null. Send a JSON object."
                    : $"'{pointer}' is null. Leave out what the source does not give."
            );

        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
                if (
                    !(depth == 0 && member.NameEquals("patch"))
                    && FindNull(member.Value, Below(pointer, member.Name), depth + 1) is { } fault
                )
                    return fault;
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in element.EnumerateArray())
                if (FindNull(item, $"{pointer}/{index++}", depth + 1) is { } fault)
                    return fault;
        }

        return null;
    }

    private static JsonFault? Find(JsonElement element, JsonTypeInfo type, string pointer) =>
        type.Kind switch
        {
            _ when (Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(JsonElement) => FindDuplicate(
                element,
                pointer
            ),
            JsonTypeInfoKind.Object when element.ValueKind == JsonValueKind.Object => FindInObject(
                element,
                type,
                pointer,
                besides: null
            ),
            JsonTypeInfoKind.Dictionary when element.ValueKind == JsonValueKind.Object => FindInMap(
                element,
                type,
                pointer
            ),
            JsonTypeInfoKind.Enumerable when element.ValueKind == JsonValueKind.Array => FindInArray(
                element,
                type,
                pointer
            ),
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary or JsonTypeInfoKind.Enumerable => WrongType(
                element,
                type.Kind == JsonTypeInfoKind.Enumerable ? "an array" : "an object",
                pointer
            ),
            _ => FindInValue(element, type.Type, pointer),
        };

    private static JsonFault? FindInObject(JsonElement element, JsonTypeInfo type, string pointer, string? besides)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var below = Below(pointer, member.Name);
            if (!seen.Add(member.Name))
                return Duplicate(member.Name, below);

            if (member.Name == besides)
                continue;

            if (type.Properties.FirstOrDefault(property => property.Name == member.Name) is not { } known)
                return new JsonFault(
                    "unknown-member",
                    below,
                    $"There is no member '{Clip(member.Name)}' here. Known are "
                        + $"{string.Join(", ", type.Properties.Select(property => property.Name))}."
                );

            if (Find(member.Value, EventJson.Options.GetTypeInfo(known.PropertyType), below) is { } fault)
                return fault;
        }

        return
            type.Properties.FirstOrDefault(property => property.IsRequired && !seen.Contains(property.Name))
                is { } missing
            ? new JsonFault(
                "missing-member",
                Below(pointer, missing.Name),
                $"The member '{missing.Name}' is missing: without it this says nothing.{Accepted(missing.PropertyType)}"
            )
            : null;
    }

    private static JsonFault? FindInMap(JsonElement element, JsonTypeInfo type, string pointer)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var value = EventJson.Options.GetTypeInfo(type.ElementType!);
        foreach (var member in element.EnumerateObject())
        {
            if (!seen.Add(member.Name))
                return Duplicate(member.Name, Below(pointer, member.Name));

            if (Find(member.Value, value, Below(pointer, member.Name)) is { } fault)
                return fault;
        }

        return null;
    }

    private static JsonFault? FindInArray(JsonElement element, JsonTypeInfo type, string pointer)
    {
        var item = EventJson.Options.GetTypeInfo(type.ElementType!);
        var index = 0;
        foreach (var each in element.EnumerateArray())
            if (Find(each, item, $"{pointer}/{index++}") is { } fault)
                return fault;

        return null;
    }

    // Free-form JSON, a patch or a geometry, may hold any member, each once.
    private static JsonFault? FindDuplicate(JsonElement element, string pointer)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element
                .EnumerateArray()
                .Index()
                .Select(item => FindDuplicate(item.Item, $"{pointer}/{item.Index}"))
                .FirstOrDefault(fault => fault is not null);

        if (element.ValueKind != JsonValueKind.Object)
            return null;

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var below = Below(pointer, member.Name);
            if (!seen.Add(member.Name))
                return Duplicate(member.Name, below);

            if (FindDuplicate(member.Value, below) is { } fault)
                return fault;
        }

        return null;
    }

    /// <summary>A member of an object that occurs twice in it.</summary>
    public static JsonFault? FindTwice(JsonElement @object) =>
        @object.EnumerateObject().CountBy(member => member.Name).FirstOrDefault(member => member.Value > 1).Key
            is { } twice
            ? Duplicate(twice, "/" + Clip(twice))
            : null;

    private static JsonFault Duplicate(string name, string pointer) =>
        new("duplicate-member", pointer, $"Duplicate member '{Clip(name)}': it occurs twice. Leave one of them out.");

    private static JsonFault? FindInValue(JsonElement element, Type type, string pointer)
    {
        try
        {
            _ = element.Deserialize(type, EventJson.Options);
            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            var plain = Nullable.GetUnderlyingType(type) ?? type;
            if (plain == typeof(Edtf))
                return new JsonFault(
                    "not-edtf",
                    pointer,
                    $"{Show(element)} at '{pointer}' is not a date in EDTF (ISO 8601-2). Accepted are {Edtf.Forms}."
                );

            return plain.IsEnum
                ? new JsonFault(
                    "unknown-value",
                    pointer,
                    $"{Show(element)} is not a value of '{pointer}'.{Accepted(plain)}"
                )
                : WrongType(element, Word(plain), pointer);
        }
    }

    private static string Accepted(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum ? $" It is one of {string.Join(", ", WireName.All(plain))}." : "";
    }

    private static JsonFault WrongType(JsonElement element, string expected, string pointer) =>
        new("wrong-type", pointer, $"'{pointer}' should be {expected}, and {Show(element)} is {Describe(element)}.");

    private static string Word(Type type) =>
        type switch
        {
            _ when type == typeof(string) => "a text",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) || type == typeof(long) => "a whole number",
            _ when type == typeof(decimal) || type == typeof(double) => "a number",
            _ when type == typeof(Guid) => "a UUID (8-4-4-4-12 hexadecimal digits)",
            _ when type == typeof(DateTimeOffset) => "an instant with its offset (2024-12-04T12:00:00Z)",
            _ => "something else",
        };

    private static string Describe(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "a text",
            JsonValueKind.Number => "a number",
            JsonValueKind.True or JsonValueKind.False => "true or false",
            _ => "null",
        };

    private static string Show(JsonElement element) =>
        Clip(element.ValueKind == JsonValueKind.String ? $"'{element.GetString()}'" : element.GetRawText());

    /// <summary>Short enough to be shown in a message.</summary>
    public static string Clip(string text) => text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 77), "...");

    /// <summary>The place of a member below another (RFC 6901).</summary>
    public static string Below(string pointer, string name) =>
        pointer
        + "/"
        + Clip(name).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
