using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Import.Statements;

/// <summary>What a release would have if it had it: of the rest it says nothing by its silence.</summary>
/// <param name="Span">Facts that happened wholly within it; null: whenever.</param>
/// <param name="IsPartial">Its silence says nothing of any fact.</param>
/// <param name="Deleted">Facts that it names as deleted.</param>
public sealed record Coverage(Edtf? Span = null, bool IsPartial = false, IReadOnlySet<Guid>? Deleted = null)
{
    public static readonly Coverage Whole = new();

    /// <summary>All that the dataset has is in it.</summary>
    public bool IsWhole => Span is null && !IsPartial;

    /// <summary>A fact that the release has not is gone.</summary>
    /// <param name="id">Of the event.</param>
    /// <param name="fact">As the dataset last stated it; null: it cannot be read.</param>
    public bool Reaches(Guid id, Fact? fact)
    {
        if (Deleted?.Contains(id) == true)
            return true;

        if (IsPartial)
            return false;

        return Span is null
            || (
                fact?.Occurred is { Earliest: { } first, Latest: { } last }
                && first >= Span.Earliest
                && last <= Span.Latest
            );
    }
}
