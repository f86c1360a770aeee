using System.Text;
using System.Text.Json;
using Negotiations.Json;
using Negotiations.Ledger;
using Negotiations.Server.Formats;
using Negotiations.Server.Http;
using Negotiations.Store.Ledger;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Ledger;

/// <summary>Entries of the log with the data that their leaves are hashes of: one, its proof, or 256.</summary>
internal static class LedgerEntries
{
    public static async Task<IResult> EntryAsync(Guid eventId, HttpContext context, LedgerReader ledger)
    {
        var (row, index, problem) = await FindAsync(eventId, ledger, context.RequestAborted);
        return problem ?? JsonAnswer.Of(context, LedgerEntry.Of(row!, index));
    }

    public static async Task<IResult> ProofAsync(Guid eventId, HttpContext context, LedgerReader ledger)
    {
        var (row, index, problem) = await FindAsync(eventId, ledger, context.RequestAborted);
        if (problem is not null)
            return problem;

        var names = new Query(context.Request.Query).All(ShownMembers.Parameter);
        var extra = row!.ToLeaf(index).ToBytes();
        if (names.Count > 0 && ShownMembers.TryShow(row, index, names, out extra) is { } refusal)
            return refusal;

        var head = (await ledger.HeadAsync(context.RequestAborted))!;
        if (!SignedNote.TryParse(Encoding.UTF8.GetBytes(head.Note), out var note, out var failure))
            throw new InvalidDataException($"The stored checkpoint cannot be read: {failure}");

        var hashes = await ledger.HashesAsync(
            Proofs.InclusionPath(index, head.Size),
            head.Size,
            context.RequestAborted
        );
        var proof = new TlogProof(index, Proofs.Inclusion(index, head.Size, hashes), note) { Extra = extra };
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{eventId}.tlog-proof\"";
        return Exports.Whole(context, proof.ToBytes(), LedgerEndpoints.Text);
    }

    public static async Task<IResult> DataAsync(long bundle, HttpContext context, LedgerReader ledger)
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
}
