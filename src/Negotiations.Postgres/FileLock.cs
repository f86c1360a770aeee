namespace Negotiations.Postgres;

/// <summary>
/// A lock between processes that its holder's death releases. On Unix the runtime takes flock(2), which is what lets
/// the watchdog's shell see the same lock; the file itself means nothing and stays.
/// </summary>
internal sealed class FileLock : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // A process being born has everything its parent has open, locks too, until it becomes its program. A busy
    // program bears one after another, so that several looks in a row may each meet a different one: seen with 100
    // ms, on two cores with everything in use.
    static readonly TimeSpan Birth = TimeSpan.FromSeconds(1);

    readonly FileStream file;

    FileLock(FileStream file) => this.file = file;

    /// <summary>
    /// Exclusive, if no one shares it; null when others do. Someone who holds it alone is stopping the server, and
    /// is waited for.
    /// </summary>
    public static async Task<FileLock?> LastOneOutAsync(string path)
    {
        var deadline = DateTime.UtcNow + Birth;
        while (true)
        {
            if (TryExclusive(path) is { } held)
                return held;

            using (var shared = TryShared(path))
                if (shared is not null && DateTime.UtcNow > deadline)
                    return null;

            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <exception cref="PostgresUnavailableException">Someone else has held it for longer than the
    /// patience.</exception>
    public static Task<FileLock> ExclusiveAsync(string path, TimeSpan patience, CancellationToken stop) =>
        WaitAsync(TryExclusive, path, patience, stop);

    /// <summary>Waits as long as the other one needs.</summary>
    /// <param name="path">Of the lock.</param>
    /// <param name="waiting">Called once, when someone else has it.</param>
    public static async Task<FileLock> ExclusiveAsync(string path, Action waiting, CancellationToken stop)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            if (TryExclusive(path) is { } held)
                return held;

            if (isFirst)
                waiting();

            await Task.Delay(Pause, stop);
        }
    }

    /// <inheritdoc cref="ExclusiveAsync(string, TimeSpan, CancellationToken)"/>
    public static Task<FileLock> SharedAsync(string path, TimeSpan patience, CancellationToken stop) =>
        WaitAsync(TryShared, path, patience, stop);

    public void Dispose() => file.Dispose();

    static async Task<FileLock> WaitAsync(
        Func<string, FileLock?> take,
        string path,
        TimeSpan patience,
        CancellationToken stop
    )
    {
        var deadline = DateTime.UtcNow + patience;
        while (true)
        {
            if (take(path) is { } held)
                return held;

            if (DateTime.UtcNow > deadline)
                throw new PostgresUnavailableException(
                    $"Another process has held {path} for {patience.TotalSeconds:0} seconds: it is "
                        + "starting or stopping the database of this folder. "
                        + "Wait for it, or end it."
                );

            await Task.Delay(Pause, stop);
        }
    }

    static FileLock? TryExclusive(string path) => Try(path, FileShare.None);

    static FileLock? TryShared(string path) => Try(path, FileShare.Read);

    static FileLock? Try(string path, FileShare share)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.Open, FileAccess.Read, share));
        }
        catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
    }
}
