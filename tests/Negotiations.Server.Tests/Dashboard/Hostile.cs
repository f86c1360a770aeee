using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>Whatever a source says is shown as its words, and does nothing.</summary>
public sealed class Hostile(TestServer server) : IClassFixture<TestServer>
{
    const string Script = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'`{{7*7}}";

    [Fact]
    public async Task A_script_in_every_field_is_shown_as_text()
    {
        var script = JsonValue.Create(Script).ToJsonString();
        await server.Monitor.Opens(Report.Opening("hostile", title: Script)).Succeeds();
        foreach (var report in EverywhereAText(script))
            await server.Monitor.Appends("hostile", report).Succeeds();

        var clash = (await server.Anonymous.Asks("/api/negotiations/hostile/history"))["items.1.eventId"]!;
        await server
            .Monitor.Appends(
                "hostile",
                Report.Correction(clash, $$"""{ "note": {{JsonValue.Create(Script + "2").ToJsonString()}} }""")
            )
            .Succeeds();

        foreach (
            var path in new[]
            {
                "/",
                $"/?q={Uri.EscapeDataString(Script)}",
                "/negotiations/hostile",
                "/negotiations/hostile/brief",
                "/negotiations/hostile/changes?from=1&to=9",
                "/negotiations/hostile/steps",
                "/calendar",
                "/parties",
                "/statistics",
                "/audit",
                $"/negotiations/{Uri.EscapeDataString(Script)}",
                $"/negotiations/hostile?asOf={Uri.EscapeDataString(Script)}",
                $"/sign-in?return={Uri.EscapeDataString(Script)}",
            }
        )
        {
            var page = await server.Anonymous.Asks(path);

            Assert.Equal("text/html", page.ContentType);
            Assert.DoesNotContain("<script>alert", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", page.Text, StringComparison.Ordinal);
        }

        Assert.Contains(
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            (await server.Anonymous.Asks("/negotiations/hostile")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_erased_event_is_shown_as_erased_and_its_text_is_on_no_page()
    {
        const string Secret = "a name that must go";
        await server.Monitor.Opens("erased").Succeeds();
        var appended = await server
            .Monitor.Appends(
                "erased",
                Report.Of("statement-issued", "2024-02", $""" "summary": "{Secret}", "note": "{Secret}" """)
            )
            .Succeeds();
        Assert.Contains(Secret, (await server.Anonymous.Asks("/negotiations/erased")).Text, StringComparison.Ordinal);

        await server.Admin.Erases("erased", appended["events.0.eventId"], "Demanded, case 12.").Succeeds();

        foreach (
            var path in new[]
            {
                "/",
                "/negotiations/erased",
                "/negotiations/erased/brief",
                "/negotiations/erased/changes?from=1&to=2",
                "/negotiations/erased/steps",
                "/audit",
            }
        )
            Assert.DoesNotContain(Secret, (await server.Anonymous.Asks(path)).Text, StringComparison.Ordinal);

        Assert.Contains(
            "Demanded, case 12.",
            (await server.Anonymous.Asks("/negotiations/erased")).Text,
            StringComparison.Ordinal
        );
    }

    static JsonObject[] EverywhereAText(string script) =>
        [
            Report.Of(
                "clash-reported",
                "2022-09",
                $$"""
                "occurredText": {{script}}, "note": {{script}}, "weapons": [{{script}}],
                "place": { "name": {{script}}, "point": { "type": "Point", "coordinates": [70, 40] } },
                "claim": { "attributedTo": {{script}}, "hedge": {{script}} }
                """,
                publisher: Script
            ),
            Report.Of(
                "toll-reported",
                "2022-09",
                $$""" "side": "KGZ", "killed": { "text": {{script}}, "low": 1 } """,
                publisher: Script
            ),
            Report.Of("statement-issued", "2022-10", $$""" "summary": {{script}}, "symbol": {{script}} """),
            Report.Of("meeting-scheduled", "2022-10", $$""" "meetingId": "m", "agenda": {{script}} """),
            Report.Of("instrument-signed", "2022-11", $$""" "title": {{script}} """),
            Report.Of("assessment-recorded", "2022-11", $$""" "narrative": {{script}}, "options": [{{script}}] """),
            Report.Of("commitment-reported", "2022-11", $$""" "purpose": {{script}} """),
        ];
}
