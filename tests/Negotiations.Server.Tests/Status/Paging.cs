namespace Negotiations.Server.Tests.Status;

/// <summary>Page after page while others record: nothing is skipped and nothing comes twice.</summary>
public sealed class Paging(TestServer server) : IClassFixture<TestServer>
{
    const int Negotiations = 25;
    const int Interruptions = 8;

    [Theory]
    [InlineData("id")]
    [InlineData("-id")]
    [InlineData("title")]
    [InlineData("recordedAt")]
    [InlineData("-recordedAt")]
    [InlineData("lastEvent")]
    [InlineData("-lastEvent")]
    [InlineData("phase")]
    [InlineData("-recordedAt", "&asOf=2030")]
    [InlineData("-lastEvent", "&asOf=2030")]
    [InlineData("relevance", "&q=walk")]
    [InlineData("-relevance", "&q=walk")]
    [InlineData("-lastEvent", "&q=walk&security=not-reported")]
    public async Task A_walk_through_a_list_meets_everyone_who_was_there_once(string sort, string more = "")
    {
        var name = string.Concat($"{sort}{more}".Select(each => char.IsAsciiLetterOrDigit(each) ? each : '-'));
        var ids = Enumerable
            .Range(0, Negotiations)
            .Select(number => $"walk{name.ToLowerInvariant()}-{number:00}")
            .ToList();
        foreach (var id in ids)
            await server.Monitor.Opens(id).Succeeds();

        var turn = 0;
        var path = $"/api/negotiations?limit=3&sort={sort}{more}";
        var seen = await server.Anonymous.Walks(path, "id", betweenPages: async () =>
        {
            if (turn == Interruptions)
                return;

            // Moved in every order, and by the clash out of the filter by security.
            await server.Monitor.Opens($"{ids[0]}-new-{turn}").Succeeds();
            await server
                .Monitor.Appends(
                    ids[turn++],
                    Report.Of("clash-reported", "2022-09", """ "note": "walk, walk and walk" """)
                )
                .Succeeds();
        });

        Assert.Distinct(seen);
        Assert.Empty(ids.Except(seen));
        Assert.DoesNotContain(seen, id => id!.StartsWith($"{ids[0]}-new-", StringComparison.Ordinal));
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
            var seen = await server.Anonymous.Walks(
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
