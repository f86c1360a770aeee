using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>The rules by which an instrument moves the phase, in words.</summary>
internal static class PhaseRules
{
    /// <param name="reached">The phase it moved to.</param>
    /// <param name="by">The fact that moved it.</param>
    public static string Of(Phase reached, Fact by) =>
        reached switch
        {
            Phase.Drafting => by is TextAuthenticated
                ? "Some of those who negotiated established the text, and the others did not."
                : "The principal instrument was instructed or drafted.",
            Phase.TextAuthenticated => "The text was established as authentic (VCLT art. 10).",
            Phase.Signed => "The principal instrument was signed.",
            Phase.ConsentPending => by switch
            {
                InstrumentSigned => "An instrument subject to ratification was signed.",
                EnteredIntoForce => "It is applied provisionally, pending its entry into force (VCLT art. 25).",
                _ => "A party consented to be bound, and the consent of others is awaited.",
            },
            Phase.Consented => by is ParticipationChanged or InstrumentEnded
                ? "A party left, and all others have consented to be bound."
                : "All whose consent is needed have consented to be bound; no source says that it is in force.",
            Phase.InForce => by is EnteredIntoForce
                ? "The principal instrument entered into force."
                : "The one act that its terms make decide is on record (VCLT art. 24(1)).",
            Phase.Implementing => by is MeasureTaken
                ? "A measure was taken under the principal instrument, with it in force."
                : "A milestone was achieved with the principal instrument in force.",
            Phase.Ended => "The principal instrument was in force and ended.",
            _ => "The principal instrument ended before it was in force: back to the talks.",
        };
}
