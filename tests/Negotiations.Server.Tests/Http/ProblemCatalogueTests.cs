using System.Text.RegularExpressions;
using Negotiations.Server.Http;

namespace Negotiations.Server.Tests.Http;

/// <summary>Every refusal of the program has its page at <c>/problems</c>.</summary>
public sealed partial class ProblemCatalogueTests
{
    /// <summary>Read off the sources, so that a new refusal cannot be forgotten here.</summary>
    public static TheoryData<string> Types =>
        [
            .. Directory
                .GetFiles(Sources, "*.cs", SearchOption.AllDirectories)
                .Where(file =>
                    !file.Contains(
                        $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                        StringComparison.Ordinal
                    )
                )
                .SelectMany(file => Answered().Matches(File.ReadAllText(file)))
                .Select(match => match.Groups["type"].Value)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_problem_the_code_answers_with_has_a_page(string type) =>
        Assert.True(ProblemCatalogue.Meanings.ContainsKey(type), $"{type} is not in the catalogue.");

    [Fact]
    public void The_sources_name_many_problems() =>
        Assert.True(Types.Count > 50, $"Only {Types.Count} were found: the search no longer fits the code.");

    private static string Sources => Path.Combine(Root(new DirectoryInfo(AppContext.BaseDirectory)), "src");

    private static string Root(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Negotiations.sln")) ? folder.FullName : Root(folder.Parent!);

    // Refusal.Invalid("x", new Refusal(kind, "x", new JsonFault("x", Problem.Of(status, "x",
    // Problem.BadParameter(..., "x"), query.Refuse(..., "x").
    [GeneratedRegex(
        """(?:Refusal\.Invalid\(\s*|new Refusal\(\s*RefusalKind\.\w+,\s*|JsonFault\(\s*|"""
            + """Problem\.Of\(\s*StatusCodes\.\w+,\s*)"(?<type>[a-z]+(?:-[a-z]+)*)"|"""
            + """(?:BadParameter|\.Refuse|\bRefuse)\([^;]*?,\s*"(?<type>[a-z]+(?:-[a-z]+)+)"\s*\)"""
    )]
    private static partial Regex Answered();
}
