using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Microsoft.Security.AntiSSRF;
using Negotiations.Record;
using Negotiations.Store.Webhooks;
using StandardWebhooks;

namespace Negotiations.Server.Webhooks;

/// <summary>
/// The way out to receivers. Addresses are chosen by strangers, so that no request may reach this machine, its
/// network or the metadata of its host: the library looks at every address a name resolves to and connects to those
/// and no others, whatever the name resolves to a moment later.
/// </summary>
internal sealed class WebhookClient : IDisposable
{
    private const int MostUrl = 2000;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private readonly WebhookSettings settings;
    private readonly IReadOnlyList<IPNetwork> denied;
    private readonly HttpClient client;

    public WebhookClient(WebhookSettings settings)
    {
        this.settings = settings;
        var policy = new AntiSSRFPolicy(PolicyConfigOptions.ExternalOnlyLatest)
        {
            AllowPlainTextHttp = settings.AllowsLocal,

            // It would say that a proxy stands before the receiver, and none does.
            AddXFFHeader = false,
        };
        // Addresses of version 4 in other clothes (RFC 4291, 2.5.5.1; RFC 2765): what they lead to is not looked at.
        policy.AddDeniedAddresses(["::/96", "::ffff:0:0:0/96"]);
        if (settings.AllowsLocal)
            policy.AddAllowedAddresses(["127.0.0.0/8", "::1/128"]);

        denied = [.. policy.DeniedAddresses.Select(IPNetwork.Parse)];
        var handler = policy.GetHandler();
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.ConnectTimeout = ConnectTimeout;
        SendNoTrace(handler);
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("negotiations", "1"));
    }

    /// <summary>
    /// How a name is looked up when a subscription is made. What is connected to later is looked up, and looked at,
    /// by the library.
    /// </summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; set; } = Dns.GetHostAddressesAsync;

    /// <summary>Why nothing is sent to this address; null when it may be tried.</summary>
    public async Task<Refusal?> CheckAsync(string url, CancellationToken stop)
    {
        if (url.Length > MostUrl)
            return Refuse($"The url has {url.Length} characters, and at most {MostUrl} are taken.");

        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            return Refuse($"'{Slug.Clip(url)}' is not the absolute https address of a receiver.");

        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
            return Refuse(
                "The url holds a user, a password or a fragment. Leave them out: requests are signed, "
                    + "which is better than a password."
            );

        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(address.Host.Trim('[', ']'), out var literal)
                ? [literal]
                : await Resolve(address.IdnHost, stop);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return Refuse($"The host '{Slug.Clip(address.Host)}' cannot be found.");
        }

        var isLocal = settings.AllowsLocal && addresses.Length > 0 && addresses.All(IPAddress.IsLoopback);
        if (!isLocal && (addresses.Length == 0 || addresses.Any(IsDenied)))
            return Refuse(
                $"The host '{Slug.Clip(address.Host)}' has an address that is not public. Webhooks go to public hosts."
            );

        if (address.Scheme == "http" && !isLocal)
            return Refuse(
                $"'{Slug.Clip(url)}' is not https. The record is public, and who sent it must not be in "
                    + "doubt: use https."
            );

        return !isLocal && !settings.Ports.Contains(address.Port)
            ? Refuse(
                $"The url names the port {address.Port}. Webhooks go to {string.Join(" and ", settings.Ports)} "
                    + "(webhooks:ports)."
            )
            : null;
    }

    public async Task<Attempt> PostAsync(
        string url,
        WebhookMessage message,
        IReadOnlyList<byte[]> keys,
        CancellationToken stop
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(message.Body)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json", "utf-8");

        // A receiver that closes a stored connection as the next request comes would make that one fail; and each
        // connection looks at the addresses again.
        request.Headers.ConnectionClose = true;
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", message.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", SignaturesOf(message, keys));

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(settings.Timeout);
        try
        {
            using var answer = await client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                patience.Token
            );
            var status = (int)answer.StatusCode;
            return new Attempt(
                status,
                answer.IsSuccessStatusCode ? null
                    : status is >= 300 and < 400
                        ? $"The receiver answered {status}. Redirects are not followed: subscribe with the "
                            + "address they lead to."
                    : $"The receiver answered {status}.",
                WaitAskedBy(answer, message.At)
            );
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            return new Attempt(null, Explain(failure));
        }
    }

    public void Dispose() => client.Dispose();

    // By what a request is traced here is of no use to a receiver.
    private static void SendNoTrace(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler outer)
            handler = outer.InnerHandler;

        if (handler is SocketsHttpHandler sockets)
            sockets.ActivityHeadersPropagator = null;
    }

    // Some receivers' libraries (StandardWebhooks 1.1.2 is one) do not look at the last of several: the first stands
    // there once more.
    private static string SignaturesOf(WebhookMessage message, IReadOnlyList<byte[]> keys)
    {
        var signatures = keys.Select(key => new StandardWebhook(key).Sign(message.Id, message.At, message.Body))
            .ToList();
        return string.Join(' ', signatures.Count == 1 ? signatures : [.. signatures, signatures[0]]);
    }

    private static TimeSpan? WaitAskedBy(HttpResponseMessage answer, DateTimeOffset now) =>
        answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
            ? answer.Headers.RetryAfter?.Delta ?? answer.Headers.RetryAfter?.Date - now
            : null;

    private static Refusal Refuse(string detail) => Refusal.Invalid("bad-target", detail, "/url");

    private bool IsDenied(IPAddress address) =>
        denied.Any(network =>
            network.Contains(
                network.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6 ? address.MapToIPv6()
                : address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
                : address
            )
        );

    // In words that say nothing of this machine and its network.
    private string Explain(Exception failure) =>
        failure switch
        {
            AntiSSRFException => "The host has an address that is not public, and nothing was sent.",
            OperationCanceledException =>
                $"The receiver did not answer within {settings.Timeout.TotalSeconds:0.#} seconds.",
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "The connection was refused.",
            SocketException
            {
                SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
            } => "The host cannot be found.",
            AuthenticationException => "The certificate of the receiver was not accepted.",
            _ => "The connection failed.",
        };
}
