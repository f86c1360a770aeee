using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;

namespace Negotiations.Cli.Connecting;

/// <summary>
/// Fetches a file under another name and gives it its own when it is whole. Lines of the feed are gone on with where
/// they broke off, also by a later call; anything else is fetched again.
/// </summary>
/// <param name="path">Of the address.</param>
/// <param name="query">Of the whole file.</param>
/// <param name="file">Where it is to be.</param>
/// <param name="isOfLines">Whether it has one entry of the feed a line.</param>
internal sealed class Download(
    Api api,
    CommandEnvironment environment,
    string path,
    QueryText query,
    string file,
    bool isOfLines
)
{
    private const int MostTries = 5;

    private readonly string part = file + ".part";
    private readonly string addressFile = file + ".part.address";

    // The last whole line of what is there. Null: nothing is, or the file has no lines.
    private byte[]? lastLine;

    /// <summary>Bytes written so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>How much there will be; null: the server did not say.</summary>
    public long? Total { get; private set; }

    /// <summary>True where it went on with what an earlier call had left.</summary>
    public bool WentOn { get; private set; }

    /// <param name="progress">Called for every piece.</param>
    /// <param name="isForced">A file that is there may be replaced.</param>
    public async Task RunAsync(bool isForced, Action progress, CancellationToken stop)
    {
        WholeFile.CheckIsFree(file, isForced);
        Resume();
        WentOn = lastLine is not null;
        var isWhole = false;
        try
        {
            for (var tries = 0; ; )
            {
                var before = Bytes;
                if (await TryAsync(progress, stop) is not { } cut)
                    break;

                // Measured after an incomplete last line was cut off. A table has no lines to resume from, so its
                // length is 0.
                Resume();
                tries = Bytes > before ? 0 : tries + 1;
                if (tries == MostTries)
                    throw GivenUp(cut);

                await environment.Pause(TimeSpan.FromSeconds(1 << Math.Max(tries - 1, 0)), stop);
            }

            isWhole = true;
            WholeFile.Finish(part, file, isForced);
            File.Delete(addressFile);
        }
        finally
        {
            if (!isWhole && !CanGoOn())
            {
                File.Delete(part);
                File.Delete(addressFile);
            }
        }
    }

    /// <summary>Whether the next call goes on with what is there.</summary>
    public bool CanGoOn() =>
        isOfLines && File.Exists(addressFile) && new FileInfo(part) is { Exists: true, Length: > 0 };

    // Up to the last whole line. What another question left is of no use.
    private void Resume()
    {
        (Bytes, lastLine) = (0, null);
        if (
            CanGoOn()
            && WholeFile.Try(addressFile, () => File.ReadAllText(addressFile)) == FullAddress
            && LastLine() is var (start, line)
        )
        {
            (Bytes, lastLine) = (start + line.Length, line);
            return;
        }

        File.Delete(part);
        if (isOfLines)
            WholeFile.Try(addressFile, () =>
            {
                File.WriteAllText(addressFile, FullAddress);
                return true;
            });
    }

    private string FullAddress => api.Server + path + query;

    private (long Start, byte[] Line)? LastLine()
    {
        long start = -1;
        long end = -1;
        long at = 0;
        using (var stream = File.OpenRead(part))
        {
            var buffer = new byte[1 << 16];
            for (int read; (read = stream.Read(buffer)) > 0; at += read)
            for (var i = 0; i < read; i++)
                if (buffer[i] == '\n')
                    (start, end) = (end, at + i);

            if (end < 0)
                return null;

            var line = new byte[end - start];
            stream.Position = start + 1;
            stream.ReadExactly(line);
            return (start + 1, line);
        }
    }

    // Null: all of it is there.
    private async Task<CommandFailedException?> TryAsync(Action progress, CancellationToken stop)
    {
        try
        {
            // A partial file that does not fit is deleted once; the second attempt then starts from nothing and cannot
            // fail in the same way.
            while (!await FetchAsync(progress, stop)) { }

            return null;
        }
        catch (CommandFailedException away) when (away.MayPass)
        {
            return away;
        }
        catch (Exception cut) when (cut is HttpRequestException or InvalidDataException)
        {
            return new CommandFailedException(ExitCode.Unreached, $"{api.Server} was cut off: {cut.Message}.");
        }
    }

    private CommandFailedException GivenUp(CommandFailedException cut)
    {
        var remark = $"{file} was not written.{(CanGoOn() ? " The same command goes on with what is there." : "")}";
        return new CommandFailedException(cut.ExitCode, $"{cut.Message} {remark}", cut.Problem) { Remark = remark };
    }

    // False: what is there does not fit what the server has.
    private async Task<bool> FetchAsync(Action progress, CancellationToken stop)
    {
        using var response = await api.OpenAsync(path + RemainingQuery(), "*/*", stop);
        Total = lastLine is null ? response.Content.Headers.ContentLength : null;
        await using var from = await response.Content.ReadAsStreamAsync(stop);
        await using var to = WholeFile.Try(part, () => new FileStream(part, FileMode.OpenOrCreate));
        if (lastLine is { } expected && !await BeginsWithAsync(from, expected, stop))
        {
            // The record is another one, or what a line says has changed since.
            await environment.NoticeAsync($"{part} does not fit what the server has now: all of it is fetched again.");
            to.SetLength(0);
            (Bytes, lastLine, WentOn) = (0, null, false);
            return false;
        }

        to.SetLength(Bytes);
        to.Position = Bytes;
        await CopyAsync(from, to, progress, stop);
        return true;
    }

    // The last line is asked for once more: that it comes back as it was shows that this is the same record.
    private QueryText RemainingQuery() =>
        lastLine is null
            ? query
            : query.From(
                (JsonSerializer.Deserialize<JsonElement>(lastLine).Number("sequence") - 1)?.ToString(
                    CultureInfo.InvariantCulture
                )
            );

    private async Task<bool> BeginsWithAsync(Stream from, byte[] expected, CancellationToken stop)
    {
        var found = new byte[expected.Length];
        var read = 0;
        for (int piece; read < found.Length && (piece = await ReadAsync(from, found.AsMemory(read), stop)) > 0; )
            read += piece;

        return read == found.Length && found.AsSpan().SequenceEqual(expected);
    }

    // A connection that breaks and a disk that is full are the same exception; only the first may be tried again.
    private async Task<int> ReadAsync(Stream from, Memory<byte> buffer, CancellationToken stop)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
        silence.CancelAfter(environment.LongestSilence);
        try
        {
            return await from.ReadAsync(buffer, silence.Token);
        }
        catch (IOException cut)
        {
            throw new HttpRequestException(cut.Message, cut);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            var seconds = environment.LongestSilence.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            throw new HttpRequestException($"it was silent for {seconds} seconds");
        }
    }

    private async Task CopyAsync(Stream from, FileStream to, Action progress, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            for (int read; (read = await ReadAsync(from, buffer, stop)) > 0; )
            {
                await to.WriteAsync(buffer.AsMemory(0, read), stop);
                Bytes += read;
                progress();
            }

            await to.FlushAsync(stop);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
