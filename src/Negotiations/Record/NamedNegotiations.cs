using System.Text.Json;
using Negotiations.Events;

namespace Negotiations.Record;

/// <summary>
/// Which other negotiations the events of one have ever named, whether or not that still stands: a question about the
/// past finds by it what a correction or a retraction has changed since.
/// </summary>
internal static class NamedNegotiations
{
    /// <param name="events">All that are known of it.</param>
    /// <returns>Ids, each once, in the order of code points.</returns>
    public static IReadOnlyList<string> In(IEnumerable<RecordedEvent> events)
    {
        // Most name none.
        SortedSet<string>? named = null;
        foreach (var recorded in events)
        {
            switch (recorded.Event)
            {
                case NegotiationOpened { Related: { Count: > 0 } related }:
                    Add(related);
                    break;
                case NegotiationClosed { MergedInto: { } into }:
                    Add([into]);
                    break;
                case EventCorrected { Patch: { ValueKind: JsonValueKind.Object } patch }:
                    Add(Of(patch, "related"));
                    Add(Of(patch, "mergedInto"));
                    break;
                default:
                    break;
            }
        }

        return named is null ? [] : [.. named];

        void Add(IEnumerable<string> ids)
        {
            foreach (var id in ids)
                (named ??= new SortedSet<string>(StringComparer.Ordinal)).Add(id);
        }
    }

    // A patch may say anything of a member; what is no id names nothing.
    private static IEnumerable<string> Of(JsonElement patch, string member) =>
        !patch.TryGetProperty(member, out var value) ? []
        : value.ValueKind == JsonValueKind.String ? [value.GetString()!]
        : value.ValueKind == JsonValueKind.Array
            ? value
                .EnumerateArray()
                .Where(each => each.ValueKind == JsonValueKind.String)
                .Select(each => each.GetString()!)
        : [];
}
