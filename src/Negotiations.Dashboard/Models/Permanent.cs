using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Negotiations.Dashboard.Context;
using Negotiations.Json;
using Negotiations.Views;

namespace Negotiations.Dashboard.Models;

/// <summary>Addresses that show for good what a page shows now.</summary>
public static class Permanent
{
    private const string Page = "page";

    /// <summary>Of a view of one negotiation. Now moves on, and so does what is recorded of the past; every clock and
    /// the number of events together do not.</summary>
    /// <param name="model">What is shown.</param>
    /// <param name="part">Below the negotiation's own address: <c>/brief</c>; or nothing.</param>
    public static string Of(NegotiationModel model, string part) =>
        QueryHelpers.AddQueryString(
            $"/negotiations/{model.Status.Id}{part}",
            new (string Name, string? Value)[]
            {
                ("asOf", Day(model.Clocks.AsOf)),
                ("knownBy", model.Clocks.KnownBy is { } by ? InstantConverter.Print(by) : null),
                ("basis", model.Clocks.KnownBy is null ? null : WireName.Of(model.Clocks.Basis)),
                ("version", model.Recorded.ToString(CultureInfo.InvariantCulture)),
            }
                .Concat(model.Clocks.Without.Select(each => ("without", (string?)each)))
                .Where(each => each.Item2 is not null)
                .Select(each => KeyValuePair.Create(each.Item1, each.Item2))
        );

    /// <summary>The same on the page of events that is shown.</summary>
    public static string OfPage(NegotiationModel model) =>
        model.Events.Page == 1
            ? Of(model, "")
            : QueryHelpers.AddQueryString(
                Of(model, ""),
                Page,
                model.Events.Page.ToString(CultureInfo.InvariantCulture)
            );

    /// <summary>
    /// Of a page that shows many negotiations on the clocks of its address; null where none is: what was published by a
    /// day is recorded later too, and a later page of a list is found from its first only.
    /// </summary>
    public static string? OfMany(PageContext page)
    {
        var query = page.Context.Request.Query;
        if (query.ContainsKey("cursor") || query["basis"] == WireName.Of(Basis.Published))
            return null;

        // Where the day is not named, it follows from what was known.
        var isKnown = query.ContainsKey("knownBy");
        return page.With(
            (
                "asOf",
                query["asOf"] is [{ Length: > 0 } day] ? day
                : isKnown ? null
                : Day(page.Today)
            ),
            ("knownBy", isKnown ? query["knownBy"].ToString() : InstantConverter.Print(page.Now)),
            ("basis", WireName.Of(Basis.Recorded))
        );
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
