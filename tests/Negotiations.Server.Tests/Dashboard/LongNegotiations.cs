using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>A negotiation of thousands of events is read page by page.</summary>
public sealed class LongNegotiations(TestServer server) : IClassFixture<TestServer>
{
    const int Clashes = 1_000;

    [Fact]
    public async Task A_page_shows_a_hundred_events_the_latest_first_and_where_all_of_them_lie()
    {
        await server.Monitor.Opens("long").Succeeds();
        var day = new DateOnly(2020, 1, 1);
        foreach (
            var chunk in Enumerable
                .Range(0, Clashes)
                .Select(i =>
                    Report.Of("clash-reported", $"{day.AddDays(i):yyyy-MM-dd}", $""" "clashId": "clash-{i}" """)
                )
                .Chunk(500)
        )
            await server.Monitor.Appends("long", new JsonArray([.. chunk])).Succeeds();

        var first = await server.Anonymous.Asks("/negotiations/long?lang=en").Succeeds();
        var last = await server.Anonymous.Asks("/negotiations/long?lang=en&page=11").Succeeds();
        var beyond = await server.Anonymous.Asks("/negotiations/long?lang=en&page=99").Succeeds();

        Assert.Equal((100, 1, 1), (Rows(first), Rows(last), Rows(beyond)));
        Assert.Contains("26 September 2022", first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("1 January 2020</time>", first.Text, StringComparison.Ordinal);
        Assert.Contains("1 January 2020</time>", last.Text, StringComparison.Ordinal);
        Assert.Contains("class=\"density\"", first.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_to_an_event_on_another_page_opens_that_page()
    {
        await server.Monitor.Opens("linked").Succeeds();
        var round = (
            await server
                .Monitor.Appends("linked", Report.Of("round-held", "2019-12-01", """ "roundNumber": 1 """))
                .Succeeds()
        )["events.0.eventId"]!;
        var day = new DateOnly(2020, 1, 1);
        await server
            .Monitor.Appends(
                "linked",
                new JsonArray([
                    .. Enumerable
                        .Range(0, 150)
                        .Select(i =>
                            Report.Of("clash-reported", $"{day.AddDays(i):yyyy-MM-dd}", $""" "clashId": "clash-{i}" """)
                        ),
                ])
            )
            .Succeeds();
        var address = $"/negotiations/linked?event={round}";

        var first = await server.Anonymous.Asks("/negotiations/linked?lang=en").Succeeds();
        var there = await server.Anonymous.Asks(address).Succeeds();
        var brief = await server.Anonymous.Asks("/negotiations/linked/brief").Succeeds();

        Assert.DoesNotContain($"<tr id=\"e-{round}\"", first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"#e-{round}\"", first.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"{address}#e-{round}\"", first.Text, StringComparison.Ordinal);
        Assert.Contains($"<tr id=\"e-{round}\"", there.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"#e-{round}\"", there.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"{address}#e-{round}\"", brief.Text, StringComparison.Ordinal);
        await server.Anonymous.Asks("/negotiations/linked?event=the-first").Is(System.Net.HttpStatusCode.BadRequest);
    }

    static int Rows(Answer page) => page.Text.Split("<tr id=\"e-").Length - 1;
}
