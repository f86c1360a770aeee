using System.Net.Sockets;
using Negotiations.Store.Connections;
using Npgsql;

namespace Negotiations.Store.Append;

/// <summary>Whether one append of a group commit may be at fault for its failure.</summary>
internal static class CommitFailure
{
    /// <summary>
    /// True when one member may be at fault: a value that the database refuses (SQLSTATE class 22, 23 or 54), or a
    /// decision or fold that failed. False for all else, such as a lock that was not free (55P03) or a lost connection:
    /// each of the others would only wait for the same failure again.
    /// </summary>
    public static bool IsOfOneMember(Exception failure) =>
        failure switch
        {
            PostgresException refused => refused.SqlState[..2] is "22" or "23" or "54",
            NpgsqlException
            or UnknownOutcomeException
            or OperationCanceledException
            or TimeoutException
            or IOException
            or SocketException => false,
            _ => true,
        };
}
