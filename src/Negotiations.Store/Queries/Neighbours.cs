using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Json;

namespace Negotiations.Store.Queries;

/// <summary>Other negotiations that name one, which its own fold cannot know.</summary>
/// <param name="Related">Ids of those whose openings say that they belong with it.</param>
/// <param name="MergedFrom">Ids of those that went on in it.</param>
public sealed record Neighbours(IReadOnlyList<string> Related, IReadOnlyList<string> MergedFrom)
{
    /// <summary>Ids of those in which it may have gone on, where no source says in which it did.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    public static Neighbours None { get; } = new([], []);

    public bool AreNone => Related.Count == 0 && MergedFrom.Count == 0 && Candidates.Count == 0;

    /// <summary>What an entity tag adds for them; empty where there are none.</summary>
    public string Tag => AreNone ? "" : $".n{Convert.ToHexStringLower(Hash.AsSpan(0, 4))}";

    private byte[] Hash =>
        SHA256.HashData(
            Encoding.UTF8.GetBytes(
                string.Join('|', new[] { Related, MergedFrom, Candidates }.Select(ids => string.Join(' ', ids)))
            )
        );

    /// <summary>A status with them.</summary>
    public Views.Status AddTo(Views.Status status) =>
        AreNone
            ? status
            : status with
            {
                Related = Union(status.Related),
                MergedFrom = MergedFrom.Count == 0 ? null : MergedFrom,
                MergeCandidates = Candidates.Count == 0 ? null : Candidates,
            };

    /// <summary>The same for a status as JSON.</summary>
    public ReadOnlyMemory<byte> AddTo(ReadOnlyMemory<byte> status)
    {
        if (AreNone || JsonNode.Parse(status.Span) is not JsonObject members)
            return status;

        var own = members["related"]?.AsArray().Select(each => (string)each!) ?? [];
        members["related"] = JsonSerializer.SerializeToNode(Union(own), EventJson.Options);
        if (MergedFrom.Count > 0)
            members["mergedFrom"] = JsonSerializer.SerializeToNode(MergedFrom, EventJson.Options);
        if (Candidates.Count > 0)
            members["mergeCandidates"] = JsonSerializer.SerializeToNode(Candidates, EventJson.Options);
        return JsonSerializer.SerializeToUtf8Bytes(members, EventJson.Options);
    }

    private IReadOnlyList<string> Union(IEnumerable<string> own) => [.. own.Union(Related, StringComparer.Ordinal)];
}
