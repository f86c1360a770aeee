namespace Negotiations.Server.Tests.Status;

/// <summary>What happened, in the order of the world, of the press or of the record.</summary>
public sealed class Histories(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    const string Clash = "0198f007-0000-7000-8000-000000000001";
    const string Round = "0198f007-0000-7000-8000-000000000002";
    const string Statement = "0198f007-0000-7000-8000-000000000003";
    const string Correction = "0198f007-0000-7000-8000-000000000004";
    const string Route = "/api/negotiations/talks/history";

    // In recorded order: a round, then an earlier clash that was published later, then an undated press report, then
    // a correction.
    public async ValueTask InitializeAsync()
    {
        await server.Monitor.Opens(Report.Opening("talks", "0198f007-0000-7000-8000-000000000000")).Succeeds();
        await server
            .Monitor.Appends(
                "talks",
                Report.Of("round-held", "2022-10-03/2022-10-07", eventId: Round, published: "2022-10-08")
            )
            .Succeeds();
        await server
            .Monitor.Appends(
                "talks",
                Report.Of(
                    "clash-reported",
                    "2022-09",
                    """ "occurredText": "in September" """,
                    Clash,
                    published: "2022-11"
                )
            )
            .Succeeds();
        await server
            .Monitor.Appends(
                "talks",
                Report.Of("statement-issued", "[2022-09..2022-12]", """ "form": "letter" """, Statement)
            )
            .Succeeds();
        await server
            .Monitor.Appends("talks", Report.Correction(Clash, """ { "occurred": "2022-11" } """, Correction))
            .Succeeds();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("occurred", "negotiation-opened,clash-reported,statement-issued,round-held,event-corrected")]
    [InlineData("published", "negotiation-opened,round-held,clash-reported,statement-issued,event-corrected")]
    [InlineData("recorded", "negotiation-opened,round-held,clash-reported,statement-issued,event-corrected")]
    [InlineData("occurred&corrections=applied", "negotiation-opened,statement-issued,round-held,clash-reported")]
    [InlineData("occurred&type=clash-reported&type=round-held", "clash-reported,round-held")]
    [InlineData("occurred&to=2022-09", "negotiation-opened,clash-reported,statement-issued")]
    [InlineData("occurred&from=2022-10&to=2022-12", "statement-issued,round-held")]
    [InlineData("occurred&from=2022-10-08&to=2022-12&corrections=applied", "statement-issued,clash-reported")]
    [InlineData("published&from=2022-10&to=2022-10", "round-held")]
    [InlineData("published&from=2022-11-30&to=2023", "clash-reported")]
    [InlineData("recorded&to=2022", "")]
    [InlineData("occurred&asOf=2022-09-30", "negotiation-opened,clash-reported,statement-issued,event-corrected")]
    [InlineData("recorded&version=2", "negotiation-opened,round-held")]
    [InlineData("recorded&basis=published&knownBy=2022-10-31", "negotiation-opened,round-held")]
    [InlineData("recorded&without=Kabar", "negotiation-opened")]
    [InlineData(
        "recorded&without=" + Correction + "&without=" + Statement,
        "negotiation-opened,round-held,clash-reported"
    )]
    public async Task It_is_shown_in_the_order_and_to_the_extent_that_was_asked_for(string query, string types)
    {
        foreach (var limit in new[] { 200, 2 })
            Assert.Equal(
                types,
                string.Join(',', await server.Anonymous.Walks($"{Route}?limit={limit}&clock={query}", "type"))
            );
    }

    [Fact]
    public async Task An_entry_has_the_three_clocks_and_the_event_as_it_was_appended()
    {
        var entry = await server.Auditor.Asks(Route + "?type=clash-reported").Succeeds();

        Assert.Equal(
            [
                "eventId",
                "version",
                "sequence",
                "type",
                "occurred",
                "occurredText",
                "earliest",
                "latest",
                "published",
                "recordedAt",
                "recordedBy",
                "data",
                "corrected",
                "retracted",
                "corrections",
                "sources",
            ],
            entry.Members("items.0")
        );
        Assert.Equal(
            (Clash, "3", "2022-09", "in September"),
            (
                entry["items.0.eventId"],
                entry["items.0.version"],
                entry["items.0.occurred"],
                entry["items.0.occurredText"]
            )
        );
        Assert.Equal(
            ("2022-09-01", "2022-09-30", "2022-11", "monitor"),
            (
                entry["items.0.earliest"],
                entry["items.0.latest"],
                entry["items.0.published"],
                entry["items.0.recordedBy"]
            )
        );
        Assert.Equal(["type", "eventId", "occurred", "occurredText", "sources"], entry.Members("items.0.data"));
        Assert.Equal(
            ["eventId", "version", "recordedAt", "recordedBy", "kind", "patch", "reason"],
            entry.Members("items.0.corrections.0")
        );
        Assert.Equal(
            (Correction, "error", "2022-11"),
            (
                entry["items.0.corrections.0.eventId"],
                entry["items.0.corrections.0.kind"],
                entry["items.0.corrections.0.patch.occurred"]
            )
        );
    }

    [Fact]
    public async Task A_history_without_more_has_no_next() =>
        Assert.Equal(["items"], (await server.Anonymous.Asks(Route)).Members());
}
