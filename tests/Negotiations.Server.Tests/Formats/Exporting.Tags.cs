using System.Net;

namespace Negotiations.Server.Tests.Formats;

// Entity tags of exports.
public sealed partial class Exporting
{
    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    [InlineData("ndjson")]
    public async Task The_tag_of_what_passes_a_filter_moves_with_that_alone(string ending)
    {
        var (own, other) = ($"tag-{ending}", $"tag-{ending}-other");
        await server.Monitor.Records(own, Report.Clash());
        await server.Monitor.Opens(other).Succeeds();
        var path = $"/api/events.{ending}?type=clash-reported&negotiation={own}";
        var before = await server.Anonymous.Asks(path).Succeeds();
        await server.Monitor.Appends(other, Report.Clash()).Succeeds();
        await server.Monitor.Appends(own, Report.Round("2022-10", 1)).Succeeds();
        var aside = await server.Anonymous.Asks(path).Succeeds();
        await server.Anonymous.Asks(path, before.Tag).Is(HttpStatusCode.NotModified);
        await server.Monitor.Appends(own, Report.Clash()).Succeeds();
        var after = await server.Anonymous.Asks(path, before.Tag).Succeeds();

        Assert.Equal(before.Tag, aside.Tag);
        Assert.NotEqual(before.Tag, after.Tag);
    }

    [Theory]
    [InlineData("/api/negotiations.csv?externalId=tag:1")]
    [InlineData("/api/tolls.csv?negotiation=tagged")]
    [InlineData("/api/instruments.csv?negotiation=tagged")]
    public async Task A_tag_moves_with_what_is_in_the_file_and_with_nothing_else(string address)
    {
        if ((await server.Anonymous.Asks("/api/negotiations/tagged")).Status == HttpStatusCode.NotFound)
            await server.Monitor.Records(
                "tagged",
                Report.Of("clash-reported", "2022-09", """ "externalIds": [{ "scheme": "tag", "id": "1" }] """)
            );

        var before = await server.Anonymous.Asks(address).Succeeds();
        await server.Monitor.Opens($"aside-{Guid.NewGuid():n}").Succeeds();
        await server.Anonymous.Asks(address, before.Tag).Is(HttpStatusCode.NotModified);
        await server.Monitor.Appends("tagged", Report.Round("2022-11", 1)).Succeeds();

        Assert.NotEqual(before.Tag, (await server.Anonymous.Asks(address, before.Tag).Is(HttpStatusCode.OK)).Tag);
    }
}
