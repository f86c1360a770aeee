using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Negotiations.Server.Tests.Postgres.Fetching;

/// <summary>Plays the repository of packages, on this machine, as well or badly as a test wants.</summary>
internal sealed class Repository : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource ending = new();
    readonly Task serving;
    readonly byte[] file;
    int answered;

    public Repository(byte[] file)
    {
        this.file = file;
        listener.Start();
        serving = ServeAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>For each request its path and the range it asks for: "/a.tgz bytes=100-".</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>The credentials that came last.</summary>
    public string? Credentials { get; private set; }

    /// <summary>The connection of the n-th answer is cut after so many bytes; one after the last is whole.</summary>
    public IReadOnlyList<int> CutAfter { get; init; } = [];

    /// <summary>Sends all of it, whatever part was asked for.</summary>
    public bool IgnoresRanges { get; init; }

    /// <summary>Does not say how much it sends.</summary>
    public bool HidesLength { get; init; }

    /// <summary>The number of the status, in place of the file.</summary>
    public int? Refuses { get; init; }

    /// <summary>For the whole file; it comes in quarters.</summary>
    public TimeSpan Takes { get; init; }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
    }

    async Task ServeAsync()
    {
        while (true)
        {
            var connection = await listener.AcceptTcpClientAsync(ending.Token);
            _ = Task.Run(() => AnswerAsync(connection));
        }
    }

    async Task AnswerAsync(TcpClient connection)
    {
        try
        {
            using (connection)
            await using (var stream = connection.GetStream())
            {
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                var (path, from) = await ReadAsync(reader);
                if (path is not null)
                    await SendAsync(stream, from);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client is gone, or the test is over.
        }
    }

    async Task<(string? Path, int? From)> ReadAsync(StreamReader reader)
    {
        var path = (await reader.ReadLineAsync(ending.Token))?.Split(' ')[1];
        var range = "";
        while (await reader.ReadLineAsync(ending.Token) is { Length: > 0 } header)
            if (header.StartsWith("Range: ", StringComparison.OrdinalIgnoreCase))
                range = header["Range: ".Length..];
            else if (header.StartsWith("Authorization: Basic ", StringComparison.OrdinalIgnoreCase))
                Credentials = Encoding.UTF8.GetString(Convert.FromBase64String(header.Split(' ')[2]));

        if (path is not null)
            Asked.Enqueue($"{path} {range}".TrimEnd());

        return (
            path,
            range.Length == 0 || IgnoresRanges
                ? null
                : int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture)
        );
    }

    async Task SendAsync(NetworkStream stream, int? from)
    {
        var answer = Interlocked.Increment(ref answered) - 1;
        var refusal = from >= file.Length ? 416 : Refuses;
        var body = refusal is null ? file.AsMemory(from ?? 0) : Memory<byte>.Empty;
        var head =
            $"HTTP/1.1 {refusal ?? (from is null ? 200 : 206)} So\r\nConnection: close\r\n"
            + (HidesLength ? "" : $"Content-Length: {body.Length}\r\n")
            + (
                from is null || refusal is not null
                    ? ""
                    : $"Content-Range: bytes {from}-{file.Length - 1}/{file.Length}\r\n"
            );
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + "\r\n"), ending.Token);

        body = answer < CutAfter.Count ? body[..CutAfter[answer]] : body;
        var quarter = body.Length / 4 + 1;
        for (var at = 0; at < body.Length; at += quarter)
        {
            await Task.Delay(Takes / 4, ending.Token);
            await stream.WriteAsync(body.Slice(at, Math.Min(quarter, body.Length - at)), ending.Token);
        }
    }
}
