namespace Negotiations.Server.Http;

internal static partial class Glossary
{
    /// <summary>Views.</summary>
    private static Dictionary<string, (string Text, string? Example)> Views =>
        new()
        {
            ["phase"] = (
                "How far the negotiation is: the one value that is certain, if any, and all that are "
                    + "possible. Absent for relations.",
                null
            ),
            ["certain"] = ("What certainly held.", null),
            ["possible"] = ("What possibly held.", null),
            ["boundaryStage"] = ("How far the boundary is drawn.", null),
            ["security"] = ("How quiet it is.", null),
            ["lastHeard"] = ("When anything was last heard of it; absent before its first fact.", null),
            ["days"] = ("How many days ago that was on the day of the answer.", "90"),
            ["lastIncident"] = ("The last clash or toll; absent: none is on record.", null),
            ["undated"] = ("On the published clock: facts not counted because no source of theirs bears a date.", "2"),
            ["health"] = ("How the talks go.", null),
            ["rounds"] = ("Rounds of talks.", null),
            ["clashes"] = ("Clashes and their tolls.", null),
            ["instruments"] = ("Treaties and other instruments.", null),
            ["meetings"] = ("Meetings, planned and held.", null),
            ["milestones"] = ("What was reached on the ground.", null),
            ["commitments"] = ("What was promised and paid.", null),
            ["statements"] = ("What was said in public.", null),
            ["lastEvent"] = ("The last in the order of the world.", null),
            ["nextMeeting"] = ("The next one that is planned.", null),
            ["nextScheduled"] = ("When the next one is planned for.", "\"2025-03\""),
            ["last"] = ("The last one.", null),
            ["anomalies"] = ("What does not fit together in the sources.", null),
            ["code"] = ("A stable name.", "\"round-number-gap\""),
            ["events"] = ("The events, by their ids.", null),
            ["decidedBy"] = ("The events that decided it, by their ids.", null),
            ["field"] = ("Dotted path in the status.", "\"phase.certain\""),
            ["before"] = ("What it was; absent: it was not there.", "\"negotiating\""),
            ["after"] = ("What it is; absent: it is gone.", "\"partially-agreed\""),
            ["expected"] = ("What the events say.", "\"drafting\""),
            ["actual"] = ("What the stored view says.", "\"signed\""),
            ["rule"] = ("That fired.", "\"A round of talks was held.\""),
            ["rules"] = ("In words, each once.", "[\"A round of talks was held.\"]"),
            ["import"] = (
                "The import that recorded it; absent: it was appended by itself.",
                "\"01a21027-b2a4-74be-8063-50f7f2d526d6\""
            ),
            ["items"] = ("In the order asked for.", null),
            ["next"] = ("The cursor of the next page; absent on the last.", "\"WyJrZy10ai1ib3JkZXIiXQ\""),
        };
}
