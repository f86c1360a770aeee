using System.Text.Json;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Server.Monitoring;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Seals;
using Negotiations.Store.Seeing;
using Recorder = Negotiations.Store.Append.Recorder;

namespace Negotiations.Server.Tests.Storage;

/// <summary>What reaches the recorder, without HTTP around it.</summary>
internal static class Submissions
{
    public static AppendRequest Opening(string id, string by = "a-monitor")
    {
        var opening = JsonSerializer.SerializeToElement(Report.Opening(id, $"{Guid.CreateVersion7()}"));
        var (request, _) = MonitoringEndpoints.ReadOpening(opening);
        return new AppendRequest(
            id,
            (negotiation, today) => OpenNegotiation.Decide(request!, negotiation, today),
            [],
            by
        );
    }

    public static AppendRequest Appending(string id, string by = "a-monitor")
    {
        var report = JsonSerializer.SerializeToElement(Report.Clash("2022-09", $"{Guid.CreateVersion7()}"));
        var request = new AppendEvents([EventJson.Read(report).Value!], IsArray: false);
        return new AppendRequest(id, (negotiation, today) => AppendEvents.Decide(request, negotiation, today), [], by);
    }

    /// <summary>The server's own.</summary>
    public static Recorder Recorder(this TestServer server) => server.Services.GetRequiredService<Recorder>();

    /// <summary>Another one beside it.</summary>
    /// <param name="store">With the server's rights and a memory of its own; null: the server's.</param>
    /// <param name="memory">That the store knows; null: the server's.</param>
    public static Recorder AnotherRecorder(
        this TestServer server,
        TimeSpan? timeout = null,
        IDocumentStore? store = null,
        CommitMemory? memory = null
    ) =>
        new(
            server.Services.GetRequiredService<StoreConnections>(),
            () => store ?? server.Services.GetRequiredService<IDocumentStore>(),
            memory ?? server.Services.GetRequiredService<CommitMemory>(),
            server.Services.GetRequiredService<SealKey>(),
            server.Services.GetRequiredService<NegotiationReader>(),
            server.Services.GetRequiredService<Authors>(),
            server.Services.GetRequiredService<DatabaseClock>(),
            NullLogger<Recorder>.Instance,
            timeout
        );
}
