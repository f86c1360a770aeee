using Negotiations.Record;
using Negotiations.Server.Http;
using Negotiations.Server.Webhooks;
using Negotiations.Store.Connections;
using Negotiations.Store.Erasure;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;
using Negotiations.Store.Schema;
using Negotiations.Store.Seeing;

namespace Negotiations.Server.Erasing;

/// <summary>Erases an event of a negotiation or of an actor's entry, or shows what would be erased.</summary>
internal sealed class ErasureRoute(
    ErasureStore erasures,
    DatabaseClock clock,
    ErasureNotices notices,
    ILogger<ErasureRoute> logger
)
{
    /// <param name="stream">As recorded: of a negotiation or an actor.</param>
    /// <param name="eventId">Which event.</param>
    /// <param name="context">Its body says why.</param>
    public async Task<IResult> EraseAsync(Negotiation stream, Guid eventId, HttpContext context)
    {
        var (body, problem) = await Body.ReadAsync<ErasureBody>(context);
        if (body is null)
            return problem!;

        var query = new Query(context.Request.Query);
        var isDryRun = query.Flag("dryRun");
        if (query.Problem is { } wrong)
            return wrong;

        var request = new EraseEvent(eventId, body.Reason);
        return isDryRun
            ? Supposed(request, stream, context.User.Subject())
            : await EraseAsync(request, stream.Id, context.User.Subject(), context.RequestAborted);
    }

    private async Task<IResult> EraseAsync(EraseEvent request, string stream, string by, CancellationToken stop)
    {
        IReadOnlyList<Guid> receivers = [];
        var outcome = await erasures.EraseAsync(
            stream,
            request,
            by,
            async sequence =>
            {
                receivers = await notices.WhoAsync(sequence, stop);
                return connection => ErasureNotices.KeepAsync(connection, receivers, stream, request.EventId, stop);
            },
            stop
        );
        if (outcome.Refusal is { } refusal)
            return refusal.ToResult();

        if (outcome.IsNew)
        {
            logger.LogInformation("Event {EventId} was erased by {Subject}.", request.EventId, by);
            await notices.SendAsync(receivers);
        }

        var (recorded, related) = (outcome.Event!, outcome.Related);
        return JsonAnswer.Changed(
            Answer(stream, recorded, recorded.Erased!, related),
            outcome.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK
        );
    }

    /// <summary>What an erasure would do: decided as it would be, and nothing erased.</summary>
    private IResult Supposed(EraseEvent request, Negotiation stream, string by)
    {
        var (refusal, recorded, _) = EraseEvent.Decide(request, stream);
        return refusal?.ToResult()
            ?? JsonAnswer.Changed(
                Answer(
                    stream.Id,
                    recorded!,
                    recorded!.Erased ?? new Erased(clock.Now, by, request.Reason),
                    ErasureStore.RelatedTo(recorded, stream)
                ) with
                {
                    DryRun = true,
                },
                StatusCodes.Status200OK
            );
    }

    private static ErasureAnswer Answer(
        string stream,
        RecordedEvent recorded,
        Erased erased,
        IReadOnlyList<Guid> related
    )
    {
        var actor = ActorStreams.CodeOf(stream);
        return new ErasureAnswer(
            actor is null ? stream : null,
            recorded.EventId,
            recorded.Version,
            Sight.Of(stream, erased)!,
            related,
            Actor: actor
        );
    }
}
