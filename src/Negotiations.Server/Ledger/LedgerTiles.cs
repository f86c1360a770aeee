using Negotiations.Ledger;
using Negotiations.Server.Formats;
using Negotiations.Server.Http;
using Negotiations.Store.Ledger;

namespace Negotiations.Server.Ledger;

/// <summary>Tiles of hashes and bundles of entries (C2SP tlog-tiles).</summary>
internal static class LedgerTiles
{
    // What a full tile says never changes; what is not full yet is named by its width, and never changes either.
    private const string Immutable = "public, max-age=31536000, immutable";

    public static async Task<IResult> TileAsync(string path, HttpContext context, LedgerReader ledger)
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
                (row, place) => (ReadOnlyMemory<byte>)row.ToLeaf((bundle.Index * Tile.FullWidth) + place).ToBytes()
            ),
        ]);
    }
}
