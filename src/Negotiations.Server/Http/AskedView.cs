using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;
using Negotiations.Views;

namespace Negotiations.Server.Http;

/// <summary>A negotiation and the clocks on which a request asks for it.</summary>
/// <param name="Negotiation">As recorded; never unopened.</param>
/// <param name="Clocks">Those asked for, settled on this negotiation.</param>
/// <param name="IsNow">No clock was asked for.</param>
internal sealed record AskedView(Negotiation Negotiation, Clocks Clocks, bool IsNow)
{
    /// <returns>Either the view that is asked for, or why there is none.</returns>
    public static async Task<(AskedView? View, IResult? Problem)> ReadAsync(
        string id,
        HttpContext context,
        NegotiationReader reader,
        DatabaseClock clock
    )
    {
        var query = new Query(context.Request.Query);
        var asked = ClocksQuery.Read(query, clock);
        if (query.Problem is { } wrong)
            return (null, wrong);

        var negotiation = await reader.ReadAsync(id, context.RequestAborted);
        if (negotiation.IsUnopened)
            return (null, Http.Problem.NotFound(id));

        var (clocks, problem) = asked.For(negotiation, clock);
        return problem is null ? (new AskedView(negotiation, clocks!, asked.IsNow), null) : (null, problem.ToResult());
    }
}
