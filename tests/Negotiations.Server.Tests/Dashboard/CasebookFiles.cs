using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Views;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>The casebook as it ships, folded without a server.</summary>
internal static class CasebookFiles
{
    private static readonly Lazy<Dictionary<string, Negotiation>> Read = new(() =>
        Directory
            .GetFiles(Path.Combine(AppContext.BaseDirectory, "Casebook"), "*.json")
            .Select(ReadOne)
            .ToDictionary(each => each.Id, StringComparer.Ordinal)
    );

    public static IReadOnlyCollection<string> Ids => Read.Value.Keys;

    public static Negotiation Of(string id) => Read.Value[id];

    public static Views.Status On(string id, DateOnly day) => StatusFold.Of(Of(id), Clocks.On(day))!.Status;

    private static Negotiation ReadOne(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(path));
        var opening = file.RootElement.GetProperty("opening");
        var members = opening
            .EnumerateObject()
            .Where(each => each.Name != "id")
            .ToDictionary(each => each.Name, each => each.Value);
        List<Event> events = [EventJson.Read<NegotiationOpened>(JsonSerializer.SerializeToElement(members)).Value!];
        events.AddRange(
            file.RootElement.GetProperty("events").EnumerateArray().Select(each => EventJson.Read(each).Value!)
        );
        return Negotiation.Of(
            opening.GetProperty("id").GetString()!,
            events.Select(
                (each, i) =>
                    new RecordedEvent(
                        each.EventId!.Value,
                        i + 1,
                        i + 1,
                        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
                        "casebook",
                        each
                    )
            )
        );
    }
}
