using System.Collections.Concurrent;
using Negotiations.Record;

namespace Negotiations.Store.Queries;

/// <summary>What a question about many negotiations leaves out, looked for while they are read: a value that matches
/// nothing is probably a typing error, and is refused: the answer would not show it.</summary>
public sealed class ExcludedSources(IReadOnlyList<string> without)
{
    private readonly ConcurrentDictionary<string, bool> found = new(StringComparer.Ordinal);

    /// <summary>After all were read: what was not found; null: nothing is missing.</summary>
    public Refusal? Refusal =>
        without.FirstOrDefault(each => !found.ContainsKey(each)) is { } missing
            ? Refusals.BadParameter(
                "without",
                $"without={Slug.Clip(missing)} is neither an event nor the publisher of a source of any negotiation.",
                "without-not-found"
            )
            : null;

    /// <summary>Called on several threads at once.</summary>
    public Negotiation See(Negotiation negotiation)
    {
        foreach (var each in without)
            if (!found.ContainsKey(each) && IsIn(negotiation, each))
                found[each] = true;

        return negotiation;
    }

    private static bool IsIn(Negotiation negotiation, string without) =>
        Guid.TryParse(without, out var id)
            ? negotiation.Find(id) is not null
            : negotiation.Events.Any(recorded =>
                recorded.Event.Sources.Any(source =>
                    string.Equals(source.Publisher, without, StringComparison.OrdinalIgnoreCase)
                )
            );
}
