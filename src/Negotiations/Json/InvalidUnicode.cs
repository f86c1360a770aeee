using System.Runtime.InteropServices;
using System.Text.Json;

namespace Negotiations.Json;

/// <summary>What JSON's grammar lets pass and no store keeps as text: U+0000, and half of a surrogate pair.</summary>
internal static class InvalidUnicode
{
    public static JsonFault? Find(JsonElement element) =>
        // Both can only be written as an escape, so a text without one needs no further check.
        JsonMarshal.GetRawUtf8Value(element).IndexOf("\\u"u8) < 0
            ? null
            : Find(element, "");

    private static JsonFault? Find(JsonElement element, string pointer) =>
        element.ValueKind switch
        {
            JsonValueKind.String => IsText(element.GetString) ? null : Fault(pointer),
            JsonValueKind.Array => element
                .EnumerateArray()
                .Index()
                .Select(item => Find(item.Item, $"{pointer}/{item.Index}"))
                .FirstOrDefault(fault => fault is not null),
            JsonValueKind.Object => element
                .EnumerateObject()
                .Select(member =>
                    IsText(() => member.Name) ? Find(member.Value, $"{pointer}/{member.Name}") : Fault(pointer)
                )
                .FirstOrDefault(fault => fault is not null),
            _ => null,
        };

    private static bool IsText(Func<string?> read)
    {
        try
        {
            return !read()!.Contains('\0', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonFault Fault(string pointer) =>
        new(
            "not-text",
            pointer,
            $"'{pointer}' holds U+0000 or half of a surrogate pair (\\ud800 to \\udfff), which is no text. "
                + "Leave it out."
        );
}
