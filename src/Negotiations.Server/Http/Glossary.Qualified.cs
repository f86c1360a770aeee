namespace Negotiations.Server.Http;

// Members that mean something else in one type.
internal static partial class Glossary
{
    /// <summary>Words that mean something else in one place: <c>Type.word</c>.</summary>
    private static Dictionary<string, (string Text, string? Example)> Qualified =>
        new()
        {
            ["Summary.anomalies"] = ("How many things do not fit together in the sources.", "0"),
            ["Summary.version"] = ("The version of the last event that was known.", "5"),
            ["PartyInvolvement.events"] = ("How many facts name it there.", "12"),
            ["PartySummary.id"] = ("The actor's code.", "\"KGZ\""),
            ["PartyAnswer.id"] = ("The actor's code.", "\"KGZ\""),
            ["Party.id"] = ("The actor's code.", "\"KGZ\""),
            ["Actor.id"] = ("The actor's code.", "\"KGZ\""),
            ["ExternalId.id"] = ("Its identifier there.", "\"357001\""),
            ["PartySummary.negotiations"] = ("In how many it is named.", "3"),
            ["PartySummary.events"] = ("How many facts name it.", "40"),
            ["PartyAnswer.events"] = ("How many facts name it.", "40"),
            ["InstrumentView.id"] = ("The slug of the instrument.", "\"border-treaty\""),
            ["InstrumentView.title"] = ("What the instrument is called.", "\"Treaty on the state border\""),
            ["InstrumentView.type"] = ("What kind of instrument.", "\"treaty\""),
            ["EntryIntoForceTerms.parties"] = ("How many parties have to consent.", "55"),
            ["EntryIntoForceTerms.share"] = ("The share they need to have, percent of what it names.", "55"),
            ["EntryIntoForceTerms.of"] = ("Of what the share is.", "\"global emissions\""),
            ["EntryIntoForceTerms.text"] = (
                "The clause in its own words.",
                "\"On the thirtieth day after the exchange.\""
            ),
            ["EventConsentExpressed.votes"] = ("The vote as the source gives it.", "\"89 to 0\""),
            ["EventTextAuthenticated.by"] = ("Codes of those who did it; absent: all who negotiated.", "[\"KGZ\"]"),
            ["EventInstrumentSigned.title"] = ("What the instrument is called.", "\"Treaty on the state border\""),
            ["Document.title"] = ("What the document is called.", "\"Draft treaty on the state border\""),
            ["Document.type"] = ("What kind of document it is.", "\"treaty\""),
            ["Source.title"] = ("Its title.", "\"Border talks resume\""),
            ["Section.name"] = ("What the stretch is called.", "\"Vorukh\""),
            ["Claim.status"] = ("In what voice the source says it.", null),
            ["MeetingView.place"] = ("Where.", "\"Batken\""),
            ["RoundView.place"] = ("Where.", "\"Batken\""),
            ["ClashView.place"] = ("Where.", "\"Batken\""),
            ["EventTollReported.asOf"] = ("The day the count is of, in EDTF.", "\"2022-09-18\""),
            ["EventSectionsAgreed.cumulative"] = ("Everything agreed up to then, not only this time.", null),
            ["ExplainedField.value"] = ("As the status shows it; absent where it shows none.", "\"negotiating\""),
            ["Anomaly.text"] = ("A sentence for people.", "\"Round 8 is missing between 7 and 9.\""),
            ["AttributedChange.field"] = (
                "Dotted path in the status; items of lists by what identifies them.",
                "\"phase.certain\""
            ),
            ["KeyBody.name"] = ("By which people recognise it: a device, a program.", "\"desk laptop\""),
            ["KeyBody.role"] = ("What it may do.", "\"monitor\""),
            ["KeyView.id"] = ("Of the key.", "\"01a21027-b2a4-74be-8063-50f7f2d526d6\""),
            ["KeyView.name"] = ("By which people recognise it.", "\"desk laptop\""),
            ["KeyView.role"] = ("What it may do.", "\"monitor\""),
            ["NewKey.id"] = ("Of the key.", "\"01a21027-b2a4-74be-8063-50f7f2d526d6\""),
            ["NewKey.name"] = ("By which people recognise it.", "\"desk laptop\""),
            ["NewKey.role"] = ("What it may do.", "\"monitor\""),
            ["key"] = ("The key.", "\"ngt_pK3x9...\""),
            ["person"] = ("Whom it stands for; absent: it stands for itself.", "\"a.monitor\""),
            ["prefix"] = ("The beginning of the key.", "\"ngt_pK3x9\""),
            ["ProblemDetails.type"] = (
                "A stable path; it leads to a page that says what it means.",
                "\"/problems/negotiation-not-found\""
            ),
            ["ProblemDetails.title"] = ("The type in words.", "\"Negotiation not found\""),
            ["ProblemDetails.status"] = ("HTTP status.", "404"),
            ["state"] = ("How far it is.", null),
            ["attempts"] = ("How often it was tried.", "1"),
            ["triedAt"] = ("When it was last tried.", "\"2026-01-02T03:04:05.123456Z\""),
            ["deliveredAt"] = ("When it was last taken.", "\"2026-01-02T03:04:05.123456Z\""),
            ["pausedAt"] = ("Since when it sends nothing; absent: it sends.", "\"2026-01-02T03:04:05.123456Z\""),
            ["phaseChange"] = ("Only events that moved the phase when they were recorded.", "false"),
            ["subscription"] = ("The subscription.", null),
            ["LedgerEntry.key"] = (
                "The event key of a leaf of version 2, 32 bytes in base 64: each member's salt follows from it.",
                "\"0NHS09TV1tfY2drb3N3e3+Dh4uPk5ebn6Onq6+zt7u8=\""
            ),
            ["salts"] = (
                "After an erasure: the salts, in base 64, of the members that are left, by their names.",
                """{ "/clashId": "xvYOSevGAATZZwzFja1ktI363sYGXLYEClrfGMsZhuc=" }"""
            ),
            ["withheld"] = (
                "After an erasure: the hashes, in base 64, of the members that are gone.",
                "[\"2yZfNbRdNkjtil55UHET4U0PbZFUzeKZeyZdTy80CAk=\"]"
            ),
            ["leaf"] = ("The canonical leaf.", """{ "index": 4, "stream": "kg-tj-border", "version": 5 }"""),
            ["detail"] = (
                "A sentence with the value and the remedy.",
                "\"No negotiation 'kg-tj' has been opened. GET /api/negotiations lists those that have.\""
            ),
            ["instance"] = ("Not used.", null),
            ["at"] = ("Where in the request: a JSON Pointer (RFC 6901) or the name of a parameter.", "\"/occurred\""),
        };
}
