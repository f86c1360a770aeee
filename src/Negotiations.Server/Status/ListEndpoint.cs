using System.Text.Json;
using Negotiations.Json;
using Negotiations.Server.Actors;
using Negotiations.Server.Http;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Status;

/// <summary>Lists: the kept views for now, and a fold over every negotiation for other clocks.</summary>
internal static class ListEndpoint
{
    public static async Task<IResult> ListAsync(
        HttpContext context, NegotiationList negotiations, DatabaseClock clock, ActorDirectory actors)
    {
        var query = new Query(context.Request.Query);
        var asked = ClocksQuery.Read(query, clock);
        var list = ListQuery.Read(query, await query.PartyAsync(actors, context.RequestAborted));
        if (asked.Version is not null)
            query.Refuse("version", "A version is that of one negotiation. Ask a list by knownBy.");

        if (query.Problem is { } problem)
            return problem;

        var registry = actors.Current;
        var language = ReaderLanguage.Of(context);
        var party = list.Party is { } named ? AskedActor.Of(named, registry, language) : null;
        if (asked.IsNow)
        {
            var (json, nextNow) = await negotiations.PageNowAsync(list, party, context.RequestAborted);
            Links.AddNext(context, nextNow);
            return Answer(json);
        }

        var (page, refusal) = await negotiations.PageOnClocksAsync(list, asked, party, context.RequestAborted);
        if (refusal is not null)
            return refusal.ToResult();

        Links.AddNext(context, page!.Next);
        return Answer(JsonSerializer.SerializeToUtf8Bytes(page, EventJson.Options));

        IResult Answer(byte[] json) => JsonAnswer.Tagged(context, NamedAnswer.Of(json, registry, language));
    }
}
