using System.Globalization;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Views;

namespace Negotiations.Server.Citing;

/// <summary>
/// The address at which a view stays what it was. It names the day and the last version that counts, so that neither
/// time nor what is recorded later moves the answer; only an erasure can, which the answer then says.
/// </summary>
internal static class Permalink
{
    /// <summary>Of the status as it stands.</summary>
    public static string OfNow(string id, long version, DateOnly today) =>
        Of(id, CitedView.Status, new Clocks { AsOf = today, Version = version }, namesDay: true);

    /// <param name="negotiation">All that is recorded of it.</param>
    /// <param name="view">Which view.</param>
    /// <param name="clocks">Those it was shown on.</param>
    /// <param name="namesDay">False for a history of which no day was asked: it shows all that was known, whenever it
    /// occurred.</param>
    public static string Of(Negotiation negotiation, CitedView view, Clocks clocks, bool namesDay) =>
        Of(negotiation.Id, view, clocks with { Version = LastVersion(negotiation, clocks) }, namesDay);

    /// <summary>Of one list of a status.</summary>
    /// <param name="status">The address of the status.</param>
    /// <param name="list">Its path in the status.</param>
    public static string OfList(string status, string list)
    {
        var query = status.IndexOf('?', StringComparison.Ordinal);
        return $"{status[..query]}/lists/{list}{status[query..]}";
    }

    /// <summary>
    /// The last version that can count on these clocks. What some source had published by a day may still be recorded
    /// tomorrow, so there it is the last one there is.
    /// </summary>
    public static long LastVersion(Negotiation negotiation, Clocks clocks)
    {
        if (clocks.Version is { } version)
            return version;

        return clocks is { KnownBy: { } by, Basis: Basis.Recorded }
            ? Math.Max(1, negotiation.Events.TakeWhile(each => each.RecordedAt <= by).Count())
            : negotiation.Version;
    }

    private static string Of(string id, CitedView view, Clocks clocks, bool namesDay)
    {
        List<(string Name, string Value)> query = [];
        if (namesDay)
            query.Add(("asOf", clocks.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

        query.Add(("version", clocks.Version!.Value.ToString(CultureInfo.InvariantCulture)));
        if (clocks.KnownBy is { } by)
            query.AddRange([("knownBy", InstantConverter.Print(by)), ("basis", WireName.Of(clocks.Basis))]);

        query.AddRange(clocks.WithoutEvents.Select(each => ("without", each.ToString())));
        query.AddRange(clocks.WithoutPublishers.Select(each => ("without", each)));
        var path = view == CitedView.Status ? id : $"{id}/{WireName.Of(view)}";
        var pairs = query.Select(each => $"{each.Name}={Uri.EscapeDataString(each.Value)}");
        return $"/api/negotiations/{path}?{string.Join('&', pairs)}";
    }
}

/// <summary>What of a negotiation is cited.</summary>
internal enum CitedView
{
    Status,
    History,
    Explanation,
    Provenance,
}
