namespace Negotiations.Postgres;

/// <summary>
/// A lock between processes that its holder's death releases. On Unix the runtime takes flock(2), which is what lets the
/// watchdog's shell see the same lock; the file itself means nothing and stays.
/// </summary>
internal sealed class FileLock : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    readonly FileStream file;

    FileLock(FileStream file) => this.file = file;

    /// <summary>Null when somebody else holds it, shared or not.</summary>
    public static FileLock? TryExclusive(string path) => Try(path, FileAccess.Read, FileShare.None);

    public static Task<FileLock> ExclusiveAsync(string path, TimeSpan patience, CancellationToken stop) =>
        WaitAsync(() => TryExclusive(path), path, patience, stop);

    public static Task<FileLock> SharedAsync(string path, TimeSpan patience, CancellationToken stop) =>
        WaitAsync(() => Try(path, FileAccess.Read, FileShare.Read), path, patience, stop);

    public void Dispose() => file.Dispose();

    static async Task<FileLock> WaitAsync(Func<FileLock?> take, string path, TimeSpan patience, CancellationToken stop)
    {
        var deadline = DateTime.UtcNow + patience;
        while (true)
        {
            if (take() is { } held)
                return held;

            if (DateTime.UtcNow > deadline)
                throw new PostgresUnavailableException($"Another process has held {path} for {patience.TotalSeconds:0} seconds: it is starting or stopping the database of this folder. Wait for it, or end it.");

            await Task.Delay(Pause, stop);
        }
    }

    static FileLock? Try(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.Open, access, share));
        }
        catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
    }
}
