using Npgsql;

namespace Negotiations.Store.Workers;

/// <summary>What kind of fault an exception reports.</summary>
public static class Faults
{
    private static readonly string[] NoSpace = ["No space left on device", "could not write init file"];

    /// <summary>
    /// Whether an exception says that the database cannot be reached or does not answer. A full disk, a lock that is
    /// not given or an error of ours does not count: the database answers then, and the fault is another one.
    /// </summary>
    public static bool IsDatabaseAway(Exception? fault) =>
        fault switch
        {
            null => false,
            PostgresException { SqlState: { } state } => state.StartsWith("08", StringComparison.Ordinal)
                || state is "57P01" or "57P02" or "57P03" or "53300",
            NpgsqlException { IsTransient: true } => true,
            AggregateException several => several.InnerExceptions.Any(IsDatabaseAway),
            _ => IsDatabaseAway(fault.InnerException),
        };

    /// <summary>
    /// Whether someone ended the session, as an administrator or a restart does; the next may be well.
    /// </summary>
    public static bool IsSessionEnded(Exception? fault) =>
        fault is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown } or EndOfStreamException
        || (fault?.InnerException is { } inner && IsSessionEnded(inner));

    /// <summary>
    /// Whether the database's disk has no space left: it says so by a code of its own, or by the system's words where
    /// the file is one of its own (a relation's first page, the cache of the catalogue).
    /// </summary>
    public static bool IsDiskFull(Exception? fault) =>
        fault switch
        {
            null => false,
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } => true,
            PostgresException { SqlState: ['5', '8', ..] or ['X', 'X', ..] } broken => NoSpace.Any(words =>
                broken.MessageText.Contains(words, StringComparison.Ordinal)
            ),
            AggregateException several => several.InnerExceptions.Any(IsDiskFull),
            _ => IsDiskFull(fault.InnerException),
        };

    /// <summary>
    /// A sentence that may be shown to everyone: no values, addresses or names from the exception's own message.
    /// </summary>
    public static string Describe(Exception fault) =>
        fault switch
        {
            _ when IsDiskFull(fault) => "The disk of the database is full.",
            _ when IsDatabaseAway(fault) => "The database does not answer.",
            PostgresException postgres =>
                $"The database refused a statement ({postgres.SqlState}). The log has the details.",
            OperationCanceledException or TimeoutException =>
                "Something it waited for did not happen in time. The log has the details.",
            _ => $"An error of the program ({fault.GetType().Name}). The log has the details.",
        };

    /// <summary>Whether only a new process can repair it: one that has memory, or whole program files.</summary>
    public static bool IsOfThisProcess(Exception fault) =>
        fault switch
        {
            AggregateException several => several.InnerExceptions.Any(IsOfThisProcess),
            OutOfMemoryException or TypeInitializationException or TypeLoadException or MissingMethodException => true,
            _ => fault is BadImageFormatException,
        };
}
