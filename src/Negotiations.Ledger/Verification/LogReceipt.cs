using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Negotiations.Ledger;

/// <summary>An entry that the log promises to have.</summary>
/// <param name="EventId">Of the event.</param>
/// <param name="Hash">Of its leaf without the place in the log, which no one knows yet:
/// <see cref="Leaf.PromisedHash"/>.</param>
public sealed record PromisedEntry(Guid EventId, Digest Hash);

/// <summary>
/// What the log gives for an event before it is an entry: a signed promise that it will be one, unchanged, by a time.
/// It is no checkpoint and cannot be read as one.
/// </summary>
/// <param name="Origin">Of the log.</param>
/// <param name="By">The entries are in the log by then, by the database's clock.</param>
/// <param name="Entries">In the order they were sent; at least one.</param>
public sealed record LogReceipt(string Origin, DateTimeOffset By, IReadOnlyList<PromisedEntry> Entries)
{
    /// <summary>How long after its recorded time an event may be missing from the log.</summary>
    public static readonly TimeSpan MergeDelay = TimeSpan.FromSeconds(60);

    private const string Title = "receipt/v1";
    private const string ByWord = "by ";
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The note text: origin, title, time, and an entry a line.</summary>
    public string Text =>
        $"{Origin}\n{Title}\n{ByWord}{By.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture)}\n"
        + string.Concat(Entries.Select(entry => $"{entry.EventId:D} {entry.Hash}\n"));

    public SignedNote Sign(NoteSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var note = new SignedNote(Text, []);
        return note.With(signer.Sign(note));
    }

    /// <summary>Reads a receipt that a trusted key signed.</summary>
    public static bool TryOpen(
        ReadOnlySpan<byte> bytes,
        LogTrust trust,
        [NotNullWhen(true)] out LogReceipt? receipt,
        [NotNullWhen(false)] out VerificationFailure? failure
    )
    {
        ArgumentNullException.ThrowIfNull(trust);
        receipt = null;
        if (!SignedNote.TryParse(bytes, out var note, out var unreadable))
        {
            failure = unreadable;
            return false;
        }

        failure = note.Verify([.. trust.LogKeysProper]) as VerificationFailure;
        if (failure is not null)
            return false;

        receipt = Read(note.Text);
        if (receipt is not null && receipt.Origin == trust.Origin)
            return true;

        failure = receipt is null
            ? new Unreadable("receipt", "it does not say which entries it promises and by when")
            : new WrongOrigin(trust.Origin, receipt.Origin);
        receipt = null;
        return false;
    }

    private static LogReceipt? Read(string text)
    {
        if (
            text[..^1].Split('\n') is not [var origin, Title, var by, _, ..] lines
            || !by.StartsWith(ByWord, StringComparison.Ordinal)
            || !DateTimeOffset.TryParseExact(
                by[ByWord.Length..],
                Form,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var instant
            )
        )
            return null;

        List<PromisedEntry> entries = [];
        foreach (var line in lines[3..])
            if (
                line.Split(' ') is [var id, var hash]
                && Guid.TryParseExact(id, "D", out var eventId)
                && Digest.TryParse(hash, out var digest)
            )
                entries.Add(new PromisedEntry(eventId, digest));
            else
                return null;

        return new LogReceipt(origin, instant, entries);
    }
}
