using System.Text.Json.Nodes;
using Negotiations.Record;
using Negotiations.Views;

namespace Negotiations.Cli.Verifying;

/// <summary>
/// What a server adds to the status of a negotiation from others, which its own events cannot say: those whose openings
/// name it, those that went on in it, and where it may have gone on. Made from the events of the copy.
/// </summary>
internal sealed class Neighbourhood(IEnumerable<LogEvent> events)
{
    // As many candidates as a server names.
    private const int Most = 20;

    private readonly IReadOnlyList<IReadOnlyList<LogEvent>> streams =
    [
        .. events
            .GroupBy(each => each.Negotiation, StringComparer.Ordinal)
            .Select(stream => stream.OrderBy(each => each.Version).ToList()),
    ];

    private readonly Dictionary<DateOnly, IReadOnlyList<Neighbour>> byDay = [];

    /// <summary>Adds them to a folded status.</summary>
    /// <param name="status">As its own events give it.</param>
    /// <param name="standing">The same, with whether it went on elsewhere.</param>
    /// <param name="day">On which it was folded.</param>
    public void AddTo(JsonObject status, FoldResult standing, DateOnly day)
    {
        var id = standing.Status.Id;
        var others = On(day).Where(each => each.Id != id).ToList();
        var counted = others.Where(each => each.MergedInto is null).ToList();
        status["related"] = List(
            standing.Status.Related.Union(
                counted.Where(each => each.Related.Contains(id)).Select(each => each.Id),
                StringComparer.Ordinal
            )
        );
        if (others.Where(each => each.MergedInto == id).Select(each => each.Id).ToList() is { Count: > 0 } merged)
            status["mergedFrom"] = List(merged);
        if (standing.Merge is not { Into: null })
            return;

        var self = Neighbour.Of(standing);
        if (counted.Where(self.MayGoOnIn).Take(Most).Select(each => each.Id).ToList() is { Count: > 0 } candidates)
            status["mergeCandidates"] = List(candidates);
    }

    /// <summary>Leaves out what depends on when others were recorded, and the clocks that were asked for.</summary>
    public static void TakeFrom(params ReadOnlySpan<JsonNode?> views)
    {
        foreach (var view in views)
        foreach (var member in (string[])["clocks", "related", "mergedFrom", "mergeCandidates"])
            (view as JsonObject)?.Remove(member);
    }

    private IReadOnlyList<Neighbour> On(DateOnly day)
    {
        if (!byDay.TryGetValue(day, out var known))
            byDay[day] = known = [
                .. streams
                    .Select(each => Fold(each, day))
                    .OfType<FoldResult>()
                    .Select(Neighbour.Of)
                    .OrderBy(each => each.Id, StringComparer.Ordinal),
            ];

        return known;
    }

    // One that cannot be read is said where its own view is looked at, and is no neighbour.
    private static FoldResult? Fold(IReadOnlyList<LogEvent> stream, DateOnly day)
    {
        try
        {
            var negotiation = Negotiation.Of(stream[0].Negotiation, [.. stream.Select(each => each.ToRecorded())]);
            return StatusFold.Of(negotiation, Clocks.OfNow(day));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return null;
        }
    }

    private static JsonArray List(IEnumerable<string> ids) => [.. ids.Select(id => JsonValue.Create(id))];

    /// <param name="MergedInto">Null: it is counted itself; empty: no source says where it went on.</param>
    private sealed record Neighbour(
        string Id,
        IReadOnlyList<string> Related,
        string? MergedInto,
        (string Kind, string Subject) Sort,
        IReadOnlySet<string> Parties
    )
    {
        public static Neighbour Of(FoldResult standing) =>
            new(
                standing.Status.Id,
                standing.Status.Related,
                standing.Merge is { } merge ? merge.Into ?? "" : null,
                ($"{standing.Status.Kind}", $"{standing.Status.Subject}"),
                standing.Summary.Parties.Select(party => party.Id).ToHashSet(StringComparer.Ordinal)
            );

        public bool MayGoOnIn(Neighbour other) =>
            Sort == other.Sort && Parties.Count > 0 && Parties.SetEquals(other.Parties);
    }
}
