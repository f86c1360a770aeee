using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Negotiations.Ledger;

/// <summary>Reads proofs of members strictly: one spelling, no name twice, nothing to be taken apart.</summary>
internal static class MemberProofReader
{
    // The entry, the list of the shown, and one of them stand around a value.
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = CanonicalJson.MaxDepth + 3 };

    public static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        [NotNullWhen(true)] out MemberProof? proof,
        [NotNullWhen(false)] out Unreadable? failure
    )
    {
        proof = null;
        var reason = Read(bytes, ref proof);
        failure = reason is null ? null : new Unreadable("proof of members", reason);
        return proof is not null && failure is null;
    }

    private static string? Read(ReadOnlyMemory<byte> bytes, ref MemberProof? proof)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, s_options);
            var members = document.RootElement;
            if (members.ValueKind is not JsonValueKind.Object || members.GetPropertyCount() != 3)
                return "it is an object of entry, shown and withheld";

            if (!Leaf.TryParse(CanonicalJson.Of(members.GetProperty("entry")), out var leaf, out var unreadable))
                return unreadable.Reason;

            List<OpenMember> shown = [.. members.GetProperty("shown").EnumerateArray().Select(Open)];
            List<Digest> withheld = [.. members.GetProperty("withheld").EnumerateArray().Select(Hash)];
            if (WhyNot(shown, withheld) is { } reason)
                return reason;

            var read = new MemberProof(leaf, new MemberDisclosure(shown, withheld));
            if (!read.ToBytes().AsSpan().SequenceEqual(bytes.Span))
                return "the bytes are not the canonical form of what they say";

            proof = read;
            return null;
        }
        catch (Exception malformed)
            when (malformed
                    is JsonException
                        or CanonicalJsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
            )
        {
            return malformed.Message;
        }
    }

    // A member shown as a whole and in parts, or twice, would say two things under one root.
    private static string? WhyNot(List<OpenMember> shown, List<Digest> withheld)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var open in shown)
            if (!names.Add(open.Member.Name))
                return $"the member {open.Member.Name} is shown twice";

        foreach (var name in names)
            for (var end = name.LastIndexOf('/'); end > 0; end = name.LastIndexOf('/', end - 1))
                if (names.Contains(name[..end]))
                    return $"the member {name} is shown twice";

        HashSet<Digest> hashes = [.. withheld];
        return hashes.Count < withheld.Count || shown.Exists(each => hashes.Contains(each.Hash()))
            ? "a hash stands in it twice"
            : null;
    }

    private static OpenMember Open(JsonElement item)
    {
        if (item.GetArrayLength() != 3)
            throw new FormatException("a shown member is an array of salt, name and value");

        var (name, value) = (item[1].GetString()!, item[2]);
        if (!StrictBase64.TryDecode(item[0].GetString(), out var salt) || salt.Length != EventKey.Length)
            throw new FormatException($"a salt is {EventKey.Length} bytes in base 64");

        if (name is null || !LeafMember.IsName(name) || !LeafMember.IsWhole(value))
            throw new FormatException($"'{name}' is no member of a leaf");

        return new OpenMember(salt, new LeafMember(name, CanonicalJson.Of(value, InexactNumbers.Refuse)));
    }

    private static Digest Hash(JsonElement item) =>
        Digest.TryParse(item.GetString(), out var hash)
            ? hash
            : throw new FormatException("a withheld member is a hash of 32 bytes in base 64");
}
