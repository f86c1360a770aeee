using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Negotiations.Server.Tests.Dashboard;
using Negotiations.Server.Tests.Importing;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Webhooks;

namespace Negotiations.Server.Tests.Contract;

/// <summary>
/// Every route of the contract that has pages names the next one, in its answer and as a link, while there is one, and
/// not behind a last page that is full.
/// </summary>
public sealed partial class PagedRoutes(WebhookServer server) : IClassFixture<WebhookServer>
{
    [Fact]
    public async Task A_page_names_the_next_one_only_where_there_is_more()
    {
        var paths = await RecordAsync();
        var document = JsonNode.Parse(await server.Anonymous.GetStringAsync("/openapi/v1.json", Scratch.Stop))!;
        var paged = document["paths"]!
            .AsObject()
            .Select(path => path.Value!["get"])
            .Where(get => get?["parameters"]?.AsArray().Any(each => (string?)each!["name"] == "limit") == true)
            .Select(get => (string)get!["operationId"]!);
        Assert.Equal(paths.Keys.Order(StringComparer.Ordinal), paged.Order(StringComparer.Ordinal));

        foreach (var (operation, path) in paths)
        {
            var one = await WalkAsync(path, 1);
            Assert.True(one > 1, $"{operation} has {one} pages");
            Assert.True(await WalkAsync(path, one) == 1, $"{operation}: a full page names one behind it");
            Assert.True(await WalkAsync(path, one - 1) == 2, $"{operation}: a page with more behind it names none");
        }
    }

    // How many pages there are, by the links; the body says the same.
    async Task<int> WalkAsync(string path, int limit)
    {
        var pages = 0;
        for (string? page = $"{path}{(path.Contains('?') ? '&' : '?')}limit={limit}"; page is not null; pages++)
        {
            using var response = await server.Admin.GetAsync(new Uri(page, UriKind.RelativeOrAbsolute), Scratch.Stop);
            var text = await response.Content.ReadAsStringAsync(Scratch.Stop);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{page}: {text}");
            Assert.True(pages < 500, $"{page} never ends");
            if (response.Content.Headers.ContentType!.MediaType == "application/atom+xml")
            {
                page = AtomNext.Match(text) is { Success: true } next
                    ? WebUtility.HtmlDecode(next.Groups[1].Value)
                    : null;
                continue;
            }

            page = response.Headers.TryGetValues("Link", out var links)
                ? links.Select(each => Next.Match(each)).FirstOrDefault(each => each.Success)?.Groups[1].Value
                : null;
            Assert.True(page is null == JsonNode.Parse(text)!["next"] is null, $"{path}: link {page} in {text}");
        }

        return pages;
    }

    async Task<Dictionary<string, string>> RecordAsync()
    {
        await using var receiver = await Receiver.StartAsync();
        await server.Monitor.Records(
            "paged",
            Enumerable
                .Range(1, 7)
                .Select(n => Report.Of("statement-issued", $"2022-0{n}", $""" "summary": "Word {n}" """))
        );
        await server.Monitor.Opens("paged-too").Succeeds();
        var consumer = server.Admin;
        var subscription = await consumer
            .Subscribes(receiver.Url, """ "negotiation": ["paged"], "after": 0 """)
            .Succeeds();
        await consumer.Subscribes(receiver.Url, """ "negotiation": ["paged-too"] """).Succeeds();
        await receiver.Got(8);
        await Scratch.Eventually("all are delivered", async () =>
            (await consumer.SeesDeliveries(subscription["id"])).Json["items"]!.AsArray().Count == 8
        );
        foreach (var version in new[] { 3, 4 })
            await server.EraseAsync(
                "paged",
                (await server.Anonymous.Asks("/api/negotiations/paged/history"))[$"items.{version}.eventId"]!
            );

        for (var session = 0; session < 2; session++)
        {
            using var visitor = await new DashboardVisitor(server.First.Address).SignsInAsync(
                TestServer.KeyOf("admin")
            );
        }

        foreach (var feed in new[] { "/api/calendar.ics", "/api/feed.atom" })
            await consumer
                .SendAsync(
                    HttpMethod.Post,
                    "/api/feed-addresses",
                    Webhooks.Subscribing.Json(new JsonObject { ["path"] = feed })
                )
                .Succeeds();

        const string Rows =
            "PP,PPName,AgtId,Agt,Dat,Stage\nc1,Talks,a,Protocol,1997-02-21,Pre\nc1,Talks,b,Accord,1997-06-27,Pre\n";
        await server.Monitor.Imports("pax", Rows, "2019-07-01");
        var run = await server.Monitor.Imports(
            "pax",
            Rows.Replace("1997", "1998", StringComparison.Ordinal),
            "2020-07-01"
        );
        return new()
        {
            ["listNegotiations"] = "/api/negotiations",
            ["listActors"] = "/api/actors?kind=organisation",
            ["getStatusList"] = "/api/negotiations/paged/lists/statements",
            ["getHistory"] = "/api/negotiations/paged/history",
            ["listParties"] = "/api/parties",
            ["listEvents"] = "/api/events",
            ["listSubscriptions"] = "/api/subscriptions",
            ["listDeliveries"] = $"/api/subscriptions/{subscription["id"]}/deliveries",
            ["getAtomFeed"] = "/api/feed.atom",
            ["getChanges"] = "/api/negotiations/paged/changes?from=1",
            ["getSteps"] = "/api/negotiations/paged/steps",
            ["listImports"] = "/api/imports",
            ["getImportChanges"] = string.Create(CultureInfo.InvariantCulture, $"/api/imports/{run["id"]}/changes"),
            ["listErasures"] = "/api/erasures",
            ["listKeys"] = "/api/keys",
            ["listSessions"] = "/api/sessions",
            ["listFeedAddresses"] = "/api/feed-addresses",
        };
    }

    [GeneratedRegex("<([^>]*)>; rel=\"next\"")]
    private static partial Regex Next { get; }

    [GeneratedRegex("<link rel=\"next\"[^>]* href=\"([^\"]*)\"")]
    private static partial Regex AtomNext { get; }
}
