using System.Globalization;
using System.Text.Json;

namespace Negotiations.Ledger;

/// <summary>Goes through canonical data once. Parts of canonical JSON are canonical JSON: nothing is copied.</summary>
/// <param name="canonical">Of an object.</param>
internal sealed class MemberWalk(byte[] canonical)
{
    private readonly List<LeafMember> members = [];

    public IReadOnlyList<LeafMember> All()
    {
        var reader = new Utf8JsonReader(canonical, new JsonReaderOptions { MaxDepth = CanonicalJson.MaxDepth });
        reader.Read();
        Inside(ref reader, "");
        return members;
    }

    private void Value(ref Utf8JsonReader reader, string name)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when Next(reader) != JsonTokenType.EndObject:
                Inside(ref reader, name);
                break;
            case JsonTokenType.StartArray when HoldsMore(reader):
                Elements(ref reader, name);
                break;
            default:
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                members.Add(new LeafMember(name, canonical.AsMemory(start, (int)reader.BytesConsumed - start)));
                break;
        }
    }

    private void Inside(ref Utf8JsonReader reader, string name)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var member = $"{name}/{Escaped(reader.GetString()!)}";
            reader.Read();
            Value(ref reader, member);
        }
    }

    private void Elements(ref Utf8JsonReader reader, string name)
    {
        for (var place = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; place++)
            Value(ref reader, $"{name}/{place.ToString(CultureInfo.InvariantCulture)}");
    }

    private static string Escaped(string name) =>
        name.AsSpan().ContainsAny('~', '/')
            ? name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
            : name;

    // The reader is a value: a copy looks ahead.
    private static JsonTokenType Next(Utf8JsonReader reader) => reader.Read() ? reader.TokenType : default;

    private static bool HoldsMore(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                return true;

        return false;
    }
}
