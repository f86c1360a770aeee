using System.Globalization;
using Negotiations.Dashboard.Hosting;
using Negotiations.Dashboard.Routes;
using Negotiations.Store.Following;
using Negotiations.Store.Workers;

namespace Negotiations.Server.Http;

/// <summary>A route that changes nothing, though its method may: a node that only reads answers it too.</summary>
internal sealed class ReadsOnly;

/// <summary>
/// What a node that only reads answers otherwise: every answer says how far it is behind, and what would change
/// something is refused, or leads to a node that records.
/// </summary>
internal static class ReadOnlyAnswers
{
    public const string Type = "node-only-reads";
    public const string Lag = "Reader-Lag";
    public const string Sequence = "Reader-Sequence";

    /// <summary>First, so that refusals have the headers too.</summary>
    public static void UseReaderHeaders(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<ReaderMode>().IsOn)
            return;

        var watch = app.Services.GetRequiredService<CopyWatch>();
        app.Use(next =>
            context =>
            {
                // As it was when the work began: what comes meanwhile makes the answer no older than this.
                if (watch.Copy is { } state)
                {
                    var (lag, sequence) = (Words(watch.Lag), state.Sequence.ToString(CultureInfo.InvariantCulture));
                    context.Response.OnStarting(() =>
                    {
                        context.Response.Headers[Lag] = lag;
                        context.Response.Headers[Sequence] = sequence;
                        return Task.CompletedTask;
                    });
                }

                return next(context);
            }
        );
    }

    /// <summary>Once it is known which route was asked, and by whom.</summary>
    public static void UseReadOnlyAnswers(this WebApplication app)
    {
        var reader = app.Services.GetRequiredService<ReaderMode>();
        if (reader.IsOn)
            app.Use(next => context => AnswerAsync(context, next, reader));
    }

    private static string Words(TimeSpan? lag) =>
        lag?.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) ?? "unknown";

    private static Task AnswerAsync(HttpContext context, RequestDelegate next, ReaderMode reader)
    {
        var method = context.Request.Method;
        var isRead = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
        if (
            // What is no route of ours has its own answer: there is nothing, or not with this method.
            context.GetEndpoint()
                is not RouteEndpoint { Metadata: var metadata }
            || (isRead && metadata.GetMetadata<WritingPage>() is null)
            || metadata.GetMetadata<ReadsOnly>() is not null
        )
            return next(context);

        if (isRead && reader.WriterAddress is { } address)
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Redirect(address + context.Request.Path + context.Request.QueryString);
            return Task.CompletedTask;
        }

        context.Response.Headers.Allow = isRead ? "" : "GET, HEAD";
        return PageAnswer.ForWhoAsks(context, Refusal(reader)).ExecuteAsync(context);
    }

    private static IResult Refusal(ReaderMode reader) =>
        Problem.Of(
            StatusCodes.Status405MethodNotAllowed,
            Type,
            "This node only reads, and nothing was done. "
                + (
                    reader.WriterAddress is { } address
                        ? $"Send the request to {address}, which records."
                        : "Send the request to a node that records: its operator knows the address, and can name it "
                            + "here with reader:writerAddress."
                )
        );
}
