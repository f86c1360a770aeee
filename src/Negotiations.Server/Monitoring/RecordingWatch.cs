using Negotiations.Store.Queries;
using Negotiations.Store.Workers;

namespace Negotiations.Server.Monitoring;

/// <summary>
/// Looks once a second for what holds up every append in the database: standbys that do not confirm, and a writer's
/// lock that another session has. It remembers since when, which the database does not say of sessions of other roles.
/// </summary>
internal sealed class RecordingWatch(StoreProbe probe, ILogger<RecordingWatch> logger)
    : Worker("the watch over standbys and the writer's lock", logger)
{
    private static readonly TimeSpan LongForStandby = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongForLock = TimeSpan.FromSeconds(5);

    private readonly Lock one = new();
    private DateTimeOffset? unconfirmedSince;
    private (int Process, DateTimeOffset Since)? holder;

    protected override TimeSpan Rest => TimeSpan.FromSeconds(1);

    /// <returns>Why no standby confirms, in a sentence; null while one does, or none is asked for.</returns>
    public async Task<string?> StandbysAsync()
    {
        var state = await probe.StandbysAsync(CancellationToken.None);
        if (state.Asked is not { } asked)
        {
            Unconfirmed(null);
            return null;
        }

        var able = asked.Among(state.Connected);
        var isShort = able.Count < asked.Needed;
        var waits = state.Waits > LongForStandby ? state.Waits : null;
        if (Unconfirmed(isShort || waits is not null ? waits ?? TimeSpan.Zero : null) is not { } since)
            return null;

        var connected = able.Count == 0 ? "none of them is connected" : $"connected: {string.Join(", ", able)}";
        return $"No commit is confirmed by its standbys since {since:u}. synchronous_standby_names asks for "
            + $"{asked.Setting}; {connected}. Bring a standby back, or ask for fewer.";
    }

    /// <returns>Who has held the writer's lock for long; null: no one.</returns>
    public async Task<string?> LockAsync()
    {
        var found = await probe.LockHolderAsync(CancellationToken.None);
        if (HeldFor(found) is not { } held || held < LongForLock)
            return null;

        var name = found!.Application.Length == 0 ? "" : $", which calls itself {found.Application}";
        return $"A session of {found.Role} (process {found.Process}{name}) has had the writer's lock for "
            + $"{held.TotalSeconds:f0} seconds, and nothing is recorded until it ends. To end it: select "
            + $"pg_terminate_backend({found.Process}).";
    }

    protected override async Task StepAsync(CancellationToken stop)
    {
        await StandbysAsync();
        await LockAsync();
    }

    private DateTimeOffset? Unconfirmed(TimeSpan? waits)
    {
        lock (one)
            return unconfirmedSince = waits is { } time ? unconfirmedSince ?? DateTimeOffset.UtcNow - time : null;
    }

    private TimeSpan? HeldFor(LockHolder? found)
    {
        lock (one)
        {
            if (found is not { Held: null })
                holder = null;
            else if (holder?.Process != found.Process)
                holder = (found.Process, DateTimeOffset.UtcNow);

            return holder is { } stranger ? DateTimeOffset.UtcNow - stranger.Since : found?.Held;
        }
    }
}
