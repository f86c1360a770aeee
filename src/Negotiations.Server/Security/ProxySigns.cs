namespace Negotiations.Server.Security;

/// <summary>What a proxy leaves on a request (RFC 7239, RFC 9110 section 7.6.3).</summary>
internal static class ProxySigns
{
    private static readonly string[] Headers = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    /// <summary>A request that came by way of a proxy is not from this machine, wherever the proxy is.</summary>
    public static bool AreOn(HttpRequest request) =>
        request.HttpContext.Items.ContainsKey(typeof(ProxySigns)) || Headers.Any(request.Headers.ContainsKey);

    /// <summary>First of all: what known proxies say is taken off the request when it is believed.</summary>
    public static void Use(WebApplication app) =>
        app.Use(next =>
            context =>
            {
                if (Headers.Any(context.Request.Headers.ContainsKey))
                    context.Items[typeof(ProxySigns)] = true;

                return next(context);
            }
        );
}
