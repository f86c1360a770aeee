using System.Text.Json;
using System.Text.Unicode;
using Negotiations.Json;
using Negotiations.Record;

namespace Negotiations.Server.Http;

/// <summary>A request body read whole, within a limit, before anything is done with it.</summary>
/// <param name="Bytes">As sent.</param>
/// <param name="Root">Parsed.</param>
internal sealed record Body(ReadOnlyMemory<byte> Bytes, JsonElement Root)
{
    /// <summary>One event or a small array.</summary>
    public const int Limit = 1024 * 1024;

    /// <summary>
    /// So much is read, and thrown away beyond the limit: many clients look for an answer only when all is sent, and
    /// would see no more than a broken connection.
    /// </summary>
    public const int MostRead = 16 * Limit;

    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = EventJson.MaxDepth,
        CommentHandling = JsonCommentHandling.Disallow,
        AllowTrailingCommas = false,
        AllowDuplicateProperties = true,
    };

    /// <summary>The body, or the problem that keeps it from being read.</summary>
    public static async Task<(Body? Body, IResult? Problem)> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentType is { } type && !type.Contains("json", StringComparison.OrdinalIgnoreCase))
            return (
                null,
                Http.Problem.Of(
                    StatusCodes.Status415UnsupportedMediaType,
                    "not-json",
                    $"The body is said to be '{Slug.Clip(type)}'. Send application/json."
                )
            );

        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        var length = 0L;
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            length += read;
            if (length <= Limit)
                buffer.Write(chunk, 0, read);
        }

        if (length > Limit)
            return (null, TooLarge());

        var bytes = buffer.ToArray();
        if (!Utf8.IsValid(bytes))
            return (
                null,
                Http.Problem.Of(
                    StatusCodes.Status400BadRequest,
                    "not-json",
                    "The body is not UTF-8, which JSON is written in (RFC 8259). Convert it."
                )
            );

        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return (new Body(bytes, document.RootElement.Clone()), null);
        }
        catch (JsonException e)
        {
            return (
                null,
                Http.Problem.Of(
                    StatusCodes.Status400BadRequest,
                    "not-json",
                    bytes.Length == 0
                        ? "The body is empty. Send a JSON object."
                        : $"The body is not JSON (RFC 8259), or is nested deeper than {EventJson.MaxDepth}: "
                            + $"reading stopped in line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}."
                )
            );
        }
    }

    /// <summary>The body as one value, or the problem that keeps it from being read.</summary>
    public static async Task<(T? Value, IResult? Problem)> ReadAsync<T>(HttpContext context)
        where T : class
    {
        var (body, problem) = await ReadAsync(context);
        if (problem is not null)
            return (null, problem);

        var reading = EventJson.Read<T>(body!.Root);
        return (reading.Value, reading.Fault is { } fault ? Refusal.From(fault).ToResult() : null);
    }

    private static IResult TooLarge() =>
        Http.Problem.Of(
            StatusCodes.Status413PayloadTooLarge,
            "body-too-large",
            $"The body is larger than {Limit} bytes. Send fewer events at a time, or import a file."
        );
}
