using System.Xml.Linq;
using Negotiations.Specs.Ledger;

namespace Negotiations.Server.Tests.Containers;

/// <summary>
/// Files of the checkout that the tests were built from, read as text: an engine reads them, no program of ours.
/// </summary>
static class Checkout
{
    static readonly string Root = Repository.Root;

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>
    /// The lines below a key of a YAML file in block style, without comments; the key's own value first, when it has
    /// one.
    /// </summary>
    public static IReadOnlyList<string> Block(string file, params string[] keys)
    {
        IEnumerable<string> lines = Text(file)
            .Split('\n')
            .Where(line => line.Trim() is { Length: > 0 } text && text[0] != '#');
        foreach (var key in keys)
            lines = Below(key, [.. lines]);

        return [.. lines.Select(line => line.Trim())];
    }

    /// <summary>
    /// The project files, from the root of the checkout, that building one of them needs; itself included.
    /// </summary>
    public static IEnumerable<string> ProjectsOf(string project) =>
        XDocument
            .Parse(Text(project))
            .Descendants("ProjectReference")
            .Select(reference =>
                Path.GetRelativePath(
                        Root,
                        Path.GetFullPath(
                            Path.Combine(Root, Path.GetDirectoryName(project)!, reference.Attribute("Include")!.Value)
                        )
                    )
                    .Replace('\\', '/')
            )
            .SelectMany(ProjectsOf)
            .Append(project)
            .Distinct();

    static IEnumerable<string> Below(string key, string[] lines)
    {
        var depth = lines.Length == 0 ? 0 : Depth(lines[0]);
        var start = Array.FindIndex(lines, line =>
            Depth(line) == depth && line.AsSpan(depth).StartsWith(key + ":", StringComparison.Ordinal)
        );
        Assert.True(start >= 0, $"'{key}' is missing in:\n{string.Join('\n', lines)}");

        var value = lines[start][(depth + key.Length + 1)..];
        var block = lines.Skip(start + 1).TakeWhile(line => Depth(line) > depth);
        return string.IsNullOrWhiteSpace(value) ? block : block.Prepend(value);
    }

    static int Depth(string line) => line.Length - line.TrimStart(' ').Length;
}
