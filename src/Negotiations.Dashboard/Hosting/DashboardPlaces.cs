namespace Negotiations.Dashboard.Hosting;

/// <summary>The pages that every page leads to, in their order: an address, and the name of its text.</summary>
public static class DashboardPlaces
{
    private const string Forms = "/record";

    public static readonly IReadOnlyList<(string Address, string Name)> All =
    [
        ("/", "board"),
        ("/calendar", "calendar"),
        ("/parties", "parties"),
        ("/statistics", "statistics"),
        ("/audit", "audit"),
        (Forms, "record"),
        ("/docs", "api"),
    ];

    /// <summary>Those that show something to anyone.</summary>
    public static IEnumerable<string> ToRead => All.Select(each => each.Address).Where(address => address != Forms);
}
