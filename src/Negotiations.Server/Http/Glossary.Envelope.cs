namespace Negotiations.Server.Http;

// The members that every event has.
internal static partial class Glossary
{
    /// <summary>What all events have: dates, sources, claims and places.</summary>
    private static Dictionary<string, (string Text, string? Example)> Envelope =>
        new()
        {
            // The envelope of an event.
            ["eventId"] = ("The event, by its id.", "\"7aeb1483-8642-45a0-8876-a0ab3f940335\""),
            ["type"] = ("The type of the event.", "\"clash-reported\""),
            ["version"] = ("Position in the negotiation, from 1.", "5"),
            ["sequence"] = ("Position in the whole store; grows, with gaps.", "120"),
            ["recordedAt"] = ("The recorded clock: when it was taken in here.", "\"2026-01-02T03:04:05.123456Z\""),
            ["recordedBy"] = ("Who appended it.", "\"a.monitor\""),
            ["data"] = (
                "The event as it was appended.",
                """{ "type": "clash-reported", "occurred": "2022-09", "clashId": "september-2022" }"""
            ),
            ["erased"] = ("When, by whom and why its text was erased; absent: it was not.", null),
            ["erasure"] = ("When, by whom and why its text was erased; absent: it was not.", null),
            ["target"] = ("The event it is about.", "\"7aeb1483-8642-45a0-8876-a0ab3f940335\""),
            ["patch"] = ("A merge patch (RFC 7386) over what is corrected.", """{ "roundNumber": 9 }"""),
            ["reason"] = ("Why.", "\"The press office gave another figure.\""),
            ["by"] = ("By whom.", "\"EU\""),

            // When.
            ["occurred"] = ("The occurred clock: when it happened in the world, in EDTF.", "\"2022-09\""),
            ["occurredText"] = ("The words of the source for the date.", "\"in September 2022\""),
            ["earliest"] = ("The first day it allows.", "\"2022-09-01\""),
            ["latest"] = ("The last day it allows.", "\"2022-09-30\""),
            ["published"] = ("The published clock: when a source said so, in EDTF.", "\"2022-09-18\""),
            ["accessed"] = ("When the source was read, in EDTF.", "\"2022-09-19\""),
            ["asOf"] = ("The day the answer is for.", "\"2022-09-30\""),
            ["knownBy"] = ("The limit of knowledge; absent: everything recorded.", "\"2024-12-31T23:59:59.999999Z\""),
            ["without"] = ("Event ids and publishers taken as never heard.", "[\"Example Agency\"]"),
            ["clocks"] = ("The clocks of the answer; absent: now.", null),
            ["since"] = ("When it was reached; absent while nothing has moved it.", "\"2024-12-04\""),
            ["createdAt"] = ("When it was made.", "\"2026-01-02T03:04:05.123456Z\""),
            ["expiresAt"] = (
                "From then on it opens nothing; absent: it has no end.",
                "\"2027-01-31T00:00:00.000000Z\""
            ),
            ["startedAt"] = ("When it began.", "\"2026-01-02T03:04:05.123456Z\""),
            ["finishedAt"] = ("When it ended.", "\"2026-01-02T03:04:06.123456Z\""),

            // Sources and claims.
            ["sources"] = ("Who said it, and where.", null),
            ["publisher"] = ("The outlet or body that published it.", "\"Example Agency\""),
            ["url"] = ("Where it can be read.", "\"https://example.org/1\""),
            ["symbol"] = ("The symbol of a document.", "\"S/2007/279\""),
            ["language"] = ("A BCP 47 tag.", "\"ky\""),
            ["locator"] = ("Page or paragraph.", "\"p. 4\""),
            ["quote"] = ("The very words, at most 500 characters.", "\"nine were killed\""),
            ["license"] = ("Under which its words may be used.", "\"CC BY 4.0\""),
            ["sha256"] = (
                "Of the document as read.",
                "\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\""
            ),
            ["reliability"] = (
                "Of the source, by the Admiralty code: A (completely reliable) to F (cannot be judged).",
                "\"B\""
            ),
            ["credibility"] = (
                "Of the information, by the Admiralty code: 1 (confirmed) to 6 (cannot be judged).",
                "2"
            ),
            ["claim"] = ("In what voice the source says it.", null),
            ["attributedTo"] = ("Whom the source credits.", "\"Border service\""),
            ["hedge"] = ("The word of the source that holds back.", "\"reportedly\""),
            ["deniedBy"] = ("Who denies it.", "\"Ministry of Foreign Affairs\""),
            ["stance"] = ("What the further source says of the event.", null),
            ["source"] = ("The voice: the publisher, else the symbol, title or address.", "\"Example Agency\""),

            // Where.
            ["place"] = ("Where.", null),
            ["country"] = (
                "ISO 3166-1 alpha-3; for a former state that had none, its code in the actor registry.",
                "\"KGZ\""
            ),
            ["precision"] = ("UCDP where_prec, 1 to 7.", "5"),
            ["point"] = ("Where on the map.", """{ "type": "Point", "coordinates": [70.58, 39.85] }"""),
            ["coordinates"] = ("Longitude, then latitude, WGS 84.", "[70.58, 39.85]"),
            ["geometry"] = (
                "GeoJSON (RFC 7946).",
                """{ "type": "LineString", "coordinates": [[70.5, 39.8], [70.6, 39.9]] }"""
            ),
            ["name"] = ("What it is called.", "\"Batken\""),
        };
}
