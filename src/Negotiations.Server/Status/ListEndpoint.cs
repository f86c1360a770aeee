using System.Text.Json;
using Negotiations.Json;
using Negotiations.Server.Actors;
using Negotiations.Server.Http;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Queries;
using Negotiations.Views;

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

        var language = ReaderLanguage.Of(context);
        var party = list.Party is { } named ? AskedActor.Of(named, actors.Current, language) : null;
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

        // What the world had published is not on our clock: it names actors as they are called now.
        IResult Answer(byte[] json) => JsonAnswer.Tagged(context, NamedAnswer.Of(
            json, actors, asked.Basis == Basis.Recorded ? asked.KnownBy : null, language));
    }
}
