using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Negotiations.Ledger;

/// <summary>
/// An event of an export that carries its proof: what the feed says of it, and under <c>proof</c> what opens its entry
/// of the log. The entry itself does not stand in it, since it follows from the rest.
/// </summary>
public sealed record ExportLine
{
    /// <summary>The stream: a negotiation, <c>actor/KGZ</c>, or <c>notices/</c> and one of these.</summary>
    public required string Stream { get; init; }

    /// <summary>Which it is about; null for a change of the actor registry.</summary>
    public string? Negotiation { get; init; }

    /// <summary>The actor whose entry of the registry changed; null for an event of a negotiation.</summary>
    public string? Actor { get; init; }

    /// <summary>Of the event.</summary>
    public required Guid EventId { get; init; }

    /// <summary>In its stream.</summary>
    public required long Version { get; init; }

    /// <summary>In the feed.</summary>
    public required long Sequence { get; init; }

    /// <summary>Its wire name.</summary>
    public required string Type { get; init; }

    /// <summary>In whole microseconds.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who recorded it.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>A JSON object with <c>type</c> and <c>eventId</c> among its members.</summary>
    public required JsonElement Data { get; init; }

    /// <summary>That it was erased; null: it was not.</summary>
    public ExportedErasure? Erased { get; init; }

    /// <summary>The import that brought it; null: none.</summary>
    public Guid? Import { get; init; }

    /// <summary>What opens an entry of version 2; null of version 1.</summary>
    public MemberOpenings? Openings { get; init; }

    /// <summary>Of an entry of version 1: what opens its data; null once they were erased.</summary>
    public byte[]? Salt { get; init; }

    /// <summary>Of an entry of version 1.</summary>
    public Digest? DataHash { get; init; }

    /// <summary>Of version 2, the beginnings of the hashes of the members: they prove nothing and say which member it
    /// is that was changed.</summary>
    public string? Prints { get; init; }

    /// <summary>The line without its newline, with the prints of its members.</summary>
    public byte[] ToLine() =>
        ExportJson.Written(json =>
        {
            json.WriteStartObject();
            Write(json, "negotiation", Negotiation);
            Write(json, "actor", Actor);
            json.WriteString("eventId", EventId);
            json.WriteNumber("version", Version);
            json.WriteNumber("sequence", Sequence);
            json.WriteString("type", Type);
            json.WriteString("recordedAt", Text(RecordedAt));
            json.WriteString("recordedBy", RecordedBy);
            json.WritePropertyName("data");
            Data.WriteTo(json);
            Erased?.Write(json);
            Write(json, "import", Import?.ToString("D"));
            json.WriteStartObject("proof");
            json.WriteString("stream", Stream);
            WriteProof(json);
            json.WriteEndObject();
            json.WriteEndObject();
        });

    /// <summary>Reads a line; trusts none of it.</summary>
    /// <param name="line">Without its newline.</param>
    /// <param name="read">What it says.</param>
    /// <param name="reason">Why it says nothing: half a sentence.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> line,
        [NotNullWhen(true)] out ExportLine? read,
        [NotNullWhen(false)] out string? reason
    ) => ExportLineReader.TryRead(line, out read, out reason);

    /// <summary>All members of it; null where its data have none.</summary>
    public RecordedMembers? Members() =>
        RecordedMembers.TryOf(DataBytes(), RecordedBy, RecordedAt, Sequence, Import, out var members, out _)
            ? members
            : null;

    /// <summary>The entry of the log that it gives at a place; null where it gives none.</summary>
    /// <param name="index">In the log.</param>
    /// <param name="members">Of <see cref="Members"/>; not asked for in version 1.</param>
    public Leaf? ToLeaf(long index, RecordedMembers? members)
    {
        try
        {
            if (DataHash is { } hash)
                return new Leaf(index, Stream, Version, Type, EventId, RecordedBy, RecordedAt, hash);

            if (Openings is not { } openings || members is null)
                return null;

            var opened = openings.Open(members);
            var author = opened.Shown.FirstOrDefault(each => each.Member.Name == LeafMember.Author);
            return Leaf.OfMembers(
                index,
                Stream,
                Version,
                Type,
                EventId,
                author.Member.Name is null ? default : author.Hash(),
                RecordedAt,
                MemberRoot.Of(opened.Shown.Select(each => each.Hash()).Concat(opened.Withheld))
            );
        }
        catch (ArgumentException)
        {
            // Numbers that no leaf has.
            return null;
        }
    }

    /// <summary>The canonical data against salt and hash of version 1; not asked for once they were erased.</summary>
    internal bool HoldsData() =>
        DataHash is { } hash
        && (
            Salt is null
            || (
                CanonicalJson.TryOf(DataBytes(), InexactNumbers.Refuse, out var canonical, out _)
                && Salted.Hash(Salt, canonical) == hash
            )
        );

    /// <summary>What <see cref="Prints"/> is to be.</summary>
    internal string PrintsOf(RecordedMembers members) =>
        string.Concat(Openings!.Open(members).Shown.Select(each => ExportPrints.Of(each.Hash())));

    internal static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(Leaf.TimeFormat, CultureInfo.InvariantCulture);

    private ReadOnlyMemory<byte> DataBytes() => JsonSerializer.SerializeToUtf8Bytes(Data);

    private static void Write(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    private void WriteProof(Utf8JsonWriter json)
    {
        if (DataHash is { } hash)
        {
            json.WriteString("dataHash", hash.ToHex());
            if (Salt is { } salt)
                json.WriteBase64String("salt", salt);

            return;
        }

        if (Members() is { } members)
            json.WriteString("prints", PrintsOf(members));

        if (Openings!.Key is { } key)
        {
            json.WriteBase64String("key", key.ToArray());
            return;
        }

        json.WriteStartObject("salts");
        foreach (var (name, salt) in Openings.Salts.OrderBy(each => each.Key, StringComparer.Ordinal))
            json.WriteBase64String(name, salt);

        json.WriteEndObject();
        json.WriteStartArray("withheld");
        foreach (var withheld in Openings.Withheld)
            json.WriteStringValue(withheld.ToString());

        json.WriteEndArray();
    }
}

/// <summary>That an exported event was erased.</summary>
/// <param name="At">By the database's clock.</param>
/// <param name="By">The admin.</param>
/// <param name="Reason">Why.</param>
public sealed record ExportedErasure(DateTimeOffset At, string By, string Reason)
{
    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("erased");
        json.WriteString("at", ExportLine.Text(At));
        json.WriteString("by", By);
        json.WriteString("reason", Reason);
        json.WriteEndObject();
    }
}
