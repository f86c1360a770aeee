using System.Text;
using System.Xml;
using Negotiations.Dashboard.Hosting;
using Negotiations.Json;
using Negotiations.Server.Formats;
using Negotiations.Store.Queries;
using Negotiations.Store.Seeing;

namespace Negotiations.Server.Publishing;

/// <summary>Which pages a crawler may read, and when each last changed (sitemaps.org, protocol 0.9).</summary>
internal static class Sitemap
{
    /// <summary>One file names no more than 50,000 addresses; of a larger record those that changed last.</summary>
    public const int Most = 50_000;

    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    public static async Task<IResult> WriteAsync(HttpContext context, NegotiationNames names)
    {
        var root = Exports.Root(context);
        var negotiations = await names.LatestAsync(Most - DashboardPlaces.All.Count, context.RequestAborted);
        using var bytes = new MemoryStream();
        await using (
            var writer = XmlWriter.Create(
                bytes,
                new XmlWriterSettings
                {
                    Async = true,
                    Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                }
            )
        )
        {
            await writer.WriteStartElementAsync(null, "urlset", Namespace);
            foreach (var path in DashboardPlaces.ToRead)
                await WriteAsync(writer, root + path, changed: null);

            foreach (var (id, recordedAt) in negotiations)
                await WriteAsync(writer, $"{root}/negotiations/{id}", recordedAt);
        }

        return Exports.Whole(context, bytes.ToArray(), "application/xml; charset=utf-8");
    }

    private static async Task WriteAsync(XmlWriter writer, string address, DateTimeOffset? changed)
    {
        await writer.WriteStartElementAsync(null, "url", Namespace);
        await writer.WriteElementStringAsync(null, "loc", Namespace, address);
        if (changed is { } at)
            await writer.WriteElementStringAsync(null, "lastmod", Namespace, InstantConverter.Print(Sight.At(at)));

        await writer.WriteEndElementAsync();
    }
}
