using System.Text;

namespace Negotiations.Ledger;

/// <summary>
/// An order, signed with the log's key and left beside it, that the log goes on without a head it had signed. It names
/// that head, so that it is good for this once, and is no checkpoint, so that it proves nothing to anyone.
/// </summary>
public static class ResumeOrder
{
    /// <summary>Beside the key.</summary>
    public const string FileName = "resume.order";

    /// <summary>Beside the key: the checkpoint that was signed last.</summary>
    public const string SignedFileName = "signed.checkpoint";

    /// <param name="lost">The head that the log goes on without.</param>
    /// <param name="signer">The log's key.</param>
    public static SignedNote Sign(Checkpoint lost, NoteSigner signer)
    {
        ArgumentNullException.ThrowIfNull(lost);
        ArgumentNullException.ThrowIfNull(signer);
        var note = new SignedNote(Text(lost), []);
        return note.With(signer.Sign(note));
    }

    /// <summary>Whether it is the key holder's word to go on without this head.</summary>
    public static bool IsFor(string order, Checkpoint lost, VerifierKey key)
    {
        ArgumentNullException.ThrowIfNull(lost);
        return SignedNote.TryParse(Encoding.UTF8.GetBytes(order), out var note, out _)
            && note.Text == Text(lost)
            && note.Verify([key]).Holds;
    }

    private static string Text(Checkpoint lost) =>
        $"{lost.Origin}\nresume without\n{StrictDecimal.Of(lost.Size)}\n{lost.Root}\n";
}
