namespace Negotiations.Ledger;

/// <summary>What a check found. Each case carries its evidence: enough for a third party to see the same
/// thing.</summary>
public abstract record Verification
{
    // Closed: the cases below are all there are.
    private protected Verification() { }

    public bool Holds => this is Confirmation;

    /// <summary>One sentence for a person, with the offending values in it.</summary>
    public abstract string Explanation { get; }
}

/// <summary>The claim holds.</summary>
public abstract record Confirmation : Verification;

/// <summary>The claim does not hold, or what was given to prove it cannot be read.</summary>
public abstract record VerificationFailure : Verification;
