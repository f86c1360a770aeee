using System.Net;
using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Status;

/// <summary>Which texts of an event a search finds; nothing else is recorded here, so each word has one answer.</summary>
public sealed class SearchingTexts(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("S/2007/279")]
    [InlineData("organization of lawyers")]
    [InlineData("organisations")]
    [InlineData("Ferghana Monitor")]
    [InlineData("fourteen villages")]
    [InlineData("hydropower")]
    [InlineData("pax:549")]
    [InlineData("paragraph seventeen")]
    [InlineData("counterterrorism")]
    [InlineData("counter-terrorism")]
    [InlineData("the mortar's shells")]
    [InlineData("Barak, of the exclave")]
    [InlineData("mortars")]
    [InlineData("Mistaken figure of the wire")]
    public async Task Every_text_of_an_event_and_of_its_sources_is_found(string q)
    {
        if ((await server.Anonymous.Asks("/api/negotiations/all-texts")).Status == HttpStatusCode.NotFound)
        {
            var toll = $"{Guid.CreateVersion7()}";
            var report = Report.Of(
                "toll-reported",
                "2022-09",
                """
                "clashId": "c", "displaced": { "text": "fourteen villages", "qualifier": "unknown" },
                "topics": ["hydropower", "counter-terrorism"], "externalIds": [{ "scheme": "pax", "id": "549" }],
                "place": { "name": "Barak exclave" }
                """,
                toll
            );
            report["sources"]!.AsArray()[0] = new JsonObject
            {
                ["title"] = "Organisation of lawyers, annual review",
                ["publisher"] = "Ferghana Monitor",
                ["symbol"] = "S/2007/279",
                ["quote"] = "as paragraph seventeen has it",
            };
            await server.Monitor.Records(
                "all-texts",
                report,
                Report.Of("clash-reported", "2022-09", """ "weapons": ["mortar shells"] """)
            );
            await server
                .Monitor.Appends(
                    "all-texts",
                    Report.Of(
                        "event-corrected",
                        null,
                        $$"""
                        "target": "{{toll}}", "patch": { "note": "Counted twice." },
                        "reason": "Mistaken figure of the wire."
                        """
                    )
                )
                .Succeeds();
        }

        foreach (var clocks in new[] { "", "&asOf=2030" })
            Assert.Equal(
                ["all-texts"],
                (await server.Anonymous.Asks($"/api/negotiations?q={Uri.EscapeDataString(q)}{clocks}").Succeeds()).Each(
                    "items",
                    "id"
                )
            );
    }
}
