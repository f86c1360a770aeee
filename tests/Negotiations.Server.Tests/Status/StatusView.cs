using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Status;

/// <summary>The answer to "where does it stand?", member by member as the contract names them.</summary>
public sealed class StatusView(TestServer server) : IClassFixture<TestServer>
{
    static readonly string[] members =
    [
        "id",
        "title",
        "kind",
        "subject",
        "headline",
        "parties",
        "phase",
        "boundaryStage",
        "security",
        "health",
        "lastHeard",
        "draftingInstructed",
        "finalDocumentsDrafted",
        "rounds",
        "sections",
        "clashes",
        "instruments",
        "meetings",
        "milestones",
        "commitments",
        "statements",
        "agreements",
        "proposals",
        "measures",
        "rulings",
        "breaches",
        "related",
        "lastEvent",
        "anomalies",
        "uncertain",
        "version",
        "recordedAt",
    ];

    static readonly JsonObject[] OneOfEach =
    [
        Report.Clash(),
        Report.Of(
            "toll-reported",
            "2022-09",
            """
            "clashId": "september-2022", "side": "KGZ", "killed": { "text": "dozens", "qualifier": "dozens" },
            "displaced": { "text": "thousands", "qualifier": "thousands" }
            """
        ),
        Report.Of(
            "meeting-scheduled",
            "2022-09-20",
            """ "meetingId": "round-1", "kind": "round", "plannedFor": "2022-10" """
        ),
        Report.Of("round-held", "2022-10-03/2022-10-07", """ "meetingId": "round-1", "roundNumber": 1 """),
        Report.Of("sections-agreed", "2023-12-12", """ "length": { "best": 24.01 }, "total": { "best": 972 } """),
        Report.Of("drafting-instructed", "2024-12-04"),
        Report.Of(
            "instrument-signed",
            "2025-03-13",
            """
            "instrumentId": "treaty", "title": "Treaty on the state border", "instrumentType": "treaty",
            "signatories": [ "KGZ", "TJK" ], "subjectToRatification": true
            """
        ),
        Report.Of(
            "consent-expressed",
            "2025-03-19",
            """ "instrumentId": "treaty", "party": "KGZ", "mode": "ratification" """
        ),
        Report.Of(
            "milestone-reported",
            "2025-03-13",
            """ "milestone": "checkpoints-reopened", "status": "achieved" """
        ),
        Report.Of(
            "commitment-reported",
            "2025-04",
            """ "by": "EU", "amount": { "best": 1000000 }, "currency": "EUR", "status": "pledged" """
        ),
        Report.Of("statement-issued", "2025-04", """ "form": "letter", "symbol": "S/2025/1" """),
    ];

    [Fact]
    public async Task The_status_has_every_field_of_the_contract_by_its_name()
    {
        await server.Monitor.Records("border", OneOfEach);

        var status = await server.Anonymous.Asks("/api/negotiations/border").Succeeds();

        Assert.Equal("application/json", status.ContentType);
        Assert.Equal(members, status.Members());
        Assert.Equal(["certain", "possible", "since", "decidedBy"], status.Members("phase"));
        Assert.Empty(new[] { "held", "last" }.Except(status.Members("rounds")));
        Assert.Empty(new[] { "agreed", "total", "allAgreed" }.Except(status.Members("sections")));
        Assert.Empty(
            new[] { "count", "countLow", "last", "incidents", "tolls", "killed" }.Except(status.Members("clashes"))
        );
        Assert.Empty(new[] { "id", "title", "type", "signed", "consents" }.Except(status.Members("instruments.0")));
        Assert.Empty(
            new[] { "meetingId", "kind", "status", "plannedFor", "heldOn" }.Except(status.Members("meetings.0"))
        );
        Assert.Equal(["type", "occurred", "eventId"], status.Members("lastEvent"));
        Assert.Equal(
            ("consent-pending", "delimitation", "past-clashes", "quiet"),
            (status["phase.certain"], status["boundaryStage"], status["security.state"], status["health"])
        );
        Assert.Equal(
            ("true", "false", "1", "held"),
            (
                status["draftingInstructed"],
                status["finalDocumentsDrafted"],
                status["rounds.held"],
                status["meetings.0.status"]
            )
        );
        Assert.Equal(
            ("24", null, "2000"),
            (
                status["clashes.killed.low"],
                status["clashes.killed.best"],
                status["clashes.incidents.0.total.displaced.low"]
            )
        );
        Assert.Equal(
            ("treaty", "2025-03-13", "KGZ"),
            (status["instruments.0.id"], status["instruments.0.signed"], status["instruments.0.consents.0.party"])
        );
        Assert.Equal(
            ("checkpoints-reopened", "EUR", "S/2025/1", "12"),
            (
                status["milestones.0.milestone"],
                status["commitments.0.currency"],
                status["statements.0.symbol"],
                status["version"]
            )
        );
    }

    [Fact]
    public async Task A_list_item_is_its_summary()
    {
        await server.Monitor.Records(
            "summary",
            Report.Of(
                "meeting-scheduled",
                "2022-09-20",
                """ "meetingId": "summit", "kind": "summit", "plannedFor": "2999" """
            )
        );

        var list = await server.Anonymous.Asks("/api/negotiations?q=summary").Succeeds();

        Assert.Equal(
            [
                "id",
                "title",
                "kind",
                "subject",
                "headline",
                "parties",
                "phase",
                "boundaryStage",
                "security",
                "health",
                "lastHeard",
                "nextMeeting",
                "lastEvent",
                "anomalies",
                "version",
                "recordedAt",
            ],
            list.Members("items.0")
        );
        Assert.True(int.Parse(list["items.0.lastHeard.days"]!, CultureInfo.InvariantCulture) > 1500);
        Assert.Equal(
            ("2999", "0", "2"),
            (list["items.0.nextMeeting.plannedFor"], list["items.0.anomalies"], list["items.0.version"])
        );
    }

    [Fact]
    public async Task What_the_reader_has_already_is_not_sent_again_until_something_is_recorded()
    {
        await server.Monitor.Records("tagged", Report.Clash());
        foreach (
            var route in new[]
            {
                "negotiations/tagged",
                "negotiations?q=tagged",
                "negotiations/tagged/history",
                "parties",
                "parties/KGZ",
                "events?limit=200",
                "negotiations/tagged?asOf=2022-10",
            }
        )
        {
            var first = await server.Anonymous.Asks("/api/" + route).Is(HttpStatusCode.OK);

            var same = await server
                .Anonymous.Asks("/api/" + route, ifNoneMatch: first.Tag)
                .Is(HttpStatusCode.NotModified);
            await server
                .Anonymous.Asks("/api/" + route, ifNoneMatch: "W/" + first.Tag + ", \"other\"")
                .Is(HttpStatusCode.NotModified);
            await server.Anonymous.Asks("/api/" + route, ifNoneMatch: "\"other\"").Is(HttpStatusCode.OK);
            Assert.Equal(("", first.Tag), (same.Text, same.Tag));

            await server
                .Monitor.Appends(
                    "tagged",
                    Report.Of("clash-reported", "2022-09", """ "actors": [ { "id": "KGZ", "role": "side-a" } ] """)
                )
                .Succeeds();
            var later = await server.Anonymous.Asks("/api/" + route, ifNoneMatch: first.Tag).Is(HttpStatusCode.OK);
            Assert.NotEqual(first.Tag, later.Tag);
        }
    }

    [Fact]
    public async Task What_certainly_held_and_what_possibly_held_are_distinguished()
    {
        await server.Monitor.Records(
            "maybe",
            Report.Round("2023-10", 1),
            Report.Of("sections-agreed", "[2023-12-12..2024-02]")
        );

        var between = await server.Anonymous.Asks("/api/negotiations/maybe?asOf=2024-01-15").Succeeds();
        var after = await server.Anonymous.Asks("/api/negotiations/maybe?asOf=2024-03").Succeeds();

        Assert.Equal(
            (null, "partially-agreed", "negotiating"),
            (between["phase.certain"], between["phase.possible.0"], between["phase.possible.1"])
        );
        Assert.Contains("phase", between.Each("uncertain", "field"));
        Assert.Equal(("partially-agreed", "partially-agreed"), (after["phase.certain"], after["phase.possible.0"]));
        Assert.Empty(after.Each("uncertain", "field"));
    }
}
