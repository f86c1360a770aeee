using System.Runtime.CompilerServices;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Append;

/// <summary>Reads what a request names of other negotiations.</summary>
public sealed class ElsewhereReader(Database database)
{
    /// <summary>The request with what is stored of what it names, for a dry run.</summary>
    public async Task<AppendEvents> KnowingAsync(AppendEvents request, string negotiation, CancellationToken stop)
    {
        var named = NamedElsewhere.In(request.Events);
        if (named.IsNothing)
            return request;

        await using var connection = await database.Source.OpenConnectionAsync(stop);
        return request with { Elsewhere = await ReadAsync(named, negotiation, connection, plan: null, stop) };
    }

    /// <summary>
    /// Whether merges that are to stand would lead back, with those that stand: asked under the writer's lock, on the
    /// connection of the commit.
    /// </summary>
    /// <param name="after">By id of a negotiation, where it will have gone on; null: nowhere.</param>
    /// <param name="connection">Of the commit.</param>
    /// <param name="plan">What was decided before in the same commit.</param>
    /// <param name="stop">Stops the reading.</param>
    /// <returns>The way from one of them to itself; null: none leads back.</returns>
    public static async Task<IReadOnlyList<string>?> CircleAsync(
        IReadOnlyDictionary<string, string?> after,
        NpgsqlConnection connection,
        CommitPlan plan,
        CancellationToken stop
    )
    {
        var named = new NamedElsewhere([.. after.Values.OfType<string>()], []);
        if (named.Negotiations.Count == 0)
            return null;

        var standing = await ReadAsync(named, "", connection, plan, stop);
        Dictionary<string, string?> negotiations = new(standing.Negotiations, StringComparer.Ordinal);
        foreach (var (id, into) in after)
            negotiations[id] = into;

        var supposed = standing with { Negotiations = negotiations };
        return after
            .Keys.Select(supposed.CourseOf)
            .FirstOrDefault(course => supposed.Negotiations.GetValueOrDefault(course[^1]) is not null);
    }

    /// <summary>A submission whose decision knows what it names.</summary>
    /// <param name="request">What is to be appended.</param>
    /// <param name="negotiation">To which negotiation.</param>
    /// <param name="supplied">Event ids the client chose.</param>
    /// <param name="recordedBy">The authenticated subject.</param>
    /// <param name="claim">The client's idempotency key; null when it sent none.</param>
    public static AppendRequest Submit(
        AppendEvents request,
        string negotiation,
        IReadOnlyList<Guid> supplied,
        string recordedBy,
        IdempotencyClaim? claim = null
    )
    {
        var named = NamedElsewhere.In(request.Events);
        var submission = new AppendRequest(
            negotiation,
            (current, today) => AppendEvents.Decide(request with { Elsewhere = Elsewhere.Nothing }, current, today),
            supplied,
            recordedBy,
            claim
        );
        return named.IsNothing
            ? submission
            : Knowing(submission, named, elsewhere =>
                (current, today) => AppendEvents.Decide(request with { Elsewhere = elsewhere }, current, today)
            );
    }

    /// <summary>A submission that learns what it names under the writer's lock, before it is decided.</summary>
    /// <param name="submission">Without it.</param>
    /// <param name="named">What it names.</param>
    /// <param name="decide">The decision that knows what is stored of that.</param>
    public static AppendRequest Knowing(
        AppendRequest submission,
        NamedElsewhere named,
        Func<Elsewhere, Func<Negotiation, DateOnly, Prepared>> decide
    ) =>
        submission with
        {
            Learn = async (connection, plan, stop) =>
                decide(await ReadAsync(named, submission.NegotiationId, connection, plan, stop)),
        };

    // What was decided before it in the same commit is not stored yet.
    private static async Task<Elsewhere> ReadAsync(
        NamedElsewhere named,
        string negotiation,
        NpgsqlConnection connection,
        CommitPlan? plan,
        CancellationToken stop
    )
    {
        Dictionary<Guid, string> events = [];
        Dictionary<string, string?> negotiations = new(StringComparer.Ordinal);
        await using var batch = Questions(named, negotiation, connection);
        await using (var rows = await batch.ExecuteReaderAsync(stop))
        {
            while (await rows.ReadAsync(stop))
                events[rows.GetGuid(0)] = rows.GetString(1);

            await rows.NextResultAsync(stop);
            do while (await rows.ReadAsync(stop))
                negotiations[rows.GetString(0)] = rows.IsDBNull(1) ? null : rows.GetString(1);
            while (await rows.NextResultAsync(stop));
        }

        foreach (var append in plan?.Appends ?? [])
        {
            if (append.IsBeside)
                continue;

            negotiations[append.After.Id] = StandingMerge.Of(append.After);
            foreach (var recorded in append.Recorded)
                events[recorded.EventId] = append.After.Id;
        }

        var found = new Elsewhere(negotiations, events)
        {
            Retracted = await RetractedAsync(named.Remaining, negotiation, events, connection, plan, stop),
        };
        return found with
        {
            ComingIn =
            [
                .. negotiations.Keys.Where(each => each != negotiation && found.CourseOf(each).Contains(negotiation)),
            ],
        };
    }

    // Of those that are to remain in other negotiations. A retraction may itself be retracted: all of a stream are
    // read.
    private static async Task<IReadOnlySet<Guid>> RetractedAsync(
        IReadOnlyCollection<Guid> remaining,
        string negotiation,
        Dictionary<Guid, string> events,
        NpgsqlConnection connection,
        CommitPlan? plan,
        CancellationToken stop
    )
    {
        HashSet<Guid> retracted = [];
        var streams = remaining.Select(events.GetValueOrDefault).Where(id => id is not null && id != negotiation);
        foreach (var stream in streams.Distinct().ToList())
        {
            List<(Guid Id, Guid Target)> acts = [];
            if (plan?.Appends.LastOrDefault(each => !each.IsBeside && each.After.Id == stream) is { } decided)
                acts.AddRange(
                    decided
                        .After.Events.Where(each => each.Event is EventRetracted)
                        .Select(each => (each.EventId, ((EventRetracted)each.Event).Target))
                );
            else
                await foreach (var act in ActsAsync(stream!, connection, stop))
                    acts.Add(act);

            retracted.UnionWith(Retractions.InForce(acts).Keys);
        }

        return retracted;
    }

    private static async IAsyncEnumerable<(Guid Id, Guid Target)> ActsAsync(
        string stream,
        NpgsqlConnection connection,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        await using var command = new NpgsqlCommand(
            $"""
            select id, (data ->> 'target')::uuid from {Tables.Schema}.mt_events
            where stream_id = $1 and type = 'event-retracted' order by version
            """,
            connection
        )
        {
            Parameters = { new NpgsqlParameter { Value = stream } },
        };
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            yield return (rows.GetGuid(0), rows.GetGuid(1));
    }

    // Which of the events are there; how the named negotiations went on; which went on in the one that is asked.
    private static NpgsqlBatch Questions(NamedElsewhere named, string negotiation, NpgsqlConnection connection) =>
        new(connection)
        {
            BatchCommands =
            {
                Sql.Command(
                    $"select id, stream_id from {Tables.Schema}.mt_events where id = any($1) "
                        + "and stream_id not like 'actor/%'",
                    (object)named.Events.ToArray()
                ),
                Sql.Command(
                    $"""
                    with recursive course(id, merged_into) as (
                        select id, merged_into from {Tables.Schema}.status where id = any($1)
                        union
                        select s.id, s.merged_into from {Tables.Schema}.status s
                        join course on s.id = course.merged_into)
                    select id, nullif(merged_into, '') from course
                    """,
                    (object)named.Negotiations.ToArray()
                ),
                Sql.Command(
                    $"""
                    with recursive source(id, merged_into) as (
                        select id, merged_into from {Tables.Schema}.status where merged_into = $1
                        union
                        select s.id, s.merged_into from {Tables.Schema}.status s
                        join source on s.merged_into = source.id)
                    select id, merged_into from source
                    """,
                    negotiation
                ),
            },
        };
}
