using System.Net;
using System.Net.Sockets;

namespace Negotiations.Server.Starting;

/// <summary>Whether the addresses to listen on are free, before a database is made and a casebook loaded for
/// nothing.</summary>
internal static class PortCheck
{
    /// <summary>A sentence about the first that is taken; null when all are free.</summary>
    public static string? Find(string urls) =>
        urls.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(url => Fault(url, BindingAddress.Parse(url)))
            .FirstOrDefault(fault => fault is not null);

    private static string? Fault(string url, BindingAddress address)
    {
        if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0)
            return null;

        try
        {
            using var listener = new TcpListener(EndPoint(address));
            listener.Start();
            listener.Stop();
            return null;
        }
        catch (SocketException refused)
        {
            var why =
                refused.SocketErrorCode == SocketError.AddressAlreadyInUse ? "something listens there already"
                : refused.SocketErrorCode == SocketError.AccessDenied ? "this user may not listen on that port"
                : refused.Message;
            return $"{url} cannot be listened on: {why}. Stop what listens there, or choose another address with "
                + "--urls. Nothing was started.";
        }
    }

    private static IPEndPoint EndPoint(BindingAddress address)
    {
        var any = Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;
        return new IPEndPoint(
            address.Host == "localhost" ? IPAddress.Loopback
                : IPAddress.TryParse(address.Host.Trim('[', ']'), out var named) ? named
                : any,
            address.Port
        );
    }
}
