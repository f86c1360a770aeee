using System.Text.Json;
using Negotiations.Dashboard.Routes;
using Negotiations.Json;
using Negotiations.Server.Actors;
using Negotiations.Server.Citing;
using Negotiations.Server.Http;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;
using Negotiations.Views;

namespace Negotiations.Server.Status;

/// <summary>A status folded for one answer, with the names of its actors and with the negotiations around it.</summary>
internal sealed class StatusReplay(
    NegotiationReader reader,
    DatabaseClock clock,
    ActorDirectory actors,
    NeighbourReader neighbours
)
{
    public DatabaseClock Clock => clock;

    /// <returns>No status, and the answer that says why: there is none on these clocks.</returns>
    public async Task<(ReplayedStatus? Status, IResult? Refused)> OfAsync(
        string id,
        ClocksQuery asked,
        HttpContext context
    )
    {
        var negotiation = await reader.ReadAsync(id, context.RequestAborted);
        if (negotiation.IsUnopened)
            return (null, Problem.NotFound(id));

        var (clocks, problem) = asked.For(negotiation, clock);
        if (problem is not null)
            return (null, problem.ToResult());

        if (StatusFold.Of(negotiation, clocks!) is not { } standing)
            return (null, Refusals.NotKnown(negotiation, clocks!).ToResult());

        var others = await neighbours.OnAsync(negotiation, clocks!, context.RequestAborted);
        var answered = AnsweredClocks.Of(clocks!, negotiation);
        var status = JsonSerializer.SerializeToUtf8Bytes(
            others.AddTo(standing.Status).On(clocks!.AsOf) with
            {
                Clocks = asked.IsNow ? null : answered,
            },
            EventJson.Options
        );
        var json = JsonAnswer.Buffer(context);
        NamedAnswer
            .By(actors, ClocksQuery.ActorsOf(clocks, negotiation), ReaderLanguage.Of(context))
            .Write(status, json);
        return (
            new ReplayedStatus(
                JsonAnswer.Written(json),
                clocks,
                answered,
                standing.Status.Version,
                Permalink.Of(negotiation, CitedView.Status, clocks, namesDay: true)
            ),
            null
        );
    }
}

/// <summary>A status as an answer shows it.</summary>
/// <param name="Json">Whole; as long as the request lasts.</param>
/// <param name="Clocks">Those it was folded on.</param>
/// <param name="Answered">The same, as an answer names them.</param>
/// <param name="Version">Of the last event that counts.</param>
/// <param name="Permalink">The address at which it stays what it is.</param>
internal sealed record ReplayedStatus(
    ReadOnlyMemory<byte> Json,
    Clocks Clocks,
    AnsweredClocks Answered,
    long Version,
    string Permalink
);
