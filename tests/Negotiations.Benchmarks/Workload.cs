using System.Text;
using System.Text.Json.Nodes;

namespace Negotiations.Benchmarks;

/// <summary>
/// Streams of a hundred events in the shape of the casebook: rounds, sections, clashes, tolls, statements, meetings,
/// milestones; about 489 bytes each.
/// </summary>
internal static class Workload
{
    public static string Id(int stream) => $"bench-{stream:d5}";

    public static byte[] Opening(int stream) =>
        Encoding.UTF8.GetBytes(
            $"{{\"id\":\"{Id(stream)}\",\"title\":\"Delimitation of the border between two states, number {stream}\","
                + $"\"kind\":\"negotiation\",\"subject\":\"boundary\",\"occurred\":\"2014-01-{(stream % 28) + 1:d2}\","
                + "\"actors\":[{\"id\":\"KGZ\",\"role\":\"party\"},{\"id\":\"TJK\",\"role\":\"party\"}],"
                + $"\"sources\":[{Source(stream)}]}}"
        );

    /// <summary>The n-th event of a stream, in the order of the world.</summary>
    public static byte[] Event(int stream, int n) => Encoding.UTF8.GetBytes(Text(stream, n));

    /// <summary>Events as one array.</summary>
    public static byte[] Events(int stream, int from, int count) =>
        Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(from, count).Select(n => Text(stream, n)))}]");

    public static double MeanBytes() =>
        Enumerable.Range(0, 100).Average(n => JsonNode.Parse(Text(7, n))!.ToJsonString().Length);

    private static string Text(int stream, int n)
    {
        var day = new DateOnly(2014, 2, 1)
            .AddDays(n * 7 % 4000)
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var common =
            $"\"occurred\":\"{day}\",\"occurredText\":\"on {day}, as the communiqué of the two delegations has it\","
            + $"\"sources\":[{Source(n)}],\"place\":{{\"name\":\"Batken\",\"country\":\"KGZ\",\"precision\":4}},"
            + "\"note\":\"Reported again by several outlets in the same words on the day after.\"";
        return (n % 10) switch
        {
            0 or 5 => $"{{\"type\":\"round-held\",{common},\"meetingId\":\"round-{n}\",\"roundNumber\":{(n / 5) + 1},"
                + "\"level\":\"technical\",\"outcome\":\"protocol-signed\",\"kilometres\":"
                + "{\"text\":\"11.88 kilometres\",\"qualifier\":\"exact\",\"best\":11.88,\"unit\":\"km\"}}",
            1 => $"{{\"type\":\"clash-reported\",{common},\"clashId\":\"clash-{n}\",\"clarity\":1,\"weapons\":[\"small "
                + "arms\",\"mortars\"]}",
            2 => $"{{\"type\":\"toll-reported\",{common},\"clashId\":\"clash-{n - 1}\",\"side\":\"KGZ\","
                + "\"killed\":{\"text\":\"at least 24\",\"qualifier\":\"at-least\",\"low\":24},"
                + "\"displaced\":{\"text\":\"thousands\",\"qualifier\":\"thousands\"}}",
            3 => $"{{\"type\":\"statement-issued\",{common},\"form\":\"joint-statement\",\"summary\":\"The "
                + "delegations said that they had gone on with the description of the line of the "
                + "border.\"}",
            4 => $"{{\"type\":\"meeting-held\",{common},\"meetingId\":\"meeting-{n}\",\"kind\":\"ministerial\"}}",
            6 => $"{{\"type\":\"meeting-scheduled\",{common},\"meetingId\":\"meeting-{n + 1}\","
                + $"\"kind\":\"working-group\",\"plannedFor\":\"{day}\"}}",
            7 => $"{{\"type\":\"meeting-held\",{common},\"meetingId\":\"meeting-{n}\",\"kind\":\"working-group\"}}",
            8 =>
                $"{{\"type\":\"milestone-reported\",{common},\"milestone\":\"markers-placed\",\"status\":\"planned\"}}",
            _ => $"{{\"type\":\"assessment-recorded\",{common},\"trend\":\"improved\",\"narrative\":\"Both "
                + "sides speak of progress, and the number of incidents has fallen since spring.\"}",
        };
    }

    private static string Source(int n) =>
        $"{{\"title\":\"Communiqué of the working groups\",\"publisher\":\"Agency {n % 5}\","
        + $"\"url\":\"https://example.org/news/{n:d6}\",\"published\":\"2024-01-16\",\"language\":\"en\","
        + "\"reliability\":\"B\",\"credibility\":2}";
}
