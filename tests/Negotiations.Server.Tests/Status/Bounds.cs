using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Status;

/// <summary>What anyone may ask about a long negotiation has a size that is stated in docs/security.md.</summary>
public sealed class Bounds(Bounds.PatientServer server) : IClassFixture<Bounds.PatientServer>
{
    const int Few = 300;
    const int Times = 2;

    // What an answer that comes whole may take for each event of the negotiation, in characters.
    const int MostAnEvent = 3_000;

    [Fact]
    public async Task No_answer_about_a_negotiation_grows_with_the_square_of_its_record()
    {
        await LongAsync("long", Few);
        await LongAsync("longer", Times * Few);
        var asked = 0;
        foreach (var route in await RoutesAsync())
        {
            var small = await AskAsync(route, "long");
            var large = await AskAsync(route, "longer");
            if ((int)small.Status >= 400)
                continue;

            asked++;
            Assert.True(
                large.Text.Length <= (Times * small.Text.Length * 1.2) + 10_000,
                $"{route}: {small.Text.Length} for {Few} events, {large.Text.Length} for {Times * Few}."
            );
            Assert.True(
                large.Text.Length <= (MostAnEvent * Times * Few) + 10_000,
                $"{route}: {large.Text.Length} for {Times * Few} events."
            );
        }

        Assert.True(asked >= 8, $"Only {asked} routes were asked.");
    }

    [Fact]
    public async Task A_page_of_steps_late_in_a_long_record_has_fewer_of_them()
    {
        const int Events = 300;
        await LongAsync("stepped", Events);
        var (steps, longest) = (0, 0);
        for (string? cursor = "", query = ""; cursor is not null; query = $"&cursor={cursor}")
        {
            var page = await server.Anonymous.Asks($"/api/negotiations/stepped/steps?limit=50{query}").Succeeds();
            steps += page.Each("items", "version").Count;
            longest = Math.Max(longest, page.Text.Length);
            cursor = page["next"];
        }

        Assert.Equal(Events + 1, steps);
        Assert.InRange(longest, 0, 8_000_000);
    }

    async Task<Answer> AskAsync(string route, string id)
    {
        try
        {
            return await server.Anonymous.Asks(route.Replace("{id}", id, StringComparison.Ordinal));
        }
        catch (HttpRequestException failure)
        {
            throw new InvalidOperationException($"{route} gave no answer.", failure);
        }
    }

    async Task LongAsync(string id, int events)
    {
        await server.Monitor.Records(id);
        for (var from = 0; from < events; from += 350)
            await server
                .Monitor.Appends(
                    id,
                    new JsonArray([.. Enumerable.Range(from, Math.Min(350, events - from)).Select(Statement)])
                )
                .Succeeds();
    }

    static JsonNode Statement(int n) =>
        Report.Of(
            "statement-issued",
            $"2023-{1 + (n % 12):d2}-{1 + (n % 28):d2}",
            $""" "form": "remarks", "summary": "Number {n}" """
        );

    async Task<IReadOnlyList<string>> RoutesAsync() =>
        [
            .. (await server.Anonymous.Asks("/openapi/v1.json").Succeeds()).Json["paths"]!
                .AsObject()
                .Where(path =>
                    path.Key.StartsWith("/api/negotiations/{id}", StringComparison.Ordinal)
                    && path.Key.Count(letter => letter == '{') == 1
                    && path.Value!["get"] is not null
                )
                .Select(path => path.Key),
        ];

    /// <summary>What is asked here is how large answers are, and not how fast they come beside other tests.</summary>
    public sealed class PatientServer(TestDatabase databases) : TestServer(databases)
    {
        protected override IReadOnlyDictionary<string, string?> Settings { get; } =
            new Dictionary<string, string?> { ["casebook"] = "false", ["limits:requestSeconds"] = "300" };
    }
}
