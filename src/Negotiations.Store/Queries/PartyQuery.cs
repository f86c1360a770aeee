using Negotiations.Actors;
using Negotiations.Store.Actors;

namespace Negotiations.Store.Queries;

/// <summary>How a question names an actor, in every filter alike.</summary>
public static class PartyQuery
{
    /// <summary>The actor asked for as <c>party</c>; null when none is, or when the word names none, which is
    /// refused.</summary>
    /// <param name="query">As asked.</param>
    /// <param name="actors">Who is known.</param>
    /// <param name="knownBy">By when, on our clock; null: now.</param>
    /// <param name="stop">Given up while the registry is read.</param>
    public static async Task<AskedParty?> PartyAsync(
        this Query query,
        ActorDirectory actors,
        DateTimeOffset? knownBy,
        CancellationToken stop
    )
    {
        if (query.Refusal is not null || query.Text("party") is not { } text)
            return null;

        if (await actors.FindAsync(text, knownBy, stop) is { } party)
            return party;

        query.RefuseWord("party", UnknownActor.Describe(text, actors.Current), UnknownActor.Type);
        return null;
    }
}
