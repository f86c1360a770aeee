using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Negotiations.Ledger;

/// <summary>One thing that an event says and that is shown, withheld or erased as a whole.</summary>
/// <param name="Name">Within the data, the place as a JSON Pointer (RFC 6901): <c>/killed/low</c>. Beside the data:
/// <c>author</c>, <c>recordedAt</c>, <c>sequence</c>, <c>import</c>.</param>
/// <param name="Value">Canonical JSON.</param>
public readonly record struct LeafMember(string Name, ReadOnlyMemory<byte> Value)
{
    public const string Author = "author";
    public const string RecordedAt = "recordedAt";
    public const string Sequence = "sequence";
    public const string Import = "import";

    /// <summary>Whether a member of that name is part of the event's data.</summary>
    public static bool IsOfData(string name) => name is ['/', ..];

    /// <summary>Whether a leaf can have a member of that name.</summary>
    public static bool IsName(string name) => IsOfData(name) || name is Author or RecordedAt or Sequence or Import;

    /// <summary>
    /// Takes data apart: objects, and arrays that hold an object or an array, down to what is neither. What is left
    /// keeps its canonical bytes.
    /// </summary>
    /// <param name="data">A JSON object in any spelling.</param>
    /// <param name="members">In the order of the canonical data.</param>
    /// <param name="reason">Why there are none: one sentence.</param>
    public static bool TryTakeApart(
        ReadOnlyMemory<byte> data,
        [NotNullWhen(true)] out IReadOnlyList<LeafMember>? members,
        [NotNullWhen(false)] out string? reason
    )
    {
        members = null;
        if (!CanonicalJson.TryOf(data, InexactNumbers.Refuse, out var canonical, out reason))
            return false;

        if (canonical is not [(byte)'{', ..])
        {
            reason = "The data of an event are a JSON object.";
            return false;
        }

        members = new MemberWalk(canonical).All();
        return true;
    }

    /// <summary>Whether a value is one that is not taken apart further.</summary>
    internal static bool IsWhole(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value.GetPropertyCount() == 0,
            JsonValueKind.Array => value
                .EnumerateArray()
                .All(each => each.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)),
            _ => true,
        };
}
