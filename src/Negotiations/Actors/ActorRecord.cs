using Negotiations.Events;
using Negotiations.Record;

namespace Negotiations.Actors;

/// <summary>What is recorded of one actor, on the stream <c>actor/{code}</c>.</summary>
/// <param name="Code">Of the stream, registered or not.</param>
/// <param name="Shipped">The actor as it ships with the program; null when it does not.</param>
/// <param name="Events">In recorded order, each with its event id.</param>
public sealed record ActorRecord(string Code, KnownActor? Shipped, IReadOnlyList<ActorEvent> Events)
{
    public const string StreamPrefix = "actor/";

    /// <summary>An actor of which nothing is recorded.</summary>
    public static ActorRecord Of(string code) => new(code, ActorRegistry.BuiltIn.At(code), []);

    /// <param name="code">Of the stream.</param>
    /// <param name="recorded">The events of the stream, in recorded order.</param>
    public static ActorRecord Of(string code, IEnumerable<RecordedEvent> recorded) =>
        Of(code) with
        {
            Events = [.. recorded.Select(each => each.Event).OfType<ActorEvent>()],
        };

    /// <summary>The actor as it stands; null when it is not registered.</summary>
    public KnownActor? Actor() => ActorFold.Of(Code, Shipped, Events);

    public ActorRecord With(ActorEvent recorded) => this with { Events = [.. Events, recorded] };
}
