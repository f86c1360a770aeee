namespace Negotiations.Server.Ledger;

/// <summary>The proof that the log of one size continues the log of a smaller one.</summary>
/// <param name="From">The smaller size.</param>
/// <param name="To">The larger size.</param>
/// <param name="Hashes">The proof (RFC 6962 section 2.1.2), base 64.</param>
public sealed record ConsistencyAnswer(long From, long To, IReadOnlyList<string> Hashes);
