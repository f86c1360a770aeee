using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Actors;

/// <summary>That an actor ended and others followed it, and that this was wrong.</summary>
internal static class ActorSuccession
{
    private const string Remedy = "One that is on the record is undone with actor-succession-undone.";

    /// <param name="current">The actor that ended.</param>
    /// <param name="succeeded">What is asked.</param>
    /// <param name="registry">All actors.</param>
    public static ActorDecision Decide(KnownActor current, ActorSucceeded succeeded, ActorRegistry registry)
    {
        if (succeeded.Occurred is null)
            return Refusal.Invalid(
                "occurred-missing",
                $"An actor-succeeded needs 'occurred': when {current.Code} ended. Accepted are {Edtf.Forms}.",
                "/occurred"
            );

        foreach (var (index, code) in succeeded.By.Index())
        {
            if (registry.At(code) is not { } successor)
                return UnknownActor.Refuse(code, registry, $"/by/{index}");

            if (registry.IsSame(code, current.Code))
                return Refusal.Invalid("succeeds-itself", $"{code} cannot be its own successor.", $"/by/{index}");

            if (IsFollowedBy(successor, current, registry))
                return Refusal.Invalid(
                    "succession-circle",
                    $"{code} was succeeded by {current.Code}, so it cannot follow it. {Remedy}",
                    $"/by/{index}"
                );
        }

        return succeeded.By.Count > 0
            ? new ActorDecision.Accepted()
            : Refusal.Invalid("successor-missing", $"Name at least one successor of {current.Code}.", "/by");
    }

    /// <param name="undone">What is asked.</param>
    /// <param name="actor">What is recorded of the actor.</param>
    /// <param name="registry">All actors.</param>
    public static ActorDecision Undo(ActorSuccessionUndone undone, ActorRecord actor, ActorRegistry registry)
    {
        var standing = ActorFold.Successions(actor);
        if (standing.Any(each => each.EventId == undone.Succession))
            return CheckAgain(actor.With(undone).Actor()!, registry) ?? new ActorDecision.Accepted();

        return new Refusal(
            RefusalKind.Missing,
            "succession-not-found",
            standing is [.., var last]
                ? $"{undone.Succession} is not an event that named successors of {actor.Code} and still counts: "
                    + $"{last.EventId} is the last that does."
                : $"No succession of {actor.Code} is recorded that still counts.",
            "/succession"
        );
    }

    // The succession before it counts again, and others may have been merged or succeeded meanwhile.
    private static ActorDecision? CheckAgain(KnownActor after, ActorRegistry registry)
    {
        var again = (after.Successors ?? []).Select(registry.At).OfType<KnownActor>();
        return
            again.FirstOrDefault(each => registry.IsSame(each.Code, after.Code) || IsFollowedBy(each, after, registry))
                is { } other
            ? Refusal.Invalid(
                "succession-circle",
                $"Without it {after.Code} is succeeded by {other.Code} again, which is merged with it or was succeeded "
                    + $"by it meanwhile: undo that first.",
                "/succession"
            )
            : (ActorDecision?)null;
    }

    /// <summary>Why two actors cannot be one: null where neither followed the other.</summary>
    public static ActorDecision? CheckMerge(KnownActor one, KnownActor other, ActorRegistry registry)
    {
        var (before, after) = IsFollowedBy(one, other, registry) ? (one, other) : (other, one);
        return IsFollowedBy(before, after, registry)
            ? new Refusal(
                RefusalKind.Conflict,
                "succession-circle",
                $"{before.Code} was succeeded by {after.Code}, so the two are not one actor. {Remedy}",
                "/into"
            )
            : (ActorDecision?)null;
    }

    // Over any number of steps, and by whatever code a merged one was named.
    private static bool IsFollowedBy(KnownActor before, KnownActor after, ActorRegistry registry)
    {
        var (seen, next) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>([before.Code]));
        while (next.TryDequeue(out var code))
            foreach (var each in registry.CodesOf(code).SelectMany(same => registry.At(same)?.Successors ?? []))
            {
                if (registry.IsSame(each, after.Code))
                    return true;

                if (seen.Add(each))
                    next.Enqueue(each);
            }

        return false;
    }
}
