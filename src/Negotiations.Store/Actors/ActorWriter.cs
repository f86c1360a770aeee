using System.Runtime.CompilerServices;
using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Store.Append;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Actors;

/// <summary>Records changes of the actor registry, by the same append path as every event.</summary>
public sealed class ActorWriter(Recorder recorder, ActorDirectory directory)
{
    private const int RegisteredTogether = 200;

    // As a commit found it: read once for all that are decided in it.
    private readonly ConditionalWeakTable<CommitPlan, ActorRegistry> stored = [];

    /// <param name="change">With its event id.</param>
    /// <param name="recordedBy">The authenticated subject.</param>
    /// <param name="claim">The client's idempotency key; null when it sent none.</param>
    /// <param name="stop">Given up while it waits; not once it may be committed.</param>
    public async Task<Outcome> RecordAsync(
        ChangeActor change,
        string recordedBy,
        IdempotencyClaim? claim,
        CancellationToken stop
    )
    {
        var outcome = await recorder.RecordAsync(Submit(change, recordedBy, claim, import: null), stop);
        await directory.RefreshAsync(CancellationToken.None);
        return outcome;
    }

    /// <summary>Registers those that are not known yet. A name that another actor has already is set apart by the
    /// actor's own number.</summary>
    /// <param name="registrations">As a dataset names them.</param>
    /// <param name="recordedBy">The authenticated subject.</param>
    /// <param name="import">That brings them.</param>
    /// <param name="stop">Leaves those unregistered that are not yet.</param>
    /// <returns>What became of each that was not known.</returns>
    public async Task<IReadOnlyList<(ChangeActor Registration, Outcome Outcome)>> RegisterAsync(
        IReadOnlyList<ChangeActor> registrations,
        string recordedBy,
        Guid import,
        CancellationToken stop
    )
    {
        var registry = await directory.RefreshAsync(stop);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var wanted = registrations
            .Where(each => registry.At(each.Code) is null)
            .Select(each => each with { Event = Distinct(each, name => !taken.Add(ActorNameKey.Of(name))) });
        List<(ChangeActor, Outcome)> outcomes = [];
        foreach (var together in wanted.Chunk(RegisteredTogether))
            outcomes.AddRange(
                together.Zip(
                    await recorder.RecordTogetherAsync(
                        [.. together.Select(each => Submit(each, recordedBy, claim: null, import))],
                        stop
                    )
                )
            );

        await directory.RefreshAsync(CancellationToken.None);
        return outcomes;
    }

    /// <summary>What recording it would be answered with.</summary>
    public async Task<Refusal?> CheckAsync(ChangeActor change, DateOnly today, CancellationToken stop)
    {
        var registry = await directory.RefreshAsync(stop);
        return ChangeActor.Decide(change, directory.RecordOf(change.Code), registry, today) is ActorDecision.Refused no
            ? no.Refusal
            : null;
    }

    // Decided under the writer's lock against the registry as it is there: two who register one name at one time,
    // on whatever nodes, do not both get it.
    private AppendRequest Submit(ChangeActor change, string recordedBy, IdempotencyClaim? claim, Guid? import)
    {
        var isOfImport = import is not null;
        return new AppendRequest(
            ActorStreams.Of(change.Code),
            DecideBy(ActorRegistry.BuiltIn),
            [change.Event.EventId!.Value],
            recordedBy,
            claim,
            import
        )
        {
            Learn = async (connection, plan, stop) =>
                DecideBy(WithPlanned(await StoredAsync(connection, plan, stop), plan, isOfImport)),
        };

        Func<Negotiation, DateOnly, Prepared> DecideBy(ActorRegistry registry) =>
            (stream, today) => Decide(change, stream, registry, isOfImport, today);
    }

    private async Task<ActorRegistry> StoredAsync(NpgsqlConnection connection, CommitPlan plan, CancellationToken stop)
    {
        if (!stored.TryGetValue(plan, out var registry))
            stored.Add(plan, registry = await directory.RefreshAsync(connection, stop));

        return registry;
    }

    // What was decided before it in the same commit. Registrations of one import are set apart from each other already,
    // and there are hundreds of them.
    private static ActorRegistry WithPlanned(ActorRegistry registry, CommitPlan plan, bool isOfImport)
    {
        var planned = plan
            .Appends.Where(each => each.IsOfActor && !(isOfImport && each.IsOfImport))
            .Select(each => ActorRecord.Of(ActorStreams.CodeOf(each.After.Id)!, each.After.Events).Actor())
            .OfType<KnownActor>()
            .ToList();
        return planned.Count == 0 ? registry : registry.With(planned);
    }

    private static ActorRegistered Distinct(ChangeActor registration, Func<string, bool> isTaken)
    {
        var registered = (ActorRegistered)registration.Event;
        var name = registered.Names["en"];
        return isTaken(name)
            ? registered with
            {
                Names = new Dictionary<string, string> { ["en"] = $"{name} ({registration.Code})" },
            }
            : registered;
    }

    private static Decision Decide(
        ChangeActor change,
        Negotiation stream,
        ActorRegistry registry,
        bool isOfImport,
        DateOnly today
    )
    {
        var record = ActorRecord.Of(change.Code, stream.Events);
        if (isOfImport)
            change = change with { Event = Distinct(change, registry.Names) };

        return ChangeActor.Decide(change, record, registry, today) switch
        {
            ActorDecision.Refused refused => refused.Refusal,
            ActorDecision.AlreadyRecorded => new Decision.Accepted([
                new(change.Event, stream.Find(change.Event.EventId!.Value)),
            ]),
            _ => new Decision.Accepted([new(change.Event, null)]),
        };
    }
}
