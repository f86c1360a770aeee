namespace Negotiations.Server.Tests.Status;

// What ties two negotiations that both go on.
public sealed partial class Merging
{
    [Fact]
    public async Task An_event_that_moved_says_so_on_both_sides_and_a_duplicate_may_be_of_another_negotiation()
    {
        var (from, to) = ($"from-{Guid.NewGuid():n}", $"to-{Guid.NewGuid():n}");
        await server.Monitor.Opens(from).Succeeds();
        await server.Monitor.Opens(to).Succeeds();
        var wrong = (await server.Monitor.Appends(from, Report.Of("clash-reported", "2022-09")).Succeeds())[
            "events.0.eventId"
        ]!;
        var right = (
            await server
                .Monitor.Appends(
                    to,
                    Report.Of(
                        "clash-reported",
                        "2022-09",
                        $$""" "movedFrom": { "negotiation": "{{from}}", "eventId": "{{wrong}}" } """
                    )
                )
                .Succeeds()
        )["events.0.eventId"]!;
        await server
            .Monitor.Appends(
                from,
                Retraction(
                    wrong,
                    "wrong-negotiation",
                    $$""" "movedTo": { "negotiation": "{{to}}", "eventId": "{{right}}" } """
                )
            )
            .Succeeds();

        var history = await server.Anonymous.Asks($"/api/negotiations/{from}/history?clock=recorded").Succeeds();
        Assert.Equal(
            ("true", to, right),
            (history["items.1.retracted"], history["items.1.movedTo.negotiation"], history["items.1.movedTo.eventId"])
        );
        Assert.Contains(
            $"/negotiations/{to}?event={right}#e-{right}",
            (await server.Anonymous.Asks($"/negotiations/{from}").Succeeds()).Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"/negotiations/{from}?event={wrong}#e-{wrong}",
            (await server.Anonymous.Asks($"/negotiations/{to}").Succeeds()).Text,
            StringComparison.Ordinal
        );

        var again = (await server.Monitor.Appends(from, Report.Of("clash-reported", "2022-10")).Succeeds())[
            "events.0.eventId"
        ]!;
        await server
            .Monitor.Appends(from, Retraction(again, "duplicate", $$""" "duplicateOf": "{{right}}" """))
            .Succeeds();
        var lost = await server.Monitor.Appends(
            from,
            Retraction(again, "duplicate", $$""" "duplicateOf": "{{Guid.NewGuid()}}" """)
        );
        Assert.Equal("/problems/original-not-found", lost["type"]);
    }

    [Fact]
    public async Task Related_negotiations_are_shown_from_both_sides()
    {
        var (water, border) = ($"water-{Guid.NewGuid():n}", $"border-{Guid.NewGuid():n}");
        await server.Monitor.Opens(border).Succeeds();
        var before = await server.Anonymous.Asks($"/api/negotiations/{border}").Succeeds();
        await server.Monitor.Opens(Report.Opening(water, more: $$""" "related": ["{{border}}"] """)).Succeeds();

        Assert.Equal([border], List(await server.Anonymous.Asks($"/api/negotiations/{water}").Succeeds(), "related"));
        var after = await server.Anonymous.Asks($"/api/negotiations/{border}").Succeeds();
        Assert.Equal([water], List(after, "related"));
        Assert.NotEqual(before.Tag, after.Tag);
        Assert.Contains(
            $"href=\"/negotiations/{water}\"",
            (await server.Anonymous.Asks($"/negotiations/{border}").Succeeds()).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_page_names_those_it_belongs_with_by_their_titles()
    {
        var (border, water) = ($"line-{Guid.NewGuid():n}", $"river-{Guid.NewGuid():n}");
        await server.Monitor.Opens(Report.Opening(border, title: "Talks on the line")).Succeeds();
        await server.Monitor.Opens(Report.Opening(water, more: $$""" "related": ["{{border}}"] """)).Succeeds();

        var page = await server.Anonymous.Asks($"/negotiations/{water}?lang=en").Succeeds();

        Assert.Contains(
            $"<a href=\"/negotiations/{border}\">Talks on the line</a>",
            page.Text,
            StringComparison.Ordinal
        );
    }
}
