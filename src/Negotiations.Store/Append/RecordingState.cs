using Negotiations.Store.Connections;
using Negotiations.Store.Workers;
using Npgsql;

namespace Negotiations.Store.Append;

/// <summary>
/// Whether appends come through on this node, for health and the log: one line when they cease to, and one when they
/// do again.
/// </summary>
/// <param name="logger">Of the recorder.</param>
public sealed class RecordingState(ILogger logger)
{
    private readonly Lock one = new();
    private DateTimeOffset? failingSince;
    private long failed;

    /// <summary>The last commit of this node, by its clock; null: none since its start.</summary>
    public DateTimeOffset? LastCommit { get; private set; }

    /// <summary>Why nothing is recorded, in a sentence without values; null while all is well.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether it is the database's disk that has no room.</summary>
    public bool IsDiskFull { get; private set; }

    /// <summary>
    /// Why nothing is to be recorded though it might be, in a sentence: the disk has only the room left that the
    /// database needs to stay up. Null while there is more.
    /// </summary>
    public string? Full { get; set; }

    /// <exception cref="PostgresException">
    /// The disk counts as full: the same that the database would say a little later.
    /// </exception>
    public void RefuseWhenFull()
    {
        if (Full is { } full)
            throw new PostgresException(full, "ERROR", "ERROR", PostgresErrorCodes.DiskFull);
    }

    /// <summary>Since when, by this node's clock.</summary>
    public DateTimeOffset? FailingSince
    {
        get
        {
            lock (one)
                return failingSince;
        }
    }

    /// <summary>A commit that wrote something has come through.</summary>
    public void Succeed()
    {
        DateTimeOffset since;
        long appends;
        lock (one)
        {
            LastCommit = DateTimeOffset.UtcNow;
            if (failingSince is null)
                return;

            (since, appends) = (failingSince.Value, failed);
            (failingSince, failed, Problem, IsDiskFull) = (null, 0, null, false);
        }

        logger.LogWarning(
            "Appends are recorded again, after {Seconds:f0} seconds in which {Count} were not.",
            (DateTimeOffset.UtcNow - since).TotalSeconds,
            appends
        );
    }

    /// <param name="failure">What failed a commit.</param>
    /// <param name="appends">That waited for it.</param>
    public void Fail(Exception failure, int appends)
    {
        if (!CommitFailure.IsOfOneMember(failure))
            lock (one)
            {
                (var isKnown, Problem) = (failingSince is not null, Describe(failure));
                IsDiskFull = Faults.IsDiskFull(failure);
                failingSince ??= DateTimeOffset.UtcNow;
                failed += appends;
                if (isKnown)
                    return;
            }

        logger.LogError(
            failure,
            "An append could not be committed, nor those that shared its commit: {Count} in all.",
            appends
        );
    }

    private static string Describe(Exception failure) =>
        failure is UnknownOutcomeException unknown ? unknown.Message : Faults.Describe(failure);
}
