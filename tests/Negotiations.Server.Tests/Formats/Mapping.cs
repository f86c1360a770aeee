namespace Negotiations.Server.Tests.Formats;

/// <summary>Places on a map, and tolls by month and side.</summary>
public sealed class Mapping(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_map_shows_places_and_agreed_sections_as_of_a_day()
    {
        await server.Monitor.Records(
            "map",
            Report.Of(
                "clash-reported",
                "2022-09",
                """
                "place": { "name": "Vorukh", "precision": 2,
                  "point": { "type": "Point", "coordinates": [70.58, 39.85] } }
                """
            ),
            Report.Of(
                "sections-agreed",
                "2023-10",
                """
                "sections": [{ "name": "Golovnoy",
                  "geometry": { "type": "LineString", "coordinates": [[70.5, 39.9], [70.6, 40.0]] } }]
                """
            )
        );

        var now = await server.Anonymous.Asks("/api/map.geojson?negotiation=map").Succeeds();
        var then = await server.Anonymous.Asks("/api/map.geojson?negotiation=map&asOf=2022-12").Succeeds();

        Assert.Equal("application/geo+json", now.ContentType);
        Assert.Equal(["Vorukh", "Golovnoy"], now.Each("features", "properties.name"));
        Assert.Equal(["Point", "LineString"], now.Each("features", "geometry.type"));
        Assert.Equal("source", now["features.0.properties.positionBy"]);
        Assert.Equal("0", now["notPlaced"]);
        Assert.DoesNotContain("null", now.Text, StringComparison.Ordinal);
        Assert.Equal(["Vorukh"], then.Each("features", "properties.name"));
    }

    [Theory]
    [InlineData("Batken")]
    [InlineData("Баткен")]
    [InlineData("Хуҷанд")]
    [InlineData("Худжанд")]
    [InlineData("Ворух")]
    [InlineData("Isfana")]
    public async Task A_town_that_a_source_names_without_a_point_is_placed_by_the_gazetteer_and_says_so(string name)
    {
        var id = $"town-{Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(name))}";
        await server.Monitor.Records(
            id,
            Report.Of("clash-reported", "2022-09", $$""" "place": { "name": "{{name}}" } """),
            Report.Of("clash-reported", "2022-10", """ "place": { "name": "A gorge without a name" } """)
        );

        var map = await server.Anonymous.Asks($"/api/map.geojson?negotiation={id}").Succeeds();

        Assert.Equal([name], map.Each("features", "properties.name"));
        Assert.Equal(["gazetteer"], map.Each("features", "properties.positionBy"));
        Assert.Equal("1", map["notPlaced"]);
    }

    [Fact]
    public async Task Tolls_are_counted_by_month_negotiation_and_side()
    {
        await server.Monitor.Records(
            "tolls",
            Report.Clash("2022-09-14"),
            Report.Of(
                "toll-reported",
                "2022-10-05",
                """ "clashId": "september-2022", "side": "KGZ", "killed": { "best": 63 } """
            ),
            Report.Of(
                "toll-reported",
                "2022-09-20",
                """
                "clashId": "september-2022", "side": "TJK", "killed": { "text": "dozens", "qualifier": "dozens" }
                """
            )
        );

        var months = await server.Anonymous.Asks("/api/statistics/tolls?negotiation=tolls").Succeeds();
        var sides = await server.Anonymous.Asks("/api/statistics/tolls?negotiation=tolls&by=party").Succeeds();

        Assert.Equal(["2022-09"], months.Each("groups", "key"));
        Assert.Equal(
            ("1", "87", null),
            (months["groups.0.clashes"], months["groups.0.killed.low"], months["groups.0.killed.best"])
        );
        Assert.Equal(["KGZ", "TJK"], sides.Each("groups", "key"));
        Assert.Equal(["63", null], sides.Each("groups", "killed.best"));
        Assert.Empty(
            (await server.Anonymous.Asks("/api/statistics/tolls?negotiation=tolls&from=2023").Succeeds()).Each(
                "groups",
                "key"
            )
        );
    }
}
