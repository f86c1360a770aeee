using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// One effective event in time: it took effect at some instant from <paramref name="From"/> to <paramref name="To"/>.
/// </summary>
/// <param name="Event">The event.</param>
/// <param name="From">The earliest instant; <see cref="DateTimeOffset.MinValue"/>: unbounded.</param>
/// <param name="To">
/// The latest instant, or the end of the first day on which a source reported it as done;
/// <see cref="DateTimeOffset.MaxValue"/>: unbounded.
/// </param>
/// <param name="Optional">Disputed or denied: a reading may leave it out.</param>
internal sealed record PlacedEvent(EffectiveEvent Event, DateTimeOffset From, DateTimeOffset To, bool Optional)
    : IPlaced
{
    /// <summary>
    /// Its last day had begun somewhere on Earth when it was recorded, so it is no plan that time alone makes true.
    /// </summary>
    public bool WasDone =>
        (HasBegunBy < To ? Event.Occurred.Beginning : Event.Occurred).Latest
        <= Event.RecordedLastAt.DayAt(UtcOffset.First);

    /// <summary>
    /// The latest instant at which it was: of fighting that lasts, the one by which it had begun; of all else
    /// <see cref="To"/>.
    /// </summary>
    public DateTimeOffset HasBegunBy { get; init; } = To;

    /// <summary>The end of the first day on which a source reported it as done; null: none did.</summary>
    public DateTimeOffset? Reported { get; init; }

    /// <summary>Where bare days were taken as days.</summary>
    public TimeSpan Offset { get; init; }

    /// <summary>Left out of the reference reading.</summary>
    public bool IsDenied => Event.IsDenied;

    bool IPlaced.IsOptional => Optional;

    bool IPlaced.MayBe(Moment moment) => moment.MayBe(this);

    bool IPlaced.Was(Moment moment) => moment.Was(this);
}
