using System.Threading.Channels;
using Microsoft.AspNetCore.Diagnostics;
using Negotiations.Dashboard.Routes;
using Negotiations.Store.Connections;
using Negotiations.Store.Workers;
using Npgsql;

namespace Negotiations.Server.Http;

/// <summary>Answers to exceptions: problem details without type names or stack traces.</summary>
internal static class Failures
{
    public static async Task AnswerAsync(HttpContext context) =>
        await PageAnswer.ForWhoAsks(context, await AnswerOfAsync(context)).ExecuteAsync(context);

    private static async Task<IResult> AnswerOfAsync(HttpContext context)
    {
        var failed = context.Features.Get<IExceptionHandlerFeature>();
        var failure = failed?.Error;
        if (failure is BadHttpRequestException bad)
            return Problem.Of(
                bad.StatusCode,
                bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "body-too-large" : "bad-request",
                bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? $"The body is larger than {Body.Limit} bytes. Send fewer events at a time, or import a file."
                    : "The request cannot be read. A parameter has a value of the wrong type."
            );

        if (StoreProblem(failure, context) is { } store)
        {
            context.Response.Headers.RetryAfter = "2";
            return store;
        }

        return await ViewUnavailable.FindAsync(context, failed)
            ?? Problem.Of(
                StatusCodes.Status500InternalServerError,
                "internal",
                $"Something went wrong here, not in the request. The log names it by {context.TraceIdentifier}."
            );
    }

    /// <summary>A status code with nothing to it, such as a route that is not there.</summary>
    public static Task AnswerEmptyAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var (type, detail) = http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => (
                "route-not-found",
                $"There is nothing at {Record.Slug.Clip(http.Request.Path)}. /openapi/v1.json lists every route."
            ),
            StatusCodes.Status405MethodNotAllowed => (
                "method-not-allowed",
                $"{http.Request.Method} is not done here. Allowed: {http.Response.Headers.Allow}."
            ),
            StatusCodes.Status413PayloadTooLarge => ("body-too-large", $"The body is larger than {Body.Limit} bytes."),
            StatusCodes.Status415UnsupportedMediaType => (
                "not-json",
                $"The body is said to be '{Record.Slug.Clip(http.Request.ContentType ?? "")}'. Send application/json."
            ),
            StatusCodes.Status429TooManyRequests => (
                "too-many-requests",
                "Too many requests came at once. Wait as Retry-After says."
            ),
            var other => ("refused", $"The request was answered with {other}."),
        };
        return PageAnswer.ForWhoAsks(http, Problem.Of(http.Response.StatusCode, type, detail)).ExecuteAsync(http);
    }

    /// <summary>The database does not answer, and nothing was recorded.</summary>
    public static IResult StoreUnavailable() =>
        Problem.Of(
            StatusCodes.Status503ServiceUnavailable,
            "store-unavailable",
            "The database does not answer just now. Repeat the request; with an Idempotency-Key a repeat is recorded "
                + "once."
        );

    /// <summary>What was asked for may have been recorded.</summary>
    public static IResult OutcomeUnknown() =>
        Problem.Of(
            StatusCodes.Status503ServiceUnavailable,
            "outcome-unknown",
            "No one knows yet whether this was recorded: the database, or a standby that it waits for, has not "
                + "confirmed it. Repeat the request with the same Idempotency-Key: what was recorded is not "
                + "recorded twice."
        );

    private static IResult? StoreProblem(Exception? failure, HttpContext context) =>
        failure switch
        {
            UnknownOutcomeException => OutcomeUnknown(),
            _ when Faults.IsDiskFull(failure) => Problem.Of(
                StatusCodes.Status507InsufficientStorage,
                "disk-full",
                "The disk of the database is full, and nothing was recorded. Once there is space the server goes on "
                    + "by itself: then repeat the request with the same Idempotency-Key."
            ),
            PostgresException refused => IsStoreAway(refused, context) ? StoreUnavailable() : null,
            NpgsqlException or TimeoutException => StoreUnavailable(),

            // The server stops, and its recorder takes nothing any more.
            ChannelClosedException => StoreUnavailable(),
            OperationCanceledException when !context.RequestAborted.IsCancellationRequested => StoreUnavailable(),
            _ => null,
        };

    // A value that the database refuses (22, 23, 54) and a rule of ours (P0) are no outage. A statement that it does
    // not understand (42) is our fault; who records is asked to repeat all the same, since the next try finds the
    // schema or the session as it should be.
    private static bool IsStoreAway(PostgresException failure, HttpContext context) =>
        failure.SqlState[..2] switch
        {
            "22" or "23" or "54" or "P0" => false,
            "0A" or "42" => failure.SqlState == PostgresErrorCodes.DuplicatePreparedStatement
                || !HttpMethods.IsGet(context.Request.Method),
            _ => true,
        };
}
