using System.Collections.Concurrent;

namespace Negotiations.Store.Projections;

/// <summary>
/// What a commit under way has made before Marten asks for it: the data of its events as they were sealed, and the rows
/// that its folds gave. What is not here, such as in a rebuild of Marten's own, is made from the events.
/// </summary>
public sealed class CommitMemory
{
    private readonly ConcurrentDictionary<object, string> data = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<Guid, Task<StatusRow?>> rows = [];

    /// <param name="event">This object and no equal one.</param>
    /// <param name="text">JSON.</param>
    public void AddData(object @event, string text) => data[@event] = text;

    public string? DataOf(object @event) => data.GetValueOrDefault(@event);

    /// <param name="lastEvent">The id of the last event of the stream that is folded.</param>
    /// <param name="row">May still be under way.</param>
    public void AddRow(Guid lastEvent, Task<StatusRow?> row) => rows[lastEvent] = row;

    /// <returns>Null: no commit has made it. A null row: the stream has no view.</returns>
    public Task<StatusRow?>? RowOf(Guid lastEvent) => rows.GetValueOrDefault(lastEvent);

    /// <summary>When the commit is over, whatever its end.</summary>
    public void Evict(IEnumerable<object> events, IEnumerable<Guid> lastEvents)
    {
        foreach (var each in events)
            data.TryRemove(each, out _);

        foreach (var each in lastEvents)
            rows.TryRemove(each, out _);
    }
}
