namespace Negotiations.Server.Http;

// The members of views.
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
            ["headline"] = ("What matters most, in one sentence with its day and its source.", null),
            ["clauses"] = ("What the sentence says, free of any language; absent in lists.", null),
            ["Headline.text"] = (
                "The sentence, in the language that Accept-Language asks for: en, ru, ky or tg.",
                "\"Works began in September 2024 (Security Council Report).\""
            ),
            ["HeadlineClause.code"] = ("Which sentence: signed, force, met.summit.", "\"done.works-began\""),
            ["HeadlineClause.on"] = ("When it happened, in EDTF; absent where it has no day.", "\"2024-09\""),
            ["HeadlineClause.who"] = ("Codes of those who did it or took part.", "[\"KGZ\", \"TJK\"]"),
            ["HeadlineClause.by"] = ("Codes of those who called it together.", "[\"UNRCCA\"]"),
            ["HeadlineClause.to"] = ("Codes of those it was done to or with.", "[\"KAZ\"]"),
            ["HeadlineClause.person"] = ("Who stood for them.", "\"Kaha Imnadze\""),
            ["HeadlineClause.what"] = ("What it is called or about, as the source has it.", "\"Border Treaty\""),
            ["HeadlineClause.kind"] = ("A name that stands where nothing has a title.", "\"treaty\""),
            ["HeadlineClause.country"] = ("The country, where no more is said of the place.", "\"KAZ\""),
            ["HeadlineClause.place"] = ("Where.", "\"Batken\""),
            ["HeadlineClause.number"] = ("Of a round or an edition.", "11"),
            ["HeadlineClause.amount"] = ("How much: money, kilometres, a share.", null),
            ["HeadlineClause.for"] = (
                "The day it aims at or takes effect on, or the time it covers, in EDTF.",
                "\"2025-07\""
            ),
            ["HeadlineClause.said"] = ("Whom the source credits.", "\"Taliban officials\""),
            ["saidBy"] = ("Codes of those who said so, where their statement names them.", """["AFG-TAL"]"""),
            ["saidOn"] = ("When they said so, in EDTF.", "\"2024-08-17\""),
            ["deniers"] = (
                "Codes of those who dispute or deny it, where a source attached that does so names them.",
                """["SRB"]"""
            ),
            ["HeadlineClause.claim"] = ("Disputed or denied; absent where it is neither.", "\"disputed\""),
            ["HeadlineClause.source"] = ("Who published it.", "\"Security Council Report\""),
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
            ["ruleCode"] = (
                "Of the rule that fired; absent: it has none. Rules of the phase have one.",
                "\"round-held\""
            ),
            ["rules"] = ("In words, each once.", "[\"A round of talks was held.\"]"),
            ["import"] = (
                "The import that recorded it; absent: it was appended by itself.",
                "\"01a21027-b2a4-74be-8063-50f7f2d526d6\""
            ),
            ["items"] = ("In the order asked for.", null),
            ["next"] = ("The cursor of the next page; absent on the last.", "\"WyJrZy10ai1ib3JkZXIiXQ\""),
        };
}
