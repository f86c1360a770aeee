using System.Text.Json;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <summary>Who takes part in anything, and in what; now or on other clocks.</summary>
public sealed class Parties(Database database, NegotiationScan scan, DatabaseClock clock, FoldFailures failures)
{
    /// <summary>The clocks of the question; a version is that of one negotiation and is refused.</summary>
    public ClocksQuery ReadClocks(Query query)
    {
        var asked = ClocksQuery.Read(query, clock);
        if (asked.Version is not null)
            query.Refuse("version", "A version is that of one negotiation. Ask about parties by knownBy.");

        return asked;
    }

    /// <summary>The clocks that an answer names; null: now.</summary>
    public AnsweredClocks? Answered(ClocksQuery asked) => asked.IsNow ? null : AnsweredClocks.Of(asked.ForAll(clock));

    /// <summary>All of them, by code.</summary>
    public async Task<(IReadOnlyList<PartySummary> Parties, Refusal? Refusal)> ListAsync(
        ClocksQuery asked, CancellationToken stop)
    {
        var leftOut = new LeftOut(asked.Without);
        var involved = await InvolvedAsync(asked, leftOut, code: null, stop);
        var parties = involved.SelectMany(each => each.Actors)
            .GroupBy(actor => actor.Id)
            .Select(actor => new PartySummary(
                actor.Key, actor.Count(), [.. actor.SelectMany(each => each.Roles).Distinct().Order()],
                actor.Sum(each => each.Events)))
            .OrderBy(party => party.Id, StringComparer.Ordinal);
        return ([.. parties], leftOut.Refusal);
    }

    /// <summary>Every negotiation of one of them.</summary>
    /// <param name="code">In capitals.</param>
    public async Task<(PartyAnswer? Answer, Refusal? Refusal)> FindAsync(
        string code, ClocksQuery asked, CancellationToken stop)
    {
        var leftOut = new LeftOut(asked.Without);
        var involved = await InvolvedAsync(asked, leftOut, code, stop);
        if (leftOut.Refusal is { } missing)
            return (null, missing);

        var negotiations = involved
            .Select(each => (each.Summary, Actor: each.Actors.FirstOrDefault(actor => actor.Id == code)))
            .Where(each => each.Actor is not null)
            .OrderBy(each => each.Summary.Id, StringComparer.Ordinal)
            .Select(each => PartyInvolvement.Of(each.Summary, each.Actor!))
            .ToList();
        if (negotiations.Count == 0)
            return (null, Refusals.Missing("party-not-found",
                $"No fact names '{Slug.Clip(code)}'. GET /api/parties lists the codes that are named."));

        return (new PartyAnswer(
            code, negotiations.Count, negotiations.Sum(each => each.Events),
            [.. negotiations.SelectMany(each => each.Roles).Distinct().Order()], negotiations, Answered(asked)), null);
    }

    private async Task<IReadOnlyList<Involved>> InvolvedAsync(
        ClocksQuery asked, LeftOut leftOut, string? code, CancellationToken stop)
    {
        var clocks = asked.ForAll(clock);
        if (!asked.IsNow)
            return [.. (await scan.FoldAllAsync(clocks, stop, Fold))
                .Select(standing => new Involved(standing.Summary, standing.Actors))];

        await using var command = database.Source.CreateCommand(
            $"select summary, involvements from {Tables.Schema}.status"
            + (code is null ? "" : " where $1 = any(actors)"));
        if (code is not null)
            command.Parameters.AddWithValue(code);

        await using var rows = await command.ExecuteReaderAsync(stop);
        List<Involved> involved = [];
        while (await rows.ReadAsync(stop))
            involved.Add(new Involved(
                Read<Summary>(rows.GetFieldValue<byte[]>(0)),
                Read<IReadOnlyList<Involvement>>(rows.GetFieldValue<byte[]>(1))));

        return involved;

        Standing? Fold(Negotiation negotiation) =>
            failures.Try(negotiation.Id, () => StatusFold.Of(leftOut.See(negotiation), clocks)) is [var made] ? made : null;
    }

    private static T Read<T>(byte[] json) => JsonSerializer.Deserialize<T>(json, EventJson.Options)!;

    private sealed record Involved(Summary Summary, IReadOnlyList<Involvement> Actors);
}
