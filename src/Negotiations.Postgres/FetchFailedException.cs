namespace Negotiations.Postgres;

/// <summary>The programs could not be fetched; the message is a sentence for the person at the terminal.</summary>
internal sealed class FetchFailedException : Exception
{
    public FetchFailedException() { }

    public FetchFailedException(string message)
        : base(message) { }

    public FetchFailedException(string message, Exception? innerException)
        : base(message, innerException) { }
}
