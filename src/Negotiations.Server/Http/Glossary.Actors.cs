using Negotiations.Values;

namespace Negotiations.Server.Http;

// Who and what a negotiation is about, and the registry of actors.
internal static partial class Glossary
{
    /// <summary>Who and what a negotiation is about, and the registry of actors.</summary>
    private static Dictionary<string, (string Text, string? Example)> Actors =>
        new()
        {
            // Who and what it is about.
            ["id"] = ("The address of the negotiation.", "\"kg-tj-border\""),
            ["negotiation"] = ("The id of the negotiation.", "\"kg-tj-border\""),
            ["title"] = ("What it is called.", "\"Delimitation of the Kyrgyz-Tajik border\""),
            ["kind"] = ("Of which kind it is.", null),
            ["subject"] = ("What it is about.", null),
            ["parties"] = ("Who takes part, by code and role.", null),
            ["party"] = ("The code of an actor.", "\"KGZ\""),
            ["actor"] = ("The code of an actor.", "\"KGZ\""),
            ["actors"] = ("Who took part, and in which role.", null),
            ["role"] = ("In which role; absent where the source does not say.", "\"party\""),
            ["roles"] = ("Every role a source gives it.", null),
            ["representative"] = (
                "Who stood for it.",
                "\"Kamchybek Tashiev, chairman of the State Committee for National Security\""
            ),
            ["related"] = ("Ids of negotiations it has to do with.", "[\"kg-tj-water\"]"),
            ["topics"] = ("What was talked of.", "[\"border\", \"water\"]"),
            ["externalIds"] = ("Names of the same thing in other collections.", null),
            ["scheme"] = ("The collection.", "\"ucdp-ged\""),
            ["note"] = ("What else the source says.", "\"Shelling of villages was reported.\""),
            ["unenumerated"] = ("True when it stands for several that no one counted.", "false"),
            ["utcOffset"] = ("Offset from UTC of the place: bare days are days there.", "\"+06:00\""),
            ["cadence"] = ("How often it meets, as an ISO 8601 duration.", "\"P1Y\""),
            ["boundaryLength"] = ("How long the boundary is.", null),

            // The actor registry.
            ["names"] = (
                $"Names by language: {string.Join(", ", LanguageCodes.All)}.",
                """{ "en": "Kyrgyzstan", "ru": "Киргизия" }"""
            ),
            ["otherNames"] = ("Further names in use.", "[\"Kyrgyz Republic\"]"),
            ["formerNames"] = ("Names of the past.", "[\"Kirghiz SSR\"]"),
            ["abbreviations"] = ("Short forms.", "[\"ОДКБ\"]"),
            ["ids"] = ("Its codes in other collections.", """[{ "scheme": "alpha2", "id": "KG" }]"""),
            ["relations"] = ("What it belongs to.", """[{ "kind": "member-of", "to": "CSTO" }]"""),
            ["ActorView.relations"] = (
                "What it belongs to.",
                """[{ "relation": "member-of", "code": "CSTO", "name": "Collective Security Treaty Organization" }]"""
            ),
            ["relation"] = ("How the two belong together.", "\"organ-of\""),
            ["to"] = ("The code of the other actor.", "\"CSTO\""),
            ["into"] = ("The code of the actor that it is.", "\"IFAS\""),
            ["mergedInto"] = ("The code of the actor that it turned out to be.", "\"IFAS\""),
            ["MergedNegotiation.mergedInto"] = ("The id of the negotiation that it went on in.", "\"kg-tj-border\""),
            ["Status.mergedInto"] = ("The id of the negotiation that it went on in.", "\"kg-tj-border\""),
            ["EventNegotiationClosed.mergedInto"] = (
                "The id of the negotiation that it went on in.",
                "\"kg-tj-border\""
            ),
            ["mergeCandidates"] = (
                "Ids of negotiations of the same kind, subject and parties in which it may have gone on, where it "
                    + "merged and no source says into which.",
                "[\"kg-tj-border\"]"
            ),
            ["mergedFrom"] = ("Ids of negotiations that went on in this one.", "[\"batken-sughd-border\"]"),
            ["merge"] = ("The event that merged it.", "\"7aeb1483-8642-45a0-8876-a0ab3f940335\""),
            ["succession"] = ("The event that named its successors.", "\"7aeb1483-8642-45a0-8876-a0ab3f940335\""),
            ["successors"] = ("Codes of those that followed it.", "[\"RUS\"]"),
            ["until"] = ("The year it ended.", "1991"),
            ["codes"] = ("Codes under which events name it.", "[\"KGZ\"]"),
            ["named"] = (
                "What the source calls actors that stand here by their codes.",
                """[{ "code": "KGZ", "text": "Киргизия" }]"""
            ),
            ["history"] = ("What was recorded of it, in that order.", null),
        };
}
