using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Negotiations.Ledger;
using Negotiations.Store.Read;

namespace Negotiations.Store.Seals;

/// <summary>The seal of a leaf of version 2: the root over the members, and what opens them.</summary>
/// <param name="Openings">The key of the event; after an erasure the salts that are left.</param>
/// <param name="Root">Over all members.</param>
public sealed record MemberSeal(MemberOpenings Openings, Digest Root) : Seal
{
    private const string KeyName = "key";
    private const string RootName = "root";
    private const string SaltsName = "salts";
    private const string WithheldName = "withheld";

    /// <inheritdoc/>
    public override bool IsErased => Openings.Key is null;

    /// <inheritdoc/>
    public override Leaf ToLeaf(long index, string stream, in RawEvent raw)
    {
        var author = RecordedMembers.Beside(raw.RecordedBy, raw.RecordedAt, raw.Sequence, raw.Import).First();
        var hash = Openings.SaltOf(author.Name) is { } salt ? new OpenMember(salt, author).Hash() : default;
        return Leaf.OfMembers(index, stream, raw.Version, raw.Type, raw.Id, hash, raw.RecordedAt, Root);
    }

    /// <inheritdoc/>
    public override string Commitment => Root.ToHex();

    /// <inheritdoc/>
    public override bool Holds(in RawEvent raw) => MembersOf(raw) is { } members && Holds(members);

    /// <summary>Every member that can be opened; null when the row has no members.</summary>
    public MemberDisclosure? Open(in RawEvent raw) => MembersOf(raw) is { } members ? Openings.Open(members) : null;

    /// <summary>What opens everything but the author and the exact time; null when the row has no members.</summary>
    public MemberOpenings? WithoutAuthor(in RawEvent raw) =>
        MembersOf(raw) is { } members ? Openings.WithoutAuthor(members) : null;

    /// <summary>What is left of it when the data of its row are changed to others in an erasure.</summary>
    /// <param name="raw">The row as it is.</param>
    /// <param name="left">What is left of its data.</param>
    /// <returns>Null when the row does not say what was sealed.</returns>
    public MemberSeal? Without(in RawEvent raw, byte[] left) =>
        MembersOf(raw) is { } before && Holds(before) && MembersOf(raw with { Data = left }) is { } after
            ? this with
            {
                Openings = Openings.Without(before, after),
            }
            : null;

    /// <summary>
    /// A new seal on what an erasure left: in the place of each member that went stands a hash of nothing, since no one
    /// has what it was.
    /// </summary>
    /// <param name="raw">The row as it is to be.</param>
    /// <param name="gone">The names that its act has.</param>
    /// <returns>Null when the row has no members.</returns>
    public static MemberSeal? OnWhatIsLeft(in RawEvent raw, IReadOnlyCollection<string> gone)
    {
        if (MembersOf(raw) is not { } members)
            return null;

        var key = new EventKey(RandomNumberGenerator.GetBytes(EventKey.Length));
        HashSet<string> names = new(gone, StringComparer.Ordinal);
        Dictionary<string, byte[]> salts = new(StringComparer.Ordinal);
        foreach (var name in members.All.Select(each => each.Name).Where(name => !IsGone(name, names)))
            salts.Add(name, key.SaltOf(name));

        List<Digest> withheld = [.. names.Select(_ => new Digest(RandomNumberGenerator.GetBytes(Digest.Length)))];
        var openings = new MemberOpenings(null, salts, withheld);
        var left = openings.Open(members);
        return new MemberSeal(openings, MemberRoot.Of(left.Shown.Select(each => each.Hash()).Concat(withheld)));
    }

    private static bool IsGone(string name, HashSet<string> gone) =>
        gone.Contains(name) || gone.Any(each => name.StartsWith(each + "/", StringComparison.Ordinal));

    /// <summary>The names of the members that go in an erasure.</summary>
    /// <param name="raw">The row as it is.</param>
    /// <param name="left">What is left of its data.</param>
    /// <returns>Null when the row does not say what was sealed.</returns>
    public IReadOnlyList<string>? Gone(in RawEvent raw, byte[] left) =>
        Without(raw, left) is { } after ? [.. MembersOf(raw)!.Unbound(after.Openings.SaltOf)] : null;

    /// <summary>What is gone that an act does not name, or named and not gone; null: neither.</summary>
    public string? WhyNotErased(in RawEvent raw, IReadOnlyCollection<string> named) =>
        MembersOf(raw) is not { } members ? "Its data cannot be read."
        : ErasedMembers.WhyNot(Openings, named, members) is not { } fault ? null
        : fault.Member is { } member ? $"'{member}': {fault.Why}"
        : fault.Why;

    /// <inheritdoc/>
    public override string ToHeaders(Guid? import, Record.Erased? erased = null, string? code = null)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            WriteOpenings(json);
            json.WriteString(RootName, Root.ToHex());
            WriteRest(json, import, erased, code);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Salts and hashes as the erasure stores them beside the root.</summary>
    public string ToOpenings()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            WriteOpenings(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    internal static MemberSeal? From(JsonElement headers)
    {
        if (!Digest.TryParseHex(headers.GetProperty(RootName).GetString(), out var root))
            return null;

        if (headers.TryGetProperty(KeyName, out var key))
            return new MemberSeal(MemberOpenings.Of(new EventKey(key.GetBytesFromBase64())), root);

        var salts = headers.TryGetProperty(SaltsName, out var written)
            ? written
                .EnumerateObject()
                .ToDictionary(each => each.Name, each => each.Value.GetBytesFromBase64(), StringComparer.Ordinal)
            : [];
        List<Digest> withheld = [];
        foreach (var hash in headers.TryGetProperty(WithheldName, out var list) ? list.EnumerateArray() : default)
            withheld.Add(
                Digest.TryParse(hash.GetString(), out var digest) ? digest : throw new FormatException(WithheldName)
            );

        return new MemberSeal(new MemberOpenings(null, salts, withheld), root);
    }

    private void WriteOpenings(Utf8JsonWriter json)
    {
        if (Openings.Key is { } key)
        {
            json.WriteBase64String(KeyName, key.ToArray());
            return;
        }

        json.WriteStartObject(SaltsName);
        foreach (var (name, salt) in Openings.Salts)
            json.WriteBase64String(name, salt);

        json.WriteEndObject();
        json.WriteStartArray(WithheldName);
        foreach (var hash in Openings.Withheld)
            json.WriteStringValue(hash.ToString());

        json.WriteEndArray();
    }

    private bool Holds(RecordedMembers members)
    {
        var disclosure = Openings.Open(members);
        return MemberRoot.Of(disclosure.Shown.Select(each => each.Hash()).Concat(disclosure.Withheld)) == Root;
    }

    private static RecordedMembers? MembersOf(in RawEvent raw) =>
        Canonical(raw.Type, raw.Id, raw.Data) is { } data
        && RecordedMembers.TryOf(
            data,
            raw.RecordedBy,
            raw.RecordedAt.ToUniversalTime(),
            raw.Sequence,
            raw.Import,
            out var members,
            out _
        )
            ? members
            : null;
}
