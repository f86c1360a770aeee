namespace Negotiations.Server.Http;

/// <summary>The part of <see cref="OperationTexts"/> about the log.</summary>
internal static class LedgerTexts
{
    public static IReadOnlyDictionary<string, string> ByName { get; } =
        new Dictionary<string, string>
        {
            ["getCheckpoint"] = "Signed by the log, and cosigned by its witnesses.",
            ["getCosignedCheckpoint"] =
                "A log that lives has a tail that no witness has seen yet: this one is behind getCheckpoint by that.",
            ["getLedgerNotices"] =
                "Empty while the log has only grown. Each is a checkpoint of what the log went on from, signed by it, "
                + "with the size and root of the one that it does not continue.",
            ["getLedgerKey"] = "Refused where the node does not hold the key that signed the newest checkpoint.",
            ["getLedgerKeys"] =
                "A handover is signed by the old key and by the new one, so that who trusts the first can "
                + "follow to the last.",
            ["cosignCheckpoint"] = "A witness says who it is by its signature: no key is needed.",
            ["getTile"] = "What a tile says never changes: it may be cached for ever.",
            ["getLedgerEntry"] =
                "With the leaf come the salt and the data it is a hash of, unless the event was erased.",
            ["getProof"] = "It can be checked offline, against a verifier key obtained earlier.",
            ["getLedgerData"] = "One line an entry. Of an erased event salt and data are gone, and the leaf stays.",
            ["getConsistency"] = "Hashes by which the holder of an old checkpoint sees that nothing in it was changed.",
        };
}
