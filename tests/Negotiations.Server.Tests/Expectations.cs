using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Negotiations.Server.Http;

namespace Negotiations.Server.Tests;

/// <summary>Assertions about HTTP answers.</summary>
internal static partial class Expectations
{
    public static async Task<Answer> Succeeds(this Task<Answer> asked)
    {
        var answer = await asked;
        Assert.True((int)answer.Status is >= 200 and < 300, $"{answer.Status}: {answer.Text}");
        return answer;
    }

    /// <summary>A problem document (RFC 9457) that names the value and the remedy, and no type of ours.</summary>
    /// <param name="says">Words that the detail must contain: the value, the remedy.</param>
    public static async Task<Answer> IsRefused(this Task<Answer> asked, int status, string type, params string[] says)
    {
        var answer = await asked;
        Assert.True((int)answer.Status == status, $"Expected {status}, got {answer.Status}: {answer.Text}");
        Assert.Equal("application/problem+json", answer.ContentType);
        Assert.Equal("/problems/" + type, answer["type"]);
        Assert.Contains(type, ProblemCatalogue.Meanings.Keys);
        Assert.Equal(status.ToString(CultureInfo.InvariantCulture), answer["status"]);
        Assert.False(string.IsNullOrWhiteSpace(answer["title"]));
        foreach (var words in says)
            Assert.Contains(words, answer["detail"], StringComparison.Ordinal);

        Assert.DoesNotMatch(ClrNames, answer.Text);
        return answer;
    }

    public static async Task<Answer> Is(this Task<Answer> asked, HttpStatusCode status)
    {
        var answer = await asked;
        Assert.True(answer.Status == status, $"Expected {status}, got {answer.Status}: {answer.Text}");
        return answer;
    }

    [GeneratedRegex(@"System\.|Npgsql|Marten|Negotiations\.\w|Exception|   at |`\d|JsonElement")]
    private static partial Regex ClrNames { get; }
}
