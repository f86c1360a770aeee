using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Negotiations.Store.Feed;

/// <summary>
/// A place in the feed, behind one event. Its text is the event's sequence, an at sign and the first eight hexadecimal
/// digits of the hash of its leaf in the log: <c>113@5f0c2a91</c>. A store that went back to an older copy and recorded
/// other events since has the sequence and not the hash, so that a follower notices it.
/// </summary>
/// <param name="Sequence">Of the last event that was seen; 0: none yet.</param>
/// <param name="Leaf">The digits in lower case; null in a bare sequence, and for an event that has no leaf
/// yet.</param>
public readonly record struct FeedCursor(long Sequence, string? Leaf)
{
    /// <summary>How many digits of the leaf's hash are in a cursor.</summary>
    public const int Digits = 8;

    /// <summary>Reads a cursor, or a bare sequence.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out FeedCursor cursor)
    {
        cursor = default;
        var at = text?.IndexOf('@', StringComparison.Ordinal) ?? -1;
        var leaf = at < 0 ? null : text![(at + 1)..];
        if (
            !long.TryParse(
                at < 0 ? text : text![..at],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var sequence
            ) || leaf is not (null or { Length: Digits })
        )
            return false;

        if (leaf?.All(char.IsAsciiHexDigitLower) == false)
            return false;

        cursor = new FeedCursor(sequence, leaf);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Leaf is null
            ? Sequence.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Sequence}@{Leaf}");
}
