using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Server.Citing;
using Negotiations.Server.Tests.Audit;
using Negotiations.Specs;
using Negotiations.Values;

namespace Negotiations.Server.Tests.Citing;

/// <summary>Where a view comes from, asked of its graph.</summary>
public sealed class Provenances(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Each_event_is_shown_with_its_sources_and_with_who_recorded_it()
    {
        await server.Monitor.Records(
            "graph",
            Report.Of(
                "clash-reported",
                "2022-09~",
                """ "claim": { "attributedTo": "Border service" } """,
                Ids.Of("graph clash"),
                "24.kg",
                "2022-09-18"
            )
        );

        var graph = await GraphAsync("graph");

        var clash = graph.One(Urn("graph clash"));
        Assert.Equal(
            ("clash-reported", "2", "2022-09~"),
            (clash.Text("type"), clash.Text("version"), clash.Text("occurred"))
        );
        var source = graph.One(Assert.Single(clash.All("hadPrimarySource")));
        Assert.Equal(
            ("2022-09-18", "https://news.example/1", "24.kg"),
            (source.Text("published"), source.Text("url"), graph.One(source.Text("wasAttributedTo")).Text("name"))
        );
        var recording = graph.One(clash.Text("wasGeneratedBy"));
        Assert.Equal(
            ("recording", "monitor", clash.Text("generatedAtTime")),
            (
                recording.Text("type"),
                graph.One(recording.Text("wasAssociatedWith")).Text("name"),
                recording.Text("endedAtTime")
            )
        );
        Assert.Equal("Border service", graph.One(clash.Text("wasAttributedTo")).Text("name"));
    }

    [Fact]
    public async Task What_was_taken_back_is_shown_as_such_and_the_view_does_not_rest_on_it()
    {
        await server.Monitor.Records(
            "acts",
            Report.Clash("2022-09", Ids.Of("acts clash")),
            Report.Of(
                "toll-reported",
                "2022-09",
                """ "killed": { "text": "24", "best": 24 } """,
                Ids.Of("acts toll"),
                "Kabar"
            )
        );
        var correction = await AppendAsync(
            "acts",
            Report.Correction(
                Ids.Of("acts toll"),
                """
                { "killed": { "text": "36", "best": 36 },
                  "sources": [{ "publisher": "Kabar" }, { "publisher": "The ministry" }] }
                """
            )
        );
        var attached = await AppendAsync(
            "acts",
            Report.Of(
                "source-attached",
                null,
                $""" "target": "{Ids.Of("acts toll")}", "stance": "confirms" """,
                publisher: "Asia-Plus"
            )
        );
        var retraction = await AppendAsync("acts", Report.Retraction(Ids.Of("acts clash")));

        var graph = await GraphAsync("acts");

        Assert.Equal([$"urn:uuid:{retraction}#recording"], graph.One(Urn("acts clash")).All("wasInvalidatedBy"));
        Assert.Equal("retraction", graph.One($"urn:uuid:{retraction}#recording").Text("type"));
        Assert.Equal([Urn("acts toll")], graph.One($"urn:uuid:{correction}").All("wasRevisionOf"));
        Assert.Contains("The ministry", Publishers(graph, $"urn:uuid:{correction}"));
        Assert.Equal(["Kabar", "Asia-Plus"], Publishers(graph, Urn("acts toll")));
        var view = graph.View;
        Assert.Equal(
            [Urn("acts toll"), $"urn:uuid:{correction}", $"urn:uuid:{attached}"],
            view.All("wasDerivedFrom").Skip(1)
        );
        Assert.Contains(Urn("acts clash"), graph.One(view.Text("wasGeneratedBy")).All("used"));
    }

    [Fact]
    public async Task What_no_one_knew_by_then_is_not_in_the_graph_of_then()
    {
        await server.Monitor.Records(
            "then",
            Report.Of("clash-reported", "2022-09-14", null, Ids.Of("then first"), "Kabar", "2022-09-15"),
            Report.Of("clash-reported", "2022-09-16", null, Ids.Of("then later"), "24.kg", "2023-01-01")
        );

        var graph = await GraphAsync("then", "?knownBy=2022-09-30&basis=published");
        var without = await GraphAsync("then", "?without=24.kg");

        Assert.Equal([Urn("then first")], graph.View.All("wasDerivedFrom").Skip(1));
        Assert.DoesNotContain(graph.Nodes.Concat(without.Nodes), node =>
            node.ToJsonString().Contains(Urn("then later"), StringComparison.Ordinal)
            || (string?)node["name"] == "24.kg"
        );
        await server
            .Anonymous.Asks("/api/negotiations/then/provenance?knownBy=2001-01-01")
            .IsRefused(404, "not-known-by-then");
        await server.Anonymous.Asks("/api/negotiations/nowhere/provenance").IsRefused(404, "negotiation-not-found");
    }

    [Fact]
    public async Task An_erasure_is_an_activity_with_its_reason_and_what_it_took_is_nowhere()
    {
        var clash = Report.Clash("2022-09", Ids.Of("gone"));
        clash["sources"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["title"] = "Nurlan K. speaks",
                    ["publisher"] = "Nurlan K.",
                    ["url"] = "https://example.org/nurlan",
                }
            );
        clash["claim"] = new JsonObject { ["attributedTo"] = "Nurlan K." };
        await server.Monitor.Records("gone", clash);
        await server.Admin.Erases("gone", Ids.Of("gone"), "Demanded by the person.").Succeeds();

        var graph = await GraphAsync("gone");

        var erasure = graph.One(Urn("gone") + "#erasure");
        Assert.Equal(
            ("erasure", "Demanded by the person.", "admin"),
            (erasure.Text("type"), erasure.Text("comment"), graph.One(erasure.Text("wasAssociatedWith")).Text("name"))
        );
        Assert.Equal([erasure.Text("@id")], graph.One(Urn("gone") + "#appended").All("wasInvalidatedBy"));
        Assert.Contains(Urn("gone") + "#appended", graph.One(Urn("gone")).All("wasRevisionOf"));
        Assert.DoesNotContain(graph.Nodes, node => node.ToJsonString().Contains("urlan", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_word_of_the_graph_is_in_its_context_and_every_reference_leads_to_a_node()
    {
        await server.Monitor.Records("words", Report.Clash(), Report.Round("2022-10", 1));
        var answer = await server.Anonymous.Asks("/api/negotiations/words/provenance").Succeeds();
        Assert.Equal("application/ld+json", answer.ContentType);
        Assert.Equal(["@context", "@graph"], answer.Members());
        var graph = new Graph(answer.Json);

        var context = answer.Json["@context"]!.AsObject();
        foreach (var (name, value) in graph.Nodes.SelectMany(node => node))
        {
            Assert.True(name[0] == '@' || context.ContainsKey(name), $"{name} is not in the context.");
            if (context[name] is JsonObject term && (string?)term["@type"] == "@id" && name != "url")
                Assert.All(
                    value is JsonArray several ? several.Select(each => (string)each!) : [(string)value!],
                    target => graph.One(target)
                );
        }
    }

    [Fact]
    public async Task The_example_that_others_judge_is_what_the_program_shows()
    {
        var toll = new TollReported
        {
            Killed = new Quantity { Text = "24", Best = 24 },
        }
            .On("2022-09")
            .By("24.kg", "2022-09-18")
            .Named("toll");
        var past = Scenario
            .Given(
                Scenario.BorderTalks,
                new ClashReported().On("2022-09").By("Kabar", "2022-09-15").Named("clash"),
                toll
            )
            .AndOn(
                "2025-02-01",
                new EventRetracted { Target = EventBuilders.Id("clash"), Reason = RetractionReason.Duplicate },
                new SourceAttached { Target = EventBuilders.Id("toll"), Stance = Stance.Confirms }
            )
            .Negotiation;
        var erased = Negotiation.Of(past.Id, past.Events.Select(each => each.Version == 3 ? Erased(each) : each));

        // Which fold made it moves whenever a rule does, and the example does not.
        var shown = Provenance
            .Of(erased, Views.Clocks.On(Scenario.Today), "https://negotiations.example")!
            .ToJsonString()
            .Replace($"fold {Views.StatusFold.Version}", "fold 1", StringComparison.Ordinal)
            .Replace($"fold%20{Views.StatusFold.Version}", "fold%201", StringComparison.Ordinal);
        await Snapshot.IsAsync("docs/provenance-example.jsonld", JsonNode.Parse(shown)!);
    }

    static RecordedEvent Erased(RecordedEvent recorded) =>
        recorded with
        {
            Event = EventJson.ReadStored(
                EventJson.NameOf(recorded.Event),
                recorded.EventId,
                Redaction.Of(recorded, null)
            ),
            Erased = new Erased(
                new(2025, 3, 1, 9, 0, 0, TimeSpan.Zero),
                "admin-1",
                "Demanded by the person concerned."
            ),
        };

    static string Urn(string name) => "urn:uuid:" + Ids.Of(name);

    static IEnumerable<string> Publishers(Graph graph, string node) =>
        graph
            .One(node)
            .All("hadPrimarySource")
            .Select(source => graph.One(graph.One(source).Text("wasAttributedTo")).Text("name"));

    async Task<string> AppendAsync(string id, JsonObject act) =>
        (await server.Monitor.Appends(id, act).Succeeds())["events.0.eventId"]!;

    async Task<Graph> GraphAsync(string id, string query = "") =>
        new((await server.Auditor.Asks($"/api/negotiations/{id}/provenance{query}").Succeeds()).Json);
}
