using System.Globalization;

namespace Negotiations.Store.Ledger;

/// <summary>What the log's writer may take in beyond what was sealed at its append.</summary>
/// <param name="SealUpTo">
/// The place (sequence) of the last event that a version before the ledger recorded: rows up to there may be without
/// a seal and are sealed as they are found. 0: none may.
/// </param>
/// <param name="EntersErasures">Erasures that a version before their entries did are entered afterwards.</param>
/// <param name="SelfCheckRest">How long the server rests after it has looked through its own record.</param>
public sealed record LedgerRules(long SealUpTo, TimeSpan SelfCheckRest, bool EntersErasures = false)
{
    /// <summary>Asked for by name, and only as far as it says: a row put in later lies beyond it.</summary>
    public const string SealUpToSetting = "ledger:sealUpTo";

    /// <summary>In seconds; 60 where it is not set.</summary>
    public const string SelfCheckSetting = "ledger:selfCheckSeconds";

    /// <summary>Asked for by name too: an erasure that someone wrote into the tables would be entered.</summary>
    public const string EnterErasuresSetting = "ledger:enterErasures";

    private const int DefaultRest = 60;

    public static LedgerRules Read(IConfiguration configuration) =>
        new(
            long.TryParse(configuration[SealUpToSetting], NumberStyles.None, CultureInfo.InvariantCulture, out var upTo)
                ? upTo
                : 0,
            TimeSpan.FromSeconds(
                int.TryParse(
                    configuration[SelfCheckSetting],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var seconds
                )
                    ? seconds
                    : DefaultRest
            ),
            bool.TryParse(configuration[EnterErasuresSetting], out var enters) && enters
        );
}
