using System.Text.RegularExpressions;

namespace Negotiations.Server.Tests.Audit;

/// <summary>The page on the three clocks asks real questions of the casebook: each is asked here.</summary>
public sealed partial class DocumentedQuestions(DocumentedQuestions.CasebookServer server)
    : IClassFixture<DocumentedQuestions.CasebookServer>
{
    [Fact]
    public async Task Every_question_on_the_page_of_the_three_clocks_is_answered()
    {
        var page = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "docs", "three-clocks.md"),
            TestContext.Current.CancellationToken
        );
        var questions = Question
            .Matches(page)
            .Select(match => match.Groups[1].Value)
            .Where(question => !question.Contains('<', StringComparison.Ordinal))
            .ToList();

        Assert.True(questions.Count >= 10, $"Only {questions.Count} questions were found on the page.");
        foreach (var question in questions)
            await server.Anonymous.Asks(question).Succeeds();
    }

    [GeneratedRegex("^curl \"\\$server([^\"]+)\"", RegexOptions.Multiline)]
    private static partial Regex Question { get; }

    public sealed class CasebookServer(TestDatabase databases) : TestServer(databases)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?> { ["casebook"] = "true" };
    }
}
