using System.Net;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Actors;
using Negotiations.Server.Tests.Dashboard;

namespace Negotiations.Server.Tests.Status;

/// <summary>Two that are one are counted once, everywhere; each goes on having a history of its own.</summary>
public sealed partial class Merging(TestServer server) : IClassFixture<TestServer>
{
    const string Clash = """
        "clashId": "c",
        "place": {
            "name": "X", "country": "KGZ", "precision": 1, "point": { "type": "Point", "coordinates": [70, 40] }
        }
        """;

    [Fact]
    public async Task A_merged_negotiation_leads_to_the_one_it_went_on_in()
    {
        var (one, other, _) = await MergedAsync();

        using var plain = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = server.First.Address,
        };
        using var answer = await plain.GetAsync(
            new Uri($"/api/negotiations/{other}", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
        Assert.Equal($"/api/negotiations/{one}", answer.Headers.Location!.OriginalString);
        Assert.True(answer.Headers.CacheControl!.NoCache);
        Assert.Equal((other, one), ((string?)body["id"], (string?)body["mergedInto"]));
        Assert.Equal(one, (await server.Anonymous.Asks($"/api/negotiations/{other}").Succeeds())["id"]);
    }

    [Fact]
    public async Task Its_own_past_can_still_be_read()
    {
        var (one, other, _) = await MergedAsync();

        var version = await server.Anonymous.Asks($"/api/negotiations/{other}?version=5").Succeeds();
        var history = await server.Anonymous.Asks($"/api/negotiations/{other}/history?clock=recorded").Succeeds();

        Assert.Equal((other, one), (version["id"], version["mergedInto"]));
        Assert.Equal("negotiation-closed", history["items.4.type"]);
        Assert.Equal(
            other,
            (await server.Anonymous.Asks($"/api/negotiations/{other}?asOf=2024-12-31").Succeeds())["id"]
        );
    }

    [Fact]
    public async Task It_is_counted_once_in_lists_parties_statistics_map_and_calendar()
    {
        var (one, other, party) = await MergedAsync();

        Assert.Equal([one], Ids(await server.Anonymous.Asks($"/api/negotiations?party={party}").Succeeds()));
        Assert.Equal(
            "1",
            (await server.Anonymous.Asks($"/api/negotiations?party={party}&facets=true").Succeeds())[
                "facets.kind.negotiation"
            ]
        );
        var named = await server.Anonymous.Asks($"/api/parties/{party}").Succeeds();
        Assert.Equal("1", named["count"]);
        Assert.Equal([one], named.Each("negotiations", "id"));
        var tolls = (await server.Anonymous.Asks("/api/statistics/tolls?by=negotiation").Succeeds()).Each(
            "groups",
            "key"
        );
        Assert.Contains(one, tolls);
        Assert.DoesNotContain(other, tolls);
        Assert.Single(
            (await server.Anonymous.Asks($"/api/map.geojson?party={party}").Succeeds()).Json["features"]!.AsArray()
        );
        Assert.Single(Events((await server.Anonymous.Asks($"/api/calendar.ics?party={party}").Succeeds()).Text));
        Assert.Equal(
            2,
            (await server.Anonymous.Asks($"/api/negotiations.csv?party={party}").Succeeds())
                .Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Length
        );

        // Before the day of the merge they were two.
        Assert.Equal(
            [one, other],
            Ids(await server.Anonymous.Asks($"/api/negotiations?party={party}&asOf=2024-12-31").Succeeds())
        );
        Assert.Equal(
            [one],
            Ids(await server.Anonymous.Asks($"/api/negotiations?party={party}&asOf=2025-06-01").Succeeds())
        );
        // Asked for by its name it is there.
        Assert.Single(
            (await server.Anonymous.Asks($"/api/map.geojson?negotiation={other}").Succeeds()).Json[
                "features"
            ]!.AsArray()
        );
    }

    [Fact]
    public async Task The_one_that_goes_on_says_which_came_into_it_and_its_tag_changes_with_that()
    {
        var (one, other, _) = await MergedAsync(merges: false);
        var before = await server.Anonymous.Asks($"/api/negotiations/{one}").Succeeds();
        await MergeAsync(other, one);
        var after = await server.Anonymous.Asks($"/api/negotiations/{one}").Succeeds();

        Assert.Null(before["mergedFrom"]);
        Assert.Equal([other], List(after, "mergedFrom"));
        Assert.NotEqual(before.Tag, after.Tag);
        Assert.Null((await server.Anonymous.Asks($"/api/negotiations/{one}?asOf=2024-12-31").Succeeds())["mergedFrom"]);
        Assert.Equal(
            [other],
            List(await server.Anonymous.Asks($"/api/negotiations/{one}?asOf=2025-06-01").Succeeds(), "mergedFrom")
        );
    }

    [Fact]
    public async Task A_merge_through_another_leads_to_the_last_and_one_that_is_taken_back_leads_nowhere()
    {
        var (one, other, _) = await MergedAsync();
        var last = $"last-{Guid.NewGuid():n}";
        await server.Monitor.Opens(last).Succeeds();
        await MergeAsync(one, last);
        Assert.Equal(last, (await server.Anonymous.Asks($"/api/negotiations/{other}").Succeeds())["id"]);

        await server
            .Monitor.Appends(one, Report.Of("negotiation-closed", "2025-02-01", """ "reopened": true """))
            .Succeeds();
        Assert.Equal(one, (await server.Anonymous.Asks($"/api/negotiations/{one}").Succeeds())["id"]);
        Assert.Equal(one, (await server.Anonymous.Asks($"/api/negotiations/{other}").Succeeds())["id"]);
    }

    [Fact]
    public async Task A_merge_into_nothing_itself_or_back_is_refused()
    {
        var (one, other, _) = await MergedAsync();

        var nowhere = await server.Monitor.Appends(
            one,
            Report.Of("negotiation-closed", "2025-02-01", """ "outcome": "merged", "mergedInto": "no-such-talks" """)
        );
        var itself = await server.Monitor.Appends(
            one,
            Report.Of("negotiation-closed", "2025-02-01", $$""" "outcome": "merged", "mergedInto": "{{one}}" """)
        );
        var back = await server.Monitor.Appends(
            one,
            Report.Of("negotiation-closed", "2025-02-01", $$""" "outcome": "merged", "mergedInto": "{{other}}" """)
        );
        var late = await server.Monitor.Appends(other, Report.Of("round-held", "2025-02-01"));

        Assert.Equal(
            [
                "/problems/merge-target-not-found",
                "/problems/merged-into-itself",
                "/problems/merge-leads-back",
                "/problems/negotiation-merged",
            ],
            new[] { nowhere, itself, back, late }.Select(each => each["type"])
        );
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
    }

    [Fact]
    public async Task Pages_lead_to_the_one_that_goes_on_and_an_event_of_the_other_is_still_found()
    {
        var (one, other, _) = await MergedAsync();
        using var visitor = new DashboardVisitor(server.First.Address);

        var page = await visitor.Asks($"/negotiations/{other}").Is(HttpStatusCode.PermanentRedirect);
        var brief = await visitor.Asks($"/negotiations/{other}/brief").Is(HttpStatusCode.PermanentRedirect);
        var history = await server.Anonymous.Asks($"/api/negotiations/{other}/history?clock=recorded").Succeeds();
        var own = await visitor.Asks($"/negotiations/{other}?event={history["items.1.eventId"]}").Is(HttpStatusCode.OK);

        Assert.Equal(($"/negotiations/{one}", $"/negotiations/{one}/brief"), (page.Location, brief.Location));
        Assert.Contains($"href=\"/negotiations/{one}\"", own.Text, StringComparison.Ordinal);
        Assert.Contains(
            $"/negotiations/{other}/steps",
            (await visitor.Asks($"/negotiations/{one}").Is(HttpStatusCode.OK)).Text,
            StringComparison.Ordinal
        );
    }

    async Task<(string One, string Other, string Party)> MergedAsync(bool merges = true)
    {
        var name = Guid.NewGuid().ToString("n")[..8];
        var party = $"Q{name.ToUpperInvariant()}";
        await server.Monitor.Registers(party);
        foreach (var id in new[] { $"one-{name}", $"other-{name}" })
        {
            await server.Monitor.Opens(Opening(id, party)).Succeeds();
            await server
                .Monitor.Appends(
                    id,
                    new JsonArray(
                        Report.Of("clash-reported", "2024-02-01", Clash),
                        Report.Of("toll-reported", "2024-02-01", """ "clashId": "c", "killed": { "best": 4 } """),
                        Report.Of(
                            "meeting-scheduled",
                            "2024-02-01",
                            """ "meetingId": "m", "kind": "summit", "plannedFor": "2027-05-05" """
                        )
                    )
                )
                .Succeeds();
        }

        if (merges)
            await MergeAsync($"other-{name}", $"one-{name}");

        return ($"one-{name}", $"other-{name}", party);
    }

    Task MergeAsync(string one, string into) =>
        server
            .Monitor.Appends(
                one,
                Report.Of("negotiation-closed", "2025-01-01", $$""" "outcome": "merged", "mergedInto": "{{into}}" """)
            )
            .Succeeds();

    static JsonObject Opening(string id, string party)
    {
        var opening = Report.Opening(id);
        opening["actors"] = new JsonArray(new JsonObject { ["id"] = party, ["role"] = "party" });
        return opening;
    }

    static JsonObject Retraction(string target, string reason, string more) =>
        Report.Of("event-retracted", null, $$""" "target": "{{target}}", "reason": "{{reason}}", {{more.Trim()}} """);

    static IEnumerable<string?> Ids(Answer list) => list.Each("items", "id");

    static IEnumerable<string> List(Answer answer, string member) =>
        answer.Json[member]!.AsArray().Select(each => (string)each!);

    static IEnumerable<string> Events(string calendar) => calendar.Split("BEGIN:VEVENT").Skip(1);
}
