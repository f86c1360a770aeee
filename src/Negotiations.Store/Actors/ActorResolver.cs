using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Record;

namespace Negotiations.Store.Actors;

/// <summary>Puts codes in place of the names that events are sent with, and refuses what names no known
/// actor.</summary>
public sealed class ActorResolver(ActorDirectory directory)
{
    /// <param name="sent">An event, or an array of events of which the refusal names one.</param>
    /// <param name="stop">Given up while the registry is read.</param>
    public async Task<(JsonElement Events, Refusal? Refusal)> ResolveAsync(JsonElement sent, CancellationToken stop)
    {
        var resolved = Resolve(sent, directory.Current);

        // Another node may have registered it a moment ago.
        return resolved.Refusal is null ? resolved : Resolve(sent, await directory.RefreshAsync(stop));
    }

    private static (JsonElement Events, Refusal? Refusal) Resolve(JsonElement sent, ActorRegistry registry)
    {
        if (sent.ValueKind != JsonValueKind.Array)
        {
            var (one, unknown) = ActorMentions.Resolve(sent, registry);
            return (one ?? sent, unknown);
        }

        List<JsonElement> resolved = [];
        var isChanged = false;
        foreach (var (index, each) in sent.EnumerateArray().Index())
        {
            var (@event, refusal) = ActorMentions.Resolve(each, registry);
            if (refusal is not null)
                return (sent, refusal.Under($"/{index}"));

            isChanged |= @event is not null;
            resolved.Add(@event ?? each);
        }

        return (isChanged ? JsonSerializer.SerializeToElement(resolved) : sent, null);
    }
}
