using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Store.Append;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Actors;

/// <summary>Records changes of the actor registry, by the same append path as every event.</summary>
public sealed class ActorWriter(Recorder recorder, ActorDirectory directory)
{
    private const int RegisteredTogether = 200;

    /// <param name="change">With its event id.</param>
    /// <param name="recordedBy">The authenticated subject.</param>
    /// <param name="claim">The client's idempotency key; null when it sent none.</param>
    /// <param name="import">The import it is part of; null: none.</param>
    /// <param name="stop">Given up while it waits; not once it may be committed.</param>
    public async Task<Outcome> RecordAsync(
        ChangeActor change, string recordedBy, IdempotencyClaim? claim, Guid? import, CancellationToken stop)
    {
        var registry = await directory.RefreshAsync(stop);
        var outcome = await recorder.RecordAsync(
            Submit(change, registry, recordedBy, claim, import), stop);
        await directory.RefreshAsync(CancellationToken.None);
        return outcome;
    }

    /// <summary>Registers those that are not known yet. A name that another actor bears already is set apart by the
    /// actor's own number.</summary>
    /// <param name="registrations">As a dataset names them.</param>
    /// <param name="recordedBy">The authenticated subject.</param>
    /// <param name="import">That brings them.</param>
    /// <param name="stop">Leaves those unregistered that are not yet.</param>
    public async Task RegisterAsync(
        IReadOnlyList<ChangeActor> registrations, string recordedBy, Guid import, CancellationToken stop)
    {
        var registry = await directory.RefreshAsync(stop);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var wanted = registrations
            .Where(each => registry.At(each.Code) is null)
            .Select(each => each with { Event = Distinct((ActorRegistered)each.Event, each.Code, registry, taken) });
        foreach (var together in wanted.Chunk(RegisteredTogether))
            await recorder.RecordTogetherAsync(
                [.. together.Select(each => Submit(each, registry, recordedBy, claim: null, import))], stop);

        await directory.RefreshAsync(CancellationToken.None);
    }

    /// <summary>What recording it would be answered with.</summary>
    public async Task<Refusal?> CheckAsync(ChangeActor change, DateOnly today, CancellationToken stop)
    {
        var registry = await directory.RefreshAsync(stop);
        return ChangeActor.Decide(change, directory.RecordOf(change.Code), registry, today) is ActorDecision.Refused no
            ? no.Refusal
            : null;
    }

    private static Submission Submit(
        ChangeActor change, ActorRegistry registry, string recordedBy, IdempotencyClaim? claim, Guid? import) => new(
            ActorStreams.Of(change.Code),
            (stream, today) => Decide(change, stream, registry, today),
            [change.Event.EventId!.Value],
            recordedBy,
            claim,
            import);

    private static ActorRegistered Distinct(
        ActorRegistered registered, string code, ActorRegistry registry, HashSet<string> taken)
    {
        var name = registered.Names["en"];
        return registry.Names(name) || !taken.Add(ActorNameKey.Of(name))
            ? registered with { Names = new Dictionary<string, string> { ["en"] = $"{name} ({code})" } }
            : registered;
    }

    // Under the writer's lock: what another node recorded of this actor in between counts.
    private static Decision Decide(ChangeActor change, Negotiation stream, ActorRegistry registry, DateOnly today)
    {
        var record = ActorRecord.Of(change.Code, stream.Events);
        if (record.Actor() is { } actor && registry.At(change.Code) != actor)
            registry = registry.With(actor);

        return ChangeActor.Decide(change, record, registry, today) switch
        {
            ActorDecision.Refused refused => refused.Refusal,
            ActorDecision.AlreadyRecorded =>
                new Decision.Accepted([new(change.Event, stream.Find(change.Event.EventId!.Value))]),
            _ => new Decision.Accepted([new(change.Event, null)]),
        };
    }
}
