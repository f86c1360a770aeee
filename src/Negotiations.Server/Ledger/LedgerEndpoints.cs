using System.Text;
using Negotiations.Ledger;
using Negotiations.Server.Formats;
using Negotiations.Server.Http;
using Negotiations.Store.Keys;
using Negotiations.Store.Ledger;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Ledger;

/// <summary>
/// The tamper-evident log, by C2SP tlog-tiles: checkpoint, tiles, entries, proofs, and the data that the leaves are
/// hashes of.
/// </summary>
internal static class LedgerEndpoints
{
    public const string Text = "text/plain; charset=utf-8";

    private const string Checkpoint =
        "negotiations.example/ledger\n3\nwSQNBEtHfpkt+jBxmevobusiDPKkwZPpAwWdXbZr5v8=\n\n\u2014 "
        + "negotiations.example/ledger DjkgvXYOSevGAATZ...\n";

    public static void MapLedger(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/ledger").RequireAuthorization(Roles.CanRead).WithTags("Auditors");
        group
            .MapGet("/checkpoint", CheckpointAsync)
            .Gives("text/plain", "getCheckpoint", "The newest signed checkpoint (C2SP tlog-checkpoint)", Checkpoint);
        group
            .MapGet("/checkpoint/cosigned", CosignedAsync)
            .Gives(
                "text/plain",
                "getCosignedCheckpoint",
                "The newest checkpoint that a witness has cosigned",
                Checkpoint,
                new QueryParameter("witness", "The name in the witness's key.", "witness.example/w1")
            );
        group
            .MapGet("/key", KeyAsync)
            .Gives(
                "text/plain",
                "getLedgerKey",
                "The verifier key of the log. Keep it where the log cannot change it",
                "negotiations.example/log+1a2b3c4d+AcfQ...\n"
            );
        group
            .MapGet("/keys", async (HttpContext context, LedgerCosignatures keys) =>
                JsonAnswer.Of(context, new PublishedKeys(await keys.KeysAsync(context.RequestAborted)))
            )
            .Answers<PublishedKeys>(
                "getLedgerKeys",
                "Every key the log has had, from which size on, with the handovers signed by old and new"
            );
        group
            .MapGet("/notices", async (HttpContext context, LedgerNotices notices) =>
                JsonAnswer.Of(context, new PublishedNotices(await notices.AllAsync(context.RequestAborted)))
            )
            .Answers<PublishedNotices>(
                "getLedgerNotices",
                "Where the log says itself that it goes on without something it had signed"
            );
        group
            .MapPost("/checkpoint/cosignatures", (HttpContext context, CosignatureEndpoint cosignatures) =>
                cosignatures.TakeAsync(context)
            )
            .Collects<CosignedAnswer>(
                "cosignCheckpoint",
                "Signature lines of configured witnesses, for the newest checkpoint or the one of a size",
                new QueryParameter("size", "Of the checkpoint; the newest when absent.", "2", IsNumber: true)
            )
            .Takes("text/plain")
            .Refuses(400, 404, 413, 422);
        MapEntries(group);
    }

    private static void MapEntries(RouteGroupBuilder group)
    {
        group
            .MapGet("/tile/{**path}", LedgerTiles.TileAsync)
            .Gives(
                "application/octet-stream",
                "getTile",
                "A tile of hashes (tile/L/N) or of entries (tile/entries/N) by C2SP tlog-tiles",
                example: null
            );
        group
            .MapGet("/entries/{eventId:guid}", LedgerEntries.EntryAsync)
            .Answers<LedgerEntry>("getLedgerEntry", "An event's leaf, with its data and what opens them");
        group
            .MapGet("/entries/{eventId:guid}/proof", LedgerEntries.ProofAsync)
            .Gives(
                "text/plain",
                "getProof",
                "An event's offline proof, one file (C2SP tlog-proof)",
                "c2sp.org/tlog-proof@v1\nindex 1\no6CPaSngkaBpUOwg0VzFPxUSQgZrqzzoBQixlQLCIpc=\n\n" + Checkpoint,
                new QueryParameter(
                    ShownMembers.Parameter,
                    "A member of the event that the proof is to show; may be repeated, and all others are withheld. "
                        + "A name stands for all that is below it: killed, sources/0/title. Absent: only the entry.",
                    "killed",
                    Repeats: true
                )
            );
        group
            .MapGet("/data/{bundle:long}", LedgerEntries.DataAsync)
            .Gives(
                "application/x-ndjson",
                "getLedgerData",
                "256 leaves with their data and what opens them, as NDJSON: what is needed to make every leaf again",
                "{\"index\":0,\"leaf\":{\"index\":0,\"stream\":\"kg-tj-border\",\"v\":2,\"version\":1},"
                    + "\"key\":\"...\",\"data\":{\"type\":\"negotiation-opened\"}}\n"
            );
        group
            .MapGet("/consistency", ConsistencyAsync)
            .Answers<ConsistencyAnswer>(
                "getConsistency",
                "The proof that the log of one size continues the log of a smaller one (RFC 6962)",
                new QueryParameter("from", "The smaller size.", "1", IsNumber: true),
                new QueryParameter("to", "The larger size; the newest when absent.", "2", IsNumber: true)
            );
    }

    private static async Task<IResult> CheckpointAsync(HttpContext context, LedgerReader ledger)
    {
        return await ledger.HeadAsync(context.RequestAborted) is { } head
            ? Exports.Whole(context, Encoding.UTF8.GetBytes(head.Note), Text)
            : NothingYet();
    }

    private static async Task<IResult> CosignedAsync(HttpContext context, LedgerReader ledger)
    {
        var query = new Query(context.Request.Query);
        var witness = query.Text("witness");
        if (witness is null)
            query.Refuse("witness", "witness is missing: the name in a witness's key.");

        if (query.Problem is { } problem)
            return problem;

        return await ledger.CosignedAsync(witness!, context.RequestAborted) is { } head
            ? Exports.Whole(context, Encoding.UTF8.GetBytes(head.Note), Text)
            : Problem.Of(
                StatusCodes.Status404NotFound,
                "checkpoint-not-found",
                $"The witness '{Record.Slug.Clip(witness!)}' has cosigned no checkpoint of this log."
            );
    }

    // Never a key that did not write this log.
    private static async Task<IResult> KeyAsync(HttpContext context, LedgerKey key, LedgerReader ledger) =>
        key.Mismatch(await ledger.HeadAsync(context.RequestAborted)) is { } mismatch
            ? Problem.Of(StatusCodes.Status503ServiceUnavailable, "ledger-key-missing", mismatch)
            : Exports.Whole(context, Encoding.UTF8.GetBytes(key.Signer.VerifierKey.Text + "\n"), Text);

    private static async Task<IResult> ConsistencyAsync(HttpContext context, LedgerReader ledger)
    {
        var query = new Query(context.Request.Query);
        var (from, to) = (query.Number("from"), query.Number("to"));
        if (from is null)
            query.Refuse("from", "from is missing: the size of the log you know, 1 or more.", "size-not-found");

        if (query.Problem is { } problem)
            return problem;

        if (await ledger.HeadAsync(context.RequestAborted) is not { } head)
            return NothingYet();

        var size = to ?? head.Size;
        if (from is not { } smaller || smaller < 1 || smaller > size || size > head.Size)
            return Problem.BadParameter(
                "from",
                $"from={from} and to={size} are out of range: the log has {head.Size} entries. Use 1 <= from <= to <= "
                    + $"{head.Size}.",
                "size-not-found"
            );

        var hashes = await ledger.HashesAsync(Proofs.ConsistencyPath(smaller, size), size, context.RequestAborted);
        return JsonAnswer.Of(
            context,
            new ConsistencyAnswer(
                smaller,
                size,
                [.. Proofs.Consistency(smaller, size, hashes).Select(hash => hash.ToString())]
            )
        );
    }

    private static IResult NothingYet() =>
        Problem.Of(
            StatusCodes.Status404NotFound,
            "no-checkpoint-yet",
            "Nothing is in the log yet. Record an event, and ask again in a second."
        );
}
