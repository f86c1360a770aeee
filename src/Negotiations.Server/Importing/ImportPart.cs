using Negotiations.Events;
using Negotiations.Import.Statements;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Append;

namespace Negotiations.Server.Importing;

/// <summary>What an import has to say of one negotiation: decided and sealed before the commit, and decided again only when somebody recorded in between.</summary>
internal sealed class ImportPart(StateRelease request)
{
    private Prepared? prepared;
    private bool isAsPrepared;

    public StateRelease Request => request;

    public StatedTally Tally { get; private set; } = new();

    /// <summary>Why nothing can be recorded; null when something can, or nothing has to be.</summary>
    public Refusal? Refusal => prepared?.Decision is Decision.Refused refused ? refused.Refusal : null;

    /// <param name="negotiation">As recorded, as far as anybody knows without the writer's lock.</param>
    /// <param name="today">The latest calendar day anywhere on Earth.</param>
    /// <param name="isAlone">All processors may seal it; otherwise they have others to seal.</param>
    public void Prepare(Negotiation negotiation, DateOnly today, bool isAlone)
    {
        var decision = Decide(negotiation, today);
        var events = decision is Decision.Accepted accepted ? SealedEvent.On([.. accepted.New], Write, isAlone) : null;
        prepared = new Prepared(negotiation.Version, negotiation.Erasures, today, decision, events);
    }

    public Submission ToSubmission(string recordedBy) => new(request.Destination.Id, Decide, [.. request.Ids()], recordedBy, Import: request.Import, Seal: Seal);

    private Decision Decide(Negotiation negotiation, DateOnly today)
    {
        isAsPrepared = prepared is not null && (prepared.Version, prepared.Erasures, prepared.Today) == (negotiation.Version, negotiation.Erasures, today);
        if (isAsPrepared)
            return prepared!.Decision;

        (var decision, Tally) = StateRelease.Decide(request, negotiation, today);
        return decision;
    }

    private IReadOnlyList<SealedEvent>? Seal(IReadOnlyList<Event> events) => isAsPrepared ? prepared!.Events : SealedEvent.On(events, Write, isAlone: true);

    private byte[] Write(Event @event) => request.DataOf(@event.EventId!.Value) ?? EventJson.WriteData(@event);

    /// <param name="Events">Null when nothing is to be recorded, or when one of them cannot be sealed.</param>
    private sealed record Prepared(long Version, int Erasures, DateOnly Today, Decision Decision, IReadOnlyList<SealedEvent>? Events);
}
