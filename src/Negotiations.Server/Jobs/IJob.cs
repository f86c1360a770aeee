namespace Negotiations.Server.Jobs;

/// <summary>What is done about a message. Wolverine's handlers are public; what does their work need not be.</summary>
/// <typeparam name="T">The message.</typeparam>
public interface IJob<in T>
{
    Task HandleAsync(T message, CancellationToken stop);
}
