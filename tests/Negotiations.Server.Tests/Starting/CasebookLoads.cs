using Negotiations.Server.Tests.Postgres;
using Negotiations.Specs.Ledger;

namespace Negotiations.Server.Tests.Starting;

/// <summary>The first real input, loaded by the real start.</summary>
public sealed class CasebookLoads(CasebookLoads.LoadedServer server) : IClassFixture<CasebookLoads.LoadedServer>
{
    [Fact]
    public async Task Twenty_four_negotiations_are_on_record_and_every_view_is_the_fold_of_its_events()
    {
        var list = await server.Anonymous.Asks("/api/negotiations?limit=200").Succeeds();

        Assert.Equal(24, list.Each("items", "id").Count);
        await server.IsSoundAsync();
    }

    [Fact]
    public async Task README_and_the_page_on_it_count_what_is_loaded()
    {
        var negotiations = (await server.Anonymous.Asks("/api/negotiations?limit=200").Succeeds()).Each("items", "id");
        var events = (await server.Anonymous.Asks("/api/events?limit=200").Succeeds()).Each("items", "eventId");

        Assert.Contains(
            $"({negotiations.Count} negotiations coded from one public document and 19 facts in the press)",
            Words("README.md"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"| {negotiations.Count} | {events.Count - negotiations.Count} | {events.Count} recorded events |",
            Words("docs/casebook.md"),
            StringComparison.Ordinal
        );
    }

    static string Words(string page) =>
        string.Join(
            ' ',
            File.ReadAllText(Repository.Path(page)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    [Fact]
    public async Task The_border_is_agreed_in_principle_and_its_final_documents_are_instructed_not_drafted()
    {
        var border = await server.Anonymous.Asks("/api/negotiations/kg-tj-border?asOf=2025-02-28").Succeeds();

        Assert.Equal(
            ("drafting", "drafting", "2024-12-04"),
            (border["phase.certain"], border["phase.possible.0"], border["phase.since"])
        );
        Assert.Equal(
            ("true", "false", "true"),
            (border["draftingInstructed"], border["finalDocumentsDrafted"], border["sections.allAgreed"])
        );
        Assert.All(border.Each("instruments", "signed"), Assert.Null);
    }

    [Fact]
    public async Task Dozens_were_killed_and_thousands_displaced_and_no_one_gave_a_figure()
    {
        var border = await server.Anonymous.Asks("/api/negotiations/kg-tj-border").Succeeds();

        Assert.Equal(
            ("24", null, null),
            (border["clashes.killed.low"], border["clashes.killed.best"], border["clashes.killed.high"])
        );
        Assert.Contains("2000", border.Each("clashes.incidents", "total.displaced.low"));
    }

    [Fact]
    public async Task Every_event_has_its_source_and_was_recorded_by_the_casebook()
    {
        var feed = await server.Anonymous.Asks("/api/events?limit=200").Succeeds();

        Assert.All(feed.Json["items"]!.AsArray(), item => Assert.NotEmpty(item!["sources"]!.AsArray()));
        Assert.Equal(["casebook"], feed.Each("items", "recordedBy").Distinct());
    }

    [Fact]
    public async Task What_the_world_knew_at_the_end_of_2023_is_what_was_published_by_then()
    {
        var border = await server
            .Anonymous.Asks("/api/negotiations/kg-tj-border?basis=published&knownBy=2023-12-31")
            .Succeeds();

        Assert.Equal(("partially-agreed", "not-reported"), (border["phase.possible.0"], border["security.state"]));
    }

    [Fact]
    public async Task Loaded_again_by_another_start_it_is_recorded_once()
    {
        var before = await server.CountAsync();

        await server.StartAnotherAsync();

        Assert.Equal(before, await server.CountAsync());
    }

    public sealed class LoadedServer(TestDatabase databases) : TestServer(databases)
    {
        protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>();
    }
}

/// <summary>A store with the casebook of an earlier release.</summary>
public sealed class EarlierCasebook(TestDatabase databases) : TestServer(databases)
{
    bool isLoading;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        isLoading ? new Dictionary<string, string?> { ["casebook"] = "true" } : RunningServer.NoCasebook;

    [Fact]
    public async Task A_store_with_an_earlier_edition_is_left_as_it_is()
    {
        var retired = (
            await File.ReadAllLinesAsync(
                Path.Combine(AppContext.BaseDirectory, "Casebook", "earlier-editions.txt"),
                Scratch.Stop
            )
        ).First(line => Guid.TryParse(line, out _));
        await Monitor.Records("kg-tj-border", Report.Clash(eventId: retired));
        var before = await this.CountAsync();

        isLoading = true;
        await StartAnotherAsync();

        Assert.Equal(before, await this.CountAsync());
    }

    [Fact]
    public async Task No_event_of_the_casebook_bears_an_id_that_only_earlier_editions_have()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Casebook");
        var retired = (await File.ReadAllLinesAsync(Path.Combine(folder, "earlier-editions.txt"), Scratch.Stop))
            .Where(line => Guid.TryParse(line, out _))
            .ToList();

        Assert.NotEmpty(retired);
        foreach (var file in Directory.GetFiles(folder, "*.json"))
        {
            var text = await File.ReadAllTextAsync(file, Scratch.Stop);
            Assert.All(retired, id => Assert.DoesNotContain(id, text));
        }
    }
}

/// <summary>A store that was begun without the casebook.</summary>
public sealed class NoCasebookRemembered(TestDatabase databases) : TestServer(databases)
{
    string? said = "false";

    protected override IReadOnlyDictionary<string, string?> Settings =>
        said is null ? new Dictionary<string, string?>() : new Dictionary<string, string?> { ["casebook"] = said };

    [Fact]
    public async Task A_later_start_that_does_not_say_leaves_it_empty_and_one_that_asks_for_it_loads_it()
    {
        said = null;
        await StartAnotherAsync();
        Assert.Equal(0, await this.CountAsync());

        said = "true";
        await StartAnotherAsync();
        var loaded = await this.CountAsync();
        Assert.NotEqual(0, loaded);

        said = null;
        await StartAnotherAsync();
        Assert.Equal(loaded, await this.CountAsync());
    }
}
