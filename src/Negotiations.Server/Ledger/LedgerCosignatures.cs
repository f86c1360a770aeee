using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Negotiations.Ledger;
using Negotiations.Server.Http;
using Negotiations.Server.Storage;
using Npgsql;

namespace Negotiations.Server.Ledger;

/// <summary>Takes the signatures of configured witnesses under checkpoints that were signed here, and says which keys the log has had.</summary>
internal sealed class LedgerCosignatures(Database database, LedgerKey key, IConfiguration configuration)
{
    private const int MostBytes = 16 * 1024;

    private readonly IReadOnlyList<VerifierKey> witnesses =
        [.. configuration.GetSection("ledger:witnesses").GetChildren().Select(each => Read(each.Value, each.Path))];

    public static NpgsqlBatchCommand Insert(long size, NoteSignature signature) => CommitFrame.Command(
        $"insert into {Tables.Schema}.ledger_cosignature (size, key, line) values ($1, $2, $3) on conflict (size, key) do update set line = excluded.line",
        size, string.Create(CultureInfo.InvariantCulture, $"{signature.KeyName}+{signature.KeyId:x8}"), signature.Line);

    /// <summary>Lines for the newest checkpoint, or for the one of ?size=.</summary>
    public async Task<IResult> TakeAsync(HttpContext context)
    {
        var query = new Query(context.Request.Query);
        var size = query.Number("size");
        if (query.Problem is { } problem)
            return problem;

        if (witnesses.Count == 0)
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, "cosignature-refused", "This server has no witnesses. Its operator puts a witness's verifier key into ledger:witnesses:0 and starts it again.");

        if (context.Request.ContentLength > MostBytes)
            return Problem.Of(StatusCodes.Status413PayloadTooLarge, "body-too-large", $"Cosignatures have at most {MostBytes} bytes.");

        // A body that does not say how long it is ends there too.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } allowed)
            allowed.MaxRequestBodySize = MostBytes;

        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var lines = (await reader.ReadToEndAsync(context.RequestAborted)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (await NoteAsync(size, context.RequestAborted) is not { } found)
            return Problem.Of(StatusCodes.Status404NotFound, "checkpoint-not-found", "No checkpoint of this size was signed.");

        await using var batch = database.Source.CreateBatch();
        foreach (var line in lines)
        {
            if (!NoteSignature.TryParse(line, out var signature))
                return Problem.Of(StatusCodes.Status400BadRequest, "cosignature-unreadable", "Each line is a dash, the name of a witness and base 64.");

            var verified = new SignedNote(found.Note.Text, [signature]).Verify([.. witnesses]);
            if (!verified.Holds)
                return Problem.Of(StatusCodes.Status422UnprocessableEntity, "cosignature-refused", verified.Explanation);

            batch.BatchCommands.Add(Insert(found.Size, signature));
        }

        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(context.RequestAborted);

        return JsonAnswer.Of(context, new CosignedAnswer(found.Size, lines.Length));
    }

    /// <summary>Which key signed from which size on, and by which handover.</summary>
    public async Task<IReadOnlyList<PublishedKey>> KeysAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select size, from_vkey, to_vkey, note from {Tables.Schema}.ledger_handover order by size");
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<PublishedKey> keys = [];
        while (await rows.ReadAsync(stop))
        {
            if (keys.Count == 0)
                keys.Add(new PublishedKey(rows.GetString(1), 0, null));

            keys.Add(new PublishedKey(rows.GetString(2), rows.GetInt64(0), rows.GetString(3)));
        }

        return keys.Count > 0 ? keys : [new PublishedKey(key.Signer.VerifierKey.Text, 0, null)];
    }

    private async Task<(long Size, SignedNote Note)?> NoteAsync(long? size, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select size, note from {Tables.Schema}.ledger_checkpoint where $1 is null or size = $1 order by size desc limit 1");
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)size ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint });
        await using var rows = await command.ExecuteReaderAsync(stop);
        return await rows.ReadAsync(stop) && SignedNote.TryParse(Encoding.UTF8.GetBytes(rows.GetString(1)), out var note, out _) ? (rows.GetInt64(0), note) : null;
    }

    private static VerifierKey Read(string? text, string setting) =>
        VerifierKey.TryParse(text, out var key, out var failure) && key.Kind is SignatureKind.Cosignature
            ? key : throw new InvalidDataException($"{setting} is no verifier key of a witness. {failure?.Explanation}");
}

/// <param name="Size">Of the checkpoint.</param>
/// <param name="Taken">How many lines.</param>
public sealed record CosignedAnswer(long Size, int Taken);

/// <param name="Vkey">The verifier key.</param>
/// <param name="FromSize">It signs checkpoints from this size on.</param>
/// <param name="Handover">The checkpoint at which the key before it named it, signed by both; null for the first.</param>
public sealed record PublishedKey(string Vkey, long FromSize, string? Handover);

/// <param name="Keys">In order; the last one signs now.</param>
public sealed record PublishedKeys(IReadOnlyList<PublishedKey> Keys);
