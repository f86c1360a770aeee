using System.Globalization;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <summary>Between which two states of knowledge a difference is asked for.</summary>
public static class ChangesQuery
{
    /// <summary>Both ends on the same day of the world, or what is wrong with the question.</summary>
    public static (Clocks? Before, Clocks? After, Refusal? Refusal) Read(
        Query query,
        Negotiation negotiation,
        DatabaseClock clock
    )
    {
        var asked = ClocksQuery.Read(query, clock);
        if (asked.KnownBy is not null && query.Text("knownBy") is not null)
            query.Refuse("knownBy", "Say what was known by in from and to.");

        if (asked.Version is not null)
            query.Refuse("version", "Say the versions in from and to.");

        if (query.Refusal is { } wrong)
            return (null, null, wrong);

        var to = Knowledge(query, "to", negotiation, clock)
            ?? asked with
            {
                KnownBy = null,
                Version = negotiation.Version,
            };
        var lesser = Knowledge(query, "from", negotiation, clock) ?? asked with { KnownBy = null, Version = 1 };
        if (query.Refusal is { } malformed)
            return (null, null, malformed);

        var (after, problem) = (to with { AsOf = asked.AsOf, Basis = asked.Basis, Without = asked.Without }).For(
            negotiation,
            clock
        );
        var (before, other) = (lesser with { AsOf = asked.AsOf, Basis = asked.Basis, Without = asked.Without }).For(
            negotiation,
            clock
        );
        if ((problem ?? other) is { } refused)
            return (null, null, refused);

        if (
            Views.KnownEvents.Of(negotiation.Events, before!).Count
            > Views.KnownEvents.Of(negotiation.Events, after!).Count
        )
            return (
                null,
                null,
                Refusals.BadParameter("from", "from is later than to: more was known then. Turn them round.")
            );

        return (before! with { AsOf = after!.AsOf }, after, null);
    }

    // A bare number is a version unless it has four digits and there are not that many: 2024 is a year.
    private static ClocksQuery? Knowledge(Query query, string name, Negotiation negotiation, DatabaseClock clock)
    {
        if (query.Text(name) is not { } text)
            return null;

        var isVersion =
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && (text.Length != 4 || version <= negotiation.Version);
        if (isVersion && version == 0)
            query.Refuse(name, $"{name}=0 is before the opening: versions begin at 1.", "version-not-found");

        if (isVersion)
            return new ClocksQuery(null, null, Basis.Recorded, version, []);

        var instant = query.Instant(name);
        if (instant > clock.Now && DateOnly.FromDateTime(instant.Value.UtcDateTime) > clock.LatestToday)
            query.Refuse(
                name,
                $"{name}={text} is still to come: no one knows yet what will be known.",
                "known-by-in-future"
            );

        return new ClocksQuery(null, instant > clock.Now ? clock.Now : instant, Basis.Recorded, null, []);
    }
}
