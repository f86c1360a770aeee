namespace Negotiations.Postgres;

/// <summary>
/// No database could be had. The message is written for the person at the terminal: what is wrong, and what to
/// install or change.
/// </summary>
public sealed class PostgresUnavailableException : Exception
{
    public PostgresUnavailableException() { }

    public PostgresUnavailableException(string message)
        : base(message) { }

    public PostgresUnavailableException(string message, Exception? innerException)
        : base(message, innerException) { }
}
