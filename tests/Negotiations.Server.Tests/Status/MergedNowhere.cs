using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Actors;

namespace Negotiations.Server.Tests.Status;

/// <summary>A negotiation is closed as merged, and no source names the other one: the candidates are listed.</summary>
public sealed class MergedNowhere(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task It_names_those_in_which_it_may_have_gone_on_and_is_counted_nowhere()
    {
        var (one, other, party) = await ClosedAsync();

        var status = await server.Anonymous.Asks($"/api/negotiations/{other}").Succeeds();

        Assert.Equal((other, null), (status["id"], status["mergedInto"]));
        Assert.Equal([one], status.Json["mergeCandidates"]!.AsArray().Select(each => (string)each!));
        Assert.Equal([one], (await ListAsync($"party={party}")).Each("items", "id"));
        Assert.Null((await server.Anonymous.Asks($"/api/negotiations/{one}").Succeeds())["mergeCandidates"]);
        Assert.Contains(
            $"href=\"/negotiations/{one}\"",
            (await server.Anonymous.Asks($"/negotiations/{other}").Succeeds()).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task They_are_those_of_now_and_the_tag_changes_with_them_and_an_answer_about_the_past_has_none()
    {
        var (one, other, party) = await ClosedAsync();
        var before = await server.Anonymous.Asks($"/api/negotiations/{other}").Succeeds();
        var past = await server.Anonymous.Asks($"/api/negotiations/{other}?version=2").Succeeds();
        await server.Monitor.Opens(Opening($"{one}-2", party, "negotiation")).Succeeds();
        var after = await server.Anonymous.Asks($"/api/negotiations/{other}").Succeeds();

        Assert.Equal([one, $"{one}-2"], after.Json["mergeCandidates"]!.AsArray().Select(each => (string)each!));
        Assert.NotEqual(before.Tag, after.Tag);

        await server
            .Monitor.Appends(one, Report.Of("negotiation-closed", "2025-02-01", """ "outcome": "merged" """))
            .Succeeds();

        Assert.Null(past["mergeCandidates"]);
        Assert.Equal(past, await server.Anonymous.Asks($"/api/negotiations/{other}?version=2").Succeeds());
    }

    [Fact]
    public async Task Once_a_source_says_in_which_it_leads_there()
    {
        var (one, other, _) = await ClosedAsync();
        var history = await server.Anonymous.Asks($"/api/negotiations/{other}/history?clock=recorded").Succeeds();
        var correction = Report.Of(
            "event-corrected",
            null,
            $$""" "target": "{{history["items.1.eventId"]}}", "kind": "refinement", "reason": "It is known now." """
        );
        correction["patch"] = new JsonObject { ["mergedInto"] = one };
        await server.Monitor.Appends(other, correction).Succeeds();

        Assert.Equal(one, (await server.Anonymous.Asks($"/api/negotiations/{other}").Succeeds())["id"]);
    }

    [Fact]
    public async Task A_merge_that_comes_to_stand_again_leads_back_nowhere()
    {
        var (one, other, _) = await ClosedAsync();
        await server.Monitor.Appends(one, Merge("2025-02-01", other)).Succeeds();
        var reopened = await server
            .Monitor.Appends(one, Report.Of("negotiation-closed", "2025-02-02", """ "reopened": true """))
            .Succeeds();
        await server
            .Monitor.Appends(other, Report.Of("negotiation-closed", "2025-02-03", """ "reopened": true """))
            .Succeeds();
        await server.Monitor.Appends(other, Merge("2025-02-04", one)).Succeeds();

        var back = await server.Monitor.Appends(
            one,
            Report.Of(
                "event-retracted",
                null,
                $$""" "target": "{{reopened["events.0.eventId"]}}", "reason": "false" """
            )
        );

        Assert.Equal("/problems/merge-leads-back", back["type"]);
        Assert.Equal(one, (await server.Anonymous.Asks($"/api/negotiations/{other}").Succeeds())["id"]);
    }

    async Task<(string One, string Other, string Party)> ClosedAsync()
    {
        var name = Guid.NewGuid().ToString("n")[..8];
        var party = $"Q{name.ToUpperInvariant()}";
        await server.Monitor.Registers(party);
        await server.Monitor.Opens(Opening($"one-{name}", party, "negotiation")).Succeeds();
        await server.Monitor.Opens(Opening($"project-{name}", party, "project")).Succeeds();
        await server.Monitor.Opens(Opening($"other-{name}", party, "negotiation")).Succeeds();
        await server
            .Monitor.Appends($"project-{name}", Report.Of("statement-issued", "2024-05", """ "form": "letter" """))
            .Succeeds();
        await server
            .Monitor.Appends(
                $"other-{name}",
                Report.Of("negotiation-closed", "2025-01-01", """ "outcome": "merged" """)
            )
            .Succeeds();
        await server
            .Monitor.Appends(
                $"project-{name}",
                Report.Of("negotiation-closed", "2025-01-01", """ "outcome": "abandoned" """)
            )
            .Succeeds();
        return ($"one-{name}", $"other-{name}", party);
    }

    Task<Answer> ListAsync(string query) =>
        server.Anonymous.Asks($"/api/negotiations?kind=negotiation&{query}").Succeeds();

    static JsonObject Merge(string day, string into) =>
        Report.Of("negotiation-closed", day, $$""" "outcome": "merged", "mergedInto": "{{into}}" """);

    static JsonObject Opening(string id, string party, string kind)
    {
        var opening = Report.Opening(id);
        opening["kind"] = kind;
        opening["actors"] = new JsonArray(new JsonObject { ["id"] = party, ["role"] = "party" });
        return opening;
    }
}
