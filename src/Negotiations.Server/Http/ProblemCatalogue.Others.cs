namespace Negotiations.Server.Http;

/// <summary>
/// What is said of other negotiations and does not hold, and what a view or a node is asked for and has not.
/// </summary>
internal static partial class ProblemCatalogue
{
    private static Dictionary<string, string> OfOthers =>
        new()
        {
            ["merged-into-itself"] = "A negotiation cannot be merged into itself.",
            ["merge-target-not-found"] = "The negotiation that another went on in has not been opened.",
            ["in-place-of-itself"] = "A party cannot take its own place, and who takes a place is named.",
            ["merge-leads-back"] = "The negotiation that another is to go on in went on in that one.",
            ["negotiation-merged"] = "The negotiation went on in another one, which takes what is new.",
            ["moved-within"] = "An event is said to have moved from or to its own negotiation.",
            ["original-retracted"] = "The event that is to remain of two was itself retracted: nothing would be left.",
            ["moved-event-not-found"] = "The event that another was moved from or to is not there.",
            ["merged-into-without-merge"] = "A closing that is no merge says into which negotiation it went on.",
            ["list-not-found"] = "A status has no list of this name.",
            [AtLeast.Type] =
                "The state here does not have the sequence that atLeast asks for. Repeat the request, or ask another "
                + "node.",
            [ReadOnlyAnswers.Type] =
                "The node only reads, as one on a standby does. Nothing was done; send the request to a node that "
                + "records.",
            ["moved-to-without-move"] = "A retraction for another reason says where the event was moved to.",
        };
}
