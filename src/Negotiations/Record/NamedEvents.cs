using Negotiations.Events;

namespace Negotiations.Record;

/// <summary>
/// Events of the same negotiation that a fact names by their ids: each has to be one that it can be about.
/// </summary>
internal static class NamedEvents
{
    /// <param name="fact">As it is to stand.</param>
    /// <param name="negotiation">The id of the negotiation.</param>
    /// <param name="find">An event of the negotiation, or one that is recorded with this one; null: there is
    /// none.</param>
    public static Refusal? Check(Event fact, string negotiation, Func<Guid, Event?> find) =>
        fact switch
        {
            TollReported { Repeats: { } repeated }
                when repeated == fact.EventId || find(repeated) is not TollReported => Refusal.Invalid(
                "repeated-not-found",
                $"repeats {repeated} is no other toll of '{negotiation}'. Name the event of the "
                    + "toll that this one says again: the history lists them.",
                "/repeats"
            ),
            MeasureTaken { Reverses: { } undone } when undone == fact.EventId || find(undone) is not MeasureTaken =>
                Refusal.Invalid(
                    "reversed-not-found",
                    $"reverses {undone} is no other measure of '{negotiation}'. Name the event of the measure "
                        + "that this one undoes: the history lists them.",
                    "/reverses"
                ),
            ReservationMade { To: { } answered }
                when answered == fact.EventId || find(answered) is not ReservationMade => Refusal.Invalid(
                "reservation-not-found",
                $"to {answered} is no other reservation of '{negotiation}'. Name the event of the reservation that "
                    + "this one answers: the history lists them.",
                "/to"
            ),
            _ => null,
        };
}
