using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Server.Http;
using Negotiations.Store.Connections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Server.Status;

/// <summary>The record by actor: read off the kept views for now, folded from the events on other clocks.</summary>
internal static class PartyEndpoints
{
    public static async Task<IResult> ListAsync(HttpContext context, Database database, DatabaseClock clock, NegotiationScan scan)
    {
        var query = new Query(context.Request.Query);
        var asked = ReadClocks(query, clock);
        var limit = query.Limit();
        var after = query.After(1);
        if (query.Problem is { } problem)
            return problem;

        var (all, missing) = await SummariesAsync(asked, database, clock, scan, context.RequestAborted);
        if (missing is not null)
            return missing;

        var parties = all
            .SkipWhile(party => after is not null && string.CompareOrdinal(party.Id, after[0]) <= 0)
            .Take(limit + 1)
            .ToList();
        var next = parties.Count > limit ? Cursor.Write(parties[limit - 1].Id) : null;
        Links.AddNext(context, next);
        return JsonAnswer.Of(context, new Page<PartySummary>([.. parties.Take(limit)], next, Answered(asked, clock)));
    }

    public static async Task<IResult> OneAsync(string code, HttpContext context, Database database, DatabaseClock clock, NegotiationScan scan)
    {
        var query = new Query(context.Request.Query);
        var asked = ReadClocks(query, clock);
        if (query.Problem is { } problem)
            return problem;

        var (answer, missing) = await FindAsync(code.ToUpperInvariant(), asked, database, clock, scan, context.RequestAborted);
        return missing ?? JsonAnswer.Of(context, answer!);
    }

    /// <summary>Every actor that a fact names, by code; or what the question leaves out and is nowhere.</summary>
    public static async Task<(IReadOnlyList<PartySummary> Parties, IResult? Problem)> SummariesAsync(ClocksQuery asked, Database database, DatabaseClock clock, NegotiationScan scan, CancellationToken stop)
    {
        var leftOut = new LeftOut(asked.Without);
        var involved = await InvolvedAsync(asked, leftOut, database, clock, scan, code: null, stop);
        var parties = involved.SelectMany(each => each.Actors)
            .GroupBy(actor => actor.Id)
            .Select(actor => new PartySummary(actor.Key, actor.Count(), [.. actor.SelectMany(each => each.Roles).Distinct().Order()], actor.Sum(each => each.Events)))
            .OrderBy(party => party.Id, StringComparer.Ordinal);
        return ([.. parties], leftOut.Problem);
    }

    /// <summary>Every negotiation of an actor; or why there is no answer.</summary>
    public static async Task<(PartyAnswer? Answer, IResult? Problem)> FindAsync(string code, ClocksQuery asked, Database database, DatabaseClock clock, NegotiationScan scan, CancellationToken stop)
    {
        var leftOut = new LeftOut(asked.Without);
        var involved = await InvolvedAsync(asked, leftOut, database, clock, scan, code, stop);
        if (leftOut.Problem is { } missing)
            return (null, missing);

        var negotiations = involved
            .Select(each => (each.Summary, Actor: each.Actors.FirstOrDefault(actor => actor.Id == code)))
            .Where(each => each.Actor is not null)
            .OrderBy(each => each.Summary.Id, StringComparer.Ordinal)
            .Select(each => new PartyInvolvement(each.Summary.Id, each.Summary.Title, each.Summary.Kind, each.Summary.Subject, each.Summary.Phase, each.Summary.LatestStep, each.Actor!.Roles, each.Actor.Events, each.Actor.First, each.Actor.Last))
            .ToList();
        return negotiations.Count == 0
            ? (null, Problem.Of(StatusCodes.Status404NotFound, "party-not-found", $"No fact names '{Slug.Clip(code)}'. GET /api/parties lists the codes that are named."))
            : (new PartyAnswer(code, negotiations.Count, negotiations.Sum(each => each.Events), [.. negotiations.SelectMany(each => each.Roles).Distinct().Order()], negotiations, Answered(asked, clock)), null);
    }

    private static AnsweredClocks? Answered(ClocksQuery asked, DatabaseClock clock) => asked.IsNow ? null : AnsweredClocks.Of(asked.ForAll(clock));

    /// <summary>The clocks of a question about many negotiations.</summary>
    public static ClocksQuery ReadClocks(Query query, DatabaseClock clock)
    {
        var asked = ClocksQuery.Read(query, clock);
        if (asked.Version is not null)
            query.Refuse("version", "A version is that of one negotiation. Ask about parties by knownBy.");

        return asked;
    }

    private static async Task<IReadOnlyList<Involved>> InvolvedAsync(ClocksQuery asked, LeftOut leftOut, Database database, DatabaseClock clock, NegotiationScan scan, string? code, CancellationToken stop)
    {
        if (!asked.IsNow)
            return [.. (await scan.FoldAllAsync(asked.ForAll(clock), stop, leftOut.See)).Select(standing => new Involved(standing.Summary, standing.Actors))];

        await using var command = database.Source.CreateCommand(
            $"select summary, involvements from {Tables.Schema}.status{(code is null ? "" : " where $1 = any(actors)")}");
        if (code is not null)
            command.Parameters.AddWithValue(code);

        await using var rows = await command.ExecuteReaderAsync(stop);
        List<Involved> involved = [];
        while (await rows.ReadAsync(stop))
            involved.Add(new Involved(Read<Summary>(rows.GetFieldValue<byte[]>(0)), Read<IReadOnlyList<Involvement>>(rows.GetFieldValue<byte[]>(1))));

        return involved;
    }

    private static T Read<T>(byte[] json) => JsonSerializer.Deserialize<T>(json, EventJson.Options)!;

    private sealed record Involved(Summary Summary, IReadOnlyList<Involvement> Actors);
}

/// <param name="Id">The actor's code.</param>
/// <param name="Negotiations">In how many it is named.</param>
/// <param name="Roles">Every role a source gives it.</param>
/// <param name="Events">How many facts name it.</param>
public sealed record PartySummary(string Id, int Negotiations, IReadOnlyList<ActorRole> Roles, int Events);

/// <param name="Id">The actor's code.</param>
/// <param name="Count">In how many negotiations it is named.</param>
/// <param name="Events">How many facts name it.</param>
/// <param name="Roles">Every role a source gives it.</param>
/// <param name="Negotiations">Those negotiations.</param>
/// <param name="Clocks">Those it was told on; null: now.</param>
public sealed record PartyAnswer(string Id, int Count, int Events, IReadOnlyList<ActorRole> Roles, IReadOnlyList<PartyInvolvement> Negotiations, AnsweredClocks? Clocks = null);

/// <param name="First">When the first fact that names it occurred.</param>
/// <param name="Last">When the last one did.</param>
public sealed record PartyInvolvement(
    string Id, string Title, NegotiationKind Kind, Subject Subject, PhaseView? Phase, LatestStep? LatestStep, IReadOnlyList<ActorRole> Roles, int Events, Edtf First, Edtf Last);
