using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Views;

namespace Negotiations.Server.Tests.Audit;

/// <summary>A generated negotiation reported to a real server, event by event.</summary>
internal static class GeneratedStreams
{
    static int count;

    /// <summary>
    /// Opens it under a new id and appends its events with new ids; what the record refuses (an act on what is taken
    /// back) is left out.
    /// </summary>
    /// <returns>The new id.</returns>
    public static async Task<string> AppendsAll(
        this HttpClient monitor,
        Negotiation generated,
        Func<string, Task>? afterEach = null
    )
    {
        var id = $"generated-{Interlocked.Increment(ref count)}";
        var ids = generated.Events.ToDictionary(each => each.EventId.ToString(), _ => Guid.CreateVersion7().ToString());
        foreach (var (index, each) in generated.Events.Index())
        {
            var text = ids.Aggregate(JsonSerializer.Serialize(each.Event, EventJson.Options), (json, pair) =>
                json.Replace(pair.Key, pair.Value, StringComparison.Ordinal)
            );
            var body = JsonNode.Parse(text)!.AsObject();
            if (index == 0)
            {
                body.Remove("type");
                body["id"] = id;
                await monitor.Opens(body).Succeeds();
            }
            else
            {
                var answer = await monitor.Appends(id, body);
                Assert.True((int)answer.Status < 500, answer.Text);
            }

            if (afterEach is not null)
                await afterEach(id);
        }

        return id;
    }

    /// <summary>The fold of stored events, as the endpoint answers it.</summary>
    public static string Fold(Negotiation negotiation, Clocks clocks) =>
        StatusFold.Of(negotiation, clocks) is { } standing
            ? JsonSerializer.Serialize(
                standing.Status.On(clocks.AsOf) with
                {
                    Clocks = AnsweredClocks.Of(clocks),
                },
                EventJson.Options
            )
            : "";

    /// <summary>An answer less the members that say when and on which clocks it was given.</summary>
    public static string Less(this Answer answer, params string[] members)
    {
        var json = answer.Json.AsObject();
        foreach (var member in members)
            json.Remove(member);

        return json.ToJsonString(EventJson.Options);
    }
}
