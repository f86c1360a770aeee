using System.Globalization;

namespace Negotiations.Dashboard.Forms;

/// <summary>Names of the fields of a form, by where in an event their values stand.</summary>
internal static class FieldAddress
{
    /// <summary>The field that a place in the event was read from.</summary>
    /// <param name="pointer">JSON Pointer (RFC 6901) into the event; null: the event as a whole.</param>
    public static string Of(string? pointer)
    {
        string[] steps = pointer is null or "" ? [] : pointer.TrimStart('/').Split('/');
        return steps switch
        {
            ["patch", .. var rest] when rest.Length > 0 => Of("/" + string.Join('/', rest)),
            ["sources", var row, var member]
                when int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var place) =>
                $"source{place + 1}.{member}",
            ["sources", ..] => "source1.publisher",
            ["actors", var row, ..]
                when int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var place) =>
                $"actor{place + 1}.id",
            ["place", var member, ..] => $"place.{member}",
            ["claim", var member] => $"claim.{member}",
            ["occurred" or "note" or "count", ..] => steps[0],
            [var own, ..] => FormInput.Own(own),
            _ => "",
        };
    }
}
