namespace Negotiations.Postgres;

/// <summary>
/// What the server writes, seen from the moment of a start, so that an old error is not taken for a new one.
/// </summary>
internal sealed class ServerLog
{
    const long LargestBytes = 16 * 1024 * 1024;
    const int LinesToShow = 15;

    readonly string file;
    readonly long start;

    ServerLog(string file, long start) => (this.file, this.start) = (file, start);

    public static ServerLog Open(DataFolder folder)
    {
        var log = new FileInfo(folder.Log);

        // One generation is stored: enough to see why the last run ended, and bounded on a server that runs for years.
        if (log is { Exists: true, Length: > LargestBytes })
            File.Move(folder.Log, folder.Log + ".old", overwrite: true);

        log.Refresh();
        return new ServerLog(folder.Log, log.Exists ? log.Length : 0);
    }

    public string WhatIsNew()
    {
        if (!File.Exists(file))
            return "(none)";

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(start, SeekOrigin.Begin);
        using var reader = new StreamReader(stream);
        return string.Join('\n', reader.ReadToEnd().TrimEnd().Split('\n').TakeLast(LinesToShow));
    }
}
