using System.Net;

namespace Negotiations.Server.Tests.Monitoring;

/// <summary>What is allowed and hardly ever sent must not break a view for those who come after.</summary>
public sealed class Boundaries(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("far-dates", "meeting-scheduled", "0001-01-01", """ "plannedFor": "9999-12-31", "kind": "round" """)]
    [InlineData("open-dates", "talks-status-changed", "[2022..]", """ "status": "suspended" """)]
    [InlineData("last-day", "entered-into-force", "9999-12-31", """ "provisional": true """)]
    [InlineData(
        "deep",
        "sections-agreed",
        "2023",
        """
            "sections": [ { "name": "a", "geometry": { "type": "GeometryCollection",
            "geometries": [ { "type": "Polygon", "coordinates": [ [ [ 70.1, 39.9 ], [ 1e2, -0.0 ] ] ] } ] } } ]
            """
    )]
    [InlineData(
        "script",
        "statement-issued",
        "2023",
        """ "summary": "</script><img src=x onerror=alert(1)> \u202e \ud83d\ude00 Ӯзбекистон" """
    )]
    public async Task It_is_recorded_and_every_answer_about_it_can_be_read(
        string id,
        string type,
        string occurred,
        string more
    )
    {
        await server
            .Monitor.Opens(Report.Opening(id, kind: "dialogue-series", more: """ "cadence": "P9999Y" """))
            .Succeeds();
        var answer = await server.Monitor.Appends(id, Report.Of(type, occurred, more));
        Assert.True(answer.Status is HttpStatusCode.Created, answer.Text);

        foreach (
            var question in new[]
            {
                "",
                "?asOf=9999-12-31",
                "?asOf=0001-01-01",
                "?version=2",
                "/history?clock=occurred",
                "/history?clock=published&corrections=applied",
                "/history?from=0001&to=9999",
            }
        )
            await server.Anonymous.Asks($"/api/negotiations/{id}{question}").Is(HttpStatusCode.OK);

        await server.Anonymous.Asks("/api/negotiations?limit=200").Is(HttpStatusCode.OK);
        await server.Anonymous.Asks("/api/negotiations?limit=200&asOf=9999-12-31").Is(HttpStatusCode.OK);
        await server.IsSoundAsync();
    }

    [Fact]
    public async Task Numbers_too_large_to_be_added_are_refused_before_they_spoil_a_sum()
    {
        await server.Monitor.Opens("sums").Succeeds();
        await server
            .Monitor.Appends(
                "sums",
                Report.Of("toll-reported", "2022", """ "side": "KGZ", "killed": { "best": 5e28 } """)
            )
            .IsRefused(422, "quantity-too-large", "'killed'", "unit");

        await server
            .Monitor.Appends(
                "sums",
                Report.Of("toll-reported", "2022", """ "side": "KGZ", "killed": { "best": 1e15 } """)
            )
            .Is(HttpStatusCode.Created);
        await server
            .Monitor.Appends(
                "sums",
                Report.Of("toll-reported", "2022", """ "side": "TJK", "killed": { "best": 1e15 } """)
            )
            .Is(HttpStatusCode.Created);

        Assert.Equal(
            "2000000000000000",
            (await server.Anonymous.Asks("/api/negotiations/sums"))["clashes.killed.best"]
        );
    }

    [Fact]
    public async Task An_address_with_strange_characters_is_no_negotiation()
    {
        foreach (var id in new[] { "a%20b", "%F0%9F%98%80", "..%2F..", "'%3B--", "KG-TJ-BORDER" })
            await server.Anonymous.Asks($"/api/negotiations/{id}").IsRefused(404, "negotiation-not-found");

        Assert.Equal(HttpStatusCode.BadRequest, (await server.Anonymous.Asks("/api/negotiations/a%00b")).Status);
    }
}
