using System.IO.Compression;
using Negotiations.Server.Formats;

namespace Negotiations.Server.Ledger;

/// <summary>
/// A bundle of entries, as gzip where the client takes it (C2SP tlog-tiles asks for that: entries are text, and hashes
/// are not).
/// </summary>
internal static class BundleAnswer
{
    private const string Gzip = "gzip";

    public static IResult Of(HttpContext context, byte[] bytes, string keeping)
    {
        context.Response.Headers.AppendCommaSeparatedValues("Vary", "Accept-Encoding");
        if (!TakesGzip(context.Request))
            return Exports.Whole(context, bytes, "application/octet-stream", keeping);

        context.Response.Headers.ContentEncoding = Gzip;
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(bytes);

        return Exports.Whole(context, packed.ToArray(), "application/octet-stream", keeping);
    }

    private static bool TakesGzip(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .AcceptEncoding.Any(each =>
                each.Value.Equals(Gzip, StringComparison.OrdinalIgnoreCase) && each.Quality is not 0
            );
}
