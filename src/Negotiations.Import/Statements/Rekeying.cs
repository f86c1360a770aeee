using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace Negotiations.Import.Statements;

/// <summary>
/// Rows of the record that a release has under other keys: they state the same. The facts that are looked for are
/// those whose key the release does not have, and those whose key says something else now. Each is found once, in the
/// same negotiation before any other.
/// </summary>
public sealed class Rekeying
{
    private const char Sep = '\n';

    // Fewer facts that say what another one said are chance.
    private const int LeastFound = 2;
    private const int LeastPercentFound = 10;

    // What distinguishes rows and says nothing of the world: a new key changes it.
    private static readonly string[] Keys =
    [
        "type",
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

    private readonly Dictionary<long, List<(Guid Fact, string Negotiation)>> looked = [];
    private readonly Dictionary<Guid, Guid> found = [];
    private readonly HashSet<Guid> changed = [];
    private int likely;

    /// <summary>How many are looked for.</summary>
    public int Count { get; private set; }

    /// <summary>Facts by the id that their row would have by its new key alone.</summary>
    public IReadOnlyDictionary<Guid, Guid> Found => found;

    /// <summary>A fact that no row of the release states under its key.</summary>
    /// <param name="fact">Its id.</param>
    /// <param name="negotiation">In which it lies.</param>
    /// <param name="content">As the dataset last stated it.</param>
    /// <param name="isChanged">Its row is there and says something else.</param>
    public void Lacks(Guid fact, string negotiation, long content, bool isChanged)
    {
        if (!looked.TryGetValue(content, out var alike))
            looked.Add(content, alike = []);

        alike.Add((fact, negotiation));
        Count++;
        if (isChanged)
            changed.Add(fact);
    }

    /// <summary>A row that is new, or says something else than before, has this content: a first count.</summary>
    public void MayBe(long content) => likely += looked.ContainsKey(content) ? 1 : 0;

    /// <summary>Too many of them say what another one said for chance.</summary>
    /// <param name="isAgreed">A person said so: then one is enough.</param>
    public bool IsLikely(bool isAgreed) =>
        isAgreed
            ? likely > 0
            : likely >= LeastFound && (long)Math.Min(likely, Count) * 100 >= (long)Count * LeastPercentFound;

    /// <summary>A statement of the release.</summary>
    /// <param name="row">The id it would have by its key alone.</param>
    /// <param name="id">Under which it was found in the record, or would be recorded.</param>
    /// <param name="isKnown">The record has it.</param>
    /// <param name="negotiation">Where the release would have it.</param>
    /// <param name="content">What it says.</param>
    public void Has(Guid row, Guid id, bool isKnown, string negotiation, long content)
    {
        if ((isKnown && !changed.Contains(id)) || !looked.TryGetValue(content, out var alike) || alike.Count == 0)
            return;

        var at = Math.Max(0, alike.FindIndex(each => each.Negotiation == negotiation));
        found.TryAdd(row, alike[at].Fact);
        alike.RemoveAt(at);
    }

    /// <summary>What a fact says, without its keys: the same whatever program saved the file.</summary>
    /// <param name="type">Its wire name.</param>
    /// <param name="data">As it is recorded.</param>
    /// <param name="patches">What the dataset itself corrected since (RFC 7386), in their order.</param>
    public static long ContentOf(string type, ReadOnlySpan<byte> data, IEnumerable<string>? patches = null)
    {
        var members = JsonNode.Parse(data)!.AsObject();
        foreach (var patch in patches ?? [])
            Merge(members, JsonNode.Parse(patch)!.AsObject());

        var text = new StringBuilder(type);
        foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
            if (!Keys.Contains(name))
                Write(text.Append(Sep).Append(name).Append('='), value);

        Span<byte> bytes = stackalloc byte[16];
        StatementId.Of(text.ToString()).TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    private static void Merge(JsonObject members, JsonObject patch)
    {
        foreach (var (name, value) in patch)
            if (value is null)
                members.Remove(name);
            else if (value is JsonObject within && members[name] is JsonObject there)
                Merge(there, within);
            else
                members[name] = value.DeepClone();
    }

    // The database keeps members in an order of its own.
    private static void Write(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                text.Append('{');
                foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                    Write(text.Append(name).Append(':'), value);

                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                foreach (var item in items)
                    Write(text.Append(','), item);

                text.Append(']');
                break;
            case JsonValue value when value.TryGetValue<string>(out var said):
                text.Append(StatedDifference.Plain(said));
                break;
            case JsonValue value when value.TryGetValue<decimal>(out var number):
                text.Append(number.ToString("G29", System.Globalization.CultureInfo.InvariantCulture));
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }
}
