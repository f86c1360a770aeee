using System.Net;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Contract;

/// <summary>
/// Every GET of the contract, with the ids of the casebook and of what else was made here, on every clock and in every
/// form that it declares: the status, the form and each member are those of the contract.
/// </summary>
public sealed class EveryClock(EveryClock.RichServer server) : IClassFixture<EveryClock.RichServer>
{
    // An order that is refused where no words are looked for.
    const string NeedsWords = "relevance";

    static readonly string[] Clocks =
    [
        "",
        "asOf=2022-09-30",
        "asOf=2024",
        "asOf=2022-09-16T10:00:00Z",
        "knownBy=2023-12-31",
        "basis=published",
        "basis=recorded&asOf=2025-02-28",
        "knownBy=2024-12-31&basis=published",
        "asOf=2022-09-30&knownBy=2024-12-31&basis=published",
        "version=1",
        "version=1&asOf=2030-01-01",
        "without=Security%20Council%20Report",
        "without=Security%20Council%20Report&asOf=2024-12-31&basis=published",
    ];

    [Fact]
    public async Task Every_answer_is_as_the_contract_says()
    {
        var made = await MadeAsync();
        var contract = (await server.Anonymous.Asks("/openapi/v1.json").Succeeds()).Json;
        var check = new SchemaCheck(contract);
        List<string> faults = [];
        Dictionary<string, int> succeeded = [];
        var asked = 0;
        foreach (var (path, operation) in Reads(contract))
        {
            succeeded[path] = 0;
            foreach (var address in Addresses(path, operation, made))
            {
                asked++;
                var answer = await server.Admin.Asks(address);
                if (answer.Status == HttpStatusCode.OK)
                    succeeded[path]++;
                faults.AddRange(Faults(check, operation, answer).Select(fault => $"{address}: {fault}"));
            }
        }

        Assert.True(
            faults.Count == 0,
            $"{faults.Count} of {asked}:\n{string.Join('\n', faults.DistinctBy(each => each.Split('?')[^1]).Take(40))}"
        );
        Assert.Equal([], succeeded.Where(each => each.Value == 0).Select(each => each.Key));
        Assert.True(asked > 2000 && succeeded.Values.Sum() > asked * 0.7, $"{succeeded.Values.Sum()} of {asked}");
    }

    static IEnumerable<string> Faults(SchemaCheck check, JsonNode operation, Answer answer)
    {
        if (operation["responses"]![$"{(int)answer.Status}"] is not { } declared)
            return [$"{(int)answer.Status} is not in the contract: {answer.Text}"];

        // A refusal of what was asked with care is a mistake of this test, unless the clock is before the beginning.
        if (
            answer.Status != HttpStatusCode.OK
            && answer["type"]
                is not ("/problems/not-known-by-then" or "/problems/without-not-found" or "/problems/party-not-found")
        )
            return [answer.Text];

        return declared["content"]?[answer.ContentType ?? ""] is not { } content
                ? [$"{answer.ContentType} is not in the contract"]
            : answer.ContentType is "application/json" or "application/problem+json"
                ? check.Faults(answer.Json, content["schema"]!)
            : [];
    }

    static IEnumerable<(string Path, JsonNode Operation)> Reads(JsonNode contract) =>
        contract["paths"]!
            .AsObject()
            .Where(path => path.Value!["get"] is not null && !path.Key.EndsWith("/cosigned", StringComparison.Ordinal))
            .Select(path => (path.Key, path.Value!["get"]!));

    // Each thing on each clock, and each word of each choice once on the first thing.
    static IEnumerable<string> Addresses(string path, JsonNode operation, IReadOnlyDictionary<string, string[]> made)
    {
        var parameters = (operation["parameters"]?.AsArray() ?? [])
            .Where(each => (string?)each!["in"] == "query")
            .ToDictionary(each => (string)each!["name"]!, each => each!);
        var clocks = Clocks
            .Where(clock =>
                clock.Length == 0 || clock.Split('&').All(part => parameters.ContainsKey(part.Split('=')[0]))
            )
            .ToList();
        var needed = path.EndsWith("/consistency", StringComparison.Ordinal) ? "from=1" : "";
        var filled = Fill(path, made).ToList();
        foreach (var address in filled)
        foreach (var clock in clocks)
            yield return With(address, needed, clock);

        foreach (var (name, parameter) in parameters)
        foreach (var word in (parameter["schema"]!["enum"] ?? parameter["schema"]!["items"]?["enum"])?.AsArray() ?? [])
            if (word!.ToString().TrimStart('-') != NeedsWords)
                yield return With(filled[0], needed, $"{name}={Uri.EscapeDataString(word.ToString())}");
    }

    static string With(string address, params IEnumerable<string> parts) =>
        string.Join('&', parts.Where(part => part.Length > 0)) is { Length: > 0 } query
            ? $"{address}?{query}"
            : address;

    static IEnumerable<string> Fill(string path, IReadOnlyDictionary<string, string[]> made)
    {
        var (from, to) = (path.IndexOf('{', StringComparison.Ordinal), path.IndexOf('}', StringComparison.Ordinal));
        if (from < 0)
            return [path];

        var thing =
            path[from..(to + 1)] == "{id}"
                ? path[..from].Split('/', StringSplitOptions.RemoveEmptyEntries)[^1]
                : path[(from + 1)..to];
        return made[thing]
            .SelectMany(each =>
                Fill(
                    path[..from]
                        + Uri.EscapeDataString(each).Replace("%2F", "/", StringComparison.Ordinal)
                        + path[(to + 1)..],
                    made
                )
            );
    }

    async Task<Dictionary<string, string[]>> MadeAsync()
    {
        var audit = await server.Auditor.SendAsync(HttpMethod.Post, "/api/audits", null).Is(HttpStatusCode.Accepted);
        using var rows = new StringContent(
            "PP,PPName,AgtId,Agt,Dat,Stage\n131,Tajikistan peace process,549,Statute,1997-02-21,Imp\n"
        );
        var import = await server
            .Admin.SendAsync(HttpMethod.Post, "/api/imports?format=pax&release=2019-07-01", rows)
            .Is(HttpStatusCode.Accepted);
        await Scratch.Eventually("the import is done", async () =>
            (await server.Admin.Asks($"/api/imports/{import["id"]}").Succeeds())["state"] == "done"
        );

        // No one listens there: the delivery is tried and waits.
        var subscription = await server
            .Admin.SendAsync(HttpMethod.Post, "/api/subscriptions", Json("""{ "url": "http://127.0.0.1:9/hook" }"""))
            .Is(HttpStatusCode.Created);
        await server.Monitor.Records(
            "every-clock",
            Report.Clash(),
            Report.Of(
                "toll-reported",
                "2022-09",
                """ "clashId": "c", "killed": { "text": "dozens", "qualifier": "dozens" } """
            )
        );
        var history = await server.Anonymous.Asks("/api/negotiations/every-clock/history").Succeeds();
        await server
            .Admin.SendAsync(
                HttpMethod.Post,
                $"/api/negotiations/every-clock/events/{history["items.1.eventId"]}/erasure",
                Json("""{ "reason": "A test of the contract" }""")
            )
            .Succeeds();
        var deliveries = $"/api/subscriptions/{subscription["id"]}/deliveries";
        await Scratch.Eventually("a delivery waits", async () =>
            (await server.Admin.Asks(deliveries).Succeeds()).Each("items", "id").Count > 0
        );
        var size = 1L;
        await Scratch.Eventually("all is in the ledger", async () =>
        {
            var feed = await server.Anonymous.Asks("/api/events?limit=200").Succeeds();
            var checkpoint = await server.Anonymous.Asks("/api/ledger/checkpoint").Succeeds();
            size = long.Parse(checkpoint.Text.Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture);
            return size >= feed.Each("items", "eventId").Count;
        });

        var list = await server.Anonymous.Asks("/api/negotiations?limit=200").Succeeds();
        return new Dictionary<string, string[]>
        {
            ["negotiations"] = [.. list.Each("items", "id")!],
            ["code"] = ["KGZ", "TJK", "UN"],
            ["list"] = ["parties", "statements", "anomalies", "clashes.tolls", "headline.events", "uncertain"],
            ["eventId"] = [history["items.0.eventId"]!, history["items.1.eventId"]!],
            ["audits"] = [audit["id"]!],
            ["imports"] = [import["id"]!],
            ["bundle"] = ["0"],
            ["path"] = [size >= 256 ? "0/000" : $"0/000.p/{size}"],
            ["subscriptions"] = [subscription["id"]!],
            ["deliveryId"] = [(await server.Admin.Asks(deliveries).Succeeds())["items.0.id"]!],
        };
    }

    static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");

    public sealed class RichServer(TestDatabase databases) : TestServer(databases)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?> { ["webhooks:allowLocal"] = "true" };
    }
}
