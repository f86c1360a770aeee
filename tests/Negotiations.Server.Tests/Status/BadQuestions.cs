namespace Negotiations.Server.Tests.Status;

/// <summary>A question that cannot be answered is shown why, and what can be asked instead.</summary>
public sealed class BadQuestions(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    const string Id = "0198f005-0000-7000-8000-000000000000";

    public async ValueTask InitializeAsync() => await server.Monitor.Opens(Report.Opening("talks", Id)).Succeeds();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("asOf=yesterday", "malformed-clock", "asOf=yesterday", "2024-12-04")]
    [InlineData("asOf=2022-09-31", "malformed-clock", "asOf=2022-09-31", "2024-12-04")]
    [InlineData("asOf=2022-09/..", "malformed-clock", "no end", "Name a day")]
    [InlineData("knownBy=noon", "malformed-clock", "knownBy=noon", "2024-12-04T12:00:00Z")]
    [InlineData(
        "knownBy=2024-12-04T12:00:00",
        "malformed-clock",
        "knownBy=2024-12-04T12:00:00",
        "2024-12-04T12:00:00Z"
    )]
    [InlineData("knownBy=2999-01-01", "known-by-in-future", "knownBy=2999-01-01", "still to come")]
    [InlineData(
        "knownBy=2999-01-01T00:00:00Z&basis=published",
        "known-by-in-future",
        "knownBy=2999-01-01T00:00:00Z",
        "still to come"
    )]
    [InlineData("basis=hearsay", "unknown-value", "basis=hearsay", "recorded, published")]
    public async Task Clocks_that_say_nothing_are_refused_at_every_endpoint(
        string query,
        string type,
        string value,
        string remedy
    )
    {
        foreach (
            var route in new[]
            {
                "negotiations/talks",
                "negotiations",
                "negotiations/talks/history",
                "parties",
                "parties/KGZ",
            }
        )
            await server.Anonymous.Asks($"/api/{route}?{query}").IsRefused(400, type, value, remedy);
    }

    [Theory]
    [InlineData("negotiations/talks/history")]
    [InlineData("negotiations/talks/history.csv")]
    [InlineData("statistics/tolls")]
    public async Task A_span_that_ends_before_it_begins_is_refused(string route) =>
        await server
            .Anonymous.Asks($"/api/{route}?from=2023&to=2022")
            .IsRefused(400, "bad-parameter", "from=2023", "to=2022", "Turn them round");

    [Theory]
    [InlineData("negotiations/talks/steps?version=1", "version")]
    [InlineData("negotiations/talks/steps?asOf=2022&knownBy=2999", "knownBy")]
    [InlineData("calendar.ics?asOf=2022", "asOf")]
    [InlineData("feed.atom?KNOWNBY=2022", "knownBy")]
    [InlineData("events?basis=published", "basis")]
    public async Task A_clock_that_an_endpoint_does_not_take_is_refused_and_not_passed_over(
        string question,
        string clock
    ) =>
        await server
            .Anonymous.Asks($"/api/{question}")
            .IsRefused(400, "bad-parameter", $"{clock} is not taken here", "take every clock");

    [Theory]
    [InlineData("negotiations/talks?as_of=2022", "as_of", "asOf")]
    [InlineData("negotiations?known-by=2022", "known-by", "knownBy")]
    [InlineData("calendar.ics?known_by=2022", "known_by", "knownBy")]
    public async Task A_clock_that_is_spelt_otherwise_is_refused(string question, string written, string meant) =>
        await server
            .Anonymous.Asks($"/api/{question}")
            .IsRefused(400, "bad-parameter", $"{written} is not known", $"Write {meant}");

    [Fact]
    public async Task A_consistency_proof_needs_the_size_that_is_known() =>
        await server.Anonymous.Asks("/api/ledger/consistency").IsRefused(400, "size-not-found", "from is missing");

    [Theory]
    [InlineData("version=0", "version-not-found", "versions 1 to 1")]
    [InlineData("version=2", "version-not-found", "versions 1 to 1")]
    [InlineData("version=first", "bad-parameter", "version=first is not a whole number")]
    [InlineData("version=-1", "bad-parameter", "version=-1 is not a whole number")]
    [InlineData("without=Daryo", "without-not-found", "without=Daryo")]
    [InlineData("without=0198f005-0000-7000-8000-0000000000ff", "without-not-found", "nor the publisher")]
    public async Task A_version_or_a_voice_that_is_not_there_is_refused(string query, string type, string says)
    {
        await server.Anonymous.Asks($"/api/negotiations/talks?{query}").IsRefused(400, type, says);
        await server.Anonymous.Asks($"/api/negotiations/talks/history?{query}").IsRefused(400, type, says);
    }

    [Theory]
    [InlineData("negotiations?phase=signed-off", "unknown-value", "phase=signed-off", "text-authenticated")]
    [InlineData("negotiations?health=ill", "unknown-value", "health=ill", "deadlocked")]
    [InlineData("negotiations?security=war", "unknown-value", "security=war", "ceasefire-broken")]
    [InlineData("negotiations?kind=treaty", "unknown-value", "kind=treaty", "dialogue-series")]
    [InlineData("negotiations?subject=love", "unknown-value", "subject=love", "boundary")]
    [InlineData("negotiations?changedSince=monday", "malformed-clock", "changedSince=monday", "2024-12-04T12:00:00Z")]
    [InlineData("negotiations?sort=length", "bad-parameter", "sort=length", "title, recordedAt")]
    [InlineData("negotiations?limit=201", "page-too-large", "limit=201", "Follow 'next'")]
    [InlineData("negotiations?limit=0", "page-too-large", "limit=0", "1 to 200")]
    [InlineData("negotiations?limit=all", "page-too-large", "limit=all", "1 to 200")]
    [InlineData("negotiations?cursor=abc", "bad-cursor", "cursor", "Begin again")]
    [InlineData("negotiations?version=1", "bad-parameter", "version", "knownBy")]
    [InlineData("parties?version=1", "bad-parameter", "version", "knownBy")]
    [InlineData("parties?limit=201", "page-too-large", "limit=201", "Follow 'next'")]
    [InlineData("negotiations/talks/history?limit=201", "page-too-large", "limit=201", "Follow 'next'")]
    [InlineData(
        "negotiations/talks/history?type=border-crossed",
        "unknown-value",
        "type=border-crossed",
        "clash-reported"
    )]
    [InlineData(
        "negotiations/talks/history?clock=wall",
        "unknown-value",
        "clock=wall",
        "occurred, published, recorded"
    )]
    [InlineData(
        "negotiations/talks/history?corrections=hidden",
        "unknown-value",
        "corrections=hidden",
        "applied, shown"
    )]
    [InlineData("negotiations/talks/history?from=soon", "malformed-clock", "from=soon", "2024-12-04")]
    [InlineData("negotiations/talks/history?to=later", "malformed-clock", "to=later", "2024-12-04")]
    [InlineData("negotiations/talks/history?cursor=WyJhIiwiYiIsImMiXQ", "bad-cursor", "cursor", "Begin again")]
    [InlineData("negotiations?q=%00", "bad-parameter", "q", "U+0000")]
    [InlineData("negotiations?party=%00", "bad-parameter", "party", "U+0000")]
    [InlineData("negotiations?cursor=WyJpZCIsIlx1MDAwMCIsIiJd", "bad-cursor", "cursor", "Begin again")]
    [InlineData("negotiations?cursor=WyJpZCIsIlx1ZDgwMCIsIiJd", "bad-cursor", "cursor", "Begin again")]
    [InlineData("negotiations?sort=title&cursor=WyJpZCIsImEiLCJhIl0", "bad-cursor", "cursor", "Begin again")]
    [InlineData("events?after=-1", "bad-parameter", "after=-1", "0 for all")]
    [InlineData("events?limit=201", "page-too-large", "limit=201", "1 to 200")]
    public async Task A_filter_an_order_or_a_page_that_does_not_exist_is_refused(
        string question,
        string type,
        string value,
        string remedy
    ) => await server.Anonymous.Asks("/api/" + question).IsRefused(400, type, value, remedy);

    [Theory]
    [InlineData("/api/negotiations/kg-uz-border", "negotiation-not-found", "'kg-uz-border'")]
    [InlineData("/api/negotiations/kg-uz-border?asOf=2022", "negotiation-not-found", "'kg-uz-border'")]
    [InlineData("/api/negotiations/kg-uz-border/history", "negotiation-not-found", "'kg-uz-border'")]
    [InlineData("/api/negotiations/talks?knownBy=2020", "not-known-by-then", "'talks'")]
    [InlineData("/api/parties/XYZ", "unknown-actor", "'XYZ'")]
    [InlineData("/api/parties/ZWE", "party-not-found", "'ZWE'")]
    [InlineData("/api/treaties", "route-not-found", "/openapi/v1.json")]
    public async Task What_is_not_there_is_not_found(string address, string type, string says) =>
        await server.Anonymous.Asks(address).IsRefused(404, type, says);

    [Fact]
    public async Task A_method_that_is_not_done_here_is_refused_and_those_that_are_named() =>
        await server
            .Monitor.SendAsync(HttpMethod.Delete, "/api/negotiations/talks", null)
            .IsRefused(405, "method-not-allowed", "DELETE", "GET");

    [Fact]
    public async Task A_dry_run_is_wanted_or_not() =>
        await server
            .Monitor.SendAsync(
                HttpMethod.Post,
                "/api/negotiations/talks/events?dryRun=perhaps",
                new StringContent("{}", null, "application/json")
            )
            .IsRefused(400, "bad-parameter", "dryRun=perhaps", "neither true nor false");
}
