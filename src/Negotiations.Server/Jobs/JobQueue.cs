using Npgsql;
using Wolverine;
using Wolverine.RDBMS;
using Wolverine.Runtime;

namespace Negotiations.Server.Jobs;

/// <summary>
/// The way to Wolverine's durable queues. A message wakes the one who looks at a job's row, and says nothing that would
/// be missed.
/// </summary>
/// <param name="runtime">Null: the node only reads, and nothing is sent from it.</param>
internal sealed class JobQueue(IWolverineRuntime? runtime)
{
    private IWolverineRuntime Runtime =>
        runtime ?? throw new InvalidOperationException("A node that only reads sends no messages.");

    /// <summary>Stores a message and sends it on its way.</summary>
    /// <param name="message">Wakes someone.</param>
    /// <param name="delay">After which it is due; none: at once.</param>
    public async Task SendAsync<T>(T message, TimeSpan? delay = null)
        where T : class =>
        await new MessageContext(Runtime).SendAsync(
            message,
            delay is null ? null : new DeliveryOptions { ScheduleDelay = delay }
        );

    /// <summary>
    /// Stores messages in a transaction; what is returned sends them on their way once it is committed.
    /// </summary>
    /// <param name="transaction">In the server's role.</param>
    /// <param name="messages">Each is stored.</param>
    /// <param name="delay">After which they are due; none: at once.</param>
    public async Task<Func<Task>> EnlistAsync<T>(
        NpgsqlTransaction transaction,
        IReadOnlyList<T> messages,
        TimeSpan? delay = null
    )
        where T : class
    {
        var context = new MessageContext(Runtime);
        await context.EnlistInOutboxAsync(
            new DatabaseEnvelopeTransaction((IMessageDatabase)Runtime.Storage, transaction)
        );
        foreach (var message in messages)
            await context.SendAsync(message, delay is null ? null : new DeliveryOptions { ScheduleDelay = delay });

        return context.FlushOutgoingMessagesAsync;
    }
}
