using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Server.Tests;

/// <summary>What the database holds, asked past the endpoints.</summary>
internal static class StoredRecord
{
    public static async Task<long> CountAsync(this TestServer server, string? id = null) =>
        (long)
            (
                await server.SqlAsync(
                    $"select count(*) from negotiations.mt_events{(id is null ? "" : $" where stream_id = '{id}'")}"
                )
            )!;

    /// <summary>The first value of the first row.</summary>
    public static async Task<object?> SqlAsync(this TestServer server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Scratch.Stop);
    }

    /// <summary>Whole views as they are stored behind, of all that is recorded by now.</summary>
    public static Task SnapshotsAsync(this TestServer server) =>
        server.Services.GetRequiredService<ViewSnapshots>().RunAsync(TimeSpan.Zero, Scratch.Stop);

    /// <summary>
    /// What only the owner of the database can do: change what is recorded, past the trigger that refuses it.
    /// </summary>
    public static Task TampersAsync(this TestServer server, string sql) =>
        server.SqlAsync(
            $"""
            begin;
            alter table negotiations.mt_events disable trigger append_only;
            {sql};
            alter table negotiations.mt_events enable always trigger append_only;
            commit
            """
        );

    public static async Task<List<Negotiation>> ReadAllAsync(this TestServer server)
    {
        await using var connection = await server
            .Services.GetRequiredService<Database>()
            .Source.OpenConnectionAsync(Scratch.Stop);
        return await NegotiationScan
            .MapAsync(connection, negotiation => negotiation, Scratch.Stop)
            .ToListAsync(Scratch.Stop);
    }

    /// <summary>
    /// The laws that hold whatever happened: versions are dense in every negotiation, recorded time grows with the
    /// sequence in the whole store (the events of one array share an instant), no event is there twice, and every
    /// stored view is, byte for byte, the fold of the stored events.
    /// </summary>
    /// <param name="server">Whose record.</param>
    /// <param name="except">A negotiation that another test of the same server has damaged.</param>
    public static async Task<List<Negotiation>> IsSoundAsync(this TestServer server, string? except = null)
    {
        var negotiations = (await server.ReadAllAsync()).Where(each => each.Id != except).ToList();
        foreach (var negotiation in negotiations)
            Assert.Equal(
                Enumerable.Range(1, negotiation.Events.Count).Select(version => (long)version),
                negotiation.Events.Select(each => each.Version)
            );

        var events = negotiations
            .SelectMany(negotiation => negotiation.Events.Select(each => (negotiation.Id, Event: each)))
            .OrderBy(each => each.Event.Sequence)
            .ToList();
        foreach (var (earlier, later) in events.Zip(events.Skip(1)))
            Assert.True(
                earlier.Event.RecordedAt < later.Event.RecordedAt
                    || (earlier.Event.RecordedAt == later.Event.RecordedAt && earlier.Id == later.Id),
                $"Sequence {earlier.Event.Sequence} was recorded at {earlier.Event.RecordedAt:O}, and "
                    + $"{later.Event.Sequence} at {later.Event.RecordedAt:O}."
            );

        Assert.Distinct(events.Select(each => each.Event.Sequence));
        Assert.Distinct(events.Select(each => each.Event.EventId));
        foreach (var negotiation in negotiations)
            Assert.Equal(
                FoldOf(negotiation, negotiations),
                WithoutNames((await server.Auditor.Asks($"/api/negotiations/{negotiation.Id}").Succeeds()).Text)
            );

        return negotiations;
    }

    /// <summary>What was acknowledged is stored exactly as the answers said.</summary>
    public static void Holds(this IReadOnlyList<Negotiation> stored, IReadOnlyCollection<Answer> acknowledged)
    {
        var rows = stored
            .SelectMany(negotiation =>
                negotiation.Events.Select(each =>
                    (Negotiation: negotiation.Id, each.EventId, each.Version, each.Sequence, each.RecordedAt)
                )
            )
            .ToHashSet();
        foreach (var answer in acknowledged)
        {
            var receipt = JsonSerializer.Deserialize<Receipt>(answer.Text, EventJson.Options)!;
            foreach (var entry in receipt.Events)
                Assert.Contains(
                    (receipt.Negotiation, entry.EventId, entry.Version, entry.Sequence, entry.RecordedAt),
                    rows
                );
        }
    }

    /// <summary>A status as its events give it: what an actor is called comes from the registry and the reader's
    /// language.</summary>
    public static string WithoutNames(string status)
    {
        var view = JsonNode.Parse(status)!;
        view["headline"]!.AsObject().Remove("text");
        foreach (var party in view["parties"]!.AsArray())
            party!.AsObject().Remove("name");

        return JsonSerializer.Serialize(view, EventJson.Options);
    }

    // With the negotiations whose openings name it, which its own fold cannot know.
    static string FoldOf(Negotiation negotiation, IEnumerable<Negotiation> all)
    {
        var status = StatusFold.Of(negotiation, Clocks.On(Today))!.Status.On(Today);
        var naming = all.Where(other => other.Id != negotiation.Id)
            .Where(other => StatusFold.Of(other, Clocks.On(Today))!.Status.Related.Contains(negotiation.Id))
            .Select(other => other.Id)
            .Order(StringComparer.Ordinal);
        return JsonSerializer.Serialize(status with { Related = [.. status.Related.Union(naming)] }, EventJson.Options);
    }

    // Now is the latest day that has begun anywhere on Earth.
    static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow.AddHours(14));
}
