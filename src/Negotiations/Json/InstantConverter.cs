using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Negotiations.Json;

/// <summary>
/// Instants in one form only, RFC 3339 in UTC to the microsecond the store keeps, so that equal instants are equal
/// bytes.
/// </summary>
public sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TryParse(reader.GetString()!, out var instant) ? instant : throw new JsonException("Not an RFC 3339 instant.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Print(value));

    /// <summary>2026-11-24T23:19:04.123456Z.</summary>
    public static string Print(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Any RFC 3339 instant that says its offset.</summary>
    public static bool TryParse(string text, out DateTimeOffset instant)
    {
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];
        var hasOffset = text.Length > 16 && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-');
        if (
            DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant)
            && hasOffset
        )
        {
            instant = instant.ToUniversalTime();
            return true;
        }

        instant = default;
        return false;
    }
}
