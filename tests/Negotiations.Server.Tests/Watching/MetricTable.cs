using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Watching;
using Negotiations.Specs.Ledger;

namespace Negotiations.Server.Tests.Watching;

/// <summary>The table of metrics in docs/operating.md is written from the instruments: name, unit and description stand
/// on them. <c>NEGOTIATIONS_ACCEPT=1</c> writes it.</summary>
[Collection(nameof(Alone))]
public sealed partial class MetricTable(TestServer server) : IClassFixture<TestServer>
{
    const string Page = "docs/operating.md";
    const string Head = "| name | what it says |\n|---|---|\n";

    [Fact]
    public async Task The_page_shows_every_metric()
    {
        // Some are made when they first have something to measure.
        await server.Monitor.Opens("measured").Succeeds();
        await server.Anonymous.Asks("/api/negotiations/measured?asOf=2022-09-30").Succeeds();
        var file = Repository.Path(Page);
        var rows = string.Concat(Instruments().Select(each => $"| `{NameOf(each)}` | {each.Description} |\n"));
        var text = await File.ReadAllTextAsync(file, Scratch.Stop);
        var (begin, end) = PlaceOfRows(text);
        if (Environment.GetEnvironmentVariable("NEGOTIATIONS_ACCEPT") == "1")
            await File.WriteAllTextAsync(file, text[..begin] + rows + text[end..], Scratch.Stop);
        else
            Assert.Equal(rows, text[begin..end]);
    }

    [Fact]
    public async Task The_names_are_those_of_a_scrape()
    {
        await server.Monitor.Opens("named-metrics").Succeeds();
        var scraped = Scraped().Matches((await server.Anonymous.Asks("/metrics").Succeeds()).Text);

        Assert.NotEmpty(scraped);
        Assert.Subset(
            Instruments().Select(NameOf).ToHashSet(),
            scraped.Select(each => each.Groups["name"].Value).ToHashSet()
        );
    }

    static (int Begin, int End) PlaceOfRows(string text)
    {
        var begin = text.IndexOf(Head, StringComparison.Ordinal) + Head.Length;
        return (begin, text.IndexOf("\n\n", begin - 1, StringComparison.Ordinal) + 1);
    }

    // Of a server that was started in this process: a listener hears of the instruments there are.
    static List<Instrument> Instruments()
    {
        List<Instrument> found = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == AppMetrics.Name)
                    found.Add(instrument);
            },
        };
        listener.Start();
        return [.. found.DistinctBy(each => each.Name).OrderBy(each => each.Name, StringComparer.Ordinal)];
    }

    // As Prometheus writes it: a unit in words, and of a counter that it is one.
    static string NameOf(Instrument instrument) =>
        instrument.Name.Replace('.', '_')
        + (instrument.Unit == "s" ? "_seconds" : "")
        + (instrument is Counter<long> ? "_total" : "");

    [GeneratedRegex("^# TYPE (?<name>negotiations_[a-z_]+) ", RegexOptions.Multiline)]
    private static partial Regex Scraped();
}
