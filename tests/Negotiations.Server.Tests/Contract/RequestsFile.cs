using System.Net;
using System.Text.RegularExpressions;
using Negotiations.Server.Tests.Starting;
using Negotiations.Specs.Ledger;

namespace Negotiations.Server.Tests.Contract;

/// <summary>Every request of docs/requests.http, sent in its order to a server with the casebook, answers as its title
/// says.</summary>
public sealed partial class RequestsFile(CasebookLoads.LoadedServer server) : IClassFixture<CasebookLoads.LoadedServer>
{
    static readonly Dictionary<string, Action<Answer>> Checks = new()
    {
        ["The status of a negotiation"] = answer => Assert.NotNull(answer["phase.possible.0"]),
        ["The same on 15 September 2022, as the world knew it at the end of 2025"] = answer =>
            Assert.Equal(
                ("2022-09-15", "published", "2"),
                (answer["clocks.asOf"], answer["clocks.basis"], answer["clashes.count"])
            ),
        ["Why is it where it is?"] = answer => Assert.NotEmpty(answer.Each("fields", "field")),
        ["Its events"] = answer => Assert.NotEmpty(answer.Each("items", "eventId")),
        ["The list, with a filter"] = answer => Assert.Contains("kg-tj-border", answer.Each("items", "id")),
        ["Who is meant by a name?"] = answer => Assert.Contains("KGZ", answer.Each("items", "code")),
        ["What would opening a negotiation record? dryRun records nothing"] = answer =>
            Assert.Equal((HttpStatusCode.OK, null), (answer.Status, answer.Location)),
        ["Open a negotiation; sent again with the same Idempotency-Key it is recorded once"] = answer =>
            Assert.Equal((HttpStatusCode.Created, "/api/negotiations/my-border"), (answer.Status, answer.Location)),
        ["Append what a source reports"] = answer => Assert.Equal(HttpStatusCode.Created, answer.Status),
        ["The feed of changes, from the beginning"] = answer => Assert.Equal("1", answer.Each("items", "sequence")[0]),
        ["The newest checkpoint of the ledger"] = answer => Assert.Contains("\n\n\u2014 ", answer.Text),
        ["Is the server ready?"] = answer => Assert.Equal("healthy", answer["status"]),
    };

    [Fact]
    public async Task Each_answers_as_it_says_and_no_other_stands_there()
    {
        var text = await File.ReadAllTextAsync(Repository.Path("docs", "requests.http"), Postgres.Scratch.Stop);
        var blocks = text.ReplaceLineEndings("\n").Split("\n### ")[1..].Select(Read).ToList();

        Assert.Equal(Checks.Keys, blocks.Select(block => block.Title));
        Assert.Equal(["key", "server"], Variable().Matches(text).Select(each => each.Value).Distinct().Order());
        foreach (var block in blocks)
        {
            var answer = await SendAsync(block);
            Assert.True((int)answer.Status is >= 200 and < 300, $"{block.Title}: {answer.Status}: {answer.Text}");
            Checks[block.Title](answer);
        }

        var again = blocks.Single(block => block.Title.StartsWith("Open a", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(again)).Status);
        Assert.Single(
            (await server.Anonymous.Asks("/api/negotiations/my-border/history").Succeeds()).Each("items", "type"),
            type => type == "negotiation-opened"
        );
    }

    async Task<Answer> SendAsync(Block block)
    {
        using HttpRequestMessage request = new(new HttpMethod(block.Method), block.Address);
        if (block.Body.Length > 0)
            request.Content = new StringContent(block.Body);
        foreach (var (name, value) in block.Headers)
            if (name == "Content-Type")
                request.Content!.Headers.ContentType = new(value);
            else
                request.Headers.Add(name, value);

        using var response = await server.Anonymous.SendAsync(request, Postgres.Scratch.Stop);
        return await Answer.Of(response);
    }

    // Title, request line, headers, an empty line, the body.
    Block Read(string text)
    {
        var filled = text.Replace("{{server}}", server.First.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace("{{key}}", TestServer.KeyOf("monitor"), StringComparison.Ordinal);
        var (head, body) = filled.Split("\n\n", 2) is [var first, var rest] ? (first, rest.Trim()) : (filled, "");
        var lines = head.Trim().Split('\n');
        var request = lines[1].Split(' ', 2);
        return new Block(
            lines[0],
            request[0],
            request[1],
            [.. lines[2..].Select(line => line.Split(": ", 2)).Select(pair => (pair[0], pair[1]))],
            body
        );
    }

    sealed record Block(
        string Title,
        string Method,
        string Address,
        IReadOnlyList<(string Name, string Value)> Headers,
        string Body
    );

    [GeneratedRegex(@"(?<=\{\{)\w+(?=\}\})")]
    private static partial Regex Variable();
}
