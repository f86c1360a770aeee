using Negotiations.Postgres;
using Negotiations.Store.Append;
using Negotiations.Store.Workers;

namespace Negotiations.Server.Workers;

/// <summary>
/// Looks after the ballast of the server's own database. Without it appends are refused as on a full disk: what they
/// would take is the room that the database needs to stay up.
/// </summary>
internal sealed class BallastKeeper(Ballast ballast, Recorder recorder, ILogger<BallastKeeper> logger)
    : Worker("the watch over the disk", logger)
{
    protected override TimeSpan Rest => TimeSpan.FromSeconds(0.5);

    protected override Task StepAsync(CancellationToken stop)
    {
        var hadRoom = recorder.State.Full is null;
        var hasRoom = ballast.Keep(recorder.State.IsDiskFull);
        recorder.State.Full = hasRoom ? null : Describe(ballast.Missing);
        if (hasRoom != hadRoom)
            Say(hasRoom);

        return Task.CompletedTask;
    }

    private static string Describe(long missing) =>
        "The disk of the data folder is full, and nothing is recorded. What was held in reserve "
        + $"({Ballast.Size >> 20} MB) was given up, so that the database stays up. Free {missing >> 20} MB; nothing "
        + "has to be restarted.";

    private void Say(bool hasRoom)
    {
        if (hasRoom)
            Logger.LogWarning("The disk has room again: {File} is back, and appends are recorded.", ballast.File);
        else
            Logger.LogError("{Problem}", recorder.State.Full);
    }
}
