using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Negotiations.Ledger;
using Negotiations.Server.Http;
using Negotiations.Store.Ledger;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Ledger;

/// <summary>Takes the signatures of configured witnesses under checkpoints that were signed here.</summary>
internal sealed class CosignatureEndpoint(LedgerCosignatures cosignatures, IConfiguration configuration)
{
    private const int MostBytes = 16 * 1024;

    private readonly IReadOnlyList<VerifierKey> witnesses = Witnesses(configuration);

    /// <summary>One by one, or a single one without a number.</summary>
    /// <exception cref="InvalidDataException">One is no verifier key of a witness.</exception>
    public static IReadOnlyList<VerifierKey> Witnesses(IConfiguration configuration)
    {
        var section = configuration.GetSection("ledger:witnesses");
        return
        [
            .. (section.Value is null ? [] : (IConfigurationSection[])[section])
                .Concat(section.GetChildren())
                .Select(each => Read(each.Value, each.Path)),
        ];
    }

    /// <summary>Lines for the newest checkpoint, or for the one of ?size=.</summary>
    public async Task<IResult> TakeAsync(HttpContext context)
    {
        var query = new Query(context.Request.Query);
        var size = query.Number("size");
        if (query.Problem is { } problem)
            return problem;

        if (witnesses.Count == 0)
            return Problem.Of(
                StatusCodes.Status422UnprocessableEntity,
                "cosignature-refused",
                "This server has no witnesses. Its operator puts a witness's verifier key into "
                    + "ledger:witnesses:0 and starts it again."
            );

        if (context.Request.ContentLength > MostBytes)
            return Problem.Of(
                StatusCodes.Status413PayloadTooLarge,
                "body-too-large",
                $"Cosignatures have at most {MostBytes} bytes."
            );

        // A body that does not say how long it is ends there too.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } allowed)
            allowed.MaxRequestBodySize = MostBytes;

        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var lines = (await reader.ReadToEndAsync(context.RequestAborted)).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );
        if (await cosignatures.NoteAsync(size, context.RequestAborted) is not { } found)
            return Problem.Of(
                StatusCodes.Status404NotFound,
                "checkpoint-not-found",
                "No checkpoint of this size was signed."
            );

        List<NoteSignature> taken = [];
        foreach (var line in lines)
        {
            if (!NoteSignature.TryParse(line, out var signature))
                return Problem.Of(
                    StatusCodes.Status400BadRequest,
                    "cosignature-unreadable",
                    "Each line is a dash, the name of a witness and base 64."
                );

            var verified = new SignedNote(found.Note.Text, [signature]).Verify([.. witnesses]);
            if (!verified.Holds)
                return Problem.Of(
                    StatusCodes.Status422UnprocessableEntity,
                    "cosignature-refused",
                    verified.Explanation
                );

            taken.Add(signature);
        }

        await cosignatures.AddAsync(found.Size, taken, context.RequestAborted);
        return JsonAnswer.Of(context, new CosignedAnswer(found.Size, lines.Length));
    }

    private static VerifierKey Read(string? text, string setting) =>
        VerifierKey.TryParse(text, out var key, out var failure) && key.Kind is SignatureKind.Cosignature
            ? key
            : throw new InvalidDataException($"{setting} is no verifier key of a witness. {failure?.Explanation}");
}

/// <param name="Size">Of the checkpoint.</param>
/// <param name="Taken">How many lines.</param>
public sealed record CosignedAnswer(long Size, int Taken);
