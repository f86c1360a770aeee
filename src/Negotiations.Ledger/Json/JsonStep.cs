using System.Globalization;
using System.Text.Json;

namespace Negotiations.Ledger;

/// <summary>One step of a JSON Pointer (RFC 6901), spelled out only when something must be refused.</summary>
/// <param name="Member">Null for an item of an array.</param>
/// <param name="Index">Of the item.</param>
internal readonly record struct JsonStep(JsonProperty? Member, int Index)
{
    public string Escaped => Member is { } member
        ? member.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
        : Index.ToString(CultureInfo.InvariantCulture);
}
