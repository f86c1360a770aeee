using System.Collections.Frozen;

namespace Negotiations.Server.Http;

/// <summary>
/// What an operation's summary leaves open: when to ask it, and how the answer is to be read. For those that do not
/// say so where they are mapped.
/// </summary>
internal static class OperationTexts
{
    public static readonly FrozenDictionary<string, string> ByName = new Dictionary<string, string>
    {
        ["listNegotiations"] =
            "Without clocks the stored views answer; with any, every negotiation is "
            + "folded from its events. Follow 'next' for more: a page neither skips nor repeats "
            + "while events arrive.",
        ["getHistory"] =
            "Every event that was known, acts on the record included. With corrections=applied the "
            + "facts that count, with corrections folded in.",
        ["listActors"] =
            "By code, without those that are merged into others. Names are in the language that "
            + "Accept-Language prefers of en, ru, ky and tg.",
        ["getActor"] =
            "As it stands, with what belongs to it and the events that changed its entry. What names no "
            + "actor is answered with up to three that may be meant.",
        ["listParties"] = "By code. An actor is listed when any fact names it, in whatever role.",
        ["getParty"] =
            "Whatever the case of the code. For each negotiation its phase, the actor's roles, and "
            + "when the first and the last fact that names it occurred.",
        ["getHistoryAsCsv"] = "One row an event. What begins like a formula gets an apostrophe before it.",
        ["getHistoryAsNdjson"] = "The items of the history without pages, one JSON object a line.",
        ["listNegotiationsAsCsv"] = "The items of the list without pages, one row a negotiation.",
        ["exportEventsAsCsv"] =
            "In recorded order. The end is fixed when it begins; what became of an event later comes "
            + "as later events.",
        ["exportEventsAsNdjson"] = "In recorded order, one JSON object a line. The end is fixed when it begins.",
        ["getAtomFeed"] = "For feed readers (RFC 4287); the latest first.",
        ["getCalendar"] =
            "For calendars that subscribe (RFC 5545). SEQUENCE grows with everything recorded about "
            + "the negotiation.",
        ["getMap"] = "For maps (RFC 7946): features of places and of agreed sections, each with its event and sources.",
        ["getTollStatistics"] =
            "Killed and injured, summed over clashes. Low and high are the outermost limits that "
            + "sources state, best what all agree on, open the sides on which one states none.",
        ["getCitation"] =
            "The address it gives names the day and the last version that counts: neither time nor "
            + "what is recorded later moves its answer. An erasure does, and the answer says so.",
        ["getProvenance"] = "The context stands in the answer; nothing has to be fetched to read it.",
        ["getExplanation"] = "For each field the rules that fired, and the events and sources that fired them.",
        ["getChanges"] = "Both ends are of the same day in the world, so what differs is what was learned in between.",
        ["getSteps"] = "Each event is shown on the day it was recorded, or on asOf.",
        ["listImports"] = "Each with how far it is.",
        ["getImportChanges"] =
            "Kind, negotiation, fact, row, member, what it was and what it is now, page by page, with "
            + "the counts and a "
            + "sentence to cite it by. A dry run has it too; of the first release of a dataset only the "
            + "counts are given.",
        ["getImportChangesAsCsv"] = "The whole of it as a table: a line for each value that changed.",
        ["getMappingSchema"] =
            "A JSON schema (draft 2020-12). Editors that know it complete the members and say what is wrong.",
        ["getImport"] =
            "While it runs, 'stage' says at what; when it is done, 'rows' and 'events' say what "
            + "became of everything.",
        ["getImportRows"] =
            "In the order of the file, with what was read otherwise than written, and why a row was not taken.",
        ["getImportRowsAsCsv"] = "In the order of the file; a row with several notes has several lines.",
        ["startAudit"] = "The answer names the audit; ask for it until its state is no longer 'running'.",
        ["getAudit"] =
            "'different' names views that are not what their events say, 'incomplete' what could not be checked.",
        ["listKeys"] = "Without the keys themselves: only their hashes are stored.",
        ["revokeKey"] = "A key revoked twice stays as it was revoked first.",
        ["listErasures"] = "In the order they were made.",
        ["listSubscriptions"] = "In the order they were made, without their secrets.",
        ["getSubscription"] = "'waiting' counts what is on its way, 'parked' what was given up and can be sent again.",
        ["unsubscribe"] = "Nothing more is sent, and nothing of it is stored.",
        ["pauseSubscription"] = "Paused twice, it stays as it was paused first.",
        ["resumeSubscription"] = "What was recorded meanwhile is sent in its order.",
        ["rotateSecret"] = "The answer shows the new secret, this once.",
        ["testSubscription"] = "It is signed and sent like any delivery, and bears no event.",
        ["listDeliveries"] = "The latest first; after some days those that are done with are forgotten.",
        ["getDelivery"] = "How often it was tried, and what came of the last attempt.",
        ["redeliver"] = "A receiver that stores the webhook-id of what it did recognises it.",
    }
        .Concat(LedgerTexts.ByName)
        .ToFrozenDictionary(StringComparer.Ordinal);
}
