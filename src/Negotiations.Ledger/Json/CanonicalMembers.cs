using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Negotiations.Ledger;

/// <summary>
/// The members of an object in the order of RFC 8785 section 3.2.3. Names that are plain ASCII, as ours are, are compared as the bytes
/// they stand in: an auditor canonicalizes every event of the ledger, and most of that time went into making strings of names.
/// </summary>
internal static class CanonicalMembers
{
    private static readonly Comparer<JsonProperty> s_byBytes = Comparer<JsonProperty>.Create((one, other) => Compare(one, other, plain: true));
    private static readonly Comparer<JsonProperty> s_byName = Comparer<JsonProperty>.Create((one, other) => Compare(one, other, plain: false));

    /// <summary>The members as they stand.</summary>
    /// <param name="value">An object.</param>
    /// <param name="plain">True when every name is ASCII without escapes; such names are also their own canonical form.</param>
    public static ArraySegment<JsonProperty> Rent(JsonElement value, out bool plain)
    {
        var members = ArrayPool<JsonProperty>.Shared.Rent(value.GetPropertyCount());
        var count = 0;
        plain = true;
        foreach (var member in value.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(member);
            plain &= !name.Contains((byte)'\\') && Ascii.IsValid(name);
            members[count++] = member;
        }

        return new ArraySegment<JsonProperty>(members, 0, count);
    }

    public static void Return(ArraySegment<JsonProperty> members) => ArrayPool<JsonProperty>.Shared.Return(members.Array!, clearArray: true);

    public static void Sort(ArraySegment<JsonProperty> members, bool plain) => members.AsSpan().Sort(plain ? s_byBytes : s_byName);

    // Ordinal comparison of .NET strings is the order of UTF-16 code units that RFC 8785 asks for; beyond ASCII, UTF-8 bytes sort otherwise.
    public static int Compare(JsonProperty one, JsonProperty other, bool plain) => plain
        ? JsonMarshal.GetRawUtf8PropertyName(one).SequenceCompareTo(JsonMarshal.GetRawUtf8PropertyName(other))
        : string.CompareOrdinal(one.Name, other.Name);
}
