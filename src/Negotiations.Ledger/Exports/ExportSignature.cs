using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Negotiations.Ledger;

/// <summary>The checkpoint of an export, its key, and how that key came to be trusted.</summary>
public sealed class ExportSignature
{
    private readonly Dictionary<long, Digest> roots = [];

    private ExportSignature(
        SignedCheckpoint signed,
        VerifierKey key,
        bool isGiven,
        IReadOnlyList<KeyHandover> handovers,
        IReadOnlyList<string> notices
    )
    {
        (Signed, Key, IsGiven, Handovers, Notices) = (signed, key, isGiven, handovers, notices);
        foreach (var handover in handovers)
            roots[handover.Signed.Checkpoint.Size] = handover.Signed.Checkpoint.Root;
    }

    /// <summary>Of as many entries as there are events.</summary>
    public SignedCheckpoint Signed { get; }

    /// <summary>Which signed it.</summary>
    public VerifierKey Key { get; }

    /// <summary>The key was given, or handed over to from one that was; else the file alone says that it is the
    /// log's.</summary>
    public bool IsGiven { get; }

    /// <summary>From the first key of the log to <see cref="Key"/>, as far as they are one chain.</summary>
    public IReadOnlyList<KeyHandover> Handovers { get; }

    /// <summary>Those that a key of the log signed.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>A sentence where a handover is of another tree.</summary>
    internal string? Contradicts(TreeFrontier frontier) =>
        roots.TryGetValue(frontier.Size, out var root) && frontier.Root() != root
            ? $"A handover of keys at {frontier.Size} entries has the root {root}, and the hashes give "
                + $"{frontier.Root()}."
            : null;

    internal static ExportFault? Check(
        ExportHeader header,
        IReadOnlyList<VerifierKey> given,
        out ExportSignature? signature
    )
    {
        signature = null;
        if (!TryTrust(header, given, out var trust))
            return new ExportFault(ExportFaultKind.Altered, 1, "the keys in it cannot be read.");

        var taken = Follow(header, ref trust);

        // A key that has handed over signs nothing larger any more: who still does holds a stolen one.
        var current = trust with
        {
            LogKeys =
            [
                .. trust.LogKeys.Where(key =>
                    !taken.Exists(each => each.From == key && each.Signed.Checkpoint.Size < header.Events)
                ),
            ],
        };
        if (!SignedCheckpoint.TryOpen(header.Checkpoint, current, out var signed, out var failure))
            return new ExportFault(
                failure is NotSigned or WrongOrigin && given.Count > 0
                    ? ExportFaultKind.UnknownKey
                    : ExportFaultKind.Altered,
                1,
                failure.Explanation
            );

        if (signed.Checkpoint.Size != header.Events || header.Events < 1)
            return new ExportFault(
                ExportFaultKind.Altered,
                1,
                $"it says that {header.Events} events follow, and the log signed {signed.Checkpoint.Size}."
            );

        var by = ((Signed)header.Checkpoint.Verify([.. current.LogKeys])).By[^1].Key;
        signature = new ExportSignature(
            signed,
            by,
            given.Count > 0,
            Longest(header, taken),
            [
                .. header.Notices.Where(each =>
                    SignedCheckpoint.TryOpen(Encoding.UTF8.GetBytes(each), trust, out _, out _)
                ),
            ]
        );
        return null;
    }

    private static List<KeyHandover> Follow(ExportHeader header, ref LogTrust trust)
    {
        List<KeyHandover> taken = [];
        foreach (var text in header.Keys.Select(key => key.Handover).OfType<string>())
            if (
                SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out var note, out _)
                && KeyHandover.TryOpen(note, trust, out var handover, out _)
            )
            {
                taken.Add(handover);
                if (!trust.LogKeys.Contains(handover.To))
                    trust = trust with { LogKeys = [.. trust.LogKeys, handover.To] };
            }

        return taken;
    }

    // Those before a key that was given are no reason to trust, and go on with the log all the same.
    private static List<KeyHandover> Longest(ExportHeader header, List<KeyHandover> taken)
    {
        if (!TryTrust(header, [], out var first))
            return taken;

        var all = Follow(header, ref first);
        return all.Count > taken.Count && taken.TrueForAll(IsInAll) ? all : taken;

        bool IsInAll(KeyHandover one) => all.Exists(each => each.From == one.From && each.To == one.To);
    }

    private static bool TryTrust(
        ExportHeader header,
        IReadOnlyList<VerifierKey> given,
        [NotNullWhen(true)] out LogTrust? trust
    )
    {
        trust = null;
        if (given.Count > 0)
        {
            trust = new LogTrust(given[0].Name, given, [], 0);
            return true;
        }

        if (header.Keys is not [var first, ..] || !VerifierKey.TryParse(first.Vkey, out var key, out _))
            return false;

        trust = LogTrust.In(key);
        return true;
    }
}
