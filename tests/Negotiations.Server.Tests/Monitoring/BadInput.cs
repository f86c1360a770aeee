namespace Negotiations.Server.Tests.Monitoring;

/// <summary>Every mistake is answered with the value and the remedy, and leaves no trace.</summary>
public sealed class BadInput(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    const string Known = "0198f004-0000-7000-8000-000000000001";
    const string KnownAct = "0198f004-0000-7000-8000-000000000002";
    const string Unknown = "0198f004-0000-7000-8000-0000000000ff";
    const string Source = """ "sources": [ { "publisher": "Kabar" } ] """;

    // Before every test, and by their ids recorded once.
    public async ValueTask InitializeAsync()
    {
        await server.Monitor.Opens(Report.Opening("talks", "0198f004-0000-7000-8000-000000000000")).Succeeds();
        await server.Monitor.Appends("talks", Report.Clash("2022-09", Known)).Succeeds();
        await server
            .Monitor.Appends("talks", Report.Correction(Known, """ { "note": "Batken" } """, KnownAct))
            .Succeeds();
    }

    public async ValueTask DisposeAsync() => Assert.Equal(3, await server.CountAsync());

    [Theory]
    [InlineData("", "not-json", "empty", "Send a JSON object")]
    [InlineData("clash in Batken", "not-json", "line 1", "not JSON")]
    [InlineData("""{ "type": "clash-reported", }""", "not-json", "line 1", "not JSON")]
    [InlineData("""{ "type": "clash-reported" } // yesterday""", "not-json", "line 1", "not JSON")]
    [InlineData("17", "wrong-type", "a number", "JSON object")]
    [InlineData("null", "null-member", "null", "Send a JSON object")]
    [InlineData("""[ "clash" ]""", "wrong-type", "a text", "JSON object")]
    [InlineData("""{ "occurred": "2022-09" }""", "missing-member", "no 'type'", "clash-reported")]
    [InlineData("""{ "type": "border-crossed" }""", "unknown-event-type", "'border-crossed'", "clash-reported")]
    [InlineData("""{ "type": "ClashReported" }""", "unknown-event-type", "'ClashReported'", "clash-reported")]
    [InlineData("""{ "type": "clash-reported", "casualties": 24 }""", "unknown-member", "'casualties'", "clashId")]
    [InlineData("""{ "type": "clash-reported", "Occurred": "2022" }""", "unknown-member", "'Occurred'", "occurred")]
    [InlineData(
        """{ "type": "clash-reported", "note": "a", "note": "b" }""",
        "duplicate-member",
        "'note'",
        "Leave one of them out"
    )]
    [InlineData("""{ "type": "clash-reported", "note": null }""", "null-member", "'/note'", "Leave out")]
    [InlineData("""{ "type": "clash-reported", "clarity": "high" }""", "wrong-type", "'high'", "a whole number")]
    [InlineData("""{ "type": "clash-reported", "eventId": "17" }""", "wrong-type", "'17'", "a UUID")]
    [InlineData(
        """{ "type": "clash-reported", "claim": { "status": "rumoured" } }""",
        "unknown-value",
        "'rumoured'",
        "reported, announced, confirmed, disputed"
    )]
    [InlineData("""{ "type": "round-held", "level": 2 }""", "unknown-value", "2", "technical, ministerial, leaders")]
    [InlineData(
        """{ "type": "round-held", "occurred": "early July 2024" }""",
        "not-edtf",
        "'early July 2024'",
        "2024-07-0X"
    )]
    [InlineData("""{ "type": "round-held", "occurred": "2024-13" }""", "not-edtf", "'2024-13'", "a month 2024-12")]
    [InlineData("""{ "type": "round-held", "occurred": 2024 }""", "not-edtf", "2024", "a year 2024")]
    [InlineData(
        """{ "type": "meeting-changed", "meetingId": "m1" }""",
        "missing-member",
        "'change'",
        "postponed, rescheduled, relocated, cancelled"
    )]
    [InlineData("""{ "type": "clash-reported", "note": "Batken\u0000" }""", "not-text", "'/note'", "Leave it out")]
    [InlineData("""{ "type": "clash-reported", "note": "\ud83d" }""", "not-text", "'/note'", "Leave it out")]
    [InlineData(
        """{ "type": "event-corrected", "patch": { "a\u0000": [ "b" ] } }""",
        "not-text",
        "'/patch'",
        "Leave it out"
    )]
    public async Task What_cannot_be_read_is_refused(string body, string type, string value, string remedy) =>
        await server.Monitor.Sends("talks", body).IsRefused(400, type, value, remedy);

    [Theory]
    [InlineData(
        """{ "type": "clash-reported", "occurred": "2022-09" }""",
        "source-missing",
        "at least one source",
        "who said it"
    )]
    [InlineData(
        """{ "type": "clash-reported", "occurred": "2022-09", "sources": [ ] }""",
        "source-missing",
        "at least one source",
        "who said it"
    )]
    [InlineData(
        """{ "type": "clash-reported", "occurred": "2022-09", "sources": [ { "language": "en" } ] }""",
        "source-empty",
        "who said it",
        "title, publisher, url, symbol"
    )]
    [InlineData(
        """{ "type": "clash-reported", "occurred": "2022-09", "sources": [ { "url": "javascript:alert(1)" } ] }""",
        "bad-url",
        "'javascript:alert(1)'",
        "http or https"
    )]
    [InlineData(
        $$"""{ "type": "clash-reported", {{Source}} }""",
        "occurred-missing",
        "clash-reported",
        "as exactly as the source says"
    )]
    [InlineData(
        $$"""{ "type": "round-held", "occurred": "2999-01-01", {{Source}} }""",
        "reported-before-it-happened",
        "2999-01-01",
        "meeting-scheduled"
    )]
    [InlineData(
        $$"""{ "type": "clash-reported", "occurred": "[2999-01-01..]", {{Source}} }""",
        "reported-before-it-happened",
        "[2999-01-01..]",
        "still to come"
    )]
    [InlineData(
        $$"""{ "type": "clash-reported", "occurred": "2022-09", "clashId": "sept 2022", {{Source}} }""",
        "bad-slug",
        "'sept 2022'",
        "hyphens"
    )]
    [InlineData(
        $$"""{ "type": "clash-reported", "occurred": "2022-09", "actors": [ { "id": "kgzz" } ], {{Source}} }""",
        "unknown-actor",
        "'kgzz'",
        "KGZ"
    )]
    [InlineData(
        $$"""{ "type": "toll-reported", "occurred": "2022-09", {{Source}} }""",
        "toll-without-number",
        "at least one",
        "killed, injured, displaced, evacuated"
    )]
    [InlineData(
        $$"""{ "type": "toll-reported", "occurred": "2022-09", "killed": { "low": -1 }, {{Source}} }""",
        "quantity-negative",
        "'killed' has -1",
        "below zero"
    )]
    [InlineData(
        $$"""
            { "type": "clash-reported", "occurred": "2022-09",
              "sources": [ { "publisher": "Kabar", "sha256": "ABC" } ] }
            """,
        "bad-hash",
        "'ABC'",
        "64 lower-case"
    )]
    [InlineData(
        $$"""
            { "type": "clash-reported", "occurred": "2022-09",
              "place": { "name": "Batken", "point": { "type": "Point", "coordinates": [40.06, 170.82] } }, {{Source}} }
            """,
        "bad-point",
        "[40.06, 170.82]",
        "a longitude from -180"
    )]
    [InlineData(
        $$"""{ "type": "event-corrected", "target": "{{Known}}", "patch": { }, "reason": "x", {{Source}} }""",
        "patch-empty",
        "patch",
        "at least one member"
    )]
    [InlineData(
        $$"""
            { "type": "event-corrected", "target": "{{Known}}", "patch": { "occurred": "soon" }, "reason": "x",
              {{Source}} }
            """,
        "patch-does-not-fit",
        "'soon'",
        "Accepted are"
    )]
    [InlineData(
        $$"""
            { "type": "event-corrected", "target": "{{KnownAct}}", "patch": { "note": "y" }, "reason": "x", {{Source}} }
            """,
        "act-not-correctable",
        KnownAct,
        "Retract it"
    )]
    [InlineData(
        $$"""{ "type": "source-attached", "target": "{{KnownAct}}", {{Source}} }""",
        "act-takes-no-source",
        KnownAct,
        "Attach the source to the event"
    )]
    public async Task What_contradicts_itself_is_refused(string body, string type, string value, string remedy) =>
        await server.Monitor.Sends("talks", body).IsRefused(422, type, value, remedy);

    [Theory]
    [InlineData(
        $$"""
            { "type": "event-corrected", "target": "{{Unknown}}", "patch": { "note": "y" }, "reason": "x", {{Source}} }
            """,
        "target-not-found",
        "history"
    )]
    [InlineData(
        $$"""{ "type": "event-retracted", "target": "{{Unknown}}", "reason": "false", {{Source}} }""",
        "target-not-found",
        "history"
    )]
    [InlineData(
        $$"""{ "type": "source-attached", "target": "{{Unknown}}", {{Source}} }""",
        "target-not-found",
        "history"
    )]
    [InlineData(
        $$"""
            { "type": "event-retracted", "target": "{{Known}}", "reason": "duplicate", "duplicateOf": "{{Unknown}}",
              {{Source}} }
            """,
        "original-not-found",
        "no other event"
    )]
    public async Task An_act_on_what_is_not_there_is_refused(string body, string type, string remedy) =>
        await server.Monitor.Sends("talks", body).IsRefused(404, type, Unknown, remedy);

    [Fact]
    public async Task A_report_on_a_negotiation_that_no_one_opened_is_refused() =>
        await server
            .Monitor.Appends("kg-uz-border", Report.Clash())
            .IsRefused(404, "negotiation-not-found", "'kg-uz-border'", "POST /api/negotiations");

    [Fact]
    public async Task A_negotiation_is_not_opened_a_second_time_by_an_event() =>
        await server
            .Monitor.Sends(
                "talks",
                $$"""
                { "type": "negotiation-opened", "occurred": "2021", "title": "x", "kind": "relations",
                  "subject": "other", {{Source}} }
                """
            )
            .IsRefused(409, "already-open", "'talks'", "correct event");

    [Fact]
    public async Task An_empty_array_asks_for_nothing() =>
        await server.Monitor.Sends("talks", "[]").IsRefused(422, "nothing-to-record", "empty", "at least one event");

    [Fact]
    public async Task An_event_twice_in_one_array_is_refused() =>
        await server
            .Monitor.Sends("talks", $"[{Report.Clash("2022", Unknown)},{Report.Round("2022", 1, Unknown)}]")
            .IsRefused(422, "event-id-twice", Unknown);
}
