using System.Text.Json.Serialization;
using Negotiations.Values;

namespace Negotiations.Events;

/// <summary>
/// A fact about one instrument. Whatever it reports, it may also say what the instrument is; of several statements
/// the last known one wins.
/// </summary>
[Family(EventFamily.Texts)]
public abstract record InstrumentFact : Fact
{
    /// <summary>
    /// Slug of the instrument, unique within the negotiation; null: the only one there is, or one of its own.
    /// </summary>
    [JsonPropertyOrder(-1)]
    [Member(MemberKind.Slug)]
    public string? InstrumentId { get; init; }

    [JsonPropertyOrder(-1)]
    public string? Title { get; init; }

    [JsonPropertyOrder(-1)]
    public InstrumentType? InstrumentType { get; init; }

    /// <summary>
    /// Whether the negotiation is about this instrument, or it stands beside the one it is about. Null: no source
    /// says.
    /// </summary>
    [JsonPropertyOrder(-1)]
    public InstrumentStanding? Standing { get; init; }

    /// <summary>Whether it creates obligations under international law. Null: no source says.</summary>
    [JsonPropertyOrder(-1)]
    public bool? Binding { get; init; }

    /// <summary>Slug of the instrument it changes.</summary>
    [JsonPropertyOrder(-1)]
    [Member(MemberKind.Slug)]
    public string? Amends { get; init; }

    /// <summary>Slug of the instrument it takes the place of.</summary>
    [JsonPropertyOrder(-1)]
    [Member(MemberKind.Slug)]
    public string? Supersedes { get; init; }
}
