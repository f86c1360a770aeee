using System.Text.RegularExpressions;
using System.Xml.Linq;
using Negotiations.Specs.Ledger;

namespace Negotiations.Specs.Architecture;

/// <summary>A source file of the checkout that these tests were built from.</summary>
/// <param name="Path">From the folder of its project, with slashes: <c>Queries/Query.cs</c>.</param>
public sealed record SourceFile(string Path, string Text)
{
    /// <summary>Empty for what is at the top of the project.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');
}

/// <summary>The checkout, read as text.</summary>
internal static partial class Sources
{
    private static readonly string Root = Repository.Root;

    public static IEnumerable<string> Projects =>
        Directory
            .EnumerateDirectories(Path.Combine(Root, "src"))
            .Select(each => Path.GetFileName(each)!)
            .Where(each => File.Exists(ProjectFile(each)))
            .Order(StringComparer.Ordinal);

    /// <summary>C# and Razor of one project; nothing that a build has made.</summary>
    public static IReadOnlyList<SourceFile> Of(string project)
    {
        var folder = Path.Combine(Root, "src", project);
        return
        [
            .. Directory
                .EnumerateFiles(folder, "*.*", SearchOption.AllDirectories)
                .Where(each =>
                    each.EndsWith(".cs", StringComparison.Ordinal) || each.EndsWith(".razor", StringComparison.Ordinal)
                )
                .Select(each => (Full: each, Path: Path.GetRelativePath(folder, each).Replace('\\', '/')))
                .Where(each =>
                    !each.Path.StartsWith("obj/", StringComparison.Ordinal)
                    && !each.Path.StartsWith("bin/", StringComparison.Ordinal)
                )
                .Select(each => new SourceFile(each.Path, File.ReadAllText(each.Full))),
        ];
    }

    /// <summary>C#, Razor, styles, scripts and pages of the whole checkout, by their paths from its root; nothing
    /// generated.</summary>
    public static IReadOnlyList<SourceFile> All() =>
        [
            .. new[] { "docs", "src", "tests" }
                .SelectMany(folder => Directory.EnumerateFiles(PathOf(folder), "*.*", SearchOption.AllDirectories))
                .Append(PathOf("README.md"))
                .Where(each => Path.GetExtension(each) is ".cs" or ".razor" or ".css" or ".js" or ".md")
                .Select(each => (Full: each, Path: Path.GetRelativePath(Root, each).Replace('\\', '/')))
                .Where(each => !Made().IsMatch(each.Path))
                .Select(each => new SourceFile(each.Path, File.ReadAllText(each.Full))),
        ];

    /// <param name="path">From the root of the checkout.</param>
    public static string PathOf(string path) => Path.Combine(Root, path);

    /// <summary>The projects that one rests on, by way of others too.</summary>
    public static IReadOnlyList<string> Below(string project) =>
        [
            .. XDocument
                .Load(ProjectFile(project))
                .Descendants("ProjectReference")
                .Select(each => Path.GetFileNameWithoutExtension(each.Attribute("Include")!.Value.Replace('\\', '/')))
                .SelectMany(each => Below(each).Append(each))
                .Distinct(),
        ];

    public static XDocument Project(string project) => XDocument.Load(ProjectFile(project));

    private static string ProjectFile(string project) => Path.Combine(Root, "src", project, project + ".csproj");

    // By a build, by Wolverine, or by npm.
    [GeneratedRegex("/(?:bin|obj|node_modules|Internal/Generated)/")]
    private static partial Regex Made();
}
