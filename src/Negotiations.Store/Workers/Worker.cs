namespace Negotiations.Store.Workers;

/// <summary>
/// A background loop: a step, a rest, and the next step. A fault in a step is logged, shown in health and tried again
/// after a pause that grows; it never ends the loop in silence. What only a new process can repair ends the server,
/// with an exit code that is not 0.
/// </summary>
public abstract class Worker : BackgroundService
{
    private readonly WakeUp wakeUp = new();
    private readonly Lazy<Guard> guard;
    private long stepBegan;

    /// <param name="name">As health and the log call it.</param>
    /// <param name="logger">Its own.</param>
    protected Worker(string name, ILogger logger) =>
        (Name, Logger, guard) = (name, logger, new Lazy<Guard>(() => new Guard(name, logger, Backoff)));

    public string Name { get; }

    public WorkerState State => guard.Value.State;

    /// <summary>Parts with a guard of their own: one that fails holds up no other.</summary>
    public virtual IEnumerable<Guard> Parts => [];

    /// <summary>How long the current step has taken, or its part since the last progress; null between steps.</summary>
    public TimeSpan? InStepFor =>
        Interlocked.Read(ref stepBegan) is var began and > 0 ? TimeProvider.System.GetElapsedTime(began) : null;

    /// <summary>A step that takes longer is reported as stalled.</summary>
    public virtual TimeSpan StepLimit => TimeSpan.FromMinutes(2);

    protected ILogger Logger { get; }

    /// <summary>The longest rest between two steps. A wake-up ends it.</summary>
    protected abstract TimeSpan Rest { get; }

    /// <summary>The least time between two steps: what arrives in it is handled together.</summary>
    protected virtual TimeSpan Gather => TimeSpan.Zero;

    protected virtual Backoff Backoff => Backoff.Default;

    /// <summary>There is something to do.</summary>
    public void Wake() => wakeUp.Set();

    public override void Dispose()
    {
        wakeUp.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Does what there is to do now. It is called again after any fault, so doing something twice must change nothing.
    /// </summary>
    protected abstract Task StepAsync(CancellationToken stop);

    /// <summary>Reports progress within a long step, so that it is not reported as stalled.</summary>
    protected void Progress() => Interlocked.Exchange(ref stepBegan, TimeProvider.System.GetTimestamp());

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
                if (await guard.Value.TryAsync(TimedStepAsync, stoppingToken))
                    await RestAsync(stoppingToken);
                else
                    await Task.Delay(guard.Value.Pause, stoppingToken);
        }
        catch (Exception fault) when (stoppingToken.IsCancellationRequested && !Faults.IsOfThisProcess(fault))
        {
            // The server stops, and what a step worked with may have gone before it.
        }
    }

    private async Task TimedStepAsync(CancellationToken stop)
    {
        Progress();
        try
        {
            await StepAsync(stop);
        }
        finally
        {
            Interlocked.Exchange(ref stepBegan, 0);
        }
    }

    private async Task RestAsync(CancellationToken stop)
    {
        var gathered = Task.Delay(Gather, stop);
        await wakeUp.WaitAsync(Rest, stop);
        await gathered;
    }
}
