using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Negotiations.Server.Tests.Cli;

/// <summary>
/// Listens on a free port of this machine, answers as it was asked to, in that order, and keeps what it was asked.
/// </summary>
public sealed class StubServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Reply> replies = [];

    private StubServer(WebApplication app) => this.app = app;

    public List<Asked> Requests { get; } = [];

    public Asked Request => Assert.Single(Requests);

    public string Address => app.Urls.Single();

    public static async Task<StubServer> StartAsync(params IEnumerable<Reply> replies)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var server = new StubServer(app);
        foreach (var reply in replies)
            server.replies.Enqueue(reply);

        app.Run(server.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key,
            header => header.Value.ToString(),
            StringComparer.OrdinalIgnoreCase
        );
        Requests.Add(
            new Asked(
                $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}",
                headers,
                await reader.ReadToEndAsync()
            )
        );
        if (!replies.TryDequeue(out var reply))
            throw new InvalidOperationException("Asked more often than the test expects.");

        await Task.Delay(reply.After);
        if (reply.Breaks)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
            context.Response.Headers[name] = value;

        await context.Response.WriteAsync(reply.Body);
        if (reply.Silence == TimeSpan.Zero && !reply.IsCutShort)
            return;

        // A reset takes with it what the client has not read yet.
        await context.Response.Body.FlushAsync();
        await Task.Delay(reply.Silence + TimeSpan.FromMilliseconds(300), context.RequestAborted)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (reply.IsCutShort)
            context.Abort();
    }
}

/// <param name="Line">Method, path and query.</param>
public sealed record Asked(string Line, IReadOnlyDictionary<string, string> Headers, string Body);

/// <param name="Breaks">True: the request is carried out, and the connection ends without an answer.</param>
public sealed record Reply(int Status, string Body, bool Breaks = false)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    public TimeSpan After { get; init; }

    /// <summary>The body is begun, and the connection breaks behind it.</summary>
    public bool IsCutShort { get; init; }

    /// <summary>Between the body and its end.</summary>
    public TimeSpan Silence { get; init; }

    public static Reply Broken => new(0, "", Breaks: true);

    public static Reply Ok(string json) => new(200, json);

    public static Reply Recorded =>
        new(
            201,
            """
            {"negotiation":"kg-tj-border","version":2,"events":[{"eventId":"7aeb1483-8642-45a0-8876-a0ab3f940335",
              "version":2,"sequence":9,"recordedAt":"2026-01-02T03:04:05.123456Z"}],"anomalies":[]}
            """
        );

    public static Reply Refused(int status, string type, string detail, string? at = null) =>
        new(
            status,
            $$"""
            {"type":"/problems/{{type}}","title":"{{type}}","status":{{status}},
             "detail":"{{detail}}"{{(at is null ? "" : $",\"at\":\"{at}\"")}}}
            """
        );
}
