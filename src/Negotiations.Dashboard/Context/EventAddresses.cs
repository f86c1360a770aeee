namespace Negotiations.Dashboard.Context;

/// <summary>
/// Where the events of a negotiation are shown: on this page, or on the page of older ones that has them.
/// </summary>
/// <param name="page">Of the page that links to them.</param>
/// <param name="negotiation">Its id.</param>
/// <param name="here">The events that the page itself shows.</param>
public sealed class EventAddresses(PageContext page, string negotiation, IReadOnlySet<Guid> here)
{
    /// <summary>The parameter of a negotiation's page that names the event its table is to show.</summary>
    public const string EventName = "event";

    /// <summary>From a page of a negotiation, on the clocks of that page.</summary>
    public string this[Guid id] =>
        here.Contains(id)
            ? $"#e-{id}"
            : $"{page.Address($"/negotiations/{negotiation}", (EventName, $"{id}"), ("page", null))}#e-{id}";

    /// <summary>From any page, without clocks: the present view.</summary>
    public static string Of(string negotiation, Guid id) => $"/negotiations/{negotiation}?{EventName}={id}#e-{id}";
}
