using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Negotiations.Ledger;

/// <summary>All members of an event: those of its data, and what stands beside them.</summary>
/// <param name="All">The names are distinct.</param>
public sealed record RecordedMembers(IReadOnlyList<LeafMember> All)
{
    /// <param name="data">A JSON object in any spelling.</param>
    /// <param name="author">Who recorded it.</param>
    /// <param name="recordedAt">By the ledger's clock, in whole microseconds.</param>
    /// <param name="sequence">Its place in the change feed.</param>
    /// <param name="import">Which import brought it; null: none, and there is no such member.</param>
    /// <param name="members">All of them.</param>
    /// <param name="reason">One sentence.</param>
    public static bool TryOf(
        ReadOnlyMemory<byte> data,
        string author,
        DateTimeOffset recordedAt,
        long sequence,
        Guid? import,
        [NotNullWhen(true)] out RecordedMembers? members,
        [NotNullWhen(false)] out string? reason
    )
    {
        members = null;
        if (!LeafMember.TryTakeApart(data, out var ofData, out reason))
            return false;

        members = new RecordedMembers([.. ofData, .. Beside(author, recordedAt, sequence, import)]);
        return true;
    }

    /// <summary>Author, exact time, sequence, and the import where there is one.</summary>
    public static IEnumerable<LeafMember> Beside(string author, DateTimeOffset recordedAt, long sequence, Guid? import)
    {
        var text = new ArrayBufferWriter<byte>(author.Length + 2);
        CanonicalString.Write(author, text);
        yield return new LeafMember(LeafMember.Author, text.WrittenMemory);

        var time = recordedAt.UtcDateTime.ToString(Leaf.TimeFormat, CultureInfo.InvariantCulture);
        yield return Ascii(LeafMember.RecordedAt, $"\"{time}\"");
        yield return Ascii(LeafMember.Sequence, StrictDecimal.Of(sequence));
        if (import is { } id)
            yield return Ascii(LeafMember.Import, $"\"{id:D}\"");
    }

    /// <summary>Every member with its salt, by the key of the event.</summary>
    public MemberDisclosure Open(EventKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Open(key.SaltOf, []);
    }

    /// <summary>
    /// The members for which there is a salt; of the others only hashes are left. A value beside a destroyed salt is
    /// bound by nothing: see <see cref="Unbound"/>.
    /// </summary>
    /// <param name="saltOf">Null for a name without one.</param>
    /// <param name="withheld">The hashes of what has no salt.</param>
    public MemberDisclosure Open(Func<string, byte[]?> saltOf, IReadOnlyList<Digest> withheld)
    {
        ArgumentNullException.ThrowIfNull(saltOf);
        List<OpenMember> shown = new(All.Count);
        foreach (var member in All)
            if (saltOf(member.Name) is { } salt)
                shown.Add(new OpenMember(salt, member));

        return new MemberDisclosure(shown, withheld);
    }

    /// <summary>The names of members without a salt.</summary>
    public IEnumerable<string> Unbound(Func<string, byte[]?> saltOf) =>
        All.Select(each => each.Name).Where(name => saltOf(name) is null);

    /// <summary>
    /// Shows the members asked for and withholds the rest. A name within the data stands for all that is below it, and
    /// may be written without the slash in front.
    /// </summary>
    /// <param name="disclosure">Of as many as can be shown.</param>
    /// <param name="names">What is asked for: <c>killed</c>, <c>/sources/0/title</c>, <c>author</c>.</param>
    /// <param name="unknown">The first name that no member has; null: each has one.</param>
    public static MemberDisclosure Show(MemberDisclosure disclosure, IEnumerable<string> names, out string? unknown)
    {
        ArgumentNullException.ThrowIfNull(disclosure);
        HashSet<string> chosen = new(StringComparer.Ordinal);
        unknown = null;
        foreach (var name in names)
        {
            var pointer = LeafMember.IsName(name) ? name : "/" + name;
            var found = disclosure
                .Shown.Select(each => each.Member.Name)
                .Where(each => each == pointer || each.StartsWith(pointer + "/", StringComparison.Ordinal))
                .ToList();
            if (found.Count == 0)
                unknown ??= name;

            chosen.UnionWith(found);
        }

        var parted = disclosure.Shown.ToLookup(each => chosen.Contains(each.Member.Name));
        return new MemberDisclosure(
            [.. parted[true]],
            [.. disclosure.Withheld, .. parted[false].Select(each => each.Hash())]
        );
    }

    private static LeafMember Ascii(string name, string json) => new(name, Encoding.ASCII.GetBytes(json));
}
