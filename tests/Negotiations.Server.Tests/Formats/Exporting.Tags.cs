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

    // RFC 9110, 8.8.1: what has the same strong tag has the same bytes. Times in archives count two seconds.
    [Fact]
    public async Task Files_of_one_strong_tag_have_the_same_bytes_whenever_they_are_asked_for()
    {
        await server.Monitor.Records("tag-bytes", Report.Clash());
        string[] tables = ["events", "tolls", "instruments", "negotiations", "negotiations/tag-bytes/history"];
        string[] files =
        [
            .. tables.SelectMany(table => new[] { $"{table}.csv", $"{table}.xlsx" }),
            "events.ndjson",
            "negotiations/tag-bytes/history.ndjson",
            "negotiations/tag-bytes",
            "calendar.ics",
            "feed.atom",
            "map.geojson",
            "statistics/tolls",
            "actors",
        ];
        var before = await FilesAsync();
        await Task.Delay(TimeSpan.FromSeconds(2.1), Postgres.Scratch.Stop);
        foreach (var (first, second) in before.Zip(await FilesAsync()))
        {
            Assert.Equal(first.Tag, second.Tag);
            if (!first.Tag.StartsWith("W/", StringComparison.Ordinal))
                Assert.True(first.Bytes.SequenceEqual(second.Bytes), first.File);
        }

        foreach (var tag in new[] { before[1].Tag, before[1].Tag[2..] })
            await server.Anonymous.Asks("/api/events.xlsx", tag).Is(HttpStatusCode.NotModified);

        async Task<List<(string File, string Tag, byte[] Bytes)>> FilesAsync()
        {
            List<(string, string, byte[])> all = [];
            foreach (var file in files)
                all.Add(await FileAsync(file));

            return all;
        }

        async Task<(string File, string Tag, byte[] Bytes)> FileAsync(string file)
        {
            using var answer = await server.Anonymous.GetAsync($"/api/{file}", Postgres.Scratch.Stop);
            answer.EnsureSuccessStatusCode();
            return (
                file,
                answer.Headers.ETag!.ToString(),
                await answer.Content.ReadAsByteArrayAsync(Postgres.Scratch.Stop)
            );
        }
    }
}
