using System.Net;
using System.Text.Json.Nodes;
using Negotiations.Search;

namespace Negotiations.Server.Tests.Contract;

/// <summary>Every route of the contract refuses query parameters that it does not declare, and takes those that it
/// does.</summary>
public sealed class UnknownParameterTests(TestServer server) : IClassFixture<TestServer>
{
    static readonly string[] Clocks = ["asOf", "knownBy", "basis", "version", "without"];

    [Fact]
    public async Task A_foreign_name_is_refused_on_every_route_and_verb()
    {
        var operations = await OperationsAsync();

        foreach (var (method, path, _) in operations)
        {
            await SendAsync(method, path + "?colour=red")
                .IsRefused(400, "unknown-parameter", "'colour' is not known here");
            if (method == HttpMethod.Get)
                Assert.Equal(
                    (path, HttpStatusCode.BadRequest),
                    (path, (await SendAsync(HttpMethod.Head, path + "?colour=red")).Status)
                );
        }

        Assert.True(operations.Count > 50, $"{operations.Count} operations were asked.");
    }

    [Fact]
    public async Task A_name_misspelt_by_one_letter_is_refused_with_the_nearest_name()
    {
        var asked = 0;
        foreach (var (method, path, parameters) in await OperationsAsync())
        foreach (var name in parameters.Select(each => each.Name))
        foreach (
            var misspelt in Misspellings(name)
                .Where(each => !parameters.Any(known => known.Name.Equals(each, StringComparison.OrdinalIgnoreCase)))
        )
        {
            var answer = await SendAsync(method, $"{path}?{misspelt}=true")
                .IsRefused(400, "unknown-parameter", misspelt, "Did you mean ");
            Assert.Equal(misspelt, answer["at"]);
            asked++;
        }

        Assert.True(asked > 200, $"{asked} misspellings were asked.");
    }

    [Fact]
    public async Task A_parameter_without_a_value_is_refused_on_every_route_that_takes_it_and_never_means_all()
    {
        var asked = 0;
        foreach (var (method, path, parameters) in await OperationsAsync())
        foreach (var (name, example) in parameters)
        foreach (var empty in new[] { "=", "", "=%20", $"={Uri.EscapeDataString(example)}&{name}=" })
        {
            var answer = await SendAsync(method, $"{path}?{name}{empty}")
                .IsRefused(400, "bad-parameter", $"gives {name} no value", "leave it out");
            Assert.Equal(name, answer["at"]);
            asked++;
        }

        Assert.True(asked > 400, $"{asked} were asked.");
    }

    [Fact]
    public async Task A_parameter_that_is_given_twice_and_taken_once_is_refused()
    {
        foreach (var (method, path, parameters) in await OperationsAsync())
        foreach (var (name, example) in parameters)
        {
            var value = Uri.EscapeDataString(example);
            var answer = await SendAsync(method, $"{path}?{name}={value}&{name.ToUpperInvariant()}={value}");
            if (name is "negotiation" or "type" or "without" or "show" or "vkey")
                Assert.DoesNotContain("times here", answer.Text, StringComparison.Ordinal);
            else
                Assert.Equal(
                    ($"{method} {path} {name}", $"{name} is given 2 times here, and is taken once. Leave one of them."),
                    ($"{method} {path} {answer["at"]}", answer["detail"])
                );
        }
    }

    [Theory]
    [InlineData("/?party=&q=&phase=")]
    [InlineData("/calendar?year=&party=")]
    [InlineData("/statistics?by=&party=&from=")]
    public async Task A_page_takes_the_empty_fields_of_its_form(string path) =>
        await SendAsync(HttpMethod.Get, path).Is(HttpStatusCode.OK);

    [Fact]
    public async Task Every_declared_parameter_is_taken_where_it_is_declared()
    {
        foreach (var (method, path, parameters) in await OperationsAsync())
        foreach (var (name, example) in parameters)
        {
            var answer = await SendAsync(method, $"{path}?{name}={Uri.EscapeDataString(example)}");
            Assert.False(
                answer.Text.Contains("unknown-parameter", StringComparison.Ordinal),
                $"{method} {path}?{name}: {answer.Text}"
            );
            Assert.False(
                answer.Text.Contains("is not taken here", StringComparison.Ordinal),
                $"{method} {path}?{name}: {answer.Text}"
            );
        }
    }

    [Theory]
    [InlineData("dry_run")]
    [InlineData("dry-run")]
    [InlineData("dryrn")]
    [InlineData("dryRunn")]
    public async Task A_misspelt_dry_run_records_nothing(string misspelt)
    {
        var id = $"misspelt-{misspelt.Replace('_', 'u')}".ToLowerInvariant();
        await server.Monitor.Opens(id).Succeeds();
        var before = (await server.Anonymous.Asks("/api/events?limit=200").Succeeds()).Each("items", "eventId").Count;
        var eventId = (await server.Anonymous.Asks($"/api/negotiations/{id}/history").Succeeds())["items.0.eventId"]!;

        await PostAsync($"/api/negotiations/{id}/events?{misspelt}=true", Report.Clash())
            .IsRefused(400, "unknown-parameter", "Did you mean dryRun?");
        await PostAsync($"/api/negotiations?{misspelt}=true", Report.Opening(id + "2"))
            .IsRefused(400, "unknown-parameter", "Did you mean dryRun?");
        await PostAsync(
                $"/api/negotiations/{id}/events/{eventId}/erasure?{misspelt}=true",
                new JsonObject { ["reason"] = "Asked for." }
            )
            .IsRefused(400, "unknown-parameter", "Did you mean dryRun?");
        await PostAsync($"/api/imports?format=pax&release=2019-07-01&{misspelt}=true", new JsonObject())
            .IsRefused(400, "unknown-parameter", "Did you mean dryRun?");

        Assert.Equal(
            before,
            (await server.Anonymous.Asks("/api/events?limit=200").Succeeds()).Each("items", "eventId").Count
        );
        Assert.Empty((await server.Anonymous.Asks("/api/erasures").Succeeds()).Each("items", "eventId"));
        Assert.Empty((await server.Anonymous.Asks("/api/imports").Succeeds()).Each("items", "id"));
    }

    [Theory]
    [InlineData("/open")]
    [InlineData("/actors")]
    [InlineData("/negotiations/formed/report")]
    public async Task A_form_that_is_sent_is_refused_and_carries_no_name_that_its_page_does_not_know(string path)
    {
        await server.Monitor.Opens("formed");
        var page = await server.Monitor.Asks($"{path}?dry_run=true&lang=en").Is(HttpStatusCode.OK);
        Assert.DoesNotContain("dry_run=true\"", page.Text, StringComparison.Ordinal);

        await PostAsync($"{path}?dry_run=true", new JsonObject())
            .IsRefused(400, "unknown-parameter", "'dry_run' is not known here");
    }

    [Theory]
    [InlineData("/health/live?x=1")]
    [InlineData("/health/ready?x=1")]
    [InlineData("/metrics?x=1")]
    [InlineData("/problems?x=1")]
    [InlineData("/openapi/v1.json?x=1")]
    [InlineData("/reading?x=1")]
    public async Task Routes_beside_the_contract_refuse_them_too(string path) =>
        await SendAsync(HttpMethod.Get, path).IsRefused(400, "unknown-parameter", "'x' is not known here");

    [Theory]
    [InlineData("/favicon.ico?v=2")]
    [InlineData("/docs?v=2")]
    public async Task Assets_may_carry_a_cache_busting_parameter(string path) =>
        await SendAsync(HttpMethod.Get, path).Is(HttpStatusCode.OK);

    [Theory]
    [InlineData("/?statsu=clashes", "does not know these words of its address", "en")]
    [InlineData("/calendar?yaer=2024", "не знает этих слов", "ru")]
    [InlineData("/parties?colour=red", "бул сөздөрдү билбейт", "ky")]
    [InlineData("/audit?evnt=1", "ин калимаҳои нишонии", "tg")]
    [InlineData("/statistics?formm=2024", "does not know", "en")]
    public async Task A_page_is_shown_and_names_the_parameter_it_does_not_know(
        string path,
        string says,
        string language
    )
    {
        var page = await SendAsync(HttpMethod.Get, $"{path}&lang={language}").Is(HttpStatusCode.OK);

        var notice = page.Text[page.Text.IndexOf("class=\"notice\"", StringComparison.Ordinal)..];
        Assert.Contains(says, WebUtility.HtmlDecode(notice), StringComparison.Ordinal);
        Assert.Contains(
            path[(path.IndexOf('?', StringComparison.Ordinal) + 1)..path.IndexOf('=', StringComparison.Ordinal)],
            notice,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("/?phase=drafting&q=border&sort=-lastEvent&lang=en&theme=dark&limit=10")]
    [InlineData("/calendar?year=2024&party=KGZ")]
    [InlineData("/statistics?by=month&from=2021&to=2022&asOf=2024")]
    public async Task A_page_says_nothing_of_the_words_it_knows(string path) =>
        Assert.DoesNotContain(
            "does not know these words",
            (await SendAsync(HttpMethod.Get, path).Is(HttpStatusCode.OK)).Text,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("asOf", null)]
    [InlineData("dry_run", "dryRun")]
    [InlineData("negotation", "negotiation")]
    [InlineData("aftre", "after")]
    [InlineData("zzz", null)]
    public void The_nearest_name_is_the_one_written_most_like_it(string written, string? nearest) =>
        Assert.Equal(nearest, NearestName.Of(written, ["after", "dryRun", "limit", "negotiation", "q"]));

    // One letter left out, doubled, put in place of another, and two letters swapped.
    static IEnumerable<string> Misspellings(string name)
    {
        var at = name.Length / 2;
        return new[]
        {
            name.Remove(at, 1),
            name.Insert(at, name[at..(at + 1)]),
            name[..at] + "z" + name[(at + 1)..],
            at > 0 ? name[..(at - 1)] + name[at] + name[at - 1] + name[(at + 1)..] : name + "s",
        }
            .Where(each =>
                each.Length > 0
                && !each.Equals(name, StringComparison.OrdinalIgnoreCase)
                && !Clocks.Contains(each, StringComparer.OrdinalIgnoreCase)
            )
            .Distinct();
    }

    async Task<List<(HttpMethod Method, string Path, List<(string Name, string Example)> Parameters)>> OperationsAsync()
    {
        var contract = (await server.Anonymous.Asks("/openapi/v1.json").Succeeds()).Json;
        List<(HttpMethod, string, List<(string, string)>)> operations = [];
        foreach (var (path, methods) in contract["paths"]!.AsObject())
        foreach (var (verb, operation) in methods!.AsObject())
        {
            var declared = (operation!["parameters"]?.AsArray() ?? [])
                .Where(each => (string?)each!["in"] == "query")
                .Select(each =>
                    (
                        (string)each!["name"]!,
                        (each["example"] is JsonArray many ? many[0] : each["example"])!.ToString()
                    )
                )
                .ToList();
            operations.Add((HttpMethod.Parse(verb), Fill(path), declared));
        }

        return operations;
    }

    static string Fill(string path) =>
        path.Replace("{eventId}", Guid.Empty.ToString(), StringComparison.Ordinal)
            .Replace("{deliveryId}", Guid.Empty.ToString(), StringComparison.Ordinal)
            .Replace("/negotiations/{id}", "/negotiations/nowhere", StringComparison.Ordinal)
            .Replace("{id}", Guid.Empty.ToString(), StringComparison.Ordinal)
            .Replace("{code}", "KGZ", StringComparison.Ordinal)
            .Replace("{bundle}", "0", StringComparison.Ordinal)
            .Replace("{path}", "0/000", StringComparison.Ordinal);

    Task<Answer> SendAsync(HttpMethod method, string path) => server.Admin.SendAsync(method, path, null);

    Task<Answer> PostAsync(string path, JsonNode body) =>
        server.Admin.SendAsync(
            HttpMethod.Post,
            path,
            new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json")
        );
}
