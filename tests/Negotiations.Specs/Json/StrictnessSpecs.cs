using System.Text.Json;
using System.Text.RegularExpressions;
using Negotiations.Events;
using Negotiations.Json;

namespace Negotiations.Specs.Json;

/// <summary>
/// What does not fit is refused in words for the one who sent it: the value, its place and what is accepted instead;
/// never a type of ours.
/// </summary>
public partial class StrictnessSpecs
{
    private const string Source = """ "sources":[{"publisher":"AKIpress"}] """;

    public static readonly TheoryData<string, string, string, string[]> WhatDoesNotFit = new()
    {
        {
            """{"type":"clash-reported","ocurred":"2022-09"}""",
            "unknown-member",
            "/ocurred",
            ["'ocurred'", "occurred", "clashId"]
        },
        {
            """{"type":"clash-reported","Occurred":"2022-09"}""",
            "unknown-member",
            "/Occurred",
            ["'Occurred'", "occurred"]
        },
        {
            """{"type":"clash-reported","sources":[{"publisher":"AKIpress"},{"author":"A. Bek"}]}""",
            "unknown-member",
            "/sources/1/author",
            ["'author'", "publisher"]
        },
        { """{"type":"clash-reported","a/b~c":1}""", "unknown-member", "/a~1b~0c", ["'a/b~c'"] },
        { """{"type":"clash-reported","$id":"1"}""", "unknown-member", "/$id", ["'$id'"] },
        {
            """{"type":"clash-denied"}""",
            "unknown-event-type",
            "/type",
            ["'clash-denied'", "clash-reported", "statement-issued"]
        },
        { """{"type":"Clash-Reported"}""", "unknown-event-type", "/type", ["'Clash-Reported'", "clash-reported"] },
        { """{"type":7}""", "unknown-event-type", "/type", ["7", "clash-reported"] },
        { """{"occurred":"2022-09"}""", "missing-member", "/type", ["'type'", "clash-reported"] },
        {
            """{"type":"talks-status-changed","status":"stalled"}""",
            "unknown-value",
            "/status",
            ["'stalled'", "suspended, resumed, deadlocked, broken-off"]
        },
        {
            """{"type":"talks-status-changed","status":"Suspended"}""",
            "unknown-value",
            "/status",
            ["'Suspended'", "suspended, resumed"]
        },
        { """{"type":"talks-status-changed","status":1}""", "unknown-value", "/status", ["1", "suspended, resumed"] },
        {
            """{"type":"clash-reported","sources":[{"publisher":"AKIpress","reliability":"a"}]}""",
            "unknown-value",
            "/sources/0/reliability",
            ["'a'", "A, B, C, D, E, F"]
        },
        {
            """{"type":"talks-status-changed"}""",
            "missing-member",
            "/status",
            ["'status'", "suspended, resumed, deadlocked, broken-off"]
        },
        {
            """{"type":"negotiation-opened","kind":"project","subject":"trade"}""",
            "missing-member",
            "/title",
            ["'title'"]
        },
        { """{"type":"event-retracted","reason":"false"}""", "missing-member", "/target", ["'target'"] },
        {
            """{"type":"clash-reported","externalIds":[{"scheme":"pax"}]}""",
            "missing-member",
            "/externalIds/0/id",
            ["'id'"]
        },
        { """{"type":"clash-reported","note":null}""", "null-member", "/note", ["/note", "Leave out"] },
        { """{"type":"clash-reported","place":{"name":null}}""", "null-member", "/place/name", ["/place/name"] },
        { """{"type":"clash-reported","weapons":["mortars",null]}""", "null-member", "/weapons/1", ["/weapons/1"] },
        { """{"type":"clash-reported","note":"a","note":"b"}""", "duplicate-member", "/note", ["'note'", "twice"] },
        { """{"type":"clash-reported","type":"round-held"}""", "duplicate-member", "/type", ["'type'", "twice"] },
        {
            """{"type":"clash-reported","place":{"name":"Batken","name":"Osh"}}""",
            "duplicate-member",
            "/place/name",
            ["'name'"]
        },
        {
            """{"type":"event-corrected","patch":{"note":"a","note":"b"}}""",
            "duplicate-member",
            "/patch/note",
            ["'note'"]
        },
        {
            """{"type":"sections-agreed","sections":[{"geometry":{"type":"Point","type":"Line"}}]}""",
            "duplicate-member",
            "/sections/0/geometry/type",
            ["'type'"]
        },
        { """{"type":"toll-reported","killed":{"best":"24"}}""", "wrong-type", "/killed/best", ["'24'", "a number"] },
        { """{"type":"toll-reported","killed":24}""", "wrong-type", "/killed", ["24", "an object"] },
        { """{"type":"round-held","roundNumber":4.5}""", "wrong-type", "/roundNumber", ["4.5", "a whole number"] },
        {
            """{"type":"round-held","roundNumber":99999999999}""",
            "wrong-type",
            "/roundNumber",
            ["99999999999", "a whole number"]
        },
        { """{"type":"toll-reported","killed":{"best":1e40}}""", "wrong-type", "/killed/best", ["1e40", "a number"] },
        {
            """{"type":"clash-reported","unenumerated":"yes"}""",
            "wrong-type",
            "/unenumerated",
            ["'yes'", "true or false"]
        },
        { """{"type":"clash-reported","weapons":"mortars"}""", "wrong-type", "/weapons", ["'mortars'", "an array"] },
        { """{"type":"clash-reported","note":5}""", "wrong-type", "/note", ["5", "a text"] },
        { """{"type":"clash-reported","eventId":"clash-1"}""", "wrong-type", "/eventId", ["'clash-1'", "UUID"] },
        {
            """{"type":"clash-reported","occurred":"September 2022"}""",
            "not-edtf",
            "/occurred",
            ["'September 2022'", "2024-12-04", "[2024-07-23..2024-12-04]"]
        },
        { """{"type":"clash-reported","occurred":20220914}""", "not-edtf", "/occurred", ["20220914", "EDTF"] },
        {
            """{"type":"clash-reported","sources":[{"published":"18.09.2022"}]}""",
            "not-edtf",
            "/sources/0/published",
            ["'18.09.2022'"]
        },
        { """["clash-reported"]""", "wrong-type", "", ["an array"] },
        { "\"clash-reported\"", "wrong-type", "", ["a text"] },
    };

    [Theory]
    [MemberData(nameof(WhatDoesNotFit))]
    public void What_does_not_fit_is_named_with_its_place_and_the_remedy(
        string text,
        string type,
        string at,
        string[] words
    )
    {
        var fault = EventJson.Read(Parse(text)).Fault;

        Assert.NotNull(fault);
        Assert.Equal((type, at), (fault.Type, fault.At));
        Assert.All(words, word => Assert.Contains(word, fault.Detail, StringComparison.Ordinal));
        Assert.DoesNotMatch(OurTypes(), fault.Detail);
    }

    [Fact]
    public void A_patch_may_remove_a_member_with_null() =>
        Assert.IsType<EventCorrected>(
            Read(
                $$"""
                {"type":"event-corrected","target":"0192a7c4-5d00-7000-8000-000000000007","reason":"no such place",
                  "patch":{"place":{"name":null},"note":null},{{Source}}}
                """
            )
        );

    [Fact]
    public void The_type_need_not_come_first() =>
        Assert.Equal(
            "Batken",
            Read(
                $$"""{"place":{"name":"Batken"},{{Source}},"type":"clash-reported","occurred":"2022-09"}"""
            ).Place!.Name
        );

    [Fact]
    public void A_body_nested_without_end_is_refused_and_not_followed()
    {
        var nested = new string('[', 60) + new string(']', 60);
        var deep = $$"""{"type":"sections-agreed","sections":[{"geometry":{{nested}}}]}""";

        Assert.NotNull(EventJson.Read(Parse(deep)).Fault);
    }

    [Fact]
    public void A_long_value_is_clipped_in_the_message()
    {
        var fault = EventJson
            .Read(Parse($$"""{"type":"clash-reported","occurred":"{{new string('9', 5000)}}"}"""))
            .Fault!;

        Assert.True(fault.Detail.Length < 1000, fault.Detail);
    }

    [Fact]
    public void An_opening_is_read_at_its_own_endpoint_with_the_same_strictness()
    {
        var fault = EventJson
            .Read<NegotiationOpened>(Parse("""{"title":"TAPI","kind":"pipeline","subject":"other"}"""))
            .Fault!;

        Assert.Equal(("unknown-value", "/kind"), (fault.Type, fault.At));
        Assert.Contains("dialogue-series", fault.Detail, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"Negotiations\.|System\.|\b[A-Z][a-z]+[A-Z][A-Za-z]*\b(?<!GeoJSON|AKIpress)")]
    private static partial Regex OurTypes();

    private static Event Read(string text)
    {
        var reading = EventJson.Read(Parse(text));
        Assert.Null(reading.Fault);
        return reading.Value!;
    }

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 100 });
        return document.RootElement.Clone();
    }
}
