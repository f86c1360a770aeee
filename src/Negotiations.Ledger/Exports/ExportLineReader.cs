using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Negotiations.Ledger;

/// <summary>Reads lines of an export strictly: the members named and no others, each in its one spelling.</summary>
internal static class ExportLineReader
{
    private static readonly HashSet<string> s_members =
    [
        "negotiation",
        "actor",
        "eventId",
        "version",
        "sequence",
        "type",
        "recordedAt",
        "recordedBy",
        "data",
        "erased",
        "import",
        "proof",
    ];

    private static readonly HashSet<string> s_ofProof =
    [
        "stream",
        "prints",
        "key",
        "salts",
        "withheld",
        "salt",
        "dataHash",
    ];

    public static bool TryRead(
        ReadOnlyMemory<byte> line,
        [NotNullWhen(true)] out ExportLine? read,
        [NotNullWhen(false)] out string? reason
    )
    {
        ExportLine? found = null;
        reason = ExportJson.Read(line, root => found = Line(root));
        read = reason is null ? found : null;
        return read is not null && reason is null;
    }

    private static ExportLine Line(JsonElement root)
    {
        foreach (var member in root.EnumerateObject())
            if (!s_members.Contains(member.Name))
                throw new FormatException($"'{member.Name}' is no member of an exported event");

        var proof = root.GetProperty("proof");
        foreach (var member in proof.EnumerateObject())
            if (!s_ofProof.Contains(member.Name))
                throw new FormatException($"'{member.Name}' is no member of its proof");

        var line = new ExportLine
        {
            Stream = Text(proof, "stream"),
            Negotiation = Optional(root, "negotiation"),
            Actor = Optional(root, "actor"),
            EventId = Id(Text(root, "eventId")),
            Version = root.GetProperty("version").GetInt64(),
            Sequence = root.GetProperty("sequence").GetInt64(),
            Type = Text(root, "type"),
            RecordedAt = Time(Text(root, "recordedAt")),
            RecordedBy = Text(root, "recordedBy"),
            Data = root.GetProperty("data").Clone(),
            Erased = root.TryGetProperty("erased", out var erased) ? Erasure(erased) : null,
            Import = Optional(root, "import") is { } import ? Id(import) : null,
            Prints = Optional(proof, "prints"),
        };
        return WithProof(line, proof);
    }

    private static ExportLine WithProof(ExportLine line, JsonElement proof)
    {
        if (proof.TryGetProperty("dataHash", out var hash))
        {
            var salt = Optional(proof, "salt");
            if (proof.GetPropertyCount() != (salt is null ? 2 : 3))
                throw new FormatException("its proof is of both versions");

            return line with
            {
                DataHash = Digest.TryParseHex(hash.GetString(), out var digest)
                    ? digest
                    : throw new FormatException("dataHash is 64 lower-case hexadecimal digits"),
                Salt = salt is null ? null : Bytes(salt, "salt"),
            };
        }

        if (line.Prints is null || proof.TryGetProperty("salt", out _))
            throw new FormatException("its proof is of neither version");

        if (Optional(proof, "key") is { } key)
            return proof.GetPropertyCount() == 3
                ? line with
                {
                    Openings = MemberOpenings.Of(new EventKey(Bytes(key, "key"))),
                }
                : throw new FormatException("its proof has a key and salts");

        if (proof.GetPropertyCount() != 4)
            throw new FormatException("its proof has neither a key nor salts");

        return line with
        {
            Openings = new MemberOpenings(
                null,
                proof
                    .GetProperty("salts")
                    .EnumerateObject()
                    .ToDictionary(
                        each => each.Name,
                        each => Bytes(each.Value.GetString(), "a salt"),
                        StringComparer.Ordinal
                    ),
                [.. proof.GetProperty("withheld").EnumerateArray().Select(each => Hash(each.GetString()))]
            ),
        };
    }

    private static ExportedErasure Erasure(JsonElement erased) =>
        erased.GetPropertyCount() == 3
            ? new ExportedErasure(Time(Text(erased, "at")), Text(erased, "by"), Text(erased, "reason"))
            : throw new FormatException("erased has at, by and reason");

    private static string Text(JsonElement of, string name) =>
        of.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");

    private static string? Optional(JsonElement of, string name) =>
        of.TryGetProperty(name, out _) ? Text(of, name) : null;

    private static Guid Id(string text) =>
        Guid.TryParseExact(text, "D", out var id) && id.ToString("D") == text
            ? id
            : throw new FormatException("an id is a UUID in lower case with hyphens");

    // What is finer than the leaf, or in another spelling, is bound by nothing.
    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            Leaf.TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant
        )
            ? instant
            : throw new FormatException("a time is in UTC with exactly six decimals");

    private static byte[] Bytes(string? text, string what) =>
        StrictBase64.TryDecode(text, out var bytes) && bytes.Length == EventKey.Length
            ? bytes
            : throw new FormatException($"{what} is {EventKey.Length} bytes in base 64");

    private static Digest Hash(string? text) =>
        Digest.TryParse(text, out var hash) ? hash : throw new FormatException("withheld are hashes in base 64");
}
