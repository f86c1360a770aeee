using System.Text;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;
using Npgsql;

namespace Negotiations.Server.Tests.Importing;

/// <summary>What monitors do with files, and what the database holds afterwards.</summary>
internal static class Importer
{
    /// <summary>Sends a file and waits until it is done.</summary>
    public static Task<JsonNode> Imports(
        this HttpClient monitor,
        string format,
        string text,
        string release,
        string? more = null
    ) => monitor.ImportsBytes(format, Encoding.UTF8.GetBytes(text), release, more);

    public static async Task<JsonNode> ImportsBytes(
        this HttpClient monitor,
        string format,
        byte[] file,
        string release,
        string? more = null
    )
    {
        var started = await monitor.StartsImport(format, file, release, more).Succeeds();
        return await monitor.Awaits(started["id"]!);
    }

    public static Task<Answer> StartsImport(
        this HttpClient monitor,
        string format,
        byte[] file,
        string release,
        string? more = null
    ) =>
        monitor.SendAsync(
            HttpMethod.Post,
            $"/api/imports?format={format}&release={release}{more}",
            new ByteArrayContent(file),
            ("Content-Type", "text/csv")
        );

    /// <summary>A file with its mapping before it.</summary>
    public static Task<JsonNode> ImportsMapped(
        this HttpClient monitor,
        string format,
        string text,
        string release,
        string mapping,
        string? more = null
    ) => monitor.ImportsMapped(format, Encoding.UTF8.GetBytes(text), release, mapping, more);

    public static async Task<JsonNode> ImportsMapped(
        this HttpClient monitor,
        string format,
        byte[] file,
        string release,
        string mapping,
        string? more = null
    )
    {
        using var parts = new MultipartFormDataContent
        {
            { new StringContent(mapping, Encoding.UTF8, "application/json"), "mapping" },
            { new ByteArrayContent(file), "file", "file.csv" },
        };
        var started = await monitor
            .SendAsync(HttpMethod.Post, $"/api/imports?format={format}&release={release}{more}", parts)
            .Succeeds();
        return await monitor.Awaits(started["id"]!);
    }

    /// <summary>How many events of a type count in a negotiation, without those that were retracted.</summary>
    public static async Task<int> Counts(this HttpClient reader, string id, string type) =>
        (await reader.Asks($"/api/negotiations/{id}/history?corrections=applied&type={type}").Succeeds()).Json["items"]!
            .AsArray()
            .Count;

    public static async Task<JsonNode> Awaits(this HttpClient reader, string id)
    {
        JsonNode report = null!;
        await Scratch.Eventually($"import {id} is done", async () =>
        {
            report = (await reader.Asks($"/api/imports/{id}").Succeeds()).Json;
            return (string?)report["state"] is "done" or "failed" or "refused" or "cancelled" or "undone";
        });
        return report;
    }

    public static JsonNode IsDone(this JsonNode report)
    {
        Assert.True((string?)report["state"] == "done", report.ToJsonString());
        return report;
    }

    public static int Rows(this JsonNode report, string state) => (int)report["rows"]![state]!;

    public static int Events(this JsonNode report, string what) => (int)report["events"]![what]!;

    /// <summary>Recorded, corrected, retracted, restored, unchanged.</summary>
    public static (int, int, int, int, int) Figures(this JsonNode report) =>
        (
            report.Events("recorded"),
            report.Events("corrected"),
            report.Events("retracted"),
            report.Events("restored"),
            report.Events("unchanged")
        );

    /// <summary>The report row by row.</summary>
    public static async Task<List<JsonNode>> RowsOf(this HttpClient reader, JsonNode report, string? state = null) =>
        [
            .. (
                await reader
                    .Asks($"/api/imports/{report["id"]}/rows.ndjson{(state is null ? "" : "?state=" + state)}")
                    .Succeeds()
            )
                .Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!),
        ];

    /// <summary>Counts by a key, as the database has it.</summary>
    public static async Task<SortedDictionary<string, long>> CountsAsync(this TestServer server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync(Scratch.Stop);
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        while (await rows.ReadAsync(Scratch.Stop))
            counts.Add(rows.IsDBNull(0) ? "" : rows.GetString(0), rows.GetInt64(1));

        return counts;
    }

    public static SortedDictionary<string, long> Counts<T>(this IEnumerable<T> items, Func<T, string> key) =>
        new(items.GroupBy(key).ToDictionary(group => group.Key, group => group.LongCount()), StringComparer.Ordinal);
}
