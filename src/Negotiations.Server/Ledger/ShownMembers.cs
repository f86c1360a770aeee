using Negotiations.Ledger;
using Negotiations.Server.Http;
using Negotiations.Store.Ledger;
using Negotiations.Store.Seals;
using Negotiations.Store.Seeing;

namespace Negotiations.Server.Ledger;

/// <summary>Members of an entry that a proof shows, beside the hashes of those that it withholds.</summary>
internal static class ShownMembers
{
    public const string Parameter = "show";

    // Of an event there are some dozens; the sentence is for a person who misspelt one.
    private const int MostNamed = 40;

    /// <summary>What the proof says beside its hashes, or why it can't.</summary>
    /// <param name="row">With a seal.</param>
    /// <param name="index">In the log.</param>
    /// <param name="names">Of members, or of what they are part of.</param>
    /// <param name="extra">The entry with its disclosure; empty when refused.</param>
    public static IResult? TryShow(LedgerRow row, long index, IReadOnlyList<string> names, out byte[] extra)
    {
        extra = [];
        if (row.Seal is not MemberSeal seal)
            return Problem.BadParameter(
                Parameter,
                $"Entry {index} has a leaf of version 1, which binds all data at once: no member of it can be shown by "
                    + "itself. Leave show out."
            );

        if (Sight.IsClosed && names.FirstOrDefault(MemberOpenings.MayBeClosed.Contains) is { } closed)
            return Problem.BadParameter(
                Parameter,
                $"{closed} is shown to auditors and admins: who recorded an event, and at which second, is not public. "
                    + "Leave it out."
            );

        if (seal.Open(row.Raw) is not { } all)
            return Problem.BadParameter(Parameter, $"The event of entry {index} has no members that could be shown.");

        var shown = RecordedMembers.Show(all, names, out var unknown);
        if (unknown is not null)
            return Problem.BadParameter(
                Parameter,
                $"Entry {index} has no member '{Record.Slug.Clip(unknown)}', or it was erased. It has "
                    + string.Join(", ", all.Shown.Select(each => each.Member.Name).Where(MayBeShown).Take(MostNamed))
                    + "."
            );

        extra = new MemberProof(row.ToLeaf(index), shown).ToBytes();
        return null;
    }

    private static bool MayBeShown(string name) => !Sight.IsClosed || !MemberOpenings.MayBeClosed.Contains(name);
}
