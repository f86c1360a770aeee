using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <param name="Id">The actor's code.</param>
/// <param name="Negotiations">In how many it is named.</param>
/// <param name="Roles">Every role a source gives it.</param>
/// <param name="Events">How many facts name it.</param>
public sealed record PartySummary(string Id, int Negotiations, IReadOnlyList<ActorRole> Roles, int Events);

/// <param name="Id">The actor's code.</param>
/// <param name="Count">In how many negotiations it is named.</param>
/// <param name="Events">How many facts name it.</param>
/// <param name="Roles">Every role a source gives it.</param>
/// <param name="Negotiations">Those negotiations.</param>
/// <param name="Clocks">Those it was told on; null: now.</param>
public sealed record PartyAnswer(string Id, int Count, int Events, IReadOnlyList<ActorRole> Roles,
    IReadOnlyList<PartyInvolvement> Negotiations, AnsweredClocks? Clocks = null);

/// <param name="First">When the first fact that names it occurred.</param>
/// <param name="Last">When the last one did.</param>
public sealed record PartyInvolvement(
    string Id, string Title, NegotiationKind Kind, Subject Subject, PhaseView Phase, IReadOnlyList<ActorRole> Roles,
        int Events, Edtf First, Edtf Last)
{
    public static PartyInvolvement Of(Summary summary, Involvement actor) => new(
        summary.Id, summary.Title, summary.Kind, summary.Subject, summary.Phase, actor.Roles, actor.Events,
        actor.First, actor.Last);
}
