using System.Numerics;
using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>
/// What the consents on record say of every day, also of those before them: who consents on a day of its own was no
/// party before it (VCLT art. 24(3)), and a text to which states accede, or that others than its negotiators consent
/// to, is open, where no one signed it: who negotiated is no party to it by that alone.
/// </summary>
internal static class OwnConsents
{
    /// <summary>Where this step is disputed, each reading has it or not on every day.</summary>
    /// <param name="step">Of the instrument.</param>
    /// <param name="steps">All there are.</param>
    public static bool Decides(InstrumentStep step, IReadOnlyList<InstrumentStep> steps) =>
        IsConsent(step)
        || (step.Kind == InstrumentStepKind.Sign && !step.Parties.IsZero && steps.Any(each => IsConsent(each)));

    /// <param name="start">Of the reading.</param>
    /// <param name="steps">Of the reading, whatever day is asked about.</param>
    /// <param name="negotiators">Who negotiated, those who joined later left out.</param>
    public static InstrumentState Begin(
        InstrumentState start,
        IReadOnlyList<InstrumentStep> steps,
        BigInteger negotiators
    )
    {
        var (consenting, isSigned, isAcceded) = (BigInteger.Zero, false, false);
        foreach (var step in steps)
            if (IsConsent(step))
            {
                consenting |= step.Parties;
                isAcceded = isAcceded || step.By.Fact is ConsentExpressed { Mode: ConsentMode.Accession };
            }
            else if (step.Kind == InstrumentStepKind.Sign)
                isSigned = isSigned || !step.Parties.IsZero;
            else if (step.Kind == InstrumentStepKind.Join)
                negotiators |= step.Parties;

        return consenting.IsZero
            ? start
            : start with
            {
                Consenting = consenting,
                IsOpened = !isSigned && (isAcceded || !(consenting & ~negotiators).IsZero),
            };
    }

    private static bool IsConsent(InstrumentStep step) =>
        step.Kind == InstrumentStepKind.Consent && !step.Parties.IsZero;
}
