namespace Negotiations.Ledger;

/// <summary>Every trusted key found in the note signed it.</summary>
/// <param name="By">At least one; each key once.</param>
public sealed record Signed(IReadOnlyList<Signing> By) : Confirmation
{
    public override string Explanation => $"Signed by {string.Join(", ", By.Select(signing => signing.Key.Name))}.";
}
