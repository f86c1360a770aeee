using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Negotiations.Server.Tests.Http;

/// <summary>A start compiles no code for routes: what binds their parameters was made by the build.</summary>
public sealed class BoundAhead(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public void Every_route_of_ours_is_bound_by_code_of_the_build()
    {
        var ours = server
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(each => each.Metadata.GetMetadata<MethodInfo>() is { } handler && IsOurs(handler))
            .ToList();

        Assert.True(ours.Count > 50, $"{ours.Count} routes.");
        Assert.Empty(ours.Where(each => !IsOurs(each.RequestDelegate!.Method)).Select(each => each.DisplayName));
    }

    static bool IsOurs(MethodInfo method) =>
        method.Module.Assembly.GetName().Name?.StartsWith("Negotiations", StringComparison.Ordinal) == true;
}
