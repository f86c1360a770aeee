namespace Negotiations.Postgres;

/// <summary>What the server writes, seen from the moment of a start, so that an old error is not taken for a new one.</summary>
internal sealed class ServerLog
{
    const long LargestBytes = 16 * 1024 * 1024;
    const int LinesToShow = 15;

    readonly string file;
    readonly long start;

    ServerLog(string file, long start) => (this.file, this.start) = (file, start);

    public static async Task<ServerLog> OpenAsync(DataFolder folder, ServerUser user, CancellationToken stop)
    {
        // One generation is kept: enough to see why the last run ended, and bounded on a server that runs for years.
        if (new FileInfo(folder.Log) is { Exists: true, Length: > LargestBytes })
            File.Move(folder.Log, folder.Log + ".old", overwrite: true);

        if (!File.Exists(folder.Log))
        {
            await File.WriteAllBytesAsync(folder.Log, [], stop);
            await user.OwnAsync(folder.Log, stop);
        }

        return new ServerLog(folder.Log, new FileInfo(folder.Log).Length);
    }

    public string WhatIsNew()
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(start, SeekOrigin.Begin);
        using var reader = new StreamReader(stream);
        return string.Join('\n', reader.ReadToEnd().TrimEnd().Split('\n').TakeLast(LinesToShow));
    }
}
