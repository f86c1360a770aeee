using System.Text.RegularExpressions;

namespace Negotiations.Specs.Architecture;

/// <summary>How the sources are laid out and worded, read off the checkout.</summary>
public class TidySpecs
{
    private const int MostLinesOfAMethod = 70;
    private const int MostLinesOfAFile = 400;

    private static readonly IReadOnlyList<SourceFile> All = Sources.All();

    private static IEnumerable<SourceFile> Code =>
        All.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal));

    [Fact]
    public void No_line_is_wider_than_120_columns() =>
        new Ratchet("wide-lines").Holds(
            All.Select(file => (file.Path, Columns.Wide(file).Count())).Where(each => each.Item2 > 0),
            "Lines are at most 120 columns wide."
        );

    [Fact]
    public void No_method_is_longer_than_a_screen() =>
        new Ratchet("long-methods").Holds(
            Code.SelectMany(file =>
                MethodLengths
                    .Of(file.Text)
                    .Where(each => each.Lines > MostLinesOfAMethod)
                    .GroupBy(each => $"{file.Path} {each.Name}", each => each.Lines)
                    .Select(group => (group.Key, group.Max()))
            ),
            $"A method has at most {MostLinesOfAMethod} lines: name a part of it."
        );

    [Fact]
    public void No_file_is_longer_than_400_lines() =>
        new Ratchet("long-files").Holds(
            Code.Select(file => (file.Path, Lines: file.Text.Count(each => each == '\n')))
                .Where(each => each.Lines > MostLinesOfAFile),
            $"A file has at most {MostLinesOfAFile} lines: look for its second idea."
        );

    [Fact]
    public void Words_of_our_own_become_fewer() =>
        new Ratchet("banned-words").Holds(
            All.Where(file => !ListsWords(file))
                .SelectMany(file => BannedWords.In(file.Text).Select(each => (file.Folder, each.Word, each.Count)))
                .GroupBy(each => $"{each.Word} {each.Folder}", each => each.Count)
                .Select(group => (group.Key, group.Sum())),
            "Say it with the term of the field: docs/contributing.md lists them."
        );

    // What names the words in order to ban or to translate them.
    private static bool ListsWords(SourceFile file) =>
        file.Folder == "tests/Negotiations.Specs/Architecture"
        || file.Path is "docs/contributing.md" or "docs/renamed.md" or "docs/changelog.md";

    // Razor takes such a tag for closed where its name ends, and writes what is left of it as text.
    [Fact]
    public void A_closing_tag_of_a_page_ends_on_its_line() =>
        Assert.Empty(
            All.Where(file => file.Path.EndsWith(".razor", StringComparison.Ordinal))
                .SelectMany(file =>
                    file.Text.Split('\n')
                        .Index()
                        .Where(line => Regex.IsMatch(line.Item, @"</[A-Za-z0-9]+\s*$"))
                        .Select(line => $"{file.Path}:{line.Index + 1}")
                )
        );

    [Fact]
    public void A_wide_line_is_found_where_it_could_be_shorter()
    {
        var wide = string.Join(' ', Enumerable.Repeat("wide", 30));

        Assert.Equal(["a.cs:2"], Columns.Wide(new SourceFile("a.cs", $"short\n{wide}\n")));
        Assert.Equal(["a.md:1"], Columns.Wide(new SourceFile("a.md", $"{wide}\n```\n{wide}\n```\n| {wide} |\n")));
        Assert.Equal([], Columns.Wide(new SourceFile("a.cs", new string('x', 120) + "\r\n")));
    }

    [Fact]
    public void The_length_of_each_member_is_read_off_its_braces()
    {
        const string Source = """
            namespace Made.Up;

            [Flags]
            public sealed record Row(string Text = "{") : Base(";")
            {
                private static readonly string[] Table = [
                    "a",
                    "b",
                ];

                public (int A, int B) Both { get; } = (1, 2);

                [Fact]
                public static string Told<T>(
                    int[] many) where T : class
                {
                    // } not the end
                    var text = $"{(many is [] ? "}" : "{")} {{";
                    return text + '}' + @"}\";
                }

                private static (int A, string B) Arrow(int a) => a switch
                {
                    1 => (1, "x"),
                    _ => (2, "y"),
                };

                private sealed class Inner
                {
                    public Inner()
                    {
                    }
                }
            }
            """;

        Assert.Equal(
            [new("Row.Both", 1), new("Row.Told", 7), new("Row.Arrow", 5), new("Row.Inner.Inner", 3)],
            MethodLengths.Of(Source)
        );
    }

    [Fact]
    public void A_banned_word_is_found_in_names_and_in_sentences() =>
        Assert.Equal(
            [("kept", 2), ("told", 1)],
            BannedWords.In("/// Views told by KeptViews, which are kept: --kept.").OrderBy(each => each.Word)
        );
}
