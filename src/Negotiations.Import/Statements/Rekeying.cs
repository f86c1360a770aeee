using System.Text;
using System.Text.Json.Nodes;

namespace Negotiations.Import.Statements;

/// <summary>
/// Rows of the record that a release has under other keys: they state the same in the same negotiation. Each is found
/// once.
/// </summary>
public sealed class Rekeying
{
    private const string Sep = "\n";

    // What distinguishes rows and says nothing of the world: a new key changes it.
    private static readonly string[] Keys =
    [
        "eventId",
        "sources",
        "externalIds",
        "clashId",
        "ceasefireId",
        "instrumentId",
        "meetingId",
        "milestoneId",
        "proposalId",
        "movedFrom",
    ];

    private readonly Dictionary<Guid, Queue<Guid>> gone = [];
    private readonly Dictionary<Guid, Guid> found = [];

    /// <summary>How many are looked for.</summary>
    public int Gone { get; private set; }

    /// <summary>The fact of the record by the id that the statement would have under its new key.</summary>
    public IReadOnlyDictionary<Guid, Guid> Found => found;

    /// <summary>A fact that no row of the release states by its key.</summary>
    /// <param name="id">Of the event.</param>
    /// <param name="negotiation">In which it lies.</param>
    /// <param name="type">Its wire name.</param>
    /// <param name="data">As it was recorded.</param>
    public void Lacks(Guid id, string negotiation, string type, ReadOnlySpan<byte> data)
    {
        var content = ContentOf(negotiation, type, data);
        if (!gone.TryGetValue(content, out var alike))
            gone.Add(content, alike = new Queue<Guid>());

        alike.Enqueue(id);
        Gone++;
    }

    /// <summary>A statement that the record does not have by its key.</summary>
    public void Has(Statement statement, string negotiation)
    {
        var type = Json.EventJson.NameOf(statement.Fact);
        var data = statement.Data ?? Json.EventJson.WriteData(statement.Fact);
        if (gone.GetValueOrDefault(ContentOf(negotiation, type, data)) is { Count: > 0 } alike)
            found[statement.Id] = alike.Dequeue();
    }

    private static Guid ContentOf(string negotiation, string type, ReadOnlySpan<byte> data)
    {
        var members = JsonNode.Parse(data)!.AsObject();
        var lines = members
            .Where(member => !Keys.Contains(member.Key) && member.Key != "type")
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => member.Key + "=" + Sorted(member.Value));
        return StatementId.Of(negotiation, type, string.Join(Sep, lines));
    }

    // The database keeps members in an order of its own.
    private static string Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject members => new StringBuilder("{")
                .AppendJoin(
                    ',',
                    members
                        .OrderBy(member => member.Key, StringComparer.Ordinal)
                        .Select(member => member.Key + ":" + Sorted(member.Value))
                )
                .Append('}')
                .ToString(),
            JsonArray items => "[" + string.Join(',', items.Select(Sorted)) + "]",
            JsonValue value when value.TryGetValue<decimal>(out var number) => number.ToString(
                "G29",
                System.Globalization.CultureInfo.InvariantCulture
            ),
            null => "null",
            _ => node.ToJsonString(),
        };
}
