namespace Negotiations.Store.Workers;

/// <summary>
/// The time for which the database is away, as all of the program sees it: said once when it begins and once when it
/// ends, however many loops and libraries meet it.
/// </summary>
/// <param name="logger">Of the two lines. Not one that asks this outage whether it may write.</param>
public sealed class Outage(ILogger logger)
{
    private readonly Lock one = new();
    private DateTimeOffset? began;
    private long withheld;

    /// <summary>Since when, by this node's clock; null while the database answers.</summary>
    public DateTimeOffset? Since
    {
        get
        {
            lock (one)
                return began;
        }
    }

    /// <summary>Takes in a fault on its way to the log.</summary>
    /// <returns>Whether the outage speaks for it, and its line is left out.</returns>
    public bool Covers(Exception? fault)
    {
        if (!Faults.IsDatabaseAway(fault))
            return false;

        lock (one)
        {
            if (began is not null)
            {
                withheld++;
                return true;
            }

            began = DateTimeOffset.UtcNow;
        }

        logger.LogError(
            fault,
            "The database does not answer. What needs it tries again, and its lines are left out until then."
        );
        return true;
    }

    /// <summary>The database has answered.</summary>
    public void End()
    {
        DateTimeOffset since;
        long lines;
        lock (one)
        {
            if (began is null)
                return;

            (since, lines) = (began.Value, withheld);
            (began, withheld) = (null, 0);
        }

        logger.LogWarning(
            "The database answers again, after {Seconds:f0} seconds. {Lines} lines were left out.",
            (DateTimeOffset.UtcNow - since).TotalSeconds,
            lines
        );
    }
}
