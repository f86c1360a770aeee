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
                "With the leaf come the data and the key that opens its members; of an erased event what is left, and "
                + "the salts that open it. A leaf of version 1 has one salt for all data.",
            ["getProof"] =
                "It can be checked offline, against a verifier key obtained earlier. With show, it also proves what "
                + "the event says in these members, and nothing is said of the others.",
            ["getLedgerData"] =
                "One line an entry, each as getLedgerEntry gives it. The leaf of an erased event stays.",
            ["getConsistency"] = "Hashes by which the holder of an old checkpoint sees that nothing in it was changed.",
        };
}
