using System.Text.RegularExpressions;

namespace Negotiations.Server.Tests.Actors;

/// <summary>What is recorded in the registry is asked everywhere as what ships with the program is: by search, by
/// pages, on past clocks.</summary>
public sealed class Recorded(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("")]
    [InlineData("&asOf=2030")]
    public async Task A_search_finds_by_names_that_were_registered_renamed_and_merged(string clocks)
    {
        var id = clocks.Length == 0 ? "SOUGHT" : "SOUGHT-THEN";
        var (word, other, later) = (Word(id, "quorum"), Word(id, "zephyr"), Word(id, "meridian"));
        await server.Monitor.Registers(id, $"{word} Council");
        await server.Monitor.Registers($"{id}-TOO", $"{other} Council");
        await OpensAsync($"{id}-talks", id, "KAZ");
        Assert.Equal([$"{id}-talks".ToLowerInvariant()], await FoundAsync(word + clocks));
        Assert.Equal([$"{id}-talks".ToLowerInvariant()], await FoundAsync($"{word[..^1]} kazakhstan{clocks}"));
        Assert.Empty(await FoundAsync($"{word} uzbekistan{clocks}"));
        Assert.Empty(await FoundAsync(later + clocks));

        await ChangesAsync(id, "actor-renamed", $$""" "names": { "en": "{{later}} Council" } """);
        foreach (var name in new[] { word, later })
            Assert.Equal([$"{id}-talks".ToLowerInvariant()], await FoundAsync(name + clocks));

        var found = await server.Auditor.Asks($"/api/negotiations?q={later}{clocks}").Succeeds();
        Assert.Contains($"{later} Council", found.Text[found.Text.IndexOf("highlights", StringComparison.Ordinal)..]);
        await ChangesAsync($"{id}-TOO", "actor-merged", $""" "into": "{id}" """);
        Assert.Equal([$"{id}-talks".ToLowerInvariant()], await FoundAsync(other + clocks));
        var page = await server.Auditor.Asks($"/?q={other}{clocks}").Succeeds();
        Assert.Contains($"/negotiations/{id}-talks".ToLowerInvariant(), page.Text, StringComparison.Ordinal);
        var rows = await server.Auditor.Asks($"/api/negotiations.csv?q={other}{clocks}").Succeeds();
        Assert.Contains($"{id}-talks".ToLowerInvariant(), rows.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_tables_maps_and_pages_of_the_past_have_the_merges_and_names_of_then()
    {
        await server.Monitor.Registers("THEN-ONE", "First of Then");
        await server.Monitor.Registers("THEN-TWO", "Second of Then");
        await OpensAsync("then-one", "THEN-ONE", "KGZ");
        await OpensAsync("then-two", "THEN-TWO", "KGZ");
        await ReportsClashAsync();
        var at = (await server.Auditor.Asks("/api/negotiations/then-two").Succeeds())["recordedAt"];
        string[] paths =
        [
            .. from path in new[]
            {
                "/api/negotiations",
                "/api/negotiations.csv",
                "/api/map.geojson",
                "/api/statistics/tolls",
                "/",
                "/statistics",
            }
            from name in new[] { "THEN-ONE", "THEN-TWO", "Second%20of%20Then" }
            select $"{path}?party={name}&facets=true&by=party&knownBy={at}",
            $"/negotiations/then-two?knownBy={at}",
            $"/negotiations/then-two/brief?version=1",
            $"/parties?knownBy={at}",
            $"/api/actors/CSTO?knownBy={at}",
            $"/parties/THEN-TWO?knownBy={at}",
        ];
        paths = [.. paths.Select(Declared)];
        var before = await ReadAsync(paths);
        Assert.Contains("First of Then", before[0], StringComparison.Ordinal);

        await ChangesAsync("THEN-TWO", "actor-renamed", """ "names": { "en": "Second of Now" } """);
        await ChangesAsync("THEN-TWO", "actor-merged", """ "into": "THEN-ONE" """);
        await ChangesAsync("KGZ", "actor-renamed", """ "names": { "en": "Kyrgyzland" } """);
        foreach (var (path, (then, now)) in paths.Zip(before.Zip(await ReadAsync(paths))))
            Assert.True(then == now, $"{path}\n{then}\n{now}");

        // A name of today means the actor of then.
        var found = await server.Auditor.Asks($"/api/negotiations?party=Second%20of%20Now&knownBy={at}").Succeeds();
        Assert.Equal(["then-two"], found.Each("items", "id"));
        Assert.Equal("[\"THEN-TWO\"]", found["party.codes"]);

        // And now the two are one: in filters, facets and the sides of clashes.
        var list = await server.Auditor.Asks("/api/negotiations?party=THEN-TWO&facets=true").Succeeds();
        Assert.Equal(["then-one", "then-two"], list.Each("items", "id"));
        Assert.Equal(("2", null), (list["facets.party.THEN-ONE"], list["facets.party.THEN-TWO"]));
        var tolls = await server.Auditor.Asks("/api/statistics/tolls?by=party&party=THEN-ONE").Succeeds();
        Assert.Equal(["THEN-ONE"], tolls.Each("groups", "key"));
    }

    [Theory]
    [InlineData("/negotiations/renamed-state")]
    [InlineData("/parties/BLR")]
    [InlineData("/?party=BLR")]
    public async Task A_page_calls_an_actor_as_it_was_renamed(string path)
    {
        await server.Monitor.Opens(
            Report.Opening("renamed-state", more: """ "actors": [ { "id": "BLR" }, { "id": "SCO" } ] """)
        );
        await ChangesAsync("BLR", "actor-renamed", """ "names": { "en": "White Rus" } """);

        var page = await server.Auditor.Asks($"{path}{(path.Contains('?') ? '&' : '?')}lang=en").Succeeds();

        Assert.Contains("White Rus", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Belarus", page.Text, StringComparison.Ordinal);
    }

    private async Task ReportsClashAsync()
    {
        await server
            .Monitor.Appends(
                "then-two",
                Report.Of(
                    "clash-reported",
                    "2022-09",
                    """
                    "clashId": "c", "actors": [ { "id": "THEN-TWO" } ],
                    "place": { "name": "X", "point": { "type": "Point", "coordinates": [70.1, 39.9] } }
                    """
                )
            )
            .Succeeds();
        await server
            .Monitor.Appends(
                "then-two",
                Report.Of(
                    "toll-reported",
                    "2022-09",
                    """ "clashId": "c", "side": "THEN-TWO", "killed": { "qualifier": "exact", "best": 3 } """
                )
            )
            .Succeeds();
    }

    // Only what a route declares.
    private static string Declared(string path)
    {
        var isList = path.StartsWith("/api/negotiations", StringComparison.Ordinal) || path.StartsWith("/?");
        path = isList ? path : path.Replace("&facets=true", "", StringComparison.Ordinal);
        return path.Contains("statistics", StringComparison.Ordinal)
            ? path
            : path.Replace("&by=party", "", StringComparison.Ordinal);
    }

    // A page says what time it is, and its forms are made for one answer.
    private static string Lasting(string text) =>
        Regex.Replace(text, "<time[^>]*class=\"moment\"[^>]*>[^<]*</time>|name=\"form\" value=\"[^\"]*\"", "");

    private static string Word(string id, string word) => word + (id.Contains("THEN") ? "then" : "now");

    private Task OpensAsync(string id, params string[] actors)
    {
        var named = string.Join(", ", actors.Select(each => $$"""{ "id": "{{each}}" }"""));
        var opening = Report.Opening(id.ToLowerInvariant(), more: $""" "actors": [ {named} ] """);
        return server.Monitor.Opens(opening).Succeeds();
    }

    private Task ChangesAsync(string code, string type, string more) =>
        server.Monitor.SendsEntry($"/api/actors/{code}/events", Entry.Change(type, more)).Succeeds();

    private async Task<IReadOnlyList<string?>> FoundAsync(string q) =>
        (await server.Auditor.Asks($"/api/negotiations?q={q}").Succeeds()).Each("items", "id");

    private async Task<List<string>> ReadAsync(IEnumerable<string> paths)
    {
        List<string> all = [];
        foreach (var path in paths)
            all.Add(Lasting((await server.Auditor.Asks(path).Succeeds()).Text));

        return all;
    }
}
