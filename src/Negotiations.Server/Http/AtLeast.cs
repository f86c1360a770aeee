using System.Globalization;
using Negotiations.Dashboard.Routes;
using Negotiations.Store.Feed;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Http;

/// <summary>
/// <c>atLeast</c>: an answer of a state that has the event of this sequence, so that a client finds on any node, and on
/// a standby, what it recorded on another. The database is asked each time: what a node remembers may be of a past that
/// a failover took away.
/// </summary>
internal sealed class AtLeast(Sequences sequences)
{
    public const string Type = "not-here-yet";

    /// <summary>How long a sequence that is not here yet is waited for. The request itself may take longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    public static readonly QueryParameter Parameter = new(
        "atLeast",
        "The answer is of a state that has the event of this sequence, such as one that was recorded on another node. "
            + $"It is waited for {Longest.TotalSeconds:f0} seconds; then the answer is 503.",
        "0",
        IsNumber: true
    );

    /// <summary>Answers the request itself where the sequence does not come in time.</summary>
    public async Task RunAsync(HttpContext context, RequestDelegate next) =>
        await (
            context.Request.Query.ContainsKey(Parameter.Name)
            && IsTaken(context)
            && await RefusalAsync(context) is { } no
                ? PageAnswer.ForWhoAsks(context, no).ExecuteAsync(context)
                : next(context)
        );

    private static bool IsTaken(HttpContext context) =>
        context
            .GetEndpoint()
            ?.Metadata.GetOrderedMetadata<KnownParameters>()
            .Any(each => each.Names.Contains(Parameter.Name)) == true;

    private async Task<IResult?> RefusalAsync(HttpContext context)
    {
        var query = new Query(context.Request.Query);
        var asked = query.Number(Parameter.Name);
        if (query.Problem is { } problem)
            return problem;

        var here = await sequences.WaitForAsync(asked ?? 0, Longest, context.RequestAborted);
        if (here >= asked)
            return null;

        context.Response.Headers.RetryAfter = "2";
        return Problem.Of(
            StatusCodes.Status503ServiceUnavailable,
            Type,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The event of sequence {asked} is not here yet: the last one here has sequence {here}. Repeat the "
                    + $"request, ask another node, or ask without atLeast for the state as it is here."
            ),
            Parameter.Name
        );
    }
}
