using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Negotiations.Store.Workers;

namespace Negotiations.Server.Tests.Workers;

/// <summary>What works in the background of a server.</summary>
public sealed class EveryLoop(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public void Is_a_worker_and_none_guards_itself()
    {
        var ours = server
            .Services.GetServices<IHostedService>()
            .OfType<BackgroundService>()
            .Where(each => each.GetType().FullName!.StartsWith("Negotiations.", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(ours);
        Assert.All(ours, each => Assert.IsAssignableFrom<Worker>(each));
        Assert.Equal(ours.Count, server.Services.GetServices<Worker>().Count());
        Assert.Equal(ours.Count, ours.Cast<Worker>().Select(each => each.Name).Distinct().Count());
    }
}
