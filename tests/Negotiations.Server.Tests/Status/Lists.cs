namespace Negotiations.Server.Tests.Status;

/// <summary>Five negotiations, found by what they are and what happens in them.</summary>
public sealed class Lists(FiveNegotiations server) : IClassFixture<FiveNegotiations>
{
    [Theory]
    [InlineData("", "c5,kg-tj-border,kg-uz-border,tapi,water")]
    [InlineData("phase=registered", "tapi,water")]
    [InlineData("phase=agreed-in-principle", "kg-tj-border")]
    [InlineData("phase=signed", "kg-uz-border")]
    [InlineData("phase=announced", "c5")]
    [InlineData("health=suspended", "water")]
    [InlineData("security=past-clashes", "kg-tj-border")]
    [InlineData("security=clashes", "")]
    [InlineData("party=TKM", "tapi")]
    [InlineData("party=tkm", "tapi")]
    [InlineData("party=UNRCCA", "water")]
    [InlineData("party=KGZ", "kg-tj-border,kg-uz-border")]
    [InlineData("kind=dialogue-series", "c5")]
    [InlineData("subject=boundary", "kg-tj-border,kg-uz-border")]
    [InlineData("q=border&sort=id", "kg-tj-border,kg-uz-border")]
    [InlineData("q=PIPELINE", "tapi")]
    [InlineData("q=uzbek border", "kg-uz-border")]
    [InlineData("q=100%25", "")]
    [InlineData("q=_", "")]
    [InlineData("subject=boundary&security=not-reported", "kg-uz-border")]
    [InlineData("sort=-id", "water,tapi,kg-uz-border,kg-tj-border,c5")]
    [InlineData("sort=title", "c5,kg-tj-border,kg-uz-border,water,tapi")]
    [InlineData("sort=-title", "tapi,water,kg-uz-border,kg-tj-border,c5")]
    [InlineData("sort=recordedAt", "tapi,c5,kg-tj-border,kg-uz-border,water")]
    [InlineData("sort=-recordedAt", "water,kg-uz-border,kg-tj-border,c5,tapi")]
    public async Task A_list_is_filtered_and_ordered(string query, string ids)
    {
        // On other clocks the list is folded again from the events, and must say the same.
        foreach (var clock in new[] { "", "&knownBy=" + server.End })
        foreach (var limit in new[] { 200, 1, 2 })
            Assert.Equal(
                ids,
                string.Join(',', await server.Auditor.Walks($"/api/negotiations?limit={limit}&{query}{clock}", "id"))
            );
    }

    [Fact]
    public async Task Changed_since_means_recorded_after_that_instant()
    {
        var all = await server.Auditor.Asks("/api/negotiations?sort=recordedAt").Succeeds();

        var later = await server
            .Auditor.Asks($"/api/negotiations?sort=recordedAt&changedSince={all["items.2.recordedAt"]}")
            .Succeeds();

        Assert.Equal(["kg-uz-border", "water"], later.Each("items", "id"));
        await server
            .Auditor.Asks("/api/negotiations?changedSince=2999")
            .IsRefused(400, "changed-since-in-future", "changedSince=2999", "still to come");
    }

    [Fact]
    public async Task As_of_shows_every_item_as_it_stood_then()
    {
        var list = await server.Anonymous.Asks("/api/negotiations?asOf=2022-12-31&subject=boundary").Succeeds();

        Assert.Equal(["negotiating", "registered"], list.Each("items", "phase.possible.0"));
        Assert.Equal("2022-12-31", list["clocks.asOf"]);
    }

    [Fact]
    public async Task Without_a_publisher_a_list_is_shown_as_if_it_had_never_spoken()
    {
        var list = await server.Anonymous.Asks("/api/negotiations?without=Akorda&subject=boundary").Succeeds();

        Assert.Equal(["agreed-in-principle", "registered"], list.Each("items", "phase.possible.0"));
    }
}

/// <summary>A server that holds them.</summary>
public sealed class FiveNegotiations(TestDatabase databases) : TestServer(databases), IAsyncLifetime
{
    /// <summary>When the last event was recorded.</summary>
    public string End { get; private set; } = "";

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await Monitor
            .Opens(
                Report.Opening(
                    "tapi",
                    title: "Turkmenistan-Afghanistan-Pakistan-India pipeline",
                    kind: "project",
                    subject: "other",
                    more: """ "actors": [ { "id": "TKM", "role": "party" } ] """
                )
            )
            .Succeeds();
        await Monitor
            .Opens(
                Report.Opening(
                    "c5",
                    title: "C5+1",
                    kind: "dialogue-series",
                    subject: "partnership",
                    more: """ "actors": [ { "id": "USA", "role": "organiser" } ] """
                )
            )
            .Succeeds();
        await Monitor.Records(
            "kg-tj-border",
            Report.Clash(),
            Report.Round("2022-10", 1),
            Report.Of("sections-agreed", "2024-12-04", """ "allRemaining": true """)
        );
        await Monitor
            .Opens(
                Report.Opening(
                    "kg-uz-border",
                    title: "Kyrgyz-Uzbek border",
                    more: """ "actors": [ { "id": "KGZ", "role": "party" }, { "id": "UZB", "role": "party" } ] """
                )
            )
            .Succeeds();
        await Monitor
            .Appends(
                "kg-uz-border",
                Report.Of("instrument-signed", "2023-01-27", """ "instrumentType": "treaty" """, publisher: "Akorda")
            )
            .Succeeds();
        await Monitor
            .Opens(
                Report.Opening(
                    "water",
                    title: "Sharing of the Syr Darya",
                    subject: "water",
                    more: """ "actors": [ { "id": "UZB", "role": "party" } ] """
                )
            )
            .Succeeds();
        var last = await Monitor
            .Appends(
                "water",
                Report.Of(
                    "talks-status-changed",
                    "2023",
                    """ "status": "suspended", "actors": [ { "id": "UNRCCA", "role": "mediator" } ] """
                )
            )
            .Succeeds();
        End = last["events.0.recordedAt"]!;
    }
}
