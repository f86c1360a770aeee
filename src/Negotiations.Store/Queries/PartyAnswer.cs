using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <param name="Id">The actor's code.</param>
/// <param name="Negotiations">In how many it is named.</param>
/// <param name="Roles">Every role a source gives it.</param>
/// <param name="Events">How many facts name it.</param>
/// <param name="Name">In the reader's language; absent where the registry does not know it.</param>
public sealed record PartySummary(
    string Id,
    int Negotiations,
    IReadOnlyList<ActorRole> Roles,
    int Events,
    string? Name = null
);

/// <param name="Id">The actor's code.</param>
/// <param name="Count">In how many negotiations it is named.</param>
/// <param name="Events">How many facts name it.</param>
/// <param name="Roles">Every role a source gives it.</param>
/// <param name="Negotiations">Those negotiations.</param>
/// <param name="Clocks">The clocks of the answer; null: now.</param>
/// <param name="Name">In the reader's language; absent where the registry does not know it.</param>
/// <param name="Related">Those that belong to it, and to which it belongs: none of theirs is counted here.</param>
public sealed record PartyAnswer(
    string Id,
    int Count,
    int Events,
    IReadOnlyList<ActorRole> Roles,
    IReadOnlyList<PartyInvolvement> Negotiations,
    AnsweredClocks? Clocks = null,
    string? Name = null,
    IReadOnlyList<RelatedActor>? Related = null
);

/// <param name="First">When the first fact that names it occurred.</param>
/// <param name="Last">When the last one did.</param>
public sealed record PartyInvolvement(
    string Id,
    string Title,
    NegotiationKind Kind,
    Subject Subject,
    PhaseView? Phase,
    LatestStep? LatestStep,
    IReadOnlyList<ActorRole> Roles,
    int Events,
    Edtf First,
    Edtf Last
)
{
    /// <param name="summary">Of the negotiation.</param>
    /// <param name="actors">The actor under each of its codes.</param>
    internal static PartyInvolvement Of(Summary summary, IReadOnlyList<Involvement> actors) =>
        new(
            summary.Id,
            summary.Title,
            summary.Kind,
            summary.Subject,
            summary.Phase,
            summary.LatestStep,
            actors is [var only] ? only.Roles : [.. actors.SelectMany(each => each.Roles).Distinct().Order()],
            actors.Sum(each => each.Events),
            actors.Select(each => each.First).Min()!,
            actors.Select(each => each.Last).Max()!
        );
}
