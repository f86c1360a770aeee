using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Server.Actors;
using Negotiations.Server.Http;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Server.Status;

/// <summary>The record by actor: read off the kept views for now, folded from the events on other clocks.</summary>
internal static class PartyEndpoints
{
    public static async Task<IResult> ListAsync(
        HttpContext context, Database database, DatabaseClock clock, NegotiationScan scan, ActorDirectory actors)
    {
        var query = new Query(context.Request.Query);
        var asked = ReadClocks(query, clock);
        var limit = query.Limit();
        var after = query.After(1);
        if (query.Problem is { } problem)
            return problem;

        var (all, missing) = await SummariesAsync(
            asked, database, clock, scan, actors, ReaderLanguage.Of(context), context.RequestAborted);
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

    public static async Task<IResult> OneAsync(
        string code, HttpContext context, Database database, DatabaseClock clock, NegotiationScan scan,
        ActorDirectory actors)
    {
        var query = new Query(context.Request.Query);
        var asked = ReadClocks(query, clock);
        if (query.Problem is { } problem)
            return problem;

        var (answer, missing) = await FindAsync(
            code, asked, database, clock, scan, actors, ReaderLanguage.Of(context), context.RequestAborted);
        return missing ?? JsonAnswer.Of(context, answer!);
    }

    /// <summary>Every actor that a fact names, by code; or what the question leaves out and is nowhere.</summary>
    public static async Task<(IReadOnlyList<PartySummary> Parties, IResult? Problem)> SummariesAsync(
        ClocksQuery asked, Database database, DatabaseClock clock, NegotiationScan scan, ActorDirectory actors,
        string language, CancellationToken stop)
    {
        var leftOut = new LeftOut(asked.Without);
        var involved = await InvolvedAsync(asked, leftOut, database, clock, scan, codes: null, stop);
        var registry = actors.Current;
        var parties = involved
            .SelectMany(each => each.Actors, (each, actor) => (Negotiation: each.Summary.Id, Actor: actor))
            .GroupBy(each => registry.StandingCode(each.Actor.Id))
            .Select(group => new PartySummary(
                group.Key,
                group.Select(each => each.Negotiation).Distinct().Count(),
                [.. group.SelectMany(each => each.Actor.Roles).Distinct().Order()],
                group.Sum(each => each.Actor.Events),
                registry.At(group.Key)?.NameIn(language)))
            .OrderBy(party => party.Id, StringComparer.Ordinal);
        return ([.. parties], leftOut.Problem);
    }

    /// <summary>Every negotiation of an actor; or why there is no answer.</summary>
    public static async Task<(PartyAnswer? Answer, IResult? Problem)> FindAsync(
        string text, ClocksQuery asked, Database database, DatabaseClock clock, NegotiationScan scan,
        ActorDirectory actors, string language, CancellationToken stop)
    {
        if (await actors.FindAsync(text, stop) is not { } party)
            return (null, UnknownActor.Missing(text, actors.Current).ToResult());

        var leftOut = new LeftOut(asked.Without);
        var involved = await InvolvedAsync(asked, leftOut, database, clock, scan, party.Codes, stop);
        if (leftOut.Problem is { } missing)
            return (null, missing);

        var negotiations = involved
            .Select(each => (each.Summary, Actors: each.Actors.Where(actor => party.Codes.Contains(actor.Id)).ToList()))
            .Where(each => each.Actors.Count > 0)
            .OrderBy(each => each.Summary.Id, StringComparer.Ordinal)
            .Select(each => PartyInvolvement.Of(each.Summary, each.Actors))
            .ToList();
        if (negotiations.Count == 0)
            return (null, Problem.Of(
                StatusCodes.Status404NotFound,
                "party-not-found",
                $"No fact names '{Slug.Clip(party.Code)}'. GET /api/parties lists the codes that are named."));

        var registry = actors.Current;
        var related = RelatedActor.To(party.Code, registry, language);
        return (new PartyAnswer(
            party.Code,
            negotiations.Count,
            negotiations.Sum(each => each.Events),
            [.. negotiations.SelectMany(each => each.Roles).Distinct().Order()],
            negotiations,
            Answered(asked, clock),
            registry.At(party.Code)?.NameIn(language),
            related.Count > 0 ? related : null), null);
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

    private static async Task<IReadOnlyList<Involved>> InvolvedAsync(
        ClocksQuery asked, LeftOut leftOut, Database database, DatabaseClock clock, NegotiationScan scan,
        IReadOnlyList<string>? codes, CancellationToken stop)
    {
        if (!asked.IsNow)
            return [.. (await scan.FoldAllAsync(asked.ForAll(clock), stop, leftOut.See)).Select(standing => new Involved(standing.Summary, standing.Actors))];

        await using var command = database.Source.CreateCommand(
            $"select summary, involvements from {Tables.Schema}.status"
            + (codes is null ? "" : " where actors && $1::varchar[]"));
        if (codes is not null)
            command.Parameters.AddWithValue(codes.ToArray());

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
/// <param name="Name">In the reader's language; absent where the registry does not know it.</param>
public sealed record PartySummary(
    string Id, int Negotiations, IReadOnlyList<ActorRole> Roles, int Events, string? Name = null);

/// <param name="Id">The actor's code.</param>
/// <param name="Count">In how many negotiations it is named.</param>
/// <param name="Events">How many facts name it.</param>
/// <param name="Roles">Every role a source gives it.</param>
/// <param name="Negotiations">Those negotiations.</param>
/// <param name="Clocks">Those it was told on; null: now.</param>
/// <param name="Name">In the reader's language; absent where the registry does not know it.</param>
/// <param name="Related">Those that belong to it, and to which it belongs: none of theirs is counted here.</param>
public sealed record PartyAnswer(
    string Id, int Count, int Events, IReadOnlyList<ActorRole> Roles, IReadOnlyList<PartyInvolvement> Negotiations,
    AnsweredClocks? Clocks = null, string? Name = null, IReadOnlyList<RelatedActor>? Related = null);

/// <param name="First">When the first fact that names it occurred.</param>
/// <param name="Last">When the last one did.</param>
public sealed record PartyInvolvement(
    string Id, string Title, NegotiationKind Kind, Subject Subject, PhaseView Phase, IReadOnlyList<ActorRole> Roles,
    int Events, Edtf First, Edtf Last)
{
    /// <param name="summary">Of the negotiation.</param>
    /// <param name="actors">The actor under each of its codes.</param>
    internal static PartyInvolvement Of(Summary summary, IReadOnlyList<Involvement> actors) => new(
        summary.Id,
        summary.Title,
        summary.Kind,
        summary.Subject,
        summary.Phase,
        actors is [var only] ? only.Roles : [.. actors.SelectMany(each => each.Roles).Distinct().Order()],
        actors.Sum(each => each.Events),
        actors.Select(each => each.First).Min()!,
        actors.Select(each => each.Last).Max()!);
}
