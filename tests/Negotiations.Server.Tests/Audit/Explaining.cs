using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Audit;

/// <summary>Why a status is as it is, asked by someone who does not take it on trust.</summary>
public sealed class Explaining(TestServer server) : IClassFixture<TestServer>
{
    const string Clash = "clash";
    const string Toll = "toll";
    const string Round = "round";
    const string Sections = "sections";

    [Fact]
    public async Task Every_field_of_the_status_is_explained_with_the_value_the_status_shows()
    {
        await RecordAsync("every-field");
        var status = await server.Anonymous.Asks("/api/negotiations/every-field").Succeeds();
        var explanation = await server.Anonymous.Asks("/api/negotiations/every-field/explanation").Succeeds();

        var explained = explanation.Each("fields", "field");
        foreach (var member in status.Members().Except(["id"]))
            Assert.True(
                explained.Any(field => field == member || field!.StartsWith(member + ".", StringComparison.Ordinal)),
                $"'{member}' is not explained."
            );

        foreach (var member in status.Members("clashes"))
            Assert.Contains("clashes." + member, explained);

        var plain = status with { Text = StoredRecord.WithoutNames(status.Text) };
        foreach (var field in explanation.Json["fields"]!.AsArray())
        {
            Assert.Equal(plain[(string)field!["field"]!], At(field["value"]));
            Assert.NotEmpty(field["rules"]!.AsArray());
        }
    }

    [Fact]
    public async Task The_phase_names_the_rule_that_fired_and_the_event_and_source_that_fired_it()
    {
        await RecordAsync("phase-rule");

        var phase = await FieldAsync("phase-rule", "phase");

        Assert.Equal("All remaining sections were agreed.", (string)Assert.Single(phase["rules"]!.AsArray())!);
        var by = Assert.Single(phase["events"]!.AsArray())!;
        Assert.Equal(
            (Id("phase-rule", Sections), "sections-agreed", "2024-12-04"),
            ((string)by["eventId"]!, (string)by["type"]!, (string)by["occurred"]!)
        );
        Assert.Equal(
            ("Kabar", "2024-12-05"),
            ((string)by["sources"]![0]!["publisher"]!, (string)by["sources"]![0]!["published"]!)
        );
    }

    [Fact]
    public async Task On_an_earlier_day_the_rule_is_the_one_that_had_fired_by_then()
    {
        await RecordAsync("earlier-day");

        var phase = await FieldAsync("earlier-day", "phase", "?asOf=2023-12-31");

        Assert.Equal("A round of talks was held.", (string)Assert.Single(phase["rules"]!.AsArray())!);
        Assert.Equal(Id("earlier-day", Round), (string)phase["events"]![0]!["eventId"]!);
    }

    [Fact]
    public async Task By_what_was_known_a_version_ago_the_explanation_says_which_clocks_it_answers()
    {
        await RecordAsync("version-ago");

        var explanation = await server
            .Anonymous.Asks("/api/negotiations/version-ago/explanation?version=2&asOf=2024-12-31")
            .Succeeds();

        Assert.Equal(("2", "2024-12-31"), (explanation["clocks.version"], explanation["clocks.asOf"]));
        Assert.Equal(
            "No event decides it: it has the value it begins with.",
            (string)Field(explanation, "rounds")["rules"]![0]!
        );
        Assert.Equal(Id("version-ago", Clash), (string)Field(explanation, "version")["events"]![0]!["eventId"]!);
    }

    [Fact]
    public async Task Who_said_how_many_died_is_shown_with_the_correction_and_the_source_that_came_later()
    {
        await RecordAsync("corrected-toll");
        var toll = Id("corrected-toll", Toll);
        var correction = (
            await server
                .Monitor.Appends(
                    "corrected-toll",
                    Report.Correction(toll, """{ "killed": { "text": "36", "best": 36, "low": null } }""")
                )
                .Succeeds()
        )["events.0.eventId"];
        await server
            .Monitor.Appends(
                "corrected-toll",
                Report.Of(
                    "source-attached",
                    null,
                    $""" "target": "{toll}", "stance": "confirms" """,
                    publisher: "Asia-Plus"
                )
            )
            .Succeeds();

        var by = Assert.Single((await FieldAsync("corrected-toll", "clashes.killed"))["events"]!.AsArray())!;

        Assert.Equal(toll, (string)by["eventId"]!);
        Assert.Equal(correction, (string)Assert.Single(by["corrections"]!.AsArray())!);
        Assert.Equal(["24.kg", "Asia-Plus"], by["sources"]!.AsArray().Select(source => (string)source!["publisher"]!));
    }

    [Fact]
    public async Task While_a_date_is_open_the_events_that_leave_it_open_are_named()
    {
        await RecordAsync("open-date");

        var uncertain = await FieldAsync("open-date", "uncertain", "?asOf=2022-09-15");

        Assert.Equal(
            [Id("open-date", Clash), Id("open-date", Toll)],
            uncertain["events"]!.AsArray().Select(by => (string)by!["eventId"]!)
        );
    }

    [Fact]
    public async Task What_no_one_knew_by_then_has_no_explanation()
    {
        await RecordAsync("unknown-then");

        await server
            .Anonymous.Asks("/api/negotiations/unknown-then/explanation?knownBy=2001-01-01")
            .IsRefused(404, "not-known-by-then", "unknown-then", "2001-01-01");
        await server
            .Anonymous.Asks("/api/negotiations/nowhere/explanation")
            .IsRefused(404, "negotiation-not-found", "nowhere");
        await server
            .Anonymous.Asks("/api/negotiations/unknown-then/explanation?asOf=soon")
            .IsRefused(400, "malformed-clock", "soon");
    }

    // Ids are unique in the whole store; the name of the story makes them so.
    static string Id(string negotiation, string name) => Ids.Of($"{negotiation} {name}");

    Task RecordAsync(string id) =>
        server.Monitor.Records(
            id,
            Report.Clash("2022-09", Id(id, Clash)),
            Report.Of(
                "toll-reported",
                "2022-09",
                """
                "clashId": "september-2022", "killed": { "text": "at least 24", "qualifier": "at-least", "low": 24 }
                """,
                Id(id, Toll),
                "24.kg",
                "2022-09-18"
            ),
            Report.Round("2023-10-03/2023-10-07", 1, Id(id, Round)),
            Report.Of(
                "sections-agreed",
                "2024-12-04",
                """ "allRemaining": true """,
                Id(id, Sections),
                published: "2024-12-05"
            )
        );

    async Task<JsonNode> FieldAsync(string id, string field, string query = "") =>
        Field(await server.Anonymous.Asks($"/api/negotiations/{id}/explanation{query}").Succeeds(), field);

    static JsonNode Field(Answer explanation, string field) =>
        explanation.Json["fields"]!.AsArray().Single(each => (string)each!["field"]! == field)!;

    static string? At(JsonNode? value) =>
        value switch
        {
            null => null,
            JsonValue plain when plain.TryGetValue<string>(out var text) => text,
            _ => value.ToJsonString(),
        };
}
