using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Diagnostics;
using Negotiations.Server.Http;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Assistants;

/// <summary>
/// Asks the operations of this server from within it, as the caller: the same code reads the question, takes a
/// turn among the replays, answers or refuses. So an assistant is shown neither more nor other than a reader.
/// </summary>
internal sealed class InProcessApi(
    EndpointDataSource endpoints,
    IHttpContextAccessor asking,
    ILogger<InProcessApi> logger
)
{
    private readonly Lazy<Dictionary<string, RouteEndpoint>> byName = new(() =>
        endpoints
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is not null)
            .ToDictionary(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName)
    );

    /// <param name="operation">By its name in the contract.</param>
    /// <param name="id">Of the negotiation; null where it is asked of all.</param>
    /// <param name="query">As after the question mark of an address.</param>
    /// <returns>The answer; or the sentence in which it was refused.</returns>
    public async Task<(JsonNode? Answer, string? Refusal)> AskAsync(
        string operation,
        string? id,
        IEnumerable<KeyValuePair<string, string?>> query,
        CancellationToken stop
    )
    {
        var outer = asking.HttpContext!;
        var endpoint = byName.Value[operation];
        using var body = new MemoryStream();
        var inner = new DefaultHttpContext
        {
            RequestServices = outer.RequestServices,
            User = outer.User,
            RequestAborted = stop,
            TraceIdentifier = outer.TraceIdentifier,
        };
        inner.Connection.RemoteIpAddress = outer.Connection.RemoteIpAddress;
        inner.Request.Method = HttpMethods.Get;
        inner.Request.Headers.AcceptLanguage = outer.Request.Headers.AcceptLanguage;
        inner.Request.Scheme = outer.Request.Scheme;
        inner.Request.Host = outer.Request.Host;
        inner.Request.PathBase = outer.Request.PathBase;
        inner.Request.Path =
            "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{id}", id, StringComparison.Ordinal);
        inner.Request.QueryString = QueryString.Create(query);
        inner.Request.RouteValues["id"] = id;
        inner.Response.Body = body;
        inner.SetEndpoint(endpoint);
        try
        {
            await endpoint.RequestDelegate!(inner);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.LogError(failure, "{Operation} failed for an assistant.", operation);
            inner.Features.Set<IExceptionHandlerFeature>(new ExceptionHandlerFeature { Error = failure });
            await Failures.AnswerAsync(inner);
        }

        body.Position = 0;
        var answer = await JsonNode.ParseAsync(body, cancellationToken: stop);

        // Counted as another one: the answer about that one is the answer.
        if (inner.Response.StatusCode == StatusCodes.Status308PermanentRedirect)
            return await AskAsync(operation, (string)answer!["mergedInto"]!, query, stop);

        return inner.Response.StatusCode == StatusCodes.Status200OK
            ? (answer, null)
            : (null, Remedies.ForAssistants((string?)answer!["detail"] ?? ""));
    }
}
