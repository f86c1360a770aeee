using System.Net;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>The form of an event offers the towns of the gazetteer, in any script and with no script of the
/// browser.</summary>
public sealed class PlacesOffered(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_town_typed_nearly_so_is_offered_and_the_one_that_is_chosen_is_recorded()
    {
        await server.Monitor.Opens("placing").Succeeds();
        const string Path = "/negotiations/placing/report?type=clash-reported";
        using var visitor = await new DashboardVisitor(server.First.Address).SignsInAsync(TestServer.KeyOf("monitor"));

        var unread = await TriesAsync(visitor, Path, ("place.name", "Батген"));
        var chosen = await visitor
            .Sends(Path, unread, ("place.chosen", "Batken/KGZ"), ("step", "check"))
            .Is(HttpStatusCode.OK);

        Assert.Contains("No one town of the gazetteer", unread.Text, StringComparison.Ordinal);
        Assert.Contains("name=\"place.chosen\" value=\"Batken/KGZ\"", unread.Text, StringComparison.Ordinal);
        Assert.Contains("Read as: Batken (Kyrgyzstan)", chosen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("place.chosen", chosen.Text, StringComparison.Ordinal);
        await visitor.Sends(Path, chosen, ("step", "record")).Is(HttpStatusCode.Redirect);
        Assert.Equal(
            """{"name":"Batken","country":"KGZ"}""",
            (await server.Anonymous.Asks("/api/negotiations/placing/history"))["items.1.data.place"]
        );
    }

    [Fact]
    public async Task A_name_of_several_towns_is_known_by_its_country_and_another_name_is_recorded_as_it_is()
    {
        await server.Monitor.Opens("placing-more").Succeeds();
        const string Path = "/negotiations/placing-more/report?type=clash-reported";
        using var visitor = await new DashboardVisitor(server.First.Address).SignsInAsync(TestServer.KeyOf("monitor"));

        var several = await TriesAsync(visitor, Path, ("place.name", "Бустон"));
        var one = await TriesAsync(visitor, Path, ("place.name", "Buston"), ("place.country", "Tajikistan (TJK)"));
        var none = await TriesAsync(visitor, Path, ("place.name", "A gorge without a name"));

        foreach (var town in new[] { "Buston", "Bŭston" })
            Assert.Contains($"value=\"{town}/TJK\"", WebUtility.HtmlDecode(several.Text), StringComparison.Ordinal);

        Assert.Contains("Read as: Buston (Tajikistan)", one.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("place.chosen", none.Text, StringComparison.Ordinal);
        Assert.Contains("id=\"check\"", none.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_is_given_names_to_choose_from_while_one_types()
    {
        var towns = await server.Anonymous.Asks("/reading?as=towns&written=%D0%91%D0%B0%D1%82%D0%BA").Succeeds();
        var read = await server.Anonymous.Asks("/reading?as=place&written=%D0%91%D0%B0%D1%82%D0%BA%D0%B5%D0%BD");

        Assert.Contains("Batken", towns.Text.Split('\n'));
        Assert.Equal("Read as: Batken (Kyrgyzstan)", read.Text);
    }

    static async Task<Answer> TriesAsync(DashboardVisitor visitor, string path, params (string, string?)[] place) =>
        await visitor
            .Sends(
                path,
                await visitor.Asks(path),
                [
                    ("occurred", "early July 2024"),
                    ("own.clashId", "july"),
                    ("source1.publisher", "Kabar"),
                    ("source1.published", "8 July 2024"),
                    ("step", "check"),
                    .. place,
                ]
            )
            .Is(HttpStatusCode.OK);
}
