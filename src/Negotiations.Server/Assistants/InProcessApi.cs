using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Routing.Patterns;
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
    /// <param name="id">Of what it is asked of; null where it is asked of all.</param>
    /// <param name="query">As after the question mark of an address.</param>
    /// <param name="stop">Given up.</param>
    /// <returns>The answer; or the sentence in which it was refused.</returns>
    public async Task<(JsonNode? Answer, string? Refusal)> AskAsync(
        string operation,
        string? id,
        IEnumerable<KeyValuePair<string, string?>> query,
        CancellationToken stop
    )
    {
        var (status, body) = await SendAsync(operation, id, query, stop);
        var answer = JsonNode.Parse(body);

        // Counted as another one: the answer about that one is the answer.
        if (status == StatusCodes.Status308PermanentRedirect)
            return await AskAsync(operation, (string)answer!["mergedInto"]!, query, stop);

        return status == StatusCodes.Status200OK ? (answer, null) : (null, RefusalOf(answer));
    }

    /// <summary>The same of an operation that answers with a text.</summary>
    public async Task<(string? Answer, string? Refusal)> AskTextAsync(
        string operation,
        string? id,
        CancellationToken stop
    )
    {
        var (status, body) = await SendAsync(operation, id, [], stop);
        return status == StatusCodes.Status200OK
            ? (Encoding.UTF8.GetString(body), null)
            : (null, RefusalOf(JsonNode.Parse(body)));
    }

    private static string RefusalOf(JsonNode? answer) => Remedies.ForAssistants((string?)answer?["detail"] ?? "");

    private async Task<(int Status, byte[] Body)> SendAsync(
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
        inner.Request.Path = PathOf(endpoint.RoutePattern, id);
        inner.Request.QueryString = QueryString.Create(query);
        if (endpoint.RoutePattern.Parameters is [var one, ..])
            inner.Request.RouteValues[one.Name] = id;

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

        return (inner.Response.StatusCode, body.ToArray());
    }

    // An operation is asked of one thing at most.
    private static string PathOf(RoutePattern pattern, string? id) =>
        string.Join(
            '/',
            pattern
                .PathSegments.Select(segment =>
                    segment.Parts is [RoutePatternParameterPart] ? id : string.Concat(segment.Parts.Select(TextOf))
                )
                .Prepend("")
        );

    private static string TextOf(RoutePatternPart part) =>
        part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            _ => "",
        };
}
