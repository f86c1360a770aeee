namespace Negotiations.Ledger;

/// <summary>A JSON value has no canonical form.</summary>
public sealed class CanonicalJsonException : FormatException
{
    /// <param name="pointer">Where, as a JSON Pointer (RFC 6901); empty for the whole text.</param>
    /// <param name="reason">What is wrong there, as half a sentence.</param>
    /// <param name="cause">What the reader said, if it was the reader.</param>
    public CanonicalJsonException(string pointer, string reason, Exception? cause = null)
        : base(
            pointer.Length == 0 ? $"No canonical form: {reason}" : $"No canonical form at {pointer}: {reason}",
            cause
        ) => Pointer = pointer;

    /// <summary>Where, as a JSON Pointer (RFC 6901); empty for the whole text.</summary>
    public string Pointer { get; }
}
