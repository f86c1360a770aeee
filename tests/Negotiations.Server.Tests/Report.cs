using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests;

/// <summary>Bodies as a monitor sends them.</summary>
internal static class Report
{
    public static JsonObject Opening(
        string id,
        string? eventId = null,
        string title = "Delimitation of the Kyrgyz-Tajik border",
        string kind = "negotiation",
        string subject = "boundary",
        string occurred = "2021-05",
        string? more = null
    ) =>
        With(
            new JsonObject
            {
                ["id"] = id,
                ["title"] = title,
                ["kind"] = kind,
                ["subject"] = subject,
                ["occurred"] = occurred,
                ["actors"] = new JsonArray(
                    new JsonObject { ["id"] = "KGZ", ["role"] = "party" },
                    new JsonObject { ["id"] = "TJK", ["role"] = "party" }
                ),
                ["sources"] = Source("Foreign ministries", "2021-05-20"),
            },
            eventId,
            more
        );

    /// <param name="more">Further members, as JSON without the braces: <c>"roundNumber": 3</c>.</param>
    public static JsonObject Of(
        string type,
        string? occurred,
        string? more = null,
        string? eventId = null,
        string publisher = "Kabar",
        string? published = null
    )
    {
        var report = new JsonObject { ["type"] = type };
        if (occurred is not null)
            report["occurred"] = occurred;

        report["sources"] = Source(publisher, published);
        return With(report, eventId, more);
    }

    public static JsonObject Clash(string occurred = "2022-09", string? eventId = null) =>
        Of("clash-reported", occurred, """ "clashId": "september-2022" """, eventId);

    public static JsonObject Round(string occurred, int number, string? eventId = null) =>
        Of("round-held", occurred, $""" "roundNumber": {number} """, eventId);

    public static JsonObject Correction(string target, string patch, string? eventId = null) =>
        Of(
            "event-corrected",
            null,
            $$"""
            "target": "{{target}}", "kind": "error", "patch": {{patch}},
            "reason": "The press office gave another figure."
            """,
            eventId
        );

    public static JsonObject Retraction(string target, string reason = "false") =>
        Of("event-retracted", null, $""" "target": "{target}", "reason": "{reason}" """);

    static JsonArray Source(string publisher, string? published)
    {
        var source = new JsonObject { ["publisher"] = publisher, ["url"] = "https://news.example/1" };
        if (published is not null)
            source["published"] = published;

        return [source];
    }

    static JsonObject With(JsonObject report, string? eventId, string? more)
    {
        if (eventId is not null)
            report["eventId"] = eventId;

        foreach (var (name, value) in JsonNode.Parse("{" + more + "}")!.AsObject())
            report[name] = value?.DeepClone();

        return report;
    }
}
