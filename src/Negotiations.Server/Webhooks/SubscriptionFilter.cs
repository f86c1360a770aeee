using Negotiations.Actors;
using Negotiations.Record;
using Negotiations.Search;
using Negotiations.Store.Feed;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Webhooks;

/// <summary>What a subscription takes, as it is asked for and as it is stored.</summary>
internal static class SubscriptionFilter
{
    private const int MostNames = 100;

    /// <summary>The filter that a body asks for, or what is wrong with it.</summary>
    /// <param name="body">As sent.</param>
    /// <param name="party">What its <c>party</c> means.</param>
    public static (FeedFilter? Filter, Refusal? Refusal) Of(SubscriptionBody body, AskedParty? party)
    {
        var (negotiations, types) = (body.Negotiation ?? [], body.Type ?? []);
        foreach (var (name, values) in new[] { ("negotiation", negotiations), ("type", types) })
            if (values.Count > MostNames)
                return (
                    null,
                    Refusal.Invalid(
                        "too-many-items",
                        $"{name} holds {values.Count} values, and at most {MostNames} are taken. "
                            + "Leave it out to receive all.",
                        "/" + name
                    )
                );

        foreach (var (index, type) in types.Index())
            if (!FeedFilter.KnownTypes.Contains(type))
                return (
                    null,
                    new Refusal(
                        RefusalKind.Unreadable,
                        "unknown-value",
                        $"'{Slug.Clip(type)}' is not an event type. "
                            + $"It is one of {string.Join(", ", FeedFilter.KnownTypes)}."
                            + NearestName.Ask(type, FeedFilter.KnownTypes),
                        $"/type/{index}"
                    )
                );

        foreach (var (index, id) in negotiations.Index())
            if (!Slug.IsNegotiationId(id))
                return (
                    null,
                    Refusal.Invalid(
                        "bad-id",
                        $"'{Slug.Clip(id)}' is not the id of a negotiation: {Slug.NegotiationIdForm}.",
                        $"/negotiation/{index}"
                    )
                );

        if (body.Party is { Length: 0 or > SubjectName.MaxLength })
            return (
                null,
                Refusal.Invalid(
                    "bad-actor",
                    "party is an actor's code or name, such as KGZ. Leave it out for all.",
                    "/party"
                )
            );

        if (body.After < 0)
            return (
                null,
                Refusal.Invalid("out-of-range", $"after is {body.After}, and a sequence is 0 or more.", "/after")
            );

        return (new FeedFilter(negotiations, party?.Entry, types, body.PhaseChange), null);
    }
}
