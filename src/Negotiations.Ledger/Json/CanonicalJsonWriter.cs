using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Negotiations.Ledger;

/// <summary>Walks one value and writes it by RFC 8785 section 3.2, remembering the way for the message if it must refuse.</summary>
internal sealed class CanonicalJsonWriter(IBufferWriter<byte> bytes, InexactNumbers inexact)
{
    private readonly List<JsonStep> _way = [];

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
        var members = CanonicalMembers.Rent(value, out var plain);
        if (!plain)
        {
            // Before the sort, which would hide what a comparison throws.
            foreach (var member in members)
                NameOf(member);
        }

        CanonicalMembers.Sort(members, plain);
        bytes.Write("{"u8);
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0 && CanonicalMembers.Compare(members[i - 1], members[i], plain) == 0)
                throw Refused($"the member \"{NameOf(members[i])}\" occurs twice");

            bytes.Write(i > 0 ? ",\""u8 : "\""u8);
            if (plain)
                bytes.Write(JsonMarshal.GetRawUtf8PropertyName(members[i]));
            else
                CanonicalString.WriteInside(NameOf(members[i]), bytes);
            bytes.Write("\":"u8);
            Inside(new JsonStep(members[i], Index: 0), members[i].Value);
        }

        bytes.Write("}"u8);
        CanonicalMembers.Return(members);
    }

    private void Array(JsonElement value)
    {
        bytes.Write("["u8);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (index > 0)
                bytes.Write(","u8);
            Inside(new JsonStep(Member: null, index++), item);
        }

        bytes.Write("]"u8);
    }

    private void Inside(JsonStep step, JsonElement value)
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

    private CanonicalJsonException Refused(string reason) => new(string.Concat(_way.Select(step => "/" + step.Escaped)), reason);
}
