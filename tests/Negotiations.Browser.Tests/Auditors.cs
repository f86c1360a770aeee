using System.Text.Json.Nodes;
using Negotiations.Browser.Tests.Looking;
using Negotiations.Server.Tests;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Browser.Tests;

/// <summary>
/// An auditor takes nothing on trust: the browser makes leaf and root again by itself, and says no when the server
/// would deceive it.
/// </summary>
public sealed class Auditors(Chromium chromium, DashboardServer dashboard) : IClassFixture<DashboardServer>
{
    [Fact]
    public async Task A_proof_that_holds_is_found_to_hold()
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync($"/audit?event={await SealedAsync()}");

        await Assertions.Expect(visit.Page.Locator(".verdict.yes")).ToBeVisibleAsync();
        await visit.IsAccessibleAsync();
        await Pictures.TakeAsync(visit.Page, "proof-light");
    }

    [Theory]
    [InlineData("an entry that was changed")]
    [InlineData("a path that was changed")]
    [InlineData("a root that was changed")]
    [InlineData("data that was changed")]
    [InlineData("the proof of another event")]
    public async Task A_proof_that_does_not_hold_is_found_out(string deceit)
    {
        var (id, other) = (await SealedAsync(), await SealedAsync(place: 1));
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.Page.RouteAsync($"**/api/ledger/entries/{id}/proof", async route =>
        {
            var proof = await dashboard.Anonymous.GetStringAsync(
                new Uri(
                    $"/api/ledger/entries/{(deceit.Contains("another", StringComparison.Ordinal) ? other : id)}/proof",
                    UriKind.Relative
                )
            );
            await route.FulfillAsync(new() { Body = Falsify(proof, deceit), ContentType = "text/plain" });
        });
        await visit.Page.RouteAsync($"**/api/ledger/entries/{id}", async route =>
        {
            var entry = JsonNode.Parse(
                await dashboard.Anonymous.GetStringAsync(new Uri($"/api/ledger/entries/{id}", UriKind.Relative))
            )!;
            if (deceit.StartsWith("data", StringComparison.Ordinal))
                entry["data"]!["note"] = "Nothing happened.";

            await route.FulfillAsync(new() { Body = entry.ToJsonString(), ContentType = "application/json" });
        });

        await visit.GoAsync("/audit");
        await visit.Page.FillAsync("#event", id);
        await visit.Page.Locator("#event").PressAsync("Enter");

        await Assertions.Expect(visit.Page.Locator(".verdict.no")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_erased_event_is_still_in_the_log()
    {
        var id = $"erased-{Guid.NewGuid():n}";
        await dashboard.Monitor.Opens(id).Succeeds();
        var appended = (
            await dashboard
                .Monitor.Appends(
                    id,
                    Report.Of("statement-issued", "2024-02", """ "summary": "A name that must go." """)
                )
                .Succeeds()
        )["events.0.eventId"]!;
        await Scratch.Eventually("the event is in the log", async () =>
            (int)(await dashboard.Anonymous.Asks($"/api/ledger/entries/{appended}")).Status == 200
        );
        await dashboard
            .Admin.SendAsync(
                HttpMethod.Post,
                $"/api/negotiations/{id}/events/{appended}/erasure",
                new StringContent("""{ "reason": "Demanded." }""", null, "application/json")
            )
            .Succeeds();

        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync($"/audit?event={appended}");

        await Assertions.Expect(visit.Page.Locator(".verdict.yes")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#verdict")).ToContainTextAsync("erased");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_audit_is_started_and_watched_to_its_end(bool scripts)
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address, scripts: scripts);
        await visit.SignInAsync(TestServer.KeyOf("auditor"), "/audit");

        await visit.Page.ClickAsync("form[action='/audit'][method=post] button");
        await visit.Page.WaitForURLAsync("**/audit/*");
        if (!scripts)
            await Scratch.Eventually("the audit is done", async () =>
            {
                await visit.Page.ReloadAsync();
                return await visit.Page.Locator("#run[data-watch]").CountAsync() == 0;
            });

        await Assertions.Expect(visit.Page.Locator("#run [role=status]")).ToHaveTextAsync("Done");
        await Assertions.Expect(visit.Page.Locator("#run")).ToContainTextAsync("auditor");
    }

    [Fact]
    public async Task A_chart_is_saved_as_a_picture_and_as_a_table()
    {
        await using var visit = await chromium.VisitAsync(dashboard.Address);
        await visit.GoAsync("/statistics");

        foreach (var (button, begins) in new[] { ("Save as SVG", "<svg"), ("Save as CSV", "\"Month\"") })
        {
            var saved = await visit.Page.RunAndWaitForDownloadAsync(() =>
                visit.Page.Locator("#statistics-killed .actions button", new() { HasText = button }).ClickAsync()
            );
            Assert.StartsWith(
                begins,
                await File.ReadAllTextAsync(await saved.PathAsync(), Scratch.Stop),
                StringComparison.Ordinal
            );
        }
    }

    // One event of the casebook whose place in the log is signed.
    async Task<string> SealedAsync(int place = 0)
    {
        var id = (await dashboard.Anonymous.Asks($"/api/negotiations/{DashboardServer.Border}/history?clock=recorded"))[
            $"items.{place}.eventId"
        ]!;
        await Scratch.Eventually("the event is in the log", async () =>
            (int)(await dashboard.Anonymous.Asks($"/api/ledger/entries/{id}/proof")).Status == 200
        );
        return id;
    }

    static string Falsify(string proof, string deceit)
    {
        var lines = proof.Split('\n');
        var empty = Array.IndexOf(lines, "");
        switch (deceit)
        {
            case "an entry that was changed":
                var entry = Convert.FromBase64String(lines[1]["extra ".Length..]);
                entry[^2] ^= 1;
                lines[1] = "extra " + Convert.ToBase64String(entry);
                break;
            case "a path that was changed":
                lines[empty - 1] = Convert.ToBase64String(new byte[32]);
                break;
            case "a root that was changed":
                lines[empty + 3] = Convert.ToBase64String(new byte[32]);
                break;
            default:
                break;
        }

        return string.Join('\n', lines);
    }
}
