using System.Diagnostics.CodeAnalysis;

namespace Negotiations.Ledger;

/// <summary>The head of the tree at one size, as C2SP tlog-checkpoint writes it.</summary>
/// <param name="Origin">Which log; by custom its address without the scheme.</param>
/// <param name="Size">Leaves in the tree.</param>
/// <param name="Root">Of the tree at that size.</param>
public sealed record Checkpoint(string Origin, long Size, Digest Root)
{
    /// <summary>
    /// Lines after the third, none empty. We write none, since no one can audit them, and read those of others.
    /// </summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>The note text: origin, size and root on a line each, then the extensions.</summary>
    public string Text =>
        string.Concat(
            ((string[])[Origin, StrictDecimal.Of(Size), Root.ToString(), .. Extensions]).Select(line => line + "\n")
        );

    /// <summary>
    /// Reads a note's text. Whether anyone signed it is another question: see <see cref="SignedCheckpoint"/>.
    /// </summary>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        [NotNullWhen(true)] out Checkpoint? checkpoint,
        [NotNullWhen(false)] out Unreadable? failure
    )
    {
        checkpoint = null;
        failure = Read(text, ref checkpoint) is { } reason ? new Unreadable("checkpoint", reason) : null;
        return failure is null && checkpoint is not null;
    }

    /// <exception cref="ArgumentException">Origin or extensions hold a control character.</exception>
    public SignedNote Sign(NoteSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var note = new SignedNote(Text, []);
        return note.With(signer.Sign(note));
    }

    public bool Equals(Checkpoint? other) => other?.Text == Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    private static string? Read(string? text, ref Checkpoint? checkpoint)
    {
        if (
            text?.EndsWith('\n') is not true
            || text[..^1].Split('\n') is not [var origin, var size, var root, .. var extensions]
        )
            return "it has fewer than three lines";

        if (origin.Length == 0 || extensions.Contains(""))
            return "it has an empty line";

        if (!StrictDecimal.TryParse(size, out var leaves))
            return "its second line is no tree size";

        if (!Digest.TryParse(root, out var hash))
            return "its third line is no root hash";

        // Nothing else can be the root of no leaves, so a log that signs it is broken or lying.
        if (leaves == 0 && hash != MerkleHash.Empty)
            return "an empty tree has the hash of nothing as its root";

        checkpoint = new Checkpoint(origin, leaves, hash) { Extensions = extensions };
        return null;
    }
}
