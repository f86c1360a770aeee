using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>Which rule it was by which an instrument moved the phase.</summary>
internal static class InstrumentRules
{
    /// <param name="reached">The phase it moved to.</param>
    /// <param name="by">The fact that moved it.</param>
    public static PhaseRule Of(Phase reached, Fact by) =>
        reached switch
        {
            Phase.Drafting => by is TextAuthenticated ? PhaseRule.TextBySome : PhaseRule.Drafted,
            Phase.TextAuthenticated => PhaseRule.TextAuthenticated,
            Phase.Signed => PhaseRule.PrincipalSigned,
            Phase.ConsentPending => by switch
            {
                InstrumentSigned => PhaseRule.SignedForRatification,
                EnteredIntoForce => PhaseRule.Provisional,
                _ => PhaseRule.ConsentAwaited,
            },
            Phase.Consented => by is ParticipationChanged or InstrumentEnded
                ? PhaseRule.PartyLeft
                : PhaseRule.AllConsented,
            Phase.InForce => by is EnteredIntoForce ? PhaseRule.EnteredIntoForce : PhaseRule.ActDecides,
            Phase.Implementing => by is MeasureTaken ? PhaseRule.MeasureInForce : PhaseRule.MilestoneInForce,
            Phase.Ended => PhaseRule.ForceEnded,
            _ => PhaseRule.SetBack,
        };
}
