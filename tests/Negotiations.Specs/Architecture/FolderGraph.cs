using System.Text.RegularExpressions;

namespace Negotiations.Specs.Architecture;

/// <summary>
/// Which folder of a project names types of which other. A using counts, since the build refuses one that is not
/// needed; so does a type named through its namespace, and, where no using is needed, a type named alone.
/// </summary>
internal sealed partial class FolderGraph
{
    private readonly string project;
    private readonly IReadOnlyList<Space> spaces;
    private readonly SortedDictionary<string, SortedDictionary<string, string>> edges = new(StringComparer.Ordinal);

    private FolderGraph(string project, IReadOnlyList<SourceFile> files)
    {
        this.project = project;
        var types = files.SelectMany(DeclaredIn).ToList();
        spaces =
        [
            .. types
                .GroupBy(each => (each.Folder, each.Namespace))
                .Select(group => new Space(
                    project,
                    group.Key.Folder,
                    group.Key.Namespace,
                    string.Join('|', group.Select(each => each.Name)),
                    isShared: types.Any(each =>
                        each.Namespace == group.Key.Namespace && each.Folder != group.Key.Folder
                    )
                )),
        ];
        foreach (var file in files.Where(each => !IsImports(each)))
        foreach (var other in spaces)
            if (other.Folder != file.Folder && Names(file, other) is { } how)
                EdgesOf(file.Folder).TryAdd(other.Folder, $"{file.Path}: {how}");
    }

    public static FolderGraph Of(string project, IReadOnlyList<SourceFile> files) => new(project, files);

    /// <summary>The ways between folders that reach themselves again, each with one file that goes it.</summary>
    public IReadOnlyList<string> Cycles =>
        [
            .. spaces
                .Select(each => each.Folder)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .SelectMany(from =>
                    EdgesOf(from)
                        .Where(way => Reached(way.Key).Contains(from))
                        .Select(way => $"{project}: {Shown(from)} -> {Shown(way.Key)} ({way.Value})")
                ),
        ];

    /// <summary>Which folder uses which other.</summary>
    public IEnumerable<(string From, string To)> Ways =>
        from each in edges
        from way in each.Value.Keys
        select (each.Key, way);

    private static string Shown(string folder) => folder.Length == 0 ? "." : folder;

    private HashSet<string> Reached(string from)
    {
        HashSet<string> seen = [from];
        Stack<string> left = new([from]);
        while (left.TryPop(out var folder))
            foreach (var next in EdgesOf(folder).Keys.Where(seen.Add))
                left.Push(next);

        return seen;
    }

    /// <summary>The text that names a type of the other folder; null: nothing does.</summary>
    private string? Names(SourceFile file, Space other)
    {
        var code = Comment().Replace(file.Text, "");
        var isUsed = other.Used.IsMatch(code);
        if (isUsed && !other.IsShared)
            return $"using {other.Namespace}";

        if (other.Qualified?.Match(code) is { Success: true, Value: var named })
            return named;

        var needsNoUsing =
            isUsed
            || file.Path.EndsWith(".razor", StringComparison.Ordinal)
            || (NamespaceOf(file) + ".").StartsWith(other.Namespace + ".", StringComparison.Ordinal);
        return needsNoUsing && other.Alone.Match(Quoted().Replace(code, "\"\"")) is { Success: true, Value: var alone }
            ? alone
            : null;
    }

    private string NamespaceOf(SourceFile file) =>
        NamespaceLine().Match(file.Text) is { Success: true, Groups: var found } ? found[1].Value
        : file.Folder.Length == 0 ? project
        : $"{project}.{file.Folder.Replace('/', '.')}";

    private static bool IsImports(SourceFile file) => Path.GetFileName(file.Path) == "_Imports.razor";

    private IEnumerable<Declared> DeclaredIn(SourceFile file) =>
        file.Path.EndsWith(".razor", StringComparison.Ordinal)
            ? IsImports(file)
                ? []
                : [new(file.Folder, NamespaceOf(file), Path.GetFileNameWithoutExtension(file.Path))]
            : Declaration()
                .Matches(file.Text)
                .Select(each => new Declared(file.Folder, NamespaceOf(file), each.Groups[1].Value));

    private SortedDictionary<string, string> EdgesOf(string folder) =>
        edges.TryGetValue(folder, out var known) ? known : edges[folder] = new(StringComparer.Ordinal);

    [GeneratedRegex(
        "^(?:public |internal )(?:static |sealed |readonly |abstract |partial |ref )*"
            + @"(?:class|record struct|record class|record|struct|enum|interface|delegate [\w<>?]+) (\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();

    [GeneratedRegex("\"(?:[^\"\\\\\\n]|\\\\.)*\"")]
    private static partial Regex Quoted();

    private sealed record Declared(string Folder, string Namespace, string Name);

    /// <summary>The types that one folder adds to one namespace.</summary>
    /// <param name="isShared">Another folder adds types to it as well: a using does not say whose are meant.</param>
    private sealed class Space(string project, string folder, string name, string any, bool isShared)
    {
        public string Folder => folder;

        public string Namespace => name;

        public bool IsShared => isShared;

        public Regex Used { get; } =
            new($@"^@?using (?:\w+ = |static )?{Regex.Escape(name)}(?:\.(?:{any}))?;?\s*$", RegexOptions.Multiline);

        /// <summary>The part that the own namespace begins with may be left out: <c>Http.Problem</c> is enough in the
        /// server.</summary>
        public Regex? Qualified { get; } =
            name.StartsWith(project + ".", StringComparison.Ordinal)
                ? new(
                    $@"(?<![\w.])(?:{Regex.Escape(project)}\.)?"
                        + $@"{Regex.Escape(name[(project.Length + 1)..])}\.(?:{any})\b"
                )
                : null;

        public Regex Alone { get; } = new($@"(?<![\w.@""])(?:{any})\b(?!\s*=[^>])");
    }
}
