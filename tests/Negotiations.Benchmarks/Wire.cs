using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Negotiations.Benchmarks;

/// <summary>One HTTP/1.1 connection that costs next to nothing, so that what is measured is the server.</summary>
internal sealed class Wire : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
    };
    private readonly byte[] buffer = new byte[1024 * 1024];

    public static async Task<Wire> ConnectAsync(int port)
    {
        var wire = new Wire();
        await wire.socket.ConnectAsync(IPAddress.Loopback, port);
        return wire;
    }

    public static byte[] Get(string path) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");

    public static byte[] Post(string path, byte[] body, string? key)
    {
        var head =
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
            + $"{body.Length}\r\n{(key is null ? "" : $"Authorization: Bearer {key}\r\n")}\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    /// <summary>Sends a request and reads its answer to the end.</summary>
    /// <returns>The status code and the length of the body.</returns>
    public async Task<(int Status, int Length)> SendAsync(byte[] request)
    {
        await socket.SendAsync(request);
        var filled = 0;
        while (true)
        {
            filled += await socket.ReceiveAsync(buffer.AsMemory(filled));
            var head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (head < 0)
                continue;

            var status = ((buffer[9] - '0') * 100) + ((buffer[10] - '0') * 10) + (buffer[11] - '0');
            var text = Encoding.ASCII.GetString(buffer, 0, head);
            var length = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
            if (length >= 0)
            {
                var end = text.IndexOf('\r', length);
                var expected = int.Parse(
                    text.AsSpan(length + 16, (end < 0 ? text.Length : end) - length - 16),
                    System.Globalization.CultureInfo.InvariantCulture
                );
                while (filled < head + 4 + expected)
                    filled += await socket.ReceiveAsync(buffer.AsMemory(filled));
                return (status, expected);
            }

            if (status is 204 or 304)
                return (status, 0);

            while (!buffer.AsSpan(head + 4, filled - head - 4).EndsWith("0\r\n\r\n"u8))
                filled += await socket.ReceiveAsync(buffer.AsMemory(filled));
            return (status, filled - head - 4);
        }
    }

    public string Text(int length) => Encoding.UTF8.GetString(buffer, 0, length);

    public void Dispose() => socket.Dispose();
}

/// <summary>Requests from several connections for a while.</summary>
internal static class Load
{
    /// <param name="port">Of the server.</param>
    /// <param name="connections">How many clients at once; each sends its next request when it has the answer to the
    /// last.</param>
    /// <param name="duration">How long.</param>
    /// <param name="request">The n-th request of a client.</param>
    /// <param name="expected">The status code that counts.</param>
    public static async Task<Measured> RunAsync(
        int port,
        int connections,
        TimeSpan duration,
        Func<int, int, byte[]> request,
        int expected
    )
    {
        var latencies = new List<double>[connections];
        var failures = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(client =>
                    Task.Run(async () =>
                    {
                        var mine = latencies[client] = new List<double>(100_000);
                        using var wire = await Wire.ConnectAsync(port);
                        for (var n = 0; clock.Elapsed < duration; n++)
                        {
                            var bytes = request(client, n);
                            var began = Stopwatch.GetTimestamp();
                            var (status, _) = await wire.SendAsync(bytes);
                            mine.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
                            if (status != expected)
                                Interlocked.Increment(ref failures);
                        }
                    })
                )
        );
        var seconds = clock.Elapsed.TotalSeconds;
        if (failures > 0)
            throw new InvalidOperationException($"{failures} requests were not answered with {expected}.");

        var all = latencies.SelectMany(each => each).Order().ToArray();
        return new Measured(all.Length / seconds, all[all.Length / 2], all[(int)(all.Length * 0.99)]);
    }
}

/// <param name="PerSecond">Requests answered in a second.</param>
/// <param name="P50">Median latency, microseconds.</param>
/// <param name="P99">99th percentile, microseconds.</param>
internal readonly record struct Measured(double PerSecond, double P50, double P99);
