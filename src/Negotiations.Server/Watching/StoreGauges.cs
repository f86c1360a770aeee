using Negotiations.Store.Connections;
using Negotiations.Store.Feed;
using Negotiations.Store.Following;
using Npgsql;

namespace Negotiations.Server.Watching;

/// <summary>Lags as last read: before a scrape, and now and then where measurements are pushed.</summary>
internal sealed class StoreGauges(Database database, LiveEvents live)
{
    // Lags that cannot be read are no lags of zero: what was last known stays, and health names the outage.
    public Lags Latest { get; private set; } = Lags.None;

    public async Task ReadAsync(CancellationToken stop) => Latest = await Lags.ReadAsync(database, live.Head, stop);

    /// <summary>As far as the database answers.</summary>
    public async Task TryReadAsync(CancellationToken stop)
    {
        try
        {
            await ReadAsync(stop);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // See above.
        }
    }
}
