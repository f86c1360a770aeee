using System.Text.Json;
using System.Text.Json.Serialization;

namespace Negotiations.Values;

/// <summary>A date in JSON: its text in EDTF.</summary>
internal sealed class EdtfConverter : JsonConverter<Edtf>
{
    public override Edtf Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Edtf.TryParse(reader.GetString()!, out var date)
            ? date!
            : throw new JsonException("Not a date in EDTF.");

    public override void Write(Utf8JsonWriter writer, Edtf value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}
