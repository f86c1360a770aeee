using Microsoft.AspNetCore.Http.Features;

namespace Negotiations.Server.Http;

/// <summary>
/// HEAD is answered by every route that answers GET, with its status and headers and without its body (RFC 9110
/// section 9.3.2).
/// </summary>
internal static class HeadRequests
{
    /// <summary>Before everything else: the route is chosen by the method.</summary>
    public static void UseHeadRequests(this WebApplication app)
    {
        app.Use(next =>
            context => HttpMethods.IsHead(context.Request.Method) ? AnswerAsync(context, next) : next(context)
        );
        app.UseRouting();
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        // The transport keeps what was asked, and sends no body.
        context.Request.Method = HttpMethods.Get;
        var aborted = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        context.Response.RegisterForDispose(aborted);
        context.RequestAborted = aborted.Token;
        var transport = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        context.Features.Set<IHttpResponseBodyFeature>(
            new StreamResponseBodyFeature(new UnsentBody(transport, aborted), transport)
        );
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.Response.HasStarted)
        {
            // The rest of the body, which no one gets.
        }
    }

    /// <summary>
    /// Sends the headers when the first byte is written, and then lets the writer know that no one reads: a live
    /// stream or a long file ends there.
    /// </summary>
    private sealed class UnsentBody(IHttpResponseBodyFeature transport, CancellationTokenSource aborted) : Stream
    {
        private bool isStarted;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        ) => await StartAsync();

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            StartAsync();

        public override Task FlushAsync(CancellationToken cancellationToken) => StartAsync();

        public override void Flush() => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private async Task StartAsync()
        {
            if (isStarted)
                return;

            // Not by the token that is about to be cancelled: headers that are half out would cost the connection.
            isStarted = true;
            await transport.StartAsync(CancellationToken.None);
            _ = aborted.CancelAsync();
        }
    }
}
