using System.Text.Json;
using Negotiations.Json;
using Negotiations.Server.Actors;
using Negotiations.Server.Http;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Status;

/// <summary>Lists: the stored views for now, and a fold over every negotiation for other clocks.</summary>
internal static class ListEndpoint
{
    public static async Task<IResult> ListAsync(
        HttpContext context,
        NegotiationList negotiations,
        DatabaseClock clock,
        ActorDirectory actors
    )
    {
        var query = new Query(context.Request.Query);
        var asked = ClocksQuery.Read(query, clock);
        var list = await ListQuery.ReadAsync(query, asked, actors, clock, context.RequestAborted);
        if (asked.Version is not null)
            query.Refuse("version", "A version is that of one negotiation. Ask a list by knownBy.");

        if (query.Problem is { } problem)
            return problem;

        var language = ReaderLanguage.Of(context);
        var party = list.Party is { } found ? AskedActor.Of(found, list.Actors, language) : null;

        var named = NamedAnswer.By(actors, asked.ActorsBy, language, isShort: true);
        var json = JsonAnswer.Buffer(context);
        if (await negotiations.JudgeAsync(list, asked.IsNow, context.RequestAborted) is { } refused)
            return refused.ToResult();

        if (asked.IsNow)
        {
            var nextNow = await negotiations.PageNowAsync(list, party, named.Write, json, context.RequestAborted);
            Links.AddNext(context, nextNow);
            return JsonAnswer.Tagged(context, json);
        }

        var (page, refusal) = await negotiations.PageOnClocksAsync(list, asked, party, context.RequestAborted);
        if (refusal is not null)
            return refusal.ToResult();

        Links.AddNext(context, page!.Next);
        named.Write(JsonSerializer.SerializeToUtf8Bytes(page, EventJson.Options), json);
        return JsonAnswer.Tagged(context, json);
    }
}
