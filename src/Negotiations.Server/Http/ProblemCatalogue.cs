using System.Collections.Frozen;
using Negotiations.Actors;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Http;

/// <summary>
/// Every problem this service answers with: what it means and what to do. The address of a problem's type leads here.
/// </summary>
internal static partial class ProblemCatalogue
{
    // What was sent names nothing.
    private static readonly Dictionary<string, string> NamesNothing = new()
    {
        ["key-unknown"] =
            "The key or token that was sent is unknown, expired or revoked, or the Authorization header holds "
            + "neither. What can be read without a key is answered without that header.",
        ["unknown-negotiation"] =
            "A filter or a subscription names a negotiation that is not there: the answer would be empty, and pass "
            + "for one in which nothing happened. The answer names those that may be meant.",
        ["place-gone"] =
            "A place in the feed names an event that is not in this record, or lies beyond its end. The answer "
            + "says where the record ends ('cursor'). After a restore, read again from 0 what may be missing.",
        ["changed-since-in-future"] =
            "Nothing can have changed since a time that is still to come: the asker's clock may be fast.",
    };

    public static readonly FrozenDictionary<string, string> Meanings = new Dictionary<string, string>(
        NamesNothing.Concat(OfOthers)
    )
    {
        // The request cannot be read.
        ["not-json"] =
            "The body is empty, not JSON (RFC 8259), nested too deeply, or sent as another media "
            + "type. Send application/json.",
        ["not-text"] = "A text in the body is not valid Unicode or holds a character no text may hold.",
        ["wrong-type"] = "A member has a JSON type that is not its own, such as a text where a number belongs.",
        ["missing-member"] = "A member without which the event would say nothing is missing.",
        ["unknown-member"] = "There is no member of this name here. The answer lists those there are.",
        ["null-member"] =
            "A member is null. Leave out what the source does not give; only a merge patch means "
            + "something by null.",
        ["duplicate-member"] = "A member stands twice.",
        ["unknown-value"] = "A value is not one of those that are accepted; the answer lists them.",
        ["unknown-event-type"] = "There is no event type of this name. The answer lists those there are.",
        ["not-edtf"] = "A date is not in one of the accepted forms of EDTF (ISO 8601-2).",
        ["too-many-events"] = "An array holds more events than are appended at once. Send it in parts.",
        ["body-too-large"] = "The body is over the limit. Send fewer events at a time.",
        ["form-expired"] =
            "A form was sent that no page of this session held, or one too old. Load the page again "
            + "and send it once more; what was typed is still in the browser.",
        ["form-unreadable"] = "A form is cut off, has too many fields, or holds U+0000. Load its page and send that.",
        ["bad-request"] = "The request line, a header or a parameter cannot be read.",
        ["import-incomplete"] = "An import came without its file, or its parts cannot be separated.",
        ["bad-table"] = "The file is no table that can be read.",
        ["bad-mapping"] = "The mapping of an import cannot be used.",
        ["bad-parameter"] = "A query parameter or header has a value that cannot be used.",
        ["unknown-parameter"] =
            "The route has no query parameter of this name. "
            + "The answer names the nearest one and lists those there are; nothing was done.",
        ["page-too-large"] = "limit is outside its bounds. Follow 'next' for more.",
        ["bad-cursor"] = "The cursor was not given by this list with this sort. Begin again without one.",
        ["malformed-clock"] = "asOf, knownBy, from or to is neither an instant nor a date that can be used.",
        ["known-by-in-future"] = "What will be known later is not known yet.",
        ["version-not-found"] = "The negotiation does not have this version.",
        ["without-not-found"] =
            "What is to be left out is neither an event nor a publisher of this negotiation; of a "
            + "list, of any negotiation.",
        ["size-not-found"] = "The ledger never had a size like this, or the two are in the wrong order.",

        // The event contradicts itself.
        ["source-missing"] = "An event needs at least one source.",
        ["source-empty"] = "A source needs a title, publisher, url or symbol.",
        ["too-many-sources"] = "An event has more sources than can be shown.",
        ["occurred-missing"] = "A fact needs the time it occurred, as exactly as the source says and no more.",
        ["reported-before-it-happened"] = "Something reported as done lies wholly in the future.",
        ["title-missing"] = "A negotiation, or a measure of another kind, needs a title.",
        ["representative-missing"] = "A change of representative does not say who stands for the actor now.",
        ["count-without-unenumerated"] = "A count stands beside an event that does not stand for several.",
        ["proposal-empty"] = "A proposal says nothing of what was proposed.",
        ["provisions-missing"] = "A report of provisions has none.",
        ["provision-incomplete"] = "A provision has no status, or neither id nor title.",
        ["breach-of-nothing"] = "An alleged breach names neither an instrument nor a ceasefire.",
        ["bad-duration"] = "A length of time is no ISO 8601 duration longer than zero.",
        ["terms-without-trigger"] = "Terms of entry into force do not say on what it depends.",
        ["terms-without-date"] = "Terms depend on a date and give none.",
        ["reversed-not-found"] = "A measure undoes an event that is no other measure of this negotiation.",
        ["reservation-not-found"] = "An answer to a reservation names none of this negotiation.",
        ["reason-missing"] = "A correction says why.",
        ["toll-without-number"] = "A toll counts people: killed, injured, displaced or evacuated.",
        ["assessment-empty"] = "An assessment needs a trend, an alert, a narrative or options.",
        ["closing-without-outcome"] = "A closing needs an outcome, or says that the negotiation reopened.",
        ["closed-and-reopened"] = "A negotiation either closed or reopened: append one event for each.",
        ["quantity-empty"] = "A quantity needs words or figures.",
        ["quantity-negative"] = "A quantity is below zero.",
        ["quantity-too-large"] = "A quantity is above what can be added up. Use a larger unit.",
        ["quantity-too-small"] = "A quantity is so small that it would be stored as nothing. Use a smaller unit.",
        ["not-whole"] = "People are counted whole.",
        ["unknown-unit"] = "A quantity is in a unit that its member is not counted in.",
        ["bad-offset"] = "An offset from UTC cannot be read: write it as +06:00.",
        ["repeated-not-found"] = "A count repeats an event that is not in this negotiation.",
        ["patch-changes-nothing"] = "A correction leaves its target as it is.",
        ["number-not-exact"] =
            "A number has more digits than an IEEE 754 double holds, and the ledger could not distinguish it "
            + "from its neighbour.",
        ["out-of-range"] = "A number is outside the scale it is on.",
        ["text-too-long"] = "A text is longer than can be shown.",
        ["too-many-items"] = "A list is longer than can be shown.",
        ["bad-id"] = "The id of a negotiation has a form that an address cannot have.",
        ["bad-slug"] = "A clashId, meetingId, instrumentId or ceasefireId has a form it cannot have.",
        ["bad-actor"] = "An actor's code is neither ISO 3166-1 alpha-3 nor a body's code in capitals.",
        ["bad-identifier"] = "A code of an actor in another collection has no scheme or no id, or is too long.",
        ["bad-name"] =
            "A name of an actor holds no letter and no digit, is too long, mixes letters of two "
            + "alphabets in one word, or holds a character that no reader sees.",
        ["name-missing"] = "An actor needs a name in at least one of en, ru, ky and tg.",
        ["unknown-language"] = "Names of actors are in en, ru, ky and tg. Others go under otherNames.",
        ["too-many-names"] = "An actor has more names than one may have.",
        ["merge-into-itself"] = "An actor would be merged into itself, directly or by way of others.",
        ["successor-missing"] = "A succession names at least one actor that followed.",
        ["succeeds-itself"] = "An actor would be its own successor.",
        ["succession-circle"] = "An actor would follow itself, or be merged with one that followed it.",
        [UnknownActor.Type] =
            "A code or name is in no actor's entry of the registry. "
            + "The answer names up to three that may be meant; register a new actor first, with POST /api/actors.",
        ["bad-country"] = "A country is neither an ISO 3166-1 alpha-3 code nor that of a former state in the registry.",
        ["bad-point"] = "A point is not a longitude and a latitude.",
        ["bad-url"] = "A source's address is not http or https, or leads elsewhere than it seems to.",
        ["bad-hash"] = "A SHA-256 is 64 lower-case hexadecimal digits.",
        ["bad-cadence"] = "A cadence is an ISO 8601 duration longer than zero.",
        ["cosignature-unreadable"] = "The body holds no signature lines of a signed note.",
        ["cosignature-refused"] = "A cosignature is by no configured witness, or does not fit the checkpoint.",
        ["nothing-to-record"] = "The array is empty.",
        ["event-id-twice"] = "An eventId stands twice in one array.",
        ["patch-empty"] = "A correction's patch is a JSON object with at least one member.",
        ["patch-changes-identity"] = "A correction changes neither type nor eventId.",
        ["patch-does-not-fit"] = "With this patch the event could no longer be read.",
        ["act-not-correctable"] = "An act on the record is not corrected: retract it and record another.",
        ["act-takes-no-source"] = "A source is attached to a fact, not to an act on the record.",
        ["opening-not-retractable"] = "The opening is not retracted: close the negotiation.",
        ["bad-target"] = "Webhooks are sent over HTTPS to public hosts, and this address is none.",
        ["idempotency-key-reused"] = "The Idempotency-Key was used for another request.",

        // What is addressed is not there.
        ["negotiation-not-found"] = "No negotiation of this id has been opened.",
        ["not-known-by-then"] = "The negotiation exists, and on the clocks asked for it was not known yet.",
        ["target-not-found"] = "An act is about an event this negotiation does not have.",
        ["original-not-found"] = "duplicateOf names an event this negotiation does not have.",
        ["event-not-found"] = "No event of this id is recorded.",
        ["merge-not-found"] = "The event named is not the one that merged this actor.",
        ["succession-not-found"] = "The event named did not name successors of this actor, or is undone already.",
        ["party-not-found"] = "No fact names this actor.",
        ["key-not-found"] = "No key of this id was handed out.",
        ["subscription-not-found"] = "You have no subscription of this id.",
        ["delivery-not-found"] = "The subscription has no delivery of this id, or no longer.",
        ["audit-not-found"] = "No audit of this id was started.",
        ["import-not-found"] = "No import of this id was started.",
        ["checkpoint-not-found"] = "The ledger has no checkpoint of this size.",
        ["tile-not-found"] = "The ledger has no such tile.",
        ["bundle-not-found"] = "The ledger has no such bundle of entries.",
        ["not-in-ledger-yet"] = "The event is recorded and reaches the ledger within a second.",
        ["no-checkpoint-yet"] = "Nothing is in the ledger yet.",
        ["route-not-found"] = "There is nothing at this address. /openapi/v1.json lists every route.",
        ["method-not-allowed"] = "This is not done here; Allow lists what is.",

        // It contradicts what is recorded.
        ["id-taken"] = "A negotiation of this id has been opened before.",
        ["already-open"] = "The negotiation is open; its opening can be corrected.",
        ["event-id-taken"] = "Another event is recorded under this id. What is recorded is not replaced.",
        ["actor-known"] = "The code or name already means an actor of the registry. Use that actor's code.",
        ["actor-merged"] = "The actor is merged into another. Change that one, or undo the merge first.",
        ["not-merged"] = "The actor is not merged into another, so there is no merge to undo.",
        ["release-older"] = "A newer release of the dataset has been taken in; an older one cannot follow it.",
        ["later-import"] = "A later release of the dataset was taken in after this import. Undo that one first.",
        ["import-undone"] = "The import has been undone already.",
        ["import-not-undoable"] = "It is no import of a release: import again what is wanted back.",
        ["nothing-to-undo"] = "The import has recorded nothing.",
        ["stale-version"] = "Someone recorded since the version that If-Match names. Read again and decide again.",

        ["too-many-subscriptions"] =
            "Its owner has as many subscriptions as one may have. End one, or widen the filters of another.",
        ["subscription-paused"] = "The subscription sends nothing while it is paused. Resume it first.",

        // Who may do it.
        ["key-missing"] = "This needs a key, and none was sent.",
        ["role-not-allowed"] = "The key's role may not do this.",
        ["origin-not-allowed"] =
            "The page of another site may not ask here. Its operator can allow it by assistants:origins.",

        // Not the request's fault.
        ["store-unavailable"] =
            "The database does not answer just now. Repeat the request; with an Idempotency-Key it is "
            + "carried out once.",
        ["outcome-unknown"] = "It is not known yet whether it was recorded. Repeat it with its Idempotency-Key.",
        ["disk-full"] = "The disk of the database is full. Free space, then repeat the request with its key.",
        ["ledger-key-missing"] = "The node does not hold the key that signs this log.",
        ["too-many-followers"] =
            "As many live streams as the node carries are open. Try again later, or read the feed page by page.",
        ["too-many-requests"] =
            "More requests came than one key or address may send in a minute, or more tests and "
            + "redeliveries were asked for than one owner may. Retry-After says when to go on; "
            + "RateLimit-Policy says how many may come.",
        ["too-many-replays"] = "Too many answers are being folded from the events at one time. Ask again in a second.",
        ["too-many-exports"] = "As many files are being written as may be at one time. Ask again when one is done.",
        ["took-too-long"] = "The answer took longer than this server works on one. Ask for less.",
        ["internal"] = "Something went wrong here. The log names it by the trace id.",
        ["view-unavailable"] =
            "The view of the named negotiation cannot be made from its events, through a fault of this program. "
            + "It is logged, and /health/ready names it until it is repaired. The events are safe: links lead to "
            + "them and to the log. Nothing was recorded, and no other negotiation is affected.",
        ["refused"] = "The request was not carried out, for the reason its status code gives.",
    }
        .Concat(AccessMeanings.All)
        .ToFrozenDictionary(StringComparer.Ordinal);

    public static void MapProblems(this IEndpointRouteBuilder routes)
    {
        // Pages for people, as /docs is: no part of the contract.
        var group = routes.MapGroup("/problems").RequireAuthorization(Roles.CanRead).ExcludeFromDescription();
        group.MapGet("/", (HttpContext context) =>
            JsonAnswer.Of(context, new SortedDictionary<string, string>(Meanings, StringComparer.Ordinal))
        );
        group.MapGet("/{type}", (string type) =>
            Meanings.TryGetValue(type, out var meaning)
                ? TypedResults.Text(meaning + "\n", "text/plain; charset=utf-8")
                : Problem.Of(
                    StatusCodes.Status404NotFound,
                    "route-not-found",
                    $"There is no problem type '{Record.Slug.Clip(type)}'. /problems lists those there are."
                )
        );
    }
}
