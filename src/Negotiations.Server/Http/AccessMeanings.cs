namespace Negotiations.Server.Http;

/// <summary>Problems of authentication and authorization; a part of <see cref="ProblemCatalogue"/>.</summary>
internal static class AccessMeanings
{
    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>
        {
            ["malformed-name"] =
                "The name of a key or person is empty, too long, reserved, or not written as names are.",
            ["already-expired"] = "A key would open nothing, because it would end before it begins.",
            ["name-taken"] = "Another subject has a name that looks like this one, and a name in the record means one.",
            ["lives-too-long"] = "A key would live longer than keys may here.",
            ["not-a-feed"] = "The path is none of those that an address with a token may open.",
            ["import-under-way"] = "The import is under way. Stop it first.",
            ["session-not-found"] = "You have no session of this id.",
            ["subject-not-found"] = "No one has come in as this subject.",
            ["feed-not-found"] = "No feed has this address or id. It may have been deleted.",
            ["too-many-feeds"] = "Its owner has as many addresses of feeds as one may have. Take one back.",
        };
}
