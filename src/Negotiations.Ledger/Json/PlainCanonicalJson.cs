using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Negotiations.Ledger;

/// <summary>
/// One pass over JSON as programs write it: names in ASCII without escapes, numbers that are whole. It knows no
/// refusal: whatever is out of the ordinary is left to <see cref="CanonicalJsonWriter"/>, which gives the same bytes
/// for the rest.
/// </summary>
internal ref struct PlainCanonicalJson
{
    // More are not sorted by insertion.
    private const int MostMembers = 64;

    private readonly List<Member> members = [];
    private Utf8JsonReader reader;
    private byte[] bytes;
    private int written;

    private PlainCanonicalJson(ReadOnlySpan<byte> utf8, byte[] bytes)
    {
        this.bytes = bytes;
        reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = CanonicalJson.MaxDepth });
    }

    /// <param name="utf8">One JSON text.</param>
    /// <returns>Null when it is not plain, or not JSON.</returns>
    public static byte[]? TryOf(ReadOnlySpan<byte> utf8)
    {
        // The canonical form of plain JSON is hardly ever longer.
        var walk = new PlainCanonicalJson(utf8, ArrayPool<byte>.Shared.Rent(utf8.Length + 256));
        try
        {
            return walk.reader.Read() && walk.TryValue() && !walk.reader.Read() ? walk.bytes[..walk.written] : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(walk.bytes);
        }
    }

    private bool TryValue()
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return TryObject();
            case JsonTokenType.StartArray:
                return TryArray();
            case JsonTokenType.String when reader.ValueIsEscaped:
                var unescaped = new ArrayBufferWriter<byte>(reader.ValueSpan.Length + 2);
                CanonicalString.Write(reader.GetString()!, unescaped);
                Put(unescaped.WrittenSpan);
                return true;
            case JsonTokenType.String:
                Put((byte)'"');
                Put(reader.ValueSpan);
                Put((byte)'"');
                return Utf8.IsValid(reader.ValueSpan);
            case JsonTokenType.Number when !CanonicalNumber.IsPlainInteger(reader.ValueSpan):
                return false;
            default:
                Put(reader.ValueSpan);
                return true;
        }
    }

    private bool TryArray()
    {
        Put((byte)'[');
        for (var isFirst = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; isFirst = false)
        {
            if (!isFirst)
                Put((byte)',');

            if (!TryValue())
                return false;
        }

        Put((byte)']');
        return true;
    }

    private bool TryObject()
    {
        var (start, first) = (written, members.Count);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.ValueIsEscaped || !Ascii.IsValid(reader.ValueSpan))
                return false;

            var (at, length) = (written, reader.ValueSpan.Length);
            Put((byte)'"');
            Put(reader.ValueSpan);
            Put("\":"u8);
            if (!reader.Read() || !TryValue())
                return false;

            members.Add(new Member(at - start, length, written - at));
        }

        var isOrdered = members.Count - first <= MostMembers && TryOrder(start, first);
        members.RemoveRange(first, members.Count - first);
        return isOrdered;
    }

    // They were written in the order in which they stand; now they are put in that of their names.
    private bool TryOrder(int start, int first)
    {
        var own = CollectionsMarshal.AsSpan(members)[first..];
        var length = written - start;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        var unordered = rented.AsSpan(0, length);
        bytes.AsSpan(start, length).CopyTo(unordered);
        var isDistinct = Sort(own, unordered);
        written = start;
        Put((byte)'{');
        for (var i = 0; i < own.Length; i++)
        {
            if (i > 0)
                Put((byte)',');

            Put(unordered.Slice(own[i].At, own[i].Length));
        }

        Put((byte)'}');
        ArrayPool<byte>.Shared.Return(rented);
        return isDistinct;
    }

    // By insertion: an event has a dozen members. False when two have one name.
    private static bool Sort(Span<Member> own, ReadOnlySpan<byte> text)
    {
        for (var i = 1; i < own.Length; i++)
        {
            var member = own[i];
            var to = i;
            for (; to > 0; to--)
            {
                var order = own[to - 1].Name(text).SequenceCompareTo(member.Name(text));
                if (order == 0)
                    return false;

                if (order < 0)
                    break;

                own[to] = own[to - 1];
            }

            own[to] = member;
        }

        return true;
    }

    private void Put(byte single) => Put([single]);

    private void Put(scoped ReadOnlySpan<byte> some)
    {
        if (written + some.Length > bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent((written + some.Length) * 2);
            bytes.AsSpan(0, written).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = larger;
        }

        some.CopyTo(bytes.AsSpan(written));
        written += some.Length;
    }

    private readonly record struct Member(int At, int NameLength, int Length)
    {
        public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> text) => text.Slice(At + 1, NameLength);
    }
}
