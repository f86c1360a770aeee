using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Status;

/// <summary>
/// Which others name a negotiation follows from their events: an answer about the past stays as it was given when those
/// are corrected or taken back.
/// </summary>
public sealed class NamedThen(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Who_was_related_then_stays_so_when_the_opening_is_corrected()
    {
        await server.Monitor.Opens(Report.Opening("water")).Succeeds();
        var opening = Report.Opening("border");
        opening["related"] = new JsonArray("water");
        var opened = await server.Monitor.Opens(opening).Succeeds();
        await StaysAsync("water", "border", opened, async () =>
            await server
                .Monitor.Appends("border", Report.Correction(opened["events.0.eventId"]!, """{ "related": null }"""))
                .Succeeds()
        );
    }

    [Fact]
    public async Task What_had_gone_on_in_it_then_stays_so_when_the_closing_is_retracted()
    {
        await server.Monitor.Opens(Report.Opening("whole")).Succeeds();
        await server.Monitor.Opens(Report.Opening("part")).Succeeds();
        var closed = await server
            .Monitor.Appends(
                "part",
                Report.Of("negotiation-closed", "2025-01-01", """ "outcome": "merged", "mergedInto": "whole" """)
            )
            .Succeeds();
        await StaysAsync("whole", "part", closed, async () =>
            await server.Monitor.Appends("part", Report.Retraction(closed["events.0.eventId"]!)).Succeeds()
        );
    }

    [Fact]
    public async Task Who_came_to_name_it_by_a_correction_alone_is_found_as_well()
    {
        await server.Monitor.Opens(Report.Opening("river")).Succeeds();
        var opened = await server.Monitor.Opens(Report.Opening("canal")).Succeeds();
        var named = await server
            .Monitor.Appends("canal", Report.Correction(opened["events.0.eventId"]!, """{ "related": ["river"] }"""))
            .Succeeds();
        await StaysAsync("river", "canal", named, async () =>
            await server.Monitor.Appends("canal", Report.Retraction(named["events.0.eventId"]!)).Succeeds()
        );
    }

    async Task StaysAsync(string id, string namedBy, Answer recorded, Func<Task> takesBack)
    {
        var then = $"{id}?knownBy={recorded["events.0.recordedAt"]}&asOf=2025-06-01";
        var before = await server.Auditor.Asks($"/api/negotiations/{then}").Succeeds();
        Assert.Contains($"\"{namedBy}\"", before.Text, StringComparison.Ordinal);

        await takesBack();

        Assert.Equal(before, await server.Auditor.Asks($"/api/negotiations/{then}").Succeeds());
        Assert.Contains($"/negotiations/{namedBy}", await PageAsync(then), StringComparison.Ordinal);
        Assert.DoesNotContain($"/negotiations/{namedBy}", await PageAsync(id), StringComparison.Ordinal);
        Assert.DoesNotContain(
            $"\"{namedBy}\"",
            (await server.Auditor.Asks($"/api/negotiations/{id}").Succeeds()).Text,
            StringComparison.Ordinal
        );
    }

    async Task<string> PageAsync(string address) =>
        (await server.Auditor.Asks($"/negotiations/{address}").Succeeds()).Text;
}
