using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Record;
using Negotiations.Server.Monitoring;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Append;
using Negotiations.Store.Ledger;

namespace Negotiations.Server.Tests.Storage;

/// <summary>A node that hangs while it hands over a record to be restored.</summary>
public sealed class HangingRestore(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Holds_up_no_append_and_brings_nothing_into_a_store_that_is_no_longer_empty()
    {
        using var begun = new SemaphoreSlim(0);
        using var goesOn = new SemaphoreSlim(0);
        var streams = new Dictionary<string, (long, DateTimeOffset)> { ["restored"] = (1, DateTimeOffset.UtcNow) };
        var restoring = Task.Run(
            () =>
                server
                    .Services.GetRequiredService<Restoring>()
                    .RunAsync(
                        Events(),
                        streams,
                        new Dictionary<Guid, IReadOnlyList<string>>(),
                        new UnprovenLog(1, default),
                        Guid.CreateVersion7(),
                        Scratch.Stop
                    ),
            Scratch.Stop
        );
        await begun.WaitAsync(Scratch.Stop);

        await server.Monitor.Opens("meanwhile").Succeeds();

        goesOn.Release();
        Assert.Null(await restoring);
        Assert.Equal(1L, await server.SqlAsync("select count(*) from negotiations.mt_streams"));

        IEnumerable<ExportedEvent> Events()
        {
            var opening = JsonSerializer.SerializeToElement(Report.Opening("restored", $"{Guid.CreateVersion7()}"));
            var opened = MonitoringEndpoints.ReadOpening(opening).Item1!.Opened;
            yield return new(
                "restored",
                new RecordedEvent(opened.EventId!.Value, 1, 1, DateTimeOffset.UtcNow, "someone", opened)
            );
            begun.Release();
            goesOn.Wait(Scratch.Stop);
        }
    }
}
