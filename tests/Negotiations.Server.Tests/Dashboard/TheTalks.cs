namespace Negotiations.Server.Tests.Dashboard;

/// <summary>A negotiation whose pages have something of every kind to show.</summary>
static class TheTalks
{
    /// <summary>The pages of it, of what surrounds it, and one that is not there.</summary>
    public static readonly string[] Pages =
    [
        "/",
        "/?asOf=2022-12-31",
        "/negotiations/talks",
        "/negotiations/talks?asOf=2022-12-31",
        "/negotiations/talks/brief",
        "/negotiations/talks/changes?from=1&to=3",
        "/negotiations/talks/steps",
        "/calendar",
        "/calendar?year=2024",
        "/parties",
        "/parties/TJK",
        "/statistics",
        "/statistics?by=party",
        "/audit",
        "/sign-in",
        "/negotiations/nowhere",
    ];

    public static async Task RecordAsync(TestServer server)
    {
        await server.Monitor.Opens("talks");
        if ((await server.Anonymous.Asks("/api/negotiations/talks"))["version"] != "1")
            return;

        foreach (
            var report in new[]
            {
                Report.Of(
                    "clash-reported",
                    "2022-09",
                    """ "clashId": "september" """,
                    publisher: "Kabar",
                    published: "2022-09-18"
                ),
                Report.Of(
                    "toll-reported",
                    "2022-09",
                    """ "clashId": "september", "killed": { "text": "dozens", "qualifier": "dozens" } """,
                    publisher: "Security Council Report",
                    published: "2022-09-30"
                ),
                Report.Of(
                    "round-held",
                    "2023-12-17/2023-12-23",
                    """
                    "roundNumber": 9, "outcome": "protocol-signed",
                    "kilometres": { "best": 11.88, "qualifier": "exact", "unit": "km" },
                    "place": { "name": "Buston", "country": "TJK" }
                    """,
                    publisher: "24.kg",
                    published: "2023-12-23"
                ),
                Report.Of(
                    "meeting-scheduled",
                    "2024-01-10",
                    """ "meetingId": "tenth", "kind": "round", "plannedFor": "2024-02" """
                ),
                Report.Of("meeting-changed", "2024-02-01", """ "meetingId": "tenth", "change": "cancelled" """),
                Report.Of(
                    "instrument-signed",
                    "2025-03-13",
                    """
                    "instrumentId": "treaty", "title": "Treaty on the border", "instrumentType": "treaty",
                    "signatories": ["KGZ", "TJK"], "subjectToRatification": true
                    """
                ),
                Report.Of(
                    "consent-expressed",
                    "2025-03-19",
                    """ "instrumentId": "treaty", "party": "KGZ", "mode": "ratification" """
                ),
            }
        )
            await server.Monitor.Appends("talks", report).Succeeds();
    }
}
