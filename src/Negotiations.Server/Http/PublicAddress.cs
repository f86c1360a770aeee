using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Negotiations.Server.Http;

/// <summary>
/// The address used wherever one is written: in citations, feeds, calendars, provenance and the contract. What
/// has two addresses has two identities, so it is that of <c>public:address</c>, whichever name a request came by.
/// </summary>
internal sealed class PublicAddress(IConfiguration configuration, IServer server)
{
    /// <summary>Without a slash at its end; null: none is configured.</summary>
    public string? Configured { get; } = Read(configuration);

    /// <summary>For what no request asked: the configured one, else where the server listens; null: nowhere yet. An
    /// address that means every interface is named by this machine's own.</summary>
    public string? Own => Configured ?? Named(Listening());

    private readonly bool isThisMachineOnly = IsThisMachineOnly(configuration["urls"]);

    /// <summary>True where the addresses in answers are those by which each request came, which it chooses
    /// itself.</summary>
    public bool FollowsRequests => Configured is null && !isThisMachineOnly;

    public static string? Read(IConfiguration configuration) =>
        configuration["public:address"] is { Length: > 0 } address ? address.TrimEnd('/') : null;

    /// <summary>True where no one but this machine can reach these addresses; without any the server listens on this
    /// machine only.</summary>
    public static bool IsThisMachineOnly(string? urls) =>
        (urls ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries)
            .All(url => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback);

    /// <summary>Where this server answers, for an answer to this request; without a slash at its end.</summary>
    public string Root(HttpContext context) =>
        Of($"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}", context.Request.Host.Host);

    /// <summary>Of the address a request was sent to.</summary>
    public string Of(string asked) =>
        Of(asked.TrimEnd('/'), Uri.TryCreate(asked, UriKind.Absolute, out var address) ? address.Host : "");

    // On this machine a name that is none of its own is one that a page had point here.
    private string Of(string asked, string host) =>
        Configured ?? (!isThisMachineOnly || IsLoopback(host) ? asked : Listening() ?? asked);

    private string? Listening() =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/');

    private static string? Named(string? listening) =>
        Uri.TryCreate(listening, UriKind.Absolute, out var address)
        && IPAddress.TryParse(address.Host.Trim('[', ']'), out var host)
        && (host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any))
            ? new UriBuilder(address) { Host = Dns.GetHostName() }.Uri.AbsoluteUri.TrimEnd('/')
            : listening;

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
