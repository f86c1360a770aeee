namespace Negotiations.Postgres;

/// <summary>
/// The one spelling of a path, every symbolic link on the way followed. What doesn't exist yet is stored as written.
/// </summary>
internal static class CanonicalPath
{
    public static string Of(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } parent)
            return full;

        var here = Path.Combine(Of(parent), Path.GetFileName(full));
        return new FileInfo(here).LinkTarget is { } target
            ? Of(Path.Combine(Path.GetDirectoryName(here)!, target))
            : here;
    }
}
