using Negotiations.Record;

namespace Negotiations.Store.Seeing;

/// <summary>Someone to whom authors are closed, but for themselves.</summary>
/// <param name="Author">What the record calls them.</param>
/// <param name="Name">By which they came.</param>
public sealed record Own(string Author, string Name)
{
    /// <summary>Whether it is theirs; an older version recorded the name itself.</summary>
    internal bool Is(string author) => author == Author || author == Name;

    internal bool IsIn(RecordedEvent stored) => Is(stored.RecordedBy) || (stored.Erased is { } erased && Is(erased.By));

    /// <summary>The event as everyone sees it, with their name where it is theirs.</summary>
    internal RecordedEvent In(RecordedEvent stored, RecordedEvent shown) =>
        IsIn(stored)
            ? shown with
            {
                RecordedBy = Is(stored.RecordedBy) ? Name : shown.RecordedBy,
                Erased = In(stored.Erased, shown.Erased),
            }
            : shown;

    internal Erased? In(Erased? stored, Erased? shown) =>
        stored is not null && shown is not null && Is(stored.By) ? shown with { By = Name } : shown;
}
