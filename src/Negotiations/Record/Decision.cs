using Negotiations.Events;

namespace Negotiations.Record;

/// <summary>The answer to a request to record: all of it, or a refusal.</summary>
public abstract record Decision
{
    private Decision() { }

    public static implicit operator Decision(Refusal refusal) => new Refused(refusal);

    /// <summary>Nothing is recorded.</summary>
    public sealed record Refused(Refusal Refusal) : Decision;

    /// <summary>
    /// For each event of the request, in its order, either the event to record now or the one that was recorded
    /// before under its id.
    /// </summary>
    public sealed record Accepted(IReadOnlyList<Accepted.Entry> Entries) : Decision
    {
        /// <summary>What is to be recorded; empty when all of it was recorded before.</summary>
        public IEnumerable<Event> New => Entries.Where(entry => entry.Known is null).Select(entry => entry.Event);

        /// <param name="Event">As sent.</param>
        /// <param name="Known">The event already recorded under the same id; null when this one is new.</param>
        public sealed record Entry(Event Event, RecordedEvent? Known);
    }
}
