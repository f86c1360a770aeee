using System.Net.Sockets;
using System.Text;

namespace Negotiations.Server.Tests;

/// <summary>
/// Whether tests can use a container engine. It asks the engine's socket directly, because Testcontainers takes seconds
/// to find out that there is none.
/// </summary>
internal static class ContainerEngine
{
    const string DefaultSocket = "unix:///var/run/docker.sock";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Why no engine can be used; null when one answers, or is of a kind that only Testcontainers can ask.
    /// </summary>
    public static async Task<string?> WhyNotAsync()
    {
        var address = Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } given
            ? given
            : DefaultSocket;
        if (OperatingSystem.IsWindows() || !address.StartsWith("unix://", StringComparison.Ordinal))
            return null;

        var path = address["unix://".Length..];
        if (!File.Exists(path))
            return $"there is no {path}";

        try
        {
            using var timeout = new CancellationTokenSource(Patience);
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), timeout.Token);
            await socket.SendAsync("GET /_ping HTTP/1.0\r\nHost: engine\r\n\r\n"u8.ToArray(), timeout.Token);
            var answer = new byte[64];
            var length = await socket.ReceiveAsync(answer, timeout.Token);
            return Encoding.ASCII.GetString(answer, 0, length).Contains(" 200 ", StringComparison.Ordinal)
                ? null
                : $"{address} does not answer as an engine does";
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return $"{address}: {exception.Message}";
        }
    }
}
