using System.Text;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using Negotiations.Server.Tests.Postgres;
using static Negotiations.Server.Tests.Assistants.Asking;

namespace Negotiations.Server.Tests.Assistants;

/// <summary>What an assistant asks over all negotiations, and how long an answer may be.</summary>
public sealed class AskingMore(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task It_asks_for_meetings_to_come_tolls_recent_events_parties_and_a_proof()
    {
        await RecordAsync(server, "asked-more", "Delimitation of the border");
        await server
            .Monitor.Appends(
                "asked-more",
                Report.Of(
                    "meeting-scheduled",
                    "2022-12-01",
                    """ "meetingId": "far", "kind": "summit", "plannedFor": "2140-05" """
                )
            )
            .Succeeds();
        await using var assistant = await ConnectAsync(server);
        var only = new Dictionary<string, object?> { ["negotiation"] = "asked-more" };

        var meetings = await AskAsync(assistant, "coming_meetings", only);
        var events = await AskAsync(assistant, "recent_events", new(only) { ["limit"] = 2 });
        var tolls = await AskAsync(assistant, "tolls", new(only) { ["by"] = "negotiation" });
        var parties = await AskAsync(assistant, "parties", []);
        var party = await AskAsync(assistant, "party", new() { ["code"] = "Kyrgyzstan" });

        var meeting = Assert.Single(meetings["answer"]!["items"]!.AsArray())!;
        Assert.Equal(
            ("asked-more", "2140-05"),
            ((string?)meeting["negotiation"], (string?)meeting["meeting"]!["plannedFor"])
        );
        Assert.Equal(2, events["answer"]!["items"]!.AsArray().Count);
        Assert.Equal("meeting-scheduled", (string?)events["answer"]!["items"]![0]!["type"]);
        Assert.Equal("asked-more", (string?)tolls["answer"]!["groups"]![0]!["key"]);
        Assert.Contains("KGZ", parties["answer"]!["items"]!.AsArray().Select(each => (string?)each!["id"]));
        Assert.Equal("KGZ", (string?)party["answer"]!["id"]);

        var eventId = (string)events["answer"]!["items"]![0]!["eventId"]!;
        JsonNode? proof = null;
        await Scratch.Eventually("it is in the log", async () =>
        {
            var result = await assistant.CallToolAsync(
                "proof",
                new Dictionary<string, object?> { ["eventId"] = eventId },
                cancellationToken: Scratch.Stop
            );
            proof = result.IsError == true ? null : JsonNode.Parse(result.StructuredContent!.Value.GetRawText());
            return proof is not null;
        });
        Assert.StartsWith("c2sp.org/tlog-proof@v1", (string?)proof!["proof"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_stays_within_its_bound_and_names_what_it_leaves_out()
    {
        await server.Monitor.Records(
            "bounded",
            [
                .. Enumerable
                    .Range(1, 150)
                    .Select(n =>
                        Report.Of(
                            "statement-issued",
                            "2022-10",
                            $""" "form": "remarks", "summary": "Statement {n} on the line of the border." """
                        )
                    ),
            ]
        );
        await using var assistant = await ConnectAsync(server);

        foreach (var tool in new[] { "status", "explanation", "history", "changes" })
        {
            var result = await assistant.CallToolAsync(
                tool,
                new Dictionary<string, object?> { ["id"] = "bounded" },
                cancellationToken: Scratch.Stop
            );
            var text = Assert.IsType<TextContentBlock>(result.Content[1]).Text;

            Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, 30_000);
            Assert.True(
                JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(result.StructuredContent!.Value.GetRawText()))
            );
            var answer = JsonNode.Parse(text)!;
            if (tool is "status" or "explanation")
                Assert.NotEmpty(answer["leftOut"]!.AsArray());
            if (tool is "history")
                Assert.NotNull(answer["answer"]!["next"]);
        }

        // No row is between two pages.
        List<string> seen = [];
        string? next = null;
        do
        {
            Dictionary<string, object?> asked = new() { ["id"] = "bounded" };
            if (next is not null)
                asked["cursor"] = next;

            var page = await AskAsync(assistant, "history", asked);
            seen.AddRange(page["answer"]!["items"]!.AsArray().Select(each => (string)each!["eventId"]!));
            next = (string?)page["answer"]!["next"];
        } while (next is not null);

        Assert.Equal((151, 151), (seen.Count, seen.Distinct().Count()));
    }
}
