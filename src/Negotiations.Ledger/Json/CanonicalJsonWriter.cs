using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Negotiations.Ledger;

/// <summary>
/// Walks one value and writes it by RFC 8785 section 3.2, remembering the way for the message if it must refuse.
/// </summary>
internal sealed class CanonicalJsonWriter(IBufferWriter<byte> bytes, InexactNumbers inexact)
{
    private readonly List<Step> _way = [];

    public void Value(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Object(value);
                break;
            case JsonValueKind.Array:
                Array(value);
                break;
            case JsonValueKind.String:
                String(value);
                break;
            case JsonValueKind.Number:
                Number(value);
                break;
            case JsonValueKind.True:
                bytes.Write("true"u8);
                break;
            case JsonValueKind.False:
                bytes.Write("false"u8);
                break;
            case JsonValueKind.Null:
                bytes.Write("null"u8);
                break;
            default:
                throw Refused("there is no value");
        }
    }

    private void Object(JsonElement value)
    {
        var count = value.GetPropertyCount();
        var members = ArrayPool<JsonProperty>.Shared.Rent(count);
        var isPlain = true;
        var next = 0;
        foreach (var member in value.EnumerateObject())
        {
            members[next++] = member;
            isPlain &= IsPlain(JsonMarshal.GetRawUtf8PropertyName(member));
        }

        if (isPlain)
            Plain(members.AsSpan(0, count));
        else
            Any(members.AsSpan(0, count));

        ArrayPool<JsonProperty>.Shared.Return(members, clearArray: true);
    }

    // ASCII without escapes: its bytes sort as its UTF-16 code units do, and are its canonical form.
    private void Plain(Span<JsonProperty> members)
    {
        members.Sort(
            static (one, other) =>
                JsonMarshal.GetRawUtf8PropertyName(one).SequenceCompareTo(JsonMarshal.GetRawUtf8PropertyName(other))
        );
        bytes.Write("{"u8);
        for (var i = 0; i < members.Length; i++)
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(members[i]);
            if (i > 0)
            {
                if (name.SequenceEqual(JsonMarshal.GetRawUtf8PropertyName(members[i - 1])))
                    throw Twice(members[i].Name);
                bytes.Write(","u8);
            }

            bytes.Write("\""u8);
            bytes.Write(name);
            bytes.Write("\":"u8);
            Inside(new Step(members[i]), members[i].Value);
        }

        bytes.Write("}"u8);
    }

    private void Any(Span<JsonProperty> members)
    {
        var names = new string[members.Length];
        for (var i = 0; i < names.Length; i++)
            names[i] = NameOf(members[i]);

        // Ordinal comparison of .NET strings is the order of UTF-16 code units that section 3.2.3 asks for; UTF-8
        // bytes sort otherwise.
        names.AsSpan().Sort(members, string.CompareOrdinal);
        bytes.Write("{"u8);
        for (var i = 0; i < names.Length; i++)
        {
            if (i > 0)
            {
                if (names[i] == names[i - 1])
                    throw Twice(names[i]);
                bytes.Write(","u8);
            }

            CanonicalString.Write(names[i], bytes);
            bytes.Write(":"u8);
            Inside(new Step(members[i]), members[i].Value);
        }

        bytes.Write("}"u8);
    }

    private static bool IsPlain(ReadOnlySpan<byte> name) => !name.Contains((byte)'\\') && Ascii.IsValid(name);

    private void Array(JsonElement value)
    {
        bytes.Write("["u8);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (index > 0)
                bytes.Write(","u8);

            Inside(new Step(Index: index), item);
            index++;
        }

        bytes.Write("]"u8);
    }

    private void Inside(Step step, JsonElement value)
    {
        _way.Add(step);
        Value(value);
        _way.RemoveAt(_way.Count - 1);
    }

    private void String(JsonElement value)
    {
        // A string that a reader accepted without any escape is already in its canonical form, if it is UTF-8 at all.
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (!raw.Contains((byte)'\\') && Utf8.IsValid(raw))
        {
            bytes.Write(raw);
            return;
        }

        string text;
        try
        {
            text = value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Refused("the string holds half a surrogate pair, or bytes that are not UTF-8");
        }

        CanonicalString.Write(text, bytes);
    }

    private string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw Refused("a member's name holds half a surrogate pair, or bytes that are not UTF-8");
        }
    }

    private void Number(JsonElement value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (CanonicalNumber.IsPlainInteger(raw))
        {
            bytes.Write(raw);
            return;
        }

        var text = Encoding.ASCII.GetString(raw);
        var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(number))
            throw Refused($"{text} is beyond the range of an IEEE 754 double");

        var canonical = CanonicalNumber.Of(number);
        if (inexact is InexactNumbers.Refuse && !CanonicalNumber.SameValue(text, canonical))
            throw Refused($"{text} would be rounded to {canonical}; write it as a string");

        Encoding.ASCII.GetBytes(canonical, bytes);
    }

    private CanonicalJsonException Twice(string name) => Refused($"the member \"{name}\" occurs twice");

    private CanonicalJsonException Refused(string reason) =>
        new(string.Concat(_way.Select(step => step.ToPointer())), reason);

    // Put into words only when something is refused.
    private readonly record struct Step(JsonProperty Member = default, int Index = Step.OfMember)
    {
        private const int OfMember = -1;

        public string ToPointer() =>
            "/"
            + (
                Index == OfMember
                    ? Member
                        .Name.Replace("~", "~0", StringComparison.Ordinal)
                        .Replace("/", "~1", StringComparison.Ordinal)
                    : Index.ToString(CultureInfo.InvariantCulture)
            );
    }
}
