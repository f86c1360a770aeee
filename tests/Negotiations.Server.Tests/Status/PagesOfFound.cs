using System.Net;
using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Status;

/// <summary>A list that is answered page by page: counts, orders, the next page, and what is sent.</summary>
public sealed class PagesOfFound(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Facets_count_all_that_the_filter_finds_not_only_the_page()
    {
        await server.Monitor.Records("facet-a", Report.Round("2022-10", 1));
        await server.Monitor.Opens("facet-b").Succeeds();
        await server.Monitor.Opens("facet-c").Succeeds();

        foreach (var clocks in new[] { "", "&asOf=2030" })
        {
            var page = await server.Anonymous.Asks("/api/negotiations?q=facet&facets=true&limit=1" + clocks).Succeeds();

            Assert.Equal(
                ("2", "1", "3"),
                (page["facets.phase.registered"], page["facets.phase.negotiating"], page["facets.party.KGZ"])
            );
        }
    }

    [Fact]
    public async Task Pages_in_every_order_neither_skip_nor_repeat()
    {
        for (var i = 0; i < 5; i++)
            await server.Monitor.Records(
                $"sorted-{i}",
                [.. Enumerable.Range(0, i % 3).Select(n => (JsonObject)Report.Round($"202{i % 2}-10", n + 1))]
            );

        foreach (
            var sort in new[]
            {
                "id",
                "-id",
                "title",
                "recordedAt",
                "-recordedAt",
                "phase",
                "-phase",
                "lastEvent",
                "-lastEvent",
                "relevance",
                "-relevance",
            }
        )
        foreach (var clocks in new[] { "", "&asOf=2030" })
        {
            var walked = await server.Anonymous.Walks($"/api/negotiations?q=sorted&limit=2&sort={sort}{clocks}", "id");
            Assert.Equal(5, walked.Count);
            Assert.Equal(5, walked.Distinct().Count());
        }

        Assert.Equal(
            ["sorted-0", "sorted-3"],
            (await server.Anonymous.Walks("/api/negotiations?q=sorted&sort=phase", "id")).Take(2)
        );
    }

    [Fact]
    public async Task A_page_names_the_next_one_in_a_header_and_is_not_sent_twice()
    {
        await server.Monitor.Opens("linked-a").Succeeds();
        await server.Monitor.Opens("linked-b").Succeeds();
        using var response = await server.Anonymous.GetAsync(
            new Uri("/api/negotiations?q=linked&limit=1", UriKind.Relative),
            Postgres.Scratch.Stop
        );
        var page = await Answer.Of(response);

        Assert.Equal(
            $"</api/negotiations?q=linked&limit=1&cursor={page["next"]}>; rel=\"next\"",
            response.Headers.GetValues("Link").Single()
        );
        await server.Anonymous.Asks("/api/negotiations?q=linked&limit=1", page.Tag).Is(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Answers_are_compressed_for_those_who_take_it()
    {
        await server.Monitor.Opens("compressed").Succeeds();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/negotiations/compressed");
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var response = await server.Anonymous.SendAsync(request, Postgres.Scratch.Stop);

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Relevance_without_words_is_refused() =>
        await server.Anonymous.Asks("/api/negotiations?sort=relevance").IsRefused(400, "bad-parameter", "q");
}
