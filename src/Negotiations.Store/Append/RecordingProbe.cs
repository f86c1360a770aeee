using Negotiations.Store.Connections;
using Negotiations.Store.Workers;
using Npgsql;

namespace Negotiations.Store.Append;

/// <summary>
/// Where nothing is recorded, commits a few bytes now and then by the recorder's own path, so that health knows whether
/// an append would come through; while appends fail it tries more often, and so finds the end of it.
/// </summary>
public sealed class RecordingProbe(Recorder recorder, ILogger<RecordingProbe> logger)
    : Worker("the test of recording", logger)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    protected override TimeSpan Rest => TimeSpan.FromSeconds(2);

    protected override async Task StepAsync(CancellationToken stop)
    {
        if (recorder.State.Problem is null && DateTimeOffset.UtcNow - recorder.State.LastCommit < Idle)
            return;

        try
        {
            await recorder.ProbeAsync(stop);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or UnknownOutcomeException)
        {
            // The recorder has noted and logged it.
        }
    }
}
