namespace Negotiations.Store.Workers;

/// <summary>Whether this node only reads, as one on a standby does.</summary>
/// <param name="IsOn">It changes nothing in the database: no schema, no record, no keys, no jobs.</param>
/// <param name="WriterAddress">Where a node that records answers, without a slash at its end; null: no one said
/// it.</param>
public sealed record ReaderMode(bool IsOn, string? WriterAddress)
{
    /// <summary>A node that records.</summary>
    public static readonly ReaderMode Off = new(IsOn: false, null);
}
