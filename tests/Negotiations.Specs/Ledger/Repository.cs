namespace Negotiations.Specs.Ledger;

/// <summary>Where the checkout lies: some specs read the pages and vectors that are published from it.</summary>
internal static class Repository
{
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Above(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "Negotiations.sln"))
            ? folder
            : Above(
                Directory.GetParent(folder)?.FullName
                    ?? throw new DirectoryNotFoundException("These specs run from a checkout of Negotiations.")
            );
}
