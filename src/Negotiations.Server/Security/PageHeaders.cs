using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Negotiations.Dashboard.Hosting;
using Negotiations.Server.Http;

namespace Negotiations.Server.Security;

/// <summary>
/// What answers forbid to browsers, by kind of page; and HTTPS, from <c>https</c> and <c>proxy</c>.
/// </summary>
internal static class PageHeaders
{
    private const string DocsPath = "/docs";
    private const string Dashboard = "dashboard";

    public static void AddPageHeaders(this WebApplicationBuilder builder)
    {
        var hsts = TimeSpan.FromDays(builder.Configuration.GetValue("https:hstsDays", defaultValue: 365));
        builder
            .Services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(policy =>
                Common(policy, hsts)
                    .AddContentSecurityPolicy(csp =>
                    {
                        csp.AddDefaultSrc().None();
                        csp.AddBaseUri().None();
                        csp.AddFormAction().None();
                        csp.AddFrameAncestors().None();
                    })
            )
            .AddPolicy(DocsPath, policy => Common(policy, hsts)
                    .AddContentSecurityPolicy(csp =>
                    {
                        // Its scripts come from here, and it calls no one else. It writes styles into the page as it
                        // goes.
                        csp.AddDefaultSrc().None();
                        csp.AddScriptSrc().Self().WithNonce();
                        csp.AddStyleSrc().Self().UnsafeInline();
                        csp.AddImgSrc().Self().Data();
                        csp.AddFontSrc().Self().Data();
                        csp.AddConnectSrc().Self();
                        csp.AddBaseUri().None();
                        csp.AddFormAction().None();
                        csp.AddFrameAncestors().None();
                    }))
            .AddPolicy(Dashboard, policy => Common(policy, hsts)
                    .AddContentSecurityPolicy(csp =>
                    {
                        // Nothing written into a page runs or styles it, and no form goes elsewhere: what a source
                        // says is shown and never obeyed.
                        csp.AddDefaultSrc().None();
                        csp.AddScriptSrc().Self();
                        csp.AddStyleSrc().Self();
                        csp.AddImgSrc().Self().Data();
                        csp.AddConnectSrc().Self();
                        csp.AddBaseUri().None();
                        csp.AddFormAction().Self();
                        csp.AddFrameAncestors().None();
                    }))
            .SetPolicySelector(context =>
                context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<DashboardRoute>() is not null
                || context.HttpContext.Items.ContainsKey(typeof(DashboardRoute))
                    ? context.ConfiguredPolicies[Dashboard]
                : context.HttpContext.Request.Path.StartsWithSegments(DocsPath, StringComparison.Ordinal)
                    ? context.ConfiguredPolicies[DocsPath]
                : context.DefaultPolicy
            );
    }

    /// <summary>
    /// First of all: whose address counts, by which way the request came, and what every answer has.
    /// </summary>
    public static void UsePageHeaders(this WebApplication app)
    {
        ProxySigns.Use(app);
        if (ReadProxies(app.Configuration) is { } forwarded)
            app.UseForwardedHeaders(forwarded);

        app.UseSecurityHeaders();
        if (app.Configuration.GetValue("https:redirect", defaultValue: false))
            UseHttps(app);
    }

    // To the address that readers know, and only where there is none to the name that was asked.
    private static void UseHttps(WebApplication app)
    {
        if (app.Services.GetRequiredService<PublicAddress>().Configured is not { } address)
            app.UseHttpsRedirection();
        else
            app.Use(next =>
                context =>
                {
                    if (context.Request.IsHttps)
                        return next(context);

                    context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
                    context.Response.Headers.Location = address + context.Request.Path + context.Request.QueryString;
                    return Task.CompletedTask;
                }
            );
    }

    /// <summary>Null when no proxy is known: then what a request says of itself counts for nothing.</summary>
    public static ForwardedHeadersOptions? ReadProxies(IConfiguration configuration)
    {
        var known = configuration.GetSection("proxy:known").Get<string[]>()
            ?? configuration["proxy:known"]
                ?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (known is null or [])
            return null;

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = known.Length,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var each in known)
        {
            if (IPAddress.TryParse(each, out var address))
                options.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(each, out var network))
                options.KnownIPNetworks.Add(network);
            else
                throw new InvalidOperationException(
                    $"proxy:known holds '{each}', which is neither an address nor a network such as 10.0.0.0/8."
                );
        }

        return options;
    }

    private static HeaderPolicyCollection Common(HeaderPolicyCollection policy, TimeSpan hsts)
    {
        policy
            .AddContentTypeOptionsNoSniff()
            .AddFrameOptionsDeny()
            .AddReferrerPolicyNoReferrer()
            .AddCrossOriginOpenerPolicy(opener => opener.SameOrigin())
            .AddCrossOriginResourcePolicy(resource => resource.SameOrigin())
            .AddPermissionsPolicyWithDefaultSecureDirectives()
            .RemoveServerHeader();
        if (hsts > TimeSpan.Zero)
            policy.AddStrictTransportSecurityMaxAge((int)hsts.TotalSeconds);

        return policy;
    }
}
