using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Negotiations.Cli.Running;

/// <summary>Standard output into a pipe. A reader that is gone ends the command, as it ends other programs.</summary>
internal sealed class OutputPipe : FileStream
{
    private OutputPipe()
        : base(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0) { }

    /// <returns>Null: standard output is no pipe.</returns>
    public static TextWriter? TryOpen()
    {
        if (!Console.IsOutputRedirected || OperatingSystem.IsWindows())
            return null;

        try
        {
            // Two handles of one file share a position, as in "> file 2>&1". A new stream would have a position of its
            // own and overwrite what the other wrote.
            var pipe = new OutputPipe();
            return pipe.CanSeek
                ? null
                : TextWriter.Synchronized(new StreamWriter(pipe, new UTF8Encoding(false)) { AutoFlush = true });
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    // The other ways to write all come here, and none is asynchronous: a synchronized writer has one way.
    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            base.Write(buffer, offset, count);
        }
        catch (IOException gone)
        {
            throw new CommandFailedException(ExitCode.Closed, $"Standard output cannot be written: {gone.Message}");
        }
    }
}
