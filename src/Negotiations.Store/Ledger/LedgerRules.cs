using System.Globalization;

namespace Negotiations.Store.Ledger;

/// <summary>What the log's writer may take in beyond what was sealed at its append.</summary>
/// <param name="SealUpTo">
/// The place (sequence) of the last event that a version before the ledger recorded: rows up to there may be without
/// a seal and are sealed as they are found. 0: none may.
/// </param>
public sealed record LedgerRules(long SealUpTo)
{
    /// <summary>Asked for by name, and only as far as it says: a row put in later lies beyond it.</summary>
    public const string SealUpToSetting = "ledger:sealUpTo";

    public static LedgerRules Read(IConfiguration configuration) =>
        new(
            long.TryParse(configuration[SealUpToSetting], NumberStyles.None, CultureInfo.InvariantCulture, out var upTo)
                ? upTo
                : 0
        );
}
