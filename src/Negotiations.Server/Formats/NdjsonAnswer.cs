namespace Negotiations.Server.Formats;

/// <summary>One JSON value a line, written as they come.</summary>
internal sealed class NdjsonAnswer(IAsyncEnumerable<ReadOnlyMemory<byte>> lines) : IResult
{
    // Enough to fill a packet, little enough to keep in memory for a slow reader.
    private const int FlushAfter = 32 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/x-ndjson";
        Exports.TakeTheirTime(httpContext);
        var (output, stop) = (httpContext.Response.BodyWriter, httpContext.RequestAborted);
        var waiting = 0;
        await foreach (var line in lines.WithCancellation(stop))
        {
            line.Span.CopyTo(output.GetSpan(line.Length + 1));
            output.GetSpan(line.Length + 1)[line.Length] = (byte)'\n';
            output.Advance(line.Length + 1);
            waiting += line.Length + 1;
            if (waiting < FlushAfter)
                continue;

            await output.FlushAsync(stop);
            waiting = 0;
        }

        await output.FlushAsync(stop);
    }
}
