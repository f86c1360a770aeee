using System.Net;

namespace Negotiations.Cli.Connecting;

/// <summary>How often one request is sent again, and after how long.</summary>
/// <param name="isRepeatable">False for a request that would be carried out twice.</param>
internal sealed class Repeats(bool isRepeatable)
{
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(0.2),
        TimeSpan.FromSeconds(0.6),
        TimeSpan.FromSeconds(2),
    ];

    // A person waits at the terminal; a server that asks for more than this is away.
    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(10);

    private int done;

    /// <summary>Whether the server is away or busy, and may answer a little later.</summary>
    public static bool MayPass(HttpStatusCode status) =>
        status
            is HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.BadGateway
                or HttpStatusCode.GatewayTimeout
                or HttpStatusCode.TooManyRequests;

    public bool AreDueAfter(HttpResponseMessage response, out TimeSpan pause)
    {
        if (!AreDue(MayPass(response.StatusCode), out pause))
            return false;

        if (response.Headers.RetryAfter?.Delta is { } asked && asked > pause)
            pause = asked < MostPatience ? asked : MostPatience;

        return true;
    }

    public bool AreDueAfter(HttpRequestException broken, out TimeSpan pause) =>
        AreDue(
            broken.HttpRequestError
                is not (HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError),
            out pause
        );

    private bool AreDue(bool mayPass, out TimeSpan pause)
    {
        pause = TimeSpan.Zero;
        if (!isRepeatable || !mayPass || done == Pauses.Length)
            return false;

        pause = Pauses[done++];
        return true;
    }
}
