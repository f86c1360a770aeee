using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <summary>Who takes part in anything, and in what; now or on other clocks.</summary>
public sealed class Parties(
    Database database,
    NegotiationScan scan,
    DatabaseClock clock,
    ActorDirectory actors,
    FoldFailures failures
)
{
    private const int MostOffered = 20;

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

    /// <summary>Every actor that a fact names, by code; a refusal when what is to be left out is nowhere.</summary>
    /// <param name="asked">The clocks.</param>
    /// <param name="language">Of the names: en, ru, ky or tg.</param>
    /// <param name="stop">Given up while they are read.</param>
    public async Task<(IReadOnlyList<PartySummary> Parties, Refusal? Refusal)> ListAsync(
        ClocksQuery asked,
        string language,
        CancellationToken stop
    )
    {
        var excluded = new ExcludedSources(asked.Without);
        var involved = await InvolvedAsync(asked, excluded, codes: null, stop);
        var registry = Registry(asked);
        var parties = involved
            .SelectMany(each => each.Actors, (each, actor) => (Negotiation: each.Summary.Id, Actor: actor))
            .GroupBy(each => registry.StandingCode(each.Actor.Id))
            .Select(group => new PartySummary(
                group.Key,
                group.Select(each => each.Negotiation).Distinct().Count(),
                [.. group.SelectMany(each => each.Actor.Roles).Distinct().Order()],
                group.Sum(each => each.Actor.Events),
                registry.At(group.Key)?.NameIn(language)
            ))
            .OrderBy(party => party.Id, StringComparer.Ordinal);
        return ([.. parties], excluded.Refusal);
    }

    /// <summary>Every negotiation of an actor; or why there is no answer.</summary>
    /// <param name="text">Any code or name of it.</param>
    /// <param name="asked">The clocks.</param>
    /// <param name="language">Of the names: en, ru, ky or tg.</param>
    /// <param name="stop">Given up while they are read.</param>
    public async Task<(PartyAnswer? Answer, Refusal? Refusal)> FindAsync(
        string text,
        ClocksQuery asked,
        string language,
        CancellationToken stop
    )
    {
        var registry = Registry(asked);
        if (await actors.FindAsync(text, asked.ActorsBy, stop) is not { } party)
            return (null, UnknownActor.Missing(text, actors.Current));

        var excluded = new ExcludedSources(asked.Without);
        var involved = await InvolvedAsync(asked, excluded, party.Codes, stop);
        if (excluded.Refusal is { } missing)
            return (null, missing);

        var negotiations = involved
            .Select(each => (each.Summary, Actors: each.Actors.Where(actor => party.Codes.Contains(actor.Id)).ToList()))
            .Where(each => each.Actors.Count > 0)
            .OrderBy(each => each.Summary.Id, StringComparer.Ordinal)
            .Select(each => PartyInvolvement.Of(each.Summary, each.Actors))
            .ToList();
        var related = RelatedActor.To(party.Code, registry, language);
        if (negotiations.Count == 0)
            return (null, NotNamed(party, related));

        return (
            new PartyAnswer(
                party.Code,
                negotiations.Count,
                negotiations.Sum(each => each.Events),
                [.. negotiations.SelectMany(each => each.Roles).Distinct().Order()],
                negotiations,
                Answered(asked),
                registry.At(party.Code)?.NameIn(language),
                related.Count > 0 ? related : null
            ),
            null
        );
    }

    private static Refusal NotNamed(AskedParty party, IReadOnlyList<RelatedActor> related)
    {
        var others = related.Select(each => each.Code).Distinct().ToList();
        var offered = others.Count > MostOffered ? [.. others.Take(MostOffered), "..."] : others;
        return Refusals.Missing(
            "party-not-found",
            $"No fact names '{Slug.Clip(party.Code)}'. "
                + (others.Count == 0 ? "" : $"Asked for by themselves are {string.Join(", ", offered)}. ")
                + "GET /api/parties lists the codes that are named."
        );
    }

    private ActorRegistry Registry(ClocksQuery asked) => actors.RegistryAt(asked.ActorsBy);

    private async Task<IReadOnlyList<Involved>> InvolvedAsync(
        ClocksQuery asked,
        ExcludedSources excluded,
        IReadOnlyList<string>? codes,
        CancellationToken stop
    )
    {
        var clocks = asked.ForAll(clock);
        if (!asked.IsNow)
            return
            [
                .. (await scan.FoldAllAsync(clocks, stop, Fold))
                    .Where(each => each.Merge is null)
                    .Select(standing => new Involved(standing.Summary, standing.Actors)),
            ];

        await using var command = database.Source.CreateCommand(
            $"select summary, involvements from {Tables.Schema}.status where merged_into is null"
                + (codes is null ? "" : " and actors && $1::varchar[]")
        );
        if (codes is not null)
            command.Parameters.AddWithValue(codes.ToArray());

        await using var rows = await command.ExecuteReaderAsync(stop);
        List<Involved> involved = [];
        while (await rows.ReadAsync(stop))
            involved.Add(
                new Involved(
                    SeenView.Of(Read<Summary>(rows.GetFieldValue<byte[]>(0))),
                    Read<IReadOnlyList<Involvement>>(rows.GetFieldValue<byte[]>(1))
                )
            );

        return involved;

        FoldResult? Fold(Negotiation negotiation) =>
            failures.Try(negotiation.Id, () => StatusFold.Of(excluded.See(negotiation), clocks)) is [var made]
                ? made
                : null;
    }

    private static T Read<T>(byte[] json) => JsonSerializer.Deserialize<T>(json, EventJson.Options)!;

    private sealed record Involved(Summary Summary, IReadOnlyList<Involvement> Actors);
}
