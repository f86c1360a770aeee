namespace Negotiations.Ledger;

/// <summary>A key that the log of an export has had.</summary>
/// <param name="Vkey">The verifier key.</param>
/// <param name="FromSize">It signs from this size on.</param>
/// <param name="Handover">The note by which the key before it named it; null of the first.</param>
public sealed record ExportedKey(string Vkey, long FromSize, string? Handover);
