using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Which question a view answers: of which day in the world, and of what was known.</summary>
public sealed record Clocks
{
    /// <summary>
    /// The occurred clock: things are shown as they stood at the end of this day, where the negotiation is. Of the
    /// view of now the latest day anywhere on Earth.
    /// </summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The instant of that day at which things are shown; null: its end.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>
    /// Of a view of now the last day that has begun everywhere on Earth: what time alone turns is certain up to it.
    /// Null: the view is of the day that was asked for.
    /// </summary>
    public DateOnly? Everywhere { get; init; }

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

    /// <summary>
    /// How things stand now: what was accepted as done counts, whichever day it is where it was done.
    /// </summary>
    /// <param name="everywhere">The last day that has begun everywhere on Earth (UTC-12).</param>
    /// <param name="anywhere">
    /// The last day that has begun anywhere (UTC+14): what time alone turns is possible up to it; null: folded up to
    /// the
    /// other one only, as stored views are.
    /// </param>
    public static Clocks OfNow(DateOnly everywhere, DateOnly? anywhere = null) =>
        new() { AsOf = anywhere ?? everywhere, Everywhere = everywhere };

    /// <summary>How things stand at an instant.</summary>
    public static Clocks OfNow(DateTimeOffset now) => OfNow(now.DayAt(UtcOffset.Last), now.DayAt(UtcOffset.First));
}

/// <summary>Whose knowledge counts.</summary>
public enum Basis
{
    /// <summary>Ours: what our store had taken in.</summary>
    Recorded,

    /// <summary>
    /// The world's: what some source had published. An event without a dated source counts from its recording on.
    /// </summary>
    Published,
}
