using Negotiations.Server.Security;

namespace Negotiations.Server.Feeds;

/// <summary>Places for live streams on this node: so many for all, fewer for one caller, and the last tenth for those
/// who are known, so that no stranger takes the stream away from them.</summary>
/// <param name="most">On this node, from <c>followers:most</c>.</param>
/// <param name="perCaller">From <c>followers:perCaller</c>: a key, a subject of tokens, or an address without
/// either.</param>
internal sealed class FollowerPlaces(int most, int perCaller)
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, int> byCaller = [];
    private int taken;

    public int Taken => Volatile.Read(ref taken);

    /// <summary>Takes a place for the caller.</summary>
    /// <returns>What gives it back; null: there is none.</returns>
    public IDisposable? Take(HttpContext context)
    {
        var known = RequestLimits.CallerOf(context);
        return Take(known ?? RequestLimits.AddressOf(context.Connection.RemoteIpAddress), known is not null);
    }

    /// <inheritdoc cref="Take(HttpContext)"/>
    public IDisposable? Take(string caller, bool isKnown)
    {
        lock (changing)
        {
            var own = byCaller.GetValueOrDefault(caller);
            if (own >= perCaller || taken >= (isKnown ? most : most - most / 10))
                return null;

            byCaller[caller] = own + 1;
            taken++;
            return new Place(this, caller);
        }
    }

    private void Leave(string caller)
    {
        lock (changing)
        {
            taken--;
            if (--byCaller[caller] == 0)
                byCaller.Remove(caller);
        }
    }

    private sealed class Place(FollowerPlaces places, string caller) : IDisposable
    {
        private int isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isLeft, 1) == 0)
                places.Leave(caller);
        }
    }
}
