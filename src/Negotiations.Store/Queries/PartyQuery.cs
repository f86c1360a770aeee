using Negotiations.Actors;
using Negotiations.Store.Actors;

namespace Negotiations.Store.Queries;

/// <summary>How a question names an actor, in every filter alike.</summary>
public static class PartyQuery
{
    /// <summary>The actor asked for as <c>party</c>; null when none is, or when the word names none, which is
    /// refused.</summary>
    public static async Task<AskedParty?> PartyAsync(this Query query, ActorDirectory actors, CancellationToken stop)
    {
        if (query.Refusal is not null || query.Text("party") is not { } text)
            return null;

        if (await actors.FindAsync(text, stop) is { } party)
            return party;

        query.Refuse("party", UnknownActor.Describe(text, actors.Current), UnknownActor.Type);
        return null;
    }
}
