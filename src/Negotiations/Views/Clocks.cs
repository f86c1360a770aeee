namespace Negotiations.Views;

/// <summary>Which question a view answers: of which day in the world, and of what was known.</summary>
public sealed record Clocks
{
    /// <summary>The occurred clock: things are told as they stood at the end of this day (UTC).</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Only what was known by this instant counts; null: all that is recorded.</summary>
    public DateTimeOffset? KnownBy { get; init; }

    /// <summary>Whose knowledge <see cref="KnownBy"/> means.</summary>
    public Basis Basis { get; init; }

    /// <summary>Only the first so many events count; null: all.</summary>
    public long? Version { get; init; }

    /// <summary>Events taken as never received.</summary>
    public IReadOnlyList<Guid> WithoutEvents { get; init; } = [];

    /// <summary>Publishers taken as never having spoken.</summary>
    public IReadOnlyList<string> WithoutPublishers { get; init; } = [];

    /// <summary>How things stand at the end of a day, by all that is recorded.</summary>
    public static Clocks On(DateOnly day) => new() { AsOf = day };
}

/// <summary>Whose knowledge counts.</summary>
public enum Basis
{
    /// <summary>Ours: what our store had taken in.</summary>
    Recorded,

    /// <summary>The world's: what some source had published. An event without a dated source counts from its recording on.</summary>
    Published,
}
