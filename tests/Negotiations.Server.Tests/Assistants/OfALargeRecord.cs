using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;
using static Negotiations.Server.Tests.Assistants.Asking;

namespace Negotiations.Server.Tests.Assistants;

/// <summary>Whatever the record has, an answer is one that an assistant can read, and says what is not in it.</summary>
public sealed class OfALargeRecord(TestServer server) : IClassFixture<TestServer>
{
    const int Negotiations = 2_000;
    const int Events = 1_000;

    // 20,000 tokens, at three bytes a token, of the whole answer as it is sent.
    const int MostBytes = 60_000;

    // A letter of any script is read as one, however it was escaped on its way.
    static readonly JsonSerializerOptions AsRead = new(JsonSerializerOptions.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task Each_tool_stays_within_20_000_tokens_and_says_what_it_left_out()
    {
        await RecordAsync();
        await using var assistant = await ConnectAsync(server);
        var eventId = (await server.Anonymous.Asks("/api/negotiations/large-0/history?limit=1"))["items.0.eventId"]!;

        foreach (
            var (tool, arguments, part) in new (string, string, string?)[]
            {
                ("find_negotiations", """{ "q": "граница", "limit": 20 }""", "next"),
                ("status", """{ "id": "large-0" }""", "leftOut"),
                ("history", """{ "id": "large-0", "limit": 200 }""", "next"),
                ("explanation", """{ "id": "large-0" }""", "leftOut"),
                ("explanation", """{ "id": "large-0", "field": "clashes" }""", "leftOut"),
                ("changes", """{ "id": "large-0", "from": "900" }""", "next"),
                ("coming_meetings", """{ "limit": 20 }""", "count"),
                ("recent_events", """{ "limit": 20 }""", "hasEarlier"),
                ("tolls", """{ "by": "month" }""", null),
                ("parties", """{ "limit": 200 }""", null),
                ("party", """{ "code": "KGZ" }""", "leftOut"),
                ("proof", $$"""{ "eventId": "{{eventId}}" }""", null),
            }
        )
        {
            var asked = JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments);
            await Scratch.Eventually($"{tool} answers", async () =>
                (await assistant.CallToolAsync(tool, asked, cancellationToken: Scratch.Stop)).IsError is not true
            );
            var result = await assistant.CallToolAsync(tool, asked, cancellationToken: Scratch.Stop);
            var answer = JsonNode.Parse(result.StructuredContent!.Value.GetRawText())!;
            var bytes = Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(result, AsRead));

            Assert.True(bytes <= MostBytes, $"{tool} {arguments}: {bytes} bytes");
            if (part is not null)
                Assert.True((answer[part] ?? answer["answer"]![part]) is not null, $"{tool}: no {part}");
        }
    }

    async Task RecordAsync()
    {
        await Parallel.ForAsync(
            0,
            Negotiations,
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Scratch.Stop },
            async (number, _) =>
                await server
                    .Monitor.Opens(
                        Report.Opening($"large-{number}", title: $"Переговоры {number}: граница и её демаркация")
                    )
                    .Succeeds()
        );
        foreach (var some in Enumerable.Range(0, Events).Select(Event).Chunk(100))
            await server.Monitor.Appends("large-0", new JsonArray([.. some])).Succeeds();
    }

    static JsonObject Event(int number)
    {
        var month = $"{2021 + number / 300}-{1 + number % 12:00}";
        return (number % 5) switch
        {
            0 => Report.Of("clash-reported", month, $$""" "clashId": "c{{number}}", "place": { "name": "Баткен" } """),
            1 => Report.Of(
                "toll-reported",
                month,
                $$""" "clashId": "c{{number - 1}}", "killed": { "best": {{number}} } """
            ),
            2 => Report.Of(
                "meeting-scheduled",
                month,
                $""" "meetingId": "m{number}", "kind": "summit", "plannedFor": "{2100 + number / 10}-05-11" """
            ),
            3 => Report.Of("round-held", month, $""" "roundNumber": {number} """),
            _ => Report.Of(
                "statement-issued",
                month,
                """ "form": "remarks", "summary": "Стороны обменялись мнениями о линии границы." """
            ),
        };
    }
}
