using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Negotiations.Ledger;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Store.Feed;
using Negotiations.Store.Ledger;
using Negotiations.Store.Queries;
using Negotiations.Store.Seeing;

namespace Negotiations.Server.Formats;

/// <summary>
/// The whole record as a file that proves itself: what the log signed, the hashes of its entries, every event with what
/// opens its entry, and an end. What of the record is not in the log yet is waited for.
/// </summary>
internal sealed class ProvenExport(
    FeedReader feed,
    LedgerReader ledger,
    LedgerKey key,
    LedgerCosignatures keys,
    LedgerNotices notices
)
{
    // So many tiles are in memory at a time.
    private const int TilesAtOnce = 64;

    // The log has an event within a second, or health says why not.
    private const int MostLooks = 40;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    public static readonly QueryParameter Proof = new(
        "proof",
        "true: the whole record with what proves it, for a backup and a restore. The first line holds the signed "
            + "checkpoint and the count, then come lines of hashes, every event with its proof, and an end with a "
            + "checksum. It takes no other parameter, and the key of an auditor or an admin: it names authors.",
        "true",
        IsFlag: true
    );

    /// <summary>Null where the proof was not asked for.</summary>
    public async Task<IResult?> AnswerAsync(HttpContext context)
    {
        var query = new Query(context.Request.Query);
        if (!query.Flag(Proof.Name))
            return query.Problem;

        if (context.Request.Query.Keys.FirstOrDefault(name => name != Proof.Name) is { } other)
            return Problem.BadParameter(
                other,
                $"{other} and proof=true do not go together: what proves a record proves the whole of it."
            );

        // A restore needs authors and exact times, and so does what proves them.
        if (Sight.IsClosed)
            return new AuthorsClosed(context.User.Identity?.IsAuthenticated == true);

        var stop = context.RequestAborted;
        var erasures = await feed.ErasuresAsync(stop);
        if (await HeadAsync(await feed.HeadAsync(stop), stop) is not { } head)
            return Problem.Of(
                StatusCodes.Status503ServiceUnavailable,
                "not-in-ledger-yet",
                "Events wait for the log, so that there is nothing yet that would prove them. /health/ready says why. "
                    + "Without proof=true the record can be had without its proof."
            );

        // Which key it was, only a node that has it can say.
        if (key.Mismatch(head) is { } mismatch)
            return Problem.Of(StatusCodes.Status503ServiceUnavailable, "ledger-key-missing", mismatch);

        if (!SignedNote.TryParse(Encoding.UTF8.GetBytes(head.Note), out var note, out var unreadable))
            throw new InvalidDataException($"The stored checkpoint cannot be read: {unreadable.Reason}");

        var header = new ExportHeader(
            head.Size,
            note,
            [.. (await keys.KeysAsync(stop)).Select(Exported)],
            [.. (await notices.AllAsync(stop)).Select(each => each.Note)]
        ).ToLine();
        var tag = Convert.ToHexStringLower(SHA256.HashData(header).AsSpan(0, 12));
        return Exports.Tagged(
            context,
            VersionTag.OfProgram($"\"p{tag}.e{erasures}\""),
            new NdjsonAnswer(LinesAsync(header, head.Size, erasures, context, stop))
        );
    }

    private sealed record AuthorsClosed(bool IsKnown) : IResult
    {
        public Task ExecuteAsync(HttpContext context) =>
            IsKnown ? AccessProblem.ForbiddenAsync(context) : AccessProblem.UnknownAsync(context, said: null);
    }

    private static ExportedKey Exported(PublishedKey published) =>
        new(published.Vkey, published.FromSize, published.Handover);

    // Null: the log does not come to have all that is recorded.
    private async Task<LedgerHead?> HeadAsync(long upTo, CancellationToken stop)
    {
        for (var looks = 0; looks < MostLooks; looks++)
        {
            if (await ledger.HeadAsync(stop) is { } head && head.LastSequence >= upTo)
                return head;

            await Task.Delay(BetweenLooks, stop);
        }

        return null;
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> LinesAsync(
        byte[] header,
        long size,
        long erasures,
        HttpContext context,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        yield return Counted(header);
        await foreach (var line in HashesAsync(size, stop))
            yield return Counted(line);

        for (var bundle = 0L; bundle * Tile.FullWidth < size; bundle++)
        {
            var width = (int)Math.Min(Tile.FullWidth, size - (bundle * Tile.FullWidth));
            var rows = await ledger.RowsAsync(bundle, width, stop);

            // What was erased meanwhile has its act behind the checkpoint: this file would prove less than it says.
            if (await feed.ErasuresAsync(stop) != erasures)
            {
                context.Abort();
                yield break;
            }

            foreach (var row in rows)
                yield return Counted(ProvenLine.Of(row).ToLine());
        }

        yield return ExportEnd.ToLine(size, sha256.GetCurrentHash());

        ReadOnlyMemory<byte> Counted(byte[] line)
        {
            sha256.AppendData(line);
            sha256.AppendData("\n"u8);
            return line;
        }
    }

    private async IAsyncEnumerable<byte[]> HashesAsync(long size, [EnumeratorCancellation] CancellationToken stop)
    {
        var count = (size + Tile.FullWidth - 1) / Tile.FullWidth;
        for (var first = 0L; first < count; first += TilesAtOnce)
        {
            Tile[] tiles =
            [
                .. Enumerable
                    .Range(0, (int)Math.Min(TilesAtOnce, count - first))
                    .Select(n => new Tile(
                        0,
                        first + n,
                        (int)Math.Min(Tile.FullWidth, size - ((first + n) * Tile.FullWidth))
                    )),
            ];
            var stored = await ledger.TilesAsync(tiles, stop);
            foreach (var tile in tiles)
                yield return ExportTile.ToLine(stored[tile]);
        }
    }
}
