using Negotiations.Dashboard.Routes;
using Negotiations.Server.Http;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Status;

/// <summary>The record by actor: read off the stored views for now, folded from the events on other clocks.</summary>
internal static class PartyEndpoints
{
    public static async Task<IResult> ListAsync(HttpContext context, Parties parties)
    {
        var query = new Query(context.Request.Query);
        var asked = parties.ReadClocks(query);
        var limit = query.Limit();
        var after = query.After(1);
        if (query.Problem is { } problem)
            return problem;

        var language = ReaderLanguage.Of(context);
        var (all, refusal) = await parties.ListAsync(asked, language, context.RequestAborted);
        if (refusal is not null)
            return refusal.ToResult();

        var found = all.SkipWhile(party => after is not null && string.CompareOrdinal(party.Id, after[0]) <= 0)
            .Take(limit + 1)
            .ToList();
        var next = found.Count > limit ? Cursor.Write(found[limit - 1].Id) : null;
        return JsonAnswer.Of(context, new Page<PartySummary>([.. found.Take(limit)], next, parties.Answered(asked)));
    }

    public static async Task<IResult> OneAsync(string code, HttpContext context, Parties parties)
    {
        var query = new Query(context.Request.Query);
        var asked = parties.ReadClocks(query);
        if (query.Problem is { } problem)
            return problem;

        var language = ReaderLanguage.Of(context);
        var (answer, refusal) = await parties.FindAsync(code, asked, language, context.RequestAborted);
        return refusal?.ToResult() ?? JsonAnswer.Of(context, answer!);
    }
}
