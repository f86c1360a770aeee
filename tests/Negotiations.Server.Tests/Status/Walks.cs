namespace Negotiations.Server.Tests.Status;

/// <summary>Page after page while others record: nothing is skipped and nothing comes twice.</summary>
public sealed class Walks(TestServer server) : IClassFixture<TestServer>
{
    const int Negotiations = 25;
    const int Interruptions = 8;

    [Theory]
    [InlineData("id")]
    [InlineData("-id")]
    [InlineData("title")]
    [InlineData("recordedAt")]
    public async Task A_walk_through_a_list_meets_everyone_who_was_there_once(string sort)
    {
        var ids = Enumerable
            .Range(0, Negotiations)
            .Select(number => $"walk-{sort.Trim('-').ToLowerInvariant()}{(sort[0] == '-' ? "-down" : "")}-{number:00}")
            .ToList();
        foreach (var id in ids)
            await server.Monitor.Opens(id).Succeeds();

        var turn = 0;
        var seen = await server.Nobody.Walks($"/api/negotiations?limit=3&sort={sort}", "id", betweenPages: async () =>
        {
            if (turn == Interruptions)
                return;

            await server.Monitor.Opens($"{ids[0]}-new-{turn}").Succeeds();
            await server.Monitor.Appends(ids[turn++], Report.Clash()).Succeeds();
        });

        // Who moves to the end of the order during the walk is met there again: it is news.
        if (sort != "recordedAt")
            Assert.Distinct(seen);

        Assert.Empty(ids.Except(seen));
    }

    [Fact]
    public async Task A_walk_through_a_history_meets_every_event_once()
    {
        await server.Monitor.Records(
            "walked",
            Enumerable.Range(1, 12).Select(number => Report.Round($"2022-{13 - number:00}", number))
        );

        foreach (var clock in new[] { "occurred", "published", "recorded" })
        {
            var number = 0;
            var seen = await server.Nobody.Walks(
                $"/api/negotiations/walked/history?limit=4&clock={clock}&type=round-held",
                "version",
                betweenPages: async () =>
                    await server.Monitor.Appends("walked", Report.Clash($"2021-0{++number}")).Succeeds()
            );

            Assert.Distinct(seen);
            Assert.Equal(12, seen.Count);
        }
    }
}
