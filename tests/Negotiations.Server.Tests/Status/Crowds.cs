namespace Negotiations.Server.Tests.Status;

/// <summary>Many answers at once: their buffers are used again, and none may hold what another wrote.</summary>
public sealed class Crowds(TestServer server) : IClassFixture<TestServer>
{
    private const int Negotiations = 100;

    // More than one block of a buffer, with the others of the page.
    private static readonly string longTitle = string.Concat(Enumerable.Repeat("Delimitation and demarcation. ", 16))
        .Trim();

    [Fact]
    public async Task Answers_that_are_asked_for_together_are_those_asked_for_alone()
    {
        for (var number = 0; number < Negotiations; number++)
            await server.Monitor.Opens(Report.Opening($"crowd-{number:00}", title: $"{number} {longTitle}")).Succeeds();

        var paths = Enumerable
            .Range(1, Negotiations)
            .Select(limit => $"/api/negotiations?limit={limit}")
            .Concat(Enumerable.Range(0, Negotiations).Select(number => $"/api/negotiations/crowd-{number:00}"))
            .ToList();
        Dictionary<string, string> alone = [];
        foreach (var path in paths)
            alone[path] = (await server.Anonymous.Asks(path).Succeeds()).Text;

        var rounds = Enumerable.Range(0, 2).SelectMany(_ => paths).ToList();
        await Parallel.ForEachAsync(rounds, new ParallelOptions { MaxDegreeOfParallelism = 24 }, async (path, _) =>
            Assert.Equal(alone[path], (await server.Anonymous.Asks(path).Succeeds()).Text)
        );

        Assert.True(alone[paths[Negotiations - 1]].Length > 64 * 1024);
        Assert.Equal(paths.Count, alone.Values.Distinct().Count());
    }
}
