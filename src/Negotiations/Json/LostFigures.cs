using System.Text.Json;
using Negotiations.Values;

namespace Negotiations.Json;

/// <summary>
/// A figure so small that a decimal keeps nothing or little of it. Read as a number it is another one, so it is found
/// where it stands as it was sent.
/// </summary>
internal static class LostFigures
{
    /// <summary>The type of the problem, as of a figure that is read and too small.</summary>
    public const string Code = "quantity-too-small";

    public static JsonFault? Find(JsonElement element) => Find(element, "");

    private static JsonFault? Find(JsonElement element, string pointer)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in element.EnumerateArray())
                if (Find(item, $"{pointer}/{index++}") is { } fault)
                    return fault;
        }
        else if (element.ValueKind == JsonValueKind.Object)
            foreach (var member in element.EnumerateObject())
                if (member.Value.ValueKind == JsonValueKind.Number)
                {
                    if (member.Name is "low" or "best" or "high" && IsLost(member.Value))
                        return new JsonFault(
                            Code,
                            pointer,
                            QuantityLimits.TooSmall(
                                pointer[(pointer.LastIndexOf('/') + 1)..],
                                JsonFaults.Clip(member.Value.GetRawText())
                            )
                        );
                }
                else if (Find(member.Value, JsonFaults.Below(pointer, member.Name)) is { } fault)
                    return fault;

        return null;
    }

    // Without an exponent it is refused as it is read.
    private static bool IsLost(JsonElement number) =>
        number.GetRawText() is var raw
        && raw.AsSpan().ContainsAny('e', 'E')
        && raw.AsSpan(0, raw.AsSpan().IndexOfAny('e', 'E')).ContainsAnyInRange('1', '9')
        && number.TryGetDecimal(out var figure)
        && figure is >= 0 and < QuantityLimits.Least;
}
