using System.Text;
using System.Text.Json;
using Negotiations.Json;
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
    private const string Text = "text/plain; charset=utf-8";

    // What a full tile says never changes; what is not full yet is named by its width, and never changes either.
    private const string Immutable = "public, max-age=31536000, immutable";

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
            .MapGet("/tile/{**path}", TileAsync)
            .Gives(
                "application/octet-stream",
                "getTile",
                "A tile of hashes (tile/L/N) or of entries (tile/entries/N) by C2SP tlog-tiles",
                example: null
            );
        group
            .MapGet("/entries/{eventId:guid}", EntryAsync)
            .Answers<LedgerEntry>("getLedgerEntry", "An event's leaf, with the salt and the data it is a hash of");
        group
            .MapGet("/entries/{eventId:guid}/proof", ProofAsync)
            .Gives(
                "text/plain",
                "getProof",
                "An event's offline proof, one file (C2SP tlog-proof)",
                "c2sp.org/tlog-proof@v1\nindex 1\no6CPaSngkaBpUOwg0VzFPxUSQgZrqzzoBQixlQLCIpc=\n\n" + Checkpoint
            );
        group
            .MapGet("/data/{bundle:long}", DataAsync)
            .Gives(
                "application/x-ndjson",
                "getLedgerData",
                "256 leaves with their salts and data, as NDJSON: what is needed to make every leaf again",
                "{\"index\":0,\"leaf\":{\"index\":0,\"stream\":\"kg-tj-border\",\"version\":1},\"salt\":\"...\",\"data\":{\"type\":\"negotiation-opened\"}}\n"
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

    private static async Task<IResult> TileAsync(string path, HttpContext context, LedgerReader ledger)
    {
        var head = await ledger.HeadAsync(context.RequestAborted);
        var isBundle = EntryBundle.TryParse("tile/" + path, out var bundle);
        var bytes =
            isBundle ? await EntriesAsync(bundle, head, ledger, context.RequestAborted)
            : Tile.TryParse("tile/" + path, out var tile)
                ? await HashesAsync(tile, head, ledger, context.RequestAborted)
            : null;
        if (bytes is null)
            return Problem.Of(
                StatusCodes.Status404NotFound,
                "tile-not-found",
                $"There is no tile '{Record.Slug.Clip(path)}' in the log of {head?.Size ?? 0} entries."
            );

        return isBundle
            ? BundleAnswer.Of(context, bytes, Immutable)
            : Exports.Whole(context, bytes, "application/octet-stream", Immutable);
    }

    private static async Task<byte[]?> HashesAsync(
        Tile tile,
        LedgerHead? head,
        LedgerReader ledger,
        CancellationToken stop
    ) => head is not null && (await ledger.TilesAsync([tile], stop)).TryGetValue(tile, out var bytes) ? bytes : null;

    private static async Task<byte[]?> EntriesAsync(
        EntryBundle bundle,
        LedgerHead? head,
        LedgerReader ledger,
        CancellationToken stop
    )
    {
        if (head is null || (bundle.Index * Tile.FullWidth) + bundle.Width > head.Size)
            return null;

        // A row whose seal is gone ends the bundle: a verifier sees which one is missing.
        var rows = (await ledger.RowsAsync(bundle.Index, bundle.Width, stop)).TakeWhile(row => row.Seal is not null);
        return EntryBundle.ToBytes([
            .. rows.Select(
                (row, place) =>
                    (ReadOnlyMemory<byte>)
                        row.ToLeaf((bundle.Index * Tile.FullWidth) + place, row.Seal!.DataHash).ToBytes()
            ),
        ]);
    }

    private static async Task<IResult> EntryAsync(Guid eventId, HttpContext context, LedgerReader ledger)
    {
        var (row, index, problem) = await FindAsync(eventId, ledger, context.RequestAborted);
        return problem ?? JsonAnswer.Of(context, LedgerEntry.Of(row!, index));
    }

    private static async Task<IResult> ProofAsync(Guid eventId, HttpContext context, LedgerReader ledger)
    {
        var (row, index, problem) = await FindAsync(eventId, ledger, context.RequestAborted);
        if (problem is not null)
            return problem;

        var head = (await ledger.HeadAsync(context.RequestAborted))!;
        if (!SignedNote.TryParse(Encoding.UTF8.GetBytes(head.Note), out var note, out var failure))
            throw new InvalidDataException($"The stored checkpoint cannot be read: {failure}");

        var hashes = await ledger.HashesAsync(
            Proofs.InclusionPath(index, head.Size),
            head.Size,
            context.RequestAborted
        );
        var proof = new TlogProof(index, Proofs.Inclusion(index, head.Size, hashes), note)
        {
            Extra = row!.ToLeaf(index, row.Seal!.DataHash).ToBytes(),
        };
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{eventId}.tlog-proof\"";
        return Exports.Whole(context, proof.ToBytes(), Text);
    }

    private static async Task<IResult> DataAsync(long bundle, HttpContext context, LedgerReader ledger)
    {
        var head = await ledger.HeadAsync(context.RequestAborted);
        var first = bundle * Tile.FullWidth;
        if (head is null || bundle < 0 || first >= head.Size)
            return Problem.Of(
                StatusCodes.Status404NotFound,
                "bundle-not-found",
                $"There is no bundle {bundle} in the log of {head?.Size ?? 0} entries."
            );

        var rows = await ledger.RowsAsync(
            bundle,
            (int)Math.Min(Tile.FullWidth, head.Size - first),
            context.RequestAborted
        );
        using var lines = new MemoryStream();
        foreach (var (place, row) in rows.TakeWhile(row => row.Seal is not null).Index())
        {
            JsonSerializer.Serialize(lines, LedgerEntry.Of(row, first + place), EventJson.Options);
            lines.WriteByte((byte)'\n');
        }

        return Exports.Whole(context, lines.ToArray(), "application/x-ndjson");
    }

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
                $"from={from} and to={size} are no two sizes of a log of {head.Size} entries: 1 <= from <= "
                    + $"to <= {head.Size}.",
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

    private static async Task<(LedgerRow? Row, long Index, IResult? Problem)> FindAsync(
        Guid eventId,
        LedgerReader ledger,
        CancellationToken stop
    )
    {
        if (await ledger.FindAsync(eventId, stop) is not { } found)
            return (
                null,
                0,
                Problem.Of(StatusCodes.Status404NotFound, "event-not-found", $"No event {eventId} is recorded.")
            );

        var head = await ledger.HeadAsync(stop);
        return found.Index is { } index && index < head?.Size && found.Row.Seal is not null
            ? (found.Row, index, null)
            : (
                null,
                0,
                Problem.Of(
                    StatusCodes.Status404NotFound,
                    "not-in-ledger-yet",
                    $"Event {eventId} is recorded and not in the log yet: ask again in a second."
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
