namespace Negotiations.Store.Schema;

/// <summary>The streams beside those of negotiations: they have no view. A slash never occurs in a negotiation's
/// id.</summary>
public static class SideStreams
{
    public static bool IsOne(string stream) => stream.Contains('/', StringComparison.Ordinal);

    /// <summary>A condition in SQL: the stream is that of a negotiation.</summary>
    public static string AreNot(string column) => $"{column} not like '%/%'";
}
