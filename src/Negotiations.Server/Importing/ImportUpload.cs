using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Negotiations.Import.Formats;
using Negotiations.Json;
using Negotiations.Server.Http;

namespace Negotiations.Server.Importing;

/// <summary>A file on its way from the client to the folder of imports: hashed as it comes, never in memory.</summary>
/// <param name="Sha256">Of the file.</param>
/// <param name="Bytes">Of the file.</param>
/// <param name="Mapping">Sent with it; null when none was.</param>
/// <param name="Deleted">Ids of rows that are deleted, sent with it; null when none were.</param>
internal sealed record ImportUpload(string Sha256, long Bytes, Mapping? Mapping, IReadOnlyList<string>? Deleted = null)
{
    private const int MostOfMapping = Body.Limit;

    /// <summary>
    /// What the contract names: a file is read by what is in it, so any type is taken (curl alone says that a file is a
    /// form), and only a form of several parts is taken apart.
    /// </summary>
    public static readonly IReadOnlyList<string> MediaTypes =
    [
        "text/csv",
        "application/octet-stream",
        "multipart/form-data",
        "*/*",
    ];

    private const int MostOfDeleted = 8 * 1024 * 1024;

    public static async Task<(ImportUpload? Upload, IResult? Problem)> ReceiveAsync(
        HttpContext context,
        ImportFolder folder,
        Guid id
    )
    {
        // A file is larger than any other body, and takes its time: its own limit and the transport's lowest rate
        // hold instead.
        Formats.Exports.TakeTheirTime(context);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;

        if (
            !MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        )
            return await StoreAsync(context.Request.Body, mapping: null, folder, id, context.RequestAborted);

        return HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 100 } boundary
            ? await ReceivePartsAsync(
                new MultipartReader(boundary, context.Request.Body) { BodyLengthLimit = null },
                folder,
                id,
                context.RequestAborted
            )
            : (
                null,
                Problem.Of(
                    StatusCodes.Status400BadRequest,
                    "import-incomplete",
                    "multipart/form-data without its boundary: where the parts end cannot be seen."
                )
            );
    }

    private static async Task<(ImportUpload?, IResult?)> ReceivePartsAsync(
        MultipartReader parts,
        ImportFolder folder,
        Guid id,
        CancellationToken stop
    )
    {
        Mapping? mapping = null;
        IReadOnlyList<string>? deleted = null;
        try
        {
            while (await parts.ReadNextSectionAsync(stop) is { } part)
            {
                var name = ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
                    ? HeaderUtilities.RemoveQuotes(disposition.Name).Value
                    : null;
                if (name == "mapping")
                {
                    (mapping, var problem) = await ReadMappingAsync(part.Body, stop);
                    if (problem is not null)
                        return (null, problem);
                }
                else if (name == "deleted")
                {
                    (deleted, var problem) = await ReadDeletedAsync(part.Body, stop);
                    if (problem is not null)
                        return (null, problem);
                }
                else if (name == "file")
                {
                    var (upload, problem) = await StoreAsync(part.Body, mapping, folder, id, stop);
                    return (upload is null ? null : upload with { Deleted = deleted }, problem);
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return (
                null,
                Problem.Of(
                    StatusCodes.Status400BadRequest,
                    "import-incomplete",
                    "The parts of the body cannot be separated, or it ends too early. Send mapping first, then file."
                )
            );
        }

        return (
            null,
            Problem.Of(
                StatusCodes.Status400BadRequest,
                "import-incomplete",
                "There is no part named 'file'. Send mapping first, if there is one, then file."
            )
        );
    }

    private static async Task<(Mapping?, IResult?)> ReadMappingAsync(Stream body, CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(chunk, stop)) > 0)
        {
            if (bytes.Length + read > MostOfMapping)
                return (
                    null,
                    Problem.Of(
                        StatusCodes.Status413PayloadTooLarge,
                        "body-too-large",
                        $"The mapping is larger than {MostOfMapping} bytes."
                    )
                );

            bytes.Write(chunk, 0, read);
        }

        try
        {
            using var document = JsonDocument.Parse(bytes.ToArray());
            var reading = EventJson.Read<Mapping>(document.RootElement);
            if (reading.Fault is { } fault)
                return (
                    null,
                    Problem.Of(
                        StatusCodes.Status400BadRequest,
                        "bad-mapping",
                        $"The mapping cannot be read: {fault.Detail}",
                        fault.At
                    )
                );

            return reading.Value!.Fault() is { } wrong
                ? (null, Problem.Of(StatusCodes.Status422UnprocessableEntity, "bad-mapping", wrong))
                : (reading.Value, null);
        }
        catch (JsonException)
        {
            return (
                null,
                Problem.Of(StatusCodes.Status400BadRequest, "bad-mapping", "The mapping is not JSON (RFC 8259).")
            );
        }
    }

    // One id a line; a header line that is no id is found nowhere and said.
    private static async Task<(IReadOnlyList<string>?, IResult?)> ReadDeletedAsync(Stream body, CancellationToken stop)
    {
        using var reader = new StreamReader(body);
        List<string> ids = [];
        var length = 0L;
        while (await reader.ReadLineAsync(stop) is { } line)
        {
            length += line.Length;
            if (length > MostOfDeleted)
                return (
                    null,
                    Problem.Of(
                        StatusCodes.Status413PayloadTooLarge,
                        "body-too-large",
                        $"The list of deleted ids is larger than {MostOfDeleted} characters."
                    )
                );

            if (line.Trim().Trim('"') is { Length: > 0 } id)
                ids.Add(id);
        }

        return (ids, null);
    }

    private static async Task<(ImportUpload?, IResult?)> StoreAsync(
        Stream body,
        Mapping? mapping,
        ImportFolder folder,
        Guid id,
        CancellationToken stop
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = 0L;
        try
        {
            await using var file = folder.Create(folder.FileOf(id));
            var chunk = new byte[128 * 1024];
            int read;
            while ((read = await body.ReadAsync(chunk, stop)) > 0)
            {
                length += read;
                if (length > folder.MostBytes)
                    break;

                hash.AppendData(chunk, 0, read);
                await file.WriteAsync(chunk.AsMemory(0, read), stop);
            }
        }
        catch
        {
            folder.Delete(id);
            throw;
        }

        if (length > 0 && length <= folder.MostBytes)
            return (new ImportUpload(Convert.ToHexStringLower(hash.GetHashAndReset()), length, mapping), null);

        folder.Delete(id);
        return (
            null,
            length == 0
                ? Problem.Of(StatusCodes.Status400BadRequest, "import-incomplete", "The body is empty: it is the file.")
                : Problem.Of(
                    StatusCodes.Status413PayloadTooLarge,
                    "body-too-large",
                    $"The file is larger than {folder.MostBytes} bytes. Send it in parts, or raise limits:importBytes."
                )
        );
    }
}
