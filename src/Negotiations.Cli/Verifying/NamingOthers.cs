using System.Text.Json.Nodes;
using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Views;

namespace Negotiations.Cli.Verifying;

/// <summary>
/// Which negotiations name which others: an answer shows a relation from both sides, and the fold of one negotiation
/// knows one of them.
/// </summary>
internal sealed class NamingOthers
{
    private readonly Dictionary<string, Negotiation> all = new(StringComparer.Ordinal);
    private readonly Dictionary<DateOnly, Others> byDay = [];

    /// <param name="events">Of the whole record. A negotiation that cannot be read names no one.</param>
    public NamingOthers(IEnumerable<LogEvent> events)
    {
        foreach (var stream in events.GroupBy(each => each.Negotiation, StringComparer.Ordinal))
            if (
                !stream.Key.StartsWith(ActorRecord.StreamPrefix, StringComparison.Ordinal)
                && !stream.Key.StartsWith(NoticeEvent.StreamPrefix, StringComparison.Ordinal)
                && Tried(() =>
                    Negotiation.Of(
                        stream.Key,
                        [.. stream.OrderBy(each => each.Version).Select(each => each.ToRecorded())]
                    )
                )
                    is { } negotiation
            )
                all[stream.Key] = negotiation;
    }

    /// <summary>Puts into a status what others say of it on a day, as the server does.</summary>
    public void AddTo(JsonNode? status, string id, DateOnly day)
    {
        if (status is not JsonObject members)
            return;

        var others = On(day);
        var own = members["related"]?.AsArray().Select(each => (string)each!) ?? [];
        members["related"] = Array(own.Union(others.Related[id].Order(StringComparer.Ordinal), StringComparer.Ordinal));
        if (others.Merged[id].Any())
            members["mergedFrom"] = Array(others.Merged[id].Order(StringComparer.Ordinal));
    }

    private Others On(DateOnly day)
    {
        if (byDay.TryGetValue(day, out var known))
            return known;

        var standings = all
            .Values.Select(each => (each.Id, Standing: Tried(() => StatusFold.Of(each, Clocks.OfNow(day)))))
            .Where(each => each.Standing is not null)
            .ToList();
        return byDay[day] = new Others(
            standings
                .Where(each => each.Standing!.Merge is null)
                .SelectMany(each => each.Standing!.Status.Related, (each, other) => (Other: other, each.Id))
                .Where(each => each.Other != each.Id)
                .ToLookup(each => each.Other, each => each.Id, StringComparer.Ordinal),
            standings
                .Where(each => each.Standing!.Merge?.Into is not null)
                .ToLookup(each => each.Standing!.Merge!.Into!, each => each.Id, StringComparer.Ordinal)
        );
    }

    private static JsonArray Array(IEnumerable<string> ids) => [.. ids.Select(id => JsonValue.Create(id))];

    // Rows that someone edited may hold what the fold was never made to expect; that is said where they are replayed.
    private static T? Tried<T>(Func<T?> make)
        where T : class
    {
        try
        {
            return make();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return null;
        }
    }

    private sealed record Others(ILookup<string, string> Related, ILookup<string, string> Merged);
}
