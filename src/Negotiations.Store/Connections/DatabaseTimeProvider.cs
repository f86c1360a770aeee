namespace Negotiations.Store.Connections;

/// <summary>
/// The database's clock for Marten, cut to microseconds: that is all PostgreSQL stores, and a projection that saw more
/// would differ from its rebuild.
/// </summary>
/// <param name="now">The clock.</param>
public sealed class DatabaseTimeProvider(Func<DateTimeOffset> now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow()
    {
        var instant = now();
        return instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
