using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Specs.Ledger.Oracles;

namespace Negotiations.Server.Tests.Formats;

/// <summary>Asks the programs from outside.</summary>
static class OutsideReader
{
    // With commas, quotes and UTF-8.
    const string Csv = "Text - txt - csv (StarCalc):44,34,76,1";

    public static async Task<string> ByLibreOfficeAsync(string folder, string name, byte[] file)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllBytesAsync(path, file, Scratch.Stop);
        var start = new ProcessStartInfo(
            "soffice",
            [
                $"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                .. name.EndsWith(".csv", StringComparison.Ordinal) ? (string[])[$"--infilter={Csv}"] : [],
                "--convert-to",
                $"csv:{Csv}",
                "--outdir",
                Path.Combine(folder, "out"),
                path,
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (said, errors) = (
            process.StandardOutput.ReadToEndAsync(Scratch.Stop),
            process.StandardError.ReadToEndAsync(Scratch.Stop)
        );
        await process.WaitForExitAsync(Scratch.Stop);
        Assert.True(process.ExitCode == 0, $"{await said}{await errors}");
        return await File.ReadAllTextAsync(
            Path.Combine(folder, "out", Path.ChangeExtension(name, ".csv")),
            Encoding.UTF8,
            Scratch.Stop
        );
    }

    public static async Task<JsonArray> ReadAsync(string check, string text) => await ReadAsync(Case(check, text));

    public static async Task<JsonArray> ReadAsync(JsonObject asked) => (await ReadAnyAsync(asked)).AsArray();

    public static async Task<JsonNode> ReadAnyAsync(JsonObject asked)
    {
        var verdict = Assert.Single(await JudgeAsync(asked));
        Assert.True(verdict.Holds, verdict.Said);
        return JsonNode.Parse(verdict.Said!)!;
    }

    public static Task<IReadOnlyList<Verdict>> JudgeAsync(params JsonObject[] cases) =>
        Oracle.Formats().Judge(cases, Scratch.Stop);

    public static JsonObject Case(string check, string text) => new() { ["check"] = check, ["text"] = text };

    public static string Text(JsonNode? node, string member) => (string)node![member]!;

    // A text that begins like a formula has an apostrophe before it in CSV, and none in a workbook, where cells have
    // types; and a workbook holds texts of 32,767 characters.
    public static string Unguarded(JsonNode? row) =>
        string.Join(
            '\n',
            row!
                .AsObject()
                .Select(cell => $"{cell.Key}={Cut(((string)cell.Value!).TrimStart('\'').ReplaceLineEndings("\n"))}")
        );

    static string Cut(string text) => text.Length > 2000 ? text[..2000] : text;

    public static string Cells(JsonNode? row, string[] columns) =>
        string.Join(
            '\n',
            row!
                .AsObject()
                .Where(cell => columns.Contains(cell.Key))
                .Select(cell => $"{cell.Key}={((string)cell.Value!).TrimStart('\'')}")
        );
}
