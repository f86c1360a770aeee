using Microsoft.AspNetCore.Diagnostics;
using Negotiations.Dashboard.Routes;
using Npgsql;

namespace Negotiations.Server.Http;

/// <summary>What is our fault or no one's, reported without types or stack traces.</summary>
internal static class Failures
{
    public static async Task AnswerAsync(HttpContext context) =>
        await DeskAnswer.ForWhoAsks(context, await AnswerOfAsync(context)).ExecuteAsync(context);

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
                    : "The request cannot be read. A parameter has a value that is not of its kind."
            );

        if (IsStoreAway(failure))
        {
            context.Response.Headers.RetryAfter = "2";
            return Problem.Of(
                StatusCodes.Status503ServiceUnavailable,
                "store-unavailable",
                "The database does not answer just now. Repeat the request; with an Idempotency-Key a "
                    + "repeat is recorded once."
            );
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
        return DeskAnswer.ForWhoAsks(http, Problem.Of(http.Response.StatusCode, type, detail)).ExecuteAsync(http);
    }

    private static bool IsStoreAway(Exception? failure) =>
        failure switch
        {
            PostgresException postgres => postgres.IsTransient
                || postgres.SqlState is "57P01" or "57P02" or "57P03" or "25P03",
            NpgsqlException or TimeoutException => true,
            _ => false,
        };
}
