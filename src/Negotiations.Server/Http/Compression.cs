using Microsoft.AspNetCore.ResponseCompression;

namespace Negotiations.Server.Http;

/// <summary>Which answers are compressed where the client accepts it. A live stream is not: an event must not wait in a
/// compressor for the next one.</summary>
internal static class Compression
{
    private static readonly string[] Ours =
    [
        "application/problem+json",
        "application/x-ndjson",
        "application/atom+xml",
        "application/geo+json",
        "application/ld+json",
        "text/csv",
        "text/calendar",
    ];

    public static void AddCompression(this IServiceCollection services) =>
        services.AddResponseCompression(options =>
        {
            // Nothing secret is answered beside what a stranger chose, so that lengths show no one anything: the
            // tokens of forms are sealed again in each answer.
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes.Except(["text/event-stream"]), .. Ours];
        });
}
