namespace Negotiations.Server.Settings;

/// <summary>
/// Every setting of the server: what is read, what docs/settings.md shows, and what a misspelt name is compared with.
/// </summary>
internal static partial class SettingCatalogue
{
    /// <summary>In the order of the page, by part.</summary>
    public static readonly IReadOnlyList<(string Part, IReadOnlyList<Setting> Settings)> Parts =
    [
        ("Where it runs", [.. Running, .. Readers]),
        ("How it is reached", Reaching),
        ("Who may read and write", Access),
        ("What it says of itself", Publishing),
        ("Limits", Limits),
        ("Following and webhooks", Following),
        ("Ledger", Ledger),
        ("Logs and metrics", Watching),
    ];

    public static IEnumerable<Setting> All => Parts.SelectMany(part => part.Settings);

    /// <summary>First parts of names under which there is nothing but these.</summary>
    public static readonly IReadOnlyList<string> Sections =
    [
        .. All.Where(each => each.Name.Contains(':', StringComparison.Ordinal))
            .Select(each => each.Name[..each.Name.IndexOf(':', StringComparison.Ordinal)])
            .Where(section => section is not "ConnectionStrings" and not "Logging")
            .Distinct(),
    ];
}
