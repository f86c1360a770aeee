namespace Negotiations.Server.Starting;

/// <summary>
/// Asks a server, from a process of its own, whether it is ready: for containers, whose images bring no program that
/// could ask.
/// </summary>
internal static class ReadinessCheck
{
    // Longer than the server waits for its database, shorter than anyone waits for a check.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>
    /// 0 when the server at <paramref name="server"/> is ready, else 1 and on <paramref name="console"/> why it is
    /// not.
    /// </summary>
    public static async Task<int> RunAsync(Uri server, TextWriter console)
    {
        var address = new Uri(server.AbsoluteUri.TrimEnd('/') + "/health/ready");

        // A proxy that the engine passes to every container knows nothing of the addresses inside.
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(address);
            await console.WriteLineAsync(
                $"{address} answers {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}"
            );
            return answer.StatusCode is System.Net.HttpStatusCode.OK ? 0 : 1;
        }
        catch (HttpRequestException unreachable)
        {
            await console.WriteLineAsync($"{address} cannot be asked: {unreachable.Message}");
            return 1;
        }
        catch (TaskCanceledException)
        {
            await console.WriteLineAsync($"{address} has not answered within {Patience.TotalSeconds:0} seconds.");
            return 1;
        }
    }
}
