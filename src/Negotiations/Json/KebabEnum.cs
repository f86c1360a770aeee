using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Negotiations.Json;

/// <summary>
/// Enums by their kebab-case names, exactly: no numbers, no other capitals. The stock converter forgives both.
/// </summary>
internal sealed class KebabEnumFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(KebabEnum<>).MakeGenericType(typeToConvert))!;
}

/// <summary>The wire names of an enum, both ways.</summary>
public static class WireName
{
    /// <summary>The name on the wire: <c>dialogue-series</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => KebabEnum<T>.Names[value];

    /// <inheritdoc cref="Of{T}(T)"/>
    public static string Of(Enum value) =>
        KeepsCapitals(value.GetType())
            ? value.ToString()
            : JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The value of a wire name; null when the enum has no such name.</summary>
    public static T? TryRead<T>(string name)
        where T : struct, Enum => KebabEnum<T>.Values.TryGetValue(name, out var value) ? value : null;

    /// <summary>All names of an enum, in the order of its declaration, for messages to people.</summary>
    public static IReadOnlyList<string> All(Type enumType) =>
        [
            .. Enum.GetNames(enumType)
                .Select(name => KeepsCapitals(enumType) ? name : JsonNamingPolicy.KebabCaseLower.ConvertName(name)),
        ];

    // Grades are letters and a GeoJSON type is a proper name: both are written as their standards do.
    internal static bool KeepsCapitals(Type enumType) =>
        enumType == typeof(Values.Reliability) || enumType == typeof(Values.PointType);
}

internal sealed class KebabEnum<T> : JsonConverter<T>
    where T : struct, Enum
{
    internal static readonly FrozenDictionary<T, string> Names = Enum.GetValues<T>()
        .Zip(WireName.All(typeof(T)))
        .ToFrozenDictionary(pair => pair.First, pair => pair.Second);

    internal static readonly FrozenDictionary<string, T> Values = Names.ToFrozenDictionary(
        pair => pair.Value,
        pair => pair.Key,
        StringComparer.Ordinal
    );

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Values.TryGetValue(reader.GetString()!, out var value)
            ? value
            : throw new JsonException($"Not one of {string.Join(", ", Values.Keys)}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Names[value]);
}
