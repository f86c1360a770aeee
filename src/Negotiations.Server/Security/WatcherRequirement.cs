using System.Net;
using Microsoft.AspNetCore.Authorization;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Security;

/// <summary>May look at the metrics: any caller on this machine, unless a key is asked of everyone; from elsewhere,
/// any caller with a key.</summary>
internal sealed record WatcherRequirement(bool NeedsKey) : IAuthorizationRequirement;

internal sealed class WatcherHandler : AuthorizationHandler<WatcherRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, WatcherRequirement requirement)
    {
        var isHere =
            !requirement.NeedsKey
            && context.Resource is HttpContext { Connection.RemoteIpAddress: { } address, Request: var request }
            && IPAddress.IsLoopback(address)
            && !ProxySigns.AreOn(request);
        if (isHere || Roles.All.Any(context.User.IsInRole))
            context.Succeed(requirement);

        return Task.CompletedTask;
    }
}
