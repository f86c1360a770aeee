using System.Security.Cryptography;
using Negotiations.Actors;
using Negotiations.Dashboard.Routes;
using Negotiations.Record;
using Negotiations.Server.Feeds;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Store.Actors;
using Negotiations.Store.Feed;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;
using Negotiations.Store.Webhooks;

namespace Negotiations.Server.Webhooks;

/// <summary>A consumer subscribes: the address and the filter are checked, and the secret is shown once.</summary>
internal static class NewSubscriptionEndpoint
{
    public const int SecretLength = 32;

    public static async Task<IResult> CreateAsync(
        HttpContext context,
        SubscriptionStore subscriptions,
        Lazy<SecretProtector> secrets,
        WebhookClient target,
        FeedReader reader,
        WebhookDispatcher dispatcher,
        WebhookSettings settings,
        ActorDirectory actors,
        NegotiationNames names
    )
    {
        var (asked, problem) = await Body.ReadAsync<SubscriptionBody>(context);
        if (asked is null)
            return problem!;

        var (filter, refusal) = await FilterAsync(asked, actors, names, context.RequestAborted);
        refusal ??= await target.CheckAsync(asked.Url, context.RequestAborted);
        refusal ??= await FeedPlace.BeyondAsync(asked.After, reader, context.RequestAborted);
        if (refusal is not null)
            return refusal.ToResult();

        var id = Guid.CreateVersion7();
        var secret = RandomNumberGenerator.GetBytes(SecretLength);
        var (owner, byKey) = (
            context.User.SubjectId(),
            context.User.HasClaim(claim => claim.Type == AuthenticationSetup.KeyClaim)
        );

        // The head of the record and not what this node has read so far: what was recorded before is not sent.
        if (
            !await subscriptions.AddAsync(
                id,
                owner,
                byKey,
                asked.Url,
                filter!,
                asked.After ?? await reader.HeadAsync(context.RequestAborted),
                secrets.Value.Seal(secret, id),
                secrets.Value.Name,
                settings.MostPerOwner,
                context.RequestAborted
            )
        )
            return TooMany(context.User.Subject(), settings);

        dispatcher.Wake();
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = $"/api/subscriptions/{id}";
        var made = await subscriptions.FindAsync(id, owner, context.RequestAborted);
        return JsonAnswer.Changed(
            new NewSubscription(
                id,
                SecretProtector.Prefix + Convert.ToBase64String(secret),
                SubscriptionView.Of(made!)
            ),
            StatusCodes.Status201Created
        );
    }

    // What its words mean; a word that names nothing is refused: the subscription would be active and send nothing.
    private static async Task<(FeedFilter? Filter, Refusal? Refusal)> FilterAsync(
        SubscriptionBody asked,
        ActorDirectory actors,
        NegotiationNames names,
        CancellationToken stop
    )
    {
        AskedParty? party = null;
        if (asked.Party is { Length: > 0 } named && (party = await actors.FindAsync(named, stop)) is null)
            return (null, UnknownActor.Refuse(named, actors.Current, "/party"));

        var (filter, refusal) = SubscriptionFilter.Of(asked, party);
        if (refusal is not null || await names.FindUnknownAsync(filter!.Negotiations, stop) is not { } unknown)
            return (filter, refusal);

        var at = $"/negotiation/{filter.Negotiations.ToList().IndexOf(unknown)}";
        return (null, Refusal.Invalid("unknown-negotiation", await names.DescribeAsync(unknown, stop), at));
    }

    private static IResult TooMany(string owner, WebhookSettings settings) =>
        Problem.Of(
            StatusCodes.Status409Conflict,
            "too-many-subscriptions",
            $"{owner} has {settings.MostPerOwner} subscriptions, and may have no more. End one, or "
                + "widen the filters of another."
        );
}
