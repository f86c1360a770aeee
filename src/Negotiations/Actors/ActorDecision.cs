using Negotiations.Record;

namespace Negotiations.Actors;

/// <summary>The answer to a request to change the registry.</summary>
public abstract record ActorDecision
{
    private ActorDecision() { }

    public static implicit operator ActorDecision(Refusal refusal) => new Refused(refusal);

    public sealed record Accepted : ActorDecision;

    /// <summary>The same event is on the stream: nothing is recorded.</summary>
    public sealed record AlreadyRecorded : ActorDecision;

    public sealed record Refused(Refusal Refusal) : ActorDecision;
}
