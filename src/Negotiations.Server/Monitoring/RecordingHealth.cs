using Microsoft.Extensions.Diagnostics.HealthChecks;
using Negotiations.Server.Workers;
using Negotiations.Store.Append;
using Npgsql;

namespace Negotiations.Server.Monitoring;

/// <summary>Where the program's own files lie, and with a database of its own that too.</summary>
/// <param name="Path">A folder that is there, or is going to be.</param>
internal sealed record DataPlace(string Path);

/// <summary>
/// Whether an append would be recorded: what became of the last commit, how long the oldest append has waited, who has
/// the writer's lock, and how much space is left.
/// </summary>
internal sealed class RecordingHealth(Recorder recorder, RecordingWatch watch, DataPlace place, StoreSessions sessions)
    : StoreCheck(sessions)
{
    private const long Little = 256L << 20;
    private const long None = 16L << 20;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5);

    // What this node knows without the database is reported even when the database does not answer.
    protected override HealthCheckResult Late => OwnProblem() ?? base.Late;

    protected override async Task<HealthCheckResult> AskAsync()
    {
        // What holds appends up is said before what became of them, which follows from it.
        string? standbys = null;
        string? held = null;
        try
        {
            standbys = await watch.StandbysAsync();
            held = await watch.LockAsync();
        }
        catch (NpgsqlException) when (OwnProblem() is not null)
        {
            // What this node knows by itself is said.
        }

        var own = OwnProblem();
        if (recorder.State.Full is null && (standbys ?? (own is null ? null : held)) is { } obstacle)
            return HealthCheckResult.Unhealthy(obstacle);

        if (own is { } problem)
            return problem;

        if (held is not null)
            return HealthCheckResult.Degraded(held);

        var free = FreeSpace();
        if (free < Little)
            return HealthCheckResult.Degraded($"The disk of the data folder has {free >> 20} MB left. Free some.");

        return HealthCheckResult.Healthy(
            recorder.State.LastCommit is { } last ? $"The last commit of this node was at {last:u}." : null
        );
    }

    private HealthCheckResult? OwnProblem()
    {
        if (recorder.State.Full is { } full)
            return HealthCheckResult.Unhealthy(full);

        if (recorder.State is { Problem: { } problem, FailingSince: { } since })
            return HealthCheckResult.Unhealthy($"Nothing is recorded since {since:u}. {problem}");

        if (recorder.OldestWaits is { } waits && waits > Long)
            return HealthCheckResult.Unhealthy($"An append has waited for {waits.TotalSeconds:f0} seconds.");

        return FreeSpace() < None
            ? HealthCheckResult.Unhealthy(
                "The disk of the data folder is full. Free space; nothing has to be restarted."
            )
            : null;
    }

    // Bytes; as much as can be where the folder's disk cannot be asked.
    private long FreeSpace()
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(place.Path)).AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return long.MaxValue;
        }
    }
}
