using System.Collections.Concurrent;

namespace Negotiations.Store.Queries;

/// <summary>
/// Keeps one row that cannot be rendered from failing the page, feed or file it is in: it is shown as unreadable,
/// with its id, and the others
/// stand. Each is logged once, since a feed is read every few seconds.
/// </summary>
public sealed class RowFence(ILogger<RowFence> logger)
{
    private const int MostRemembered = 1000;

    private readonly ConcurrentDictionary<string, bool> logged = new(StringComparer.Ordinal);

    /// <summary>Raised with the id of each row before it is rendered. What a handler throws counts as a failure of the
    /// row.</summary>
    public event Action<string>? Rendering;

    /// <summary>The row; where it cannot be rendered, what is shown in its place.</summary>
    public TRow Try<TId, TState, TRow>(TId id, TState state, Func<TState, TRow> render, Func<TState, TRow> unreadable)
        where TId : notnull
    {
        try
        {
            Begin(id);
            return render(state);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log(id, failure);
            return unreadable(state);
        }
    }

    /// <summary>A whole answer; where one row makes it fail, the answer with that row replaced.</summary>
    /// <param name="items">The rows.</param>
    /// <param name="idOf">Of a row.</param>
    /// <param name="unreadable">What is shown in place of a row.</param>
    /// <param name="render">Renders any number of rows.</param>
    public TAnswer Whole<TItem, TAnswer>(
        IReadOnlyList<TItem> items,
        Func<TItem, string> idOf,
        Func<TItem, TItem> unreadable,
        Func<IReadOnlyList<TItem>, TAnswer> render
    )
    {
        try
        {
            if (Rendering is not null)
                foreach (var item in items)
                    Begin(idOf(item));

            return render(items);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Only now is each row tried by itself: answers that are sound are rendered once.
            return render([.. items.Select(item => Try(idOf(item), item, Checked, unreadable))]);
        }

        TItem Checked(TItem item)
        {
            render([item]);
            return item;
        }
    }

    public void Begin<TId>(TId id)
        where TId : notnull => Rendering?.Invoke(id.ToString()!);

    public void Log<TId>(TId id, Exception failure)
        where TId : notnull
    {
        if (logged.Count < MostRemembered && logged.TryAdd(id.ToString()!, true))
            logger.LogError(failure, "{Id} cannot be rendered, and is shown as unreadable.", id);
    }
}
