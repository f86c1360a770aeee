using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Actors;
using Negotiations.Dashboard.Forms;
using Negotiations.Dashboard.Languages;
using Negotiations.Events;
using Negotiations.Json;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>Who corrects one thing in a form changes nothing that the form does not show.</summary>
public sealed class CorrectingByForm
{
    const string Meeting = """
        {
          "type": "meeting-held", "kind": "summit", "occurred": "2024-05-01",
          "actors": [
            { "id": "KGZ", "role": "party", "representative": "one" },
            { "id": "TJK", "role": "party", "representative": "two" },
            { "id": "UZB", "role": "party" }, { "id": "KAZ", "role": "host" },
            { "id": "TKM", "role": "observer", "representative": "five" }, { "id": "CHN", "role": "observer" }
          ],
          "place": { "name": "Batken", "country": "KGZ", "precision": 2, "point": [70.8, 40.1] },
          "claim": { "status": "announced", "attributedTo": "X", "hedge": "reportedly", "deniedBy": "Y" },
          "sources": [{ "publisher": "SCR" }]
        }
        """;

    const string Sections = """
        {
          "type": "sections-agreed", "occurred": "2024-05-01", "sections": [
            { "name": "A", "geometry": { "type": "Point", "coordinates": [70.8, 40.1] } }, { "name": "B" }
          ],
          "sources": [{ "publisher": "SCR" }]
        }
        """;

    [Fact]
    public void The_role_of_one_actor_is_corrected_and_all_others_stay()
    {
        var after = Correct(Meeting, ("actor2.role", "observer"));

        Assert.Equal(6, after["actors"]!.AsArray().Count);
        Assert.Equal(
            ("observer", "two"),
            ((string?)after["actors"]![1]!["role"], (string?)after["actors"]![1]!["representative"])
        );
        Assert.Equal("five", (string?)after["actors"]![4]!["representative"]);
    }

    [Fact]
    public void An_actor_that_is_taken_out_goes_alone()
    {
        var after = Correct(Meeting, ("actor1.id", ""), ("actor1.role", ""));

        Assert.Equal(
            ["TJK", "UZB", "KAZ", "TKM", "CHN"],
            after["actors"]!.AsArray().Select(each => (string?)each!["id"])
        );
        Assert.Equal("two", (string?)after["actors"]![0]!["representative"]);
    }

    [Fact]
    public void A_hedge_outlives_a_corrected_status_and_a_cleared_name()
    {
        var disputed = Correct(Meeting, ("claim.status", "disputed"))["claim"]!;
        var cleared = Correct(Meeting, ("claim.attributedTo", ""))["claim"]!;

        Assert.Equal(
            ("disputed", "X", "reportedly", "Y"),
            (
                (string?)disputed["status"],
                (string?)disputed["attributedTo"],
                (string?)disputed["hedge"],
                (string?)disputed["deniedBy"]
            )
        );
        Assert.Equal((null, "reportedly"), ((string?)cleared["attributedTo"], (string?)cleared["hedge"]));
    }

    [Fact]
    public void Another_place_is_not_drawn_where_the_old_one_is()
    {
        var place = Correct(Meeting, ("place.name", "Osh"))["place"]!.AsObject();

        Assert.Equal(["country", "name"], place.Select(member => member.Key).Order());
        Assert.Equal("Osh", (string?)place["name"]);
    }

    [Fact]
    public void A_section_that_is_added_takes_no_line_from_the_others()
    {
        var sections = Correct(Sections, ("own.sections", "A\nB\nC"))["sections"]!.AsArray();

        Assert.Equal(["A", "B", "C"], sections.Select(each => (string?)each!["name"]));
        Assert.NotNull(sections[0]!["geometry"]);
    }

    [Fact]
    public void A_note_changes_nothing_but_the_note_of_any_event_of_the_casebook()
    {
        foreach (var id in CasebookFiles.Ids)
        foreach (var fact in CasebookFiles.Of(id).Events.Select(each => each.Event).OfType<Fact>())
        {
            var standing = (JsonObject)JsonSerializer.SerializeToNode<Event>(fact, EventJson.Options)!;
            Assert.Equal(["note"], Patch(standing, ("note", "Another note.")).Select(member => member.Key));
            if (standing["actors"] is not JsonArray { Count: > 0 } actors)
                continue;

            var expected = standing["actors"]!.DeepClone().AsArray();
            expected[0]!["role"] = "guarantor";
            var patch = Patch(standing, ("actor1.role", "guarantor"));
            Assert.True(JsonNode.DeepEquals(expected, patch["actors"]), $"{id}: {patch} of {actors}");
        }
    }

    static JsonObject Correct(string standing, params (string Name, string Value)[] typed)
    {
        var before = JsonNode.Parse(standing)!.AsObject();
        var patch = JsonSerializer.SerializeToElement(Patch(before, typed));
        return MergePatch.Apply(before, patch)!.AsObject();
    }

    static JsonObject Patch(JsonObject standing, params (string Name, string Value)[] typed)
    {
        var type = EventJson.TypesByName[(string)standing["type"]!];
        var shown = FormInput.Of(standing, ReportField.Of(type));
        string[] common =
        [
            "occurred",
            "note",
            "count",
            "place.name",
            "place.country",
            "claim.status",
            "claim.attributedTo",
        ];
        var names = common
            .Concat(
                Enumerable.Range(1, FormInput.Actors).SelectMany(row => new[] { $"actor{row}.id", $"actor{row}.role" })
            )
            .Concat(ReportField.Of(type).Select(field => FormInput.Own(field.Name)));
        var values = names.ToDictionary(name => name, name => shown[name]);
        foreach (var (name, value) in typed)
            values[name] = value;

        var reader = new ReportReader(type, new FormInput(values), new Words(Language.English), ActorRegistry.BuiltIn);
        var patch = reader.ReadPatch(standing);
        Assert.Empty(reader.Faults);
        return patch;
    }
}
