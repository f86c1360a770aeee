using Microsoft.AspNetCore.WebUtilities;
using Negotiations.Dashboard.Context;

namespace Negotiations.Dashboard.Parts;

/// <summary>Another form of what a page shows (HTML, rel=alternate).</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Title">As feed readers offer it.</param>
/// <param name="Address">Path and query here.</param>
public sealed record PageForm(string Type, string Title, string Address)
{
    /// <summary>Of the whole record.</summary>
    public static IReadOnlyList<PageForm> OfRecord { get; } =
    [new("application/atom+xml", "Atom", "/api/feed.atom"), new("text/calendar", "iCalendar", "/api/calendar.ics")];

    /// <summary>Of one negotiation: its view and history on the clocks of the page; feed and calendar have no clocks.
    /// </summary>
    public static IReadOnlyList<PageForm> OfNegotiation(PageContext page, string id, string title) =>
        [
            new("application/json", "JSON", page.OnClocks($"/api/negotiations/{id}")),
            new("text/csv", "CSV", page.OnClocks($"/api/negotiations/{id}/history.csv")),
            new("application/atom+xml", $"Atom · {title}", Of("/api/feed.atom", id)),
            new("text/calendar", $"iCalendar · {title}", Of("/api/calendar.ics", id)),
        ];

    private static string Of(string path, string id) => QueryHelpers.AddQueryString(path, "negotiation", id);
}
