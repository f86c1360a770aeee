using System.Globalization;

namespace Negotiations.Postgres;

/// <summary>
/// What a running server says of itself in <c>postmaster.pid</c>. Nothing in it is proof: a killed server leaves the
/// file, and its number may be another process's by now.
/// </summary>
/// <param name="Endpoint">Null until the server has got as far as listening.</param>
internal sealed record PostmasterPid(int Process, Endpoint? Endpoint, bool IsReady)
{
    // The order of lines is PostgreSQL's (miscadmin.h), unchanged since version 10.
    const int ProcessLine = 0,
        PortLine = 3,
        SocketFolderLine = 4,
        ListenLine = 5,
        StatusLine = 7;

    public static PostmasterPid? Read(string path)
    {
        var lines = ReadLines(path);
        if (lines.Length <= ProcessLine || !Number(lines[ProcessLine], out var process))
            return null;

        if (lines.Length <= ListenLine || !Number(lines[PortLine], out var port))
            return new PostmasterPid(process, null, false);

        var endpoint = new Endpoint(lines[ListenLine].Trim().Length > 0 ? null : lines[SocketFolderLine].Trim(), port);
        return new PostmasterPid(process, endpoint, lines.Length > StatusLine && lines[StatusLine].Trim() == "ready");
    }

    /// <summary>
    /// The number in the first line, which also the lock file of a socket has; null when there is no such file or
    /// number.
    /// </summary>
    public static int? ProcessIn(string path) => Read(path)?.Process;

    static string[] ReadLines(string path)
    {
        try
        {
            using var file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            using var reader = new StreamReader(file);
            return reader.ReadToEnd().Split('\n');
        }
        catch (IOException)
        {
            // Gone between the look and the reading: the server has just stopped.
            return [];
        }
    }

    // A stand-alone backend writes its number negated.
    static bool Number(string text, out int number) =>
        int.TryParse(text.Trim().TrimStart('-'), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
