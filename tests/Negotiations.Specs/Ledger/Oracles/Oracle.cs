using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Negotiations.Specs.Ledger.Oracles;

/// <summary>What a judge from outside said of one case.</summary>
/// <param name="Holds">Whether it accepts.</param>
/// <param name="Said">Why not; or the answer, where the case asks for one.</param>
internal sealed record Verdict(bool Holds, string? Said);

/// <summary>A program prepared by <c>.ci/oracles</c>: cases in, verdicts out, one JSON text a line.</summary>
internal sealed class Oracle
{
    private const string Hint =
        "Run .ci/oracles once to prepare the outside oracles, or set NEGOTIATIONS_ORACLES to a folder it prepared.";

    private readonly string[] _command;

    private Oracle(params string[] command) => _command = command;

    private static readonly string s_ledger = Path.Combine("tests", "Negotiations.Specs", "Ledger", "Oracles");
    private static readonly string s_clients = Path.Combine(
        "tests",
        "Negotiations.Server.Tests",
        "Contract",
        "Clients",
        "package-lock.json"
    );
    private static readonly string s_formats = Path.Combine("tests", "Negotiations.Server.Tests", "Formats", "Outside");

    /// <summary>Go's sumdb packages: tree, tiles, signed notes.</summary>
    public static Oracle Go() =>
        Prepared("main.go", Path.Combine(s_ledger, "tlogcheck", "main.go"), folder => new Oracle(
            Path.Combine(folder, "tlogcheck")
        ));

    /// <summary>The npm packages @sigstore/verify and canonicalize.</summary>
    public static Oracle Node() =>
        Prepared("ledgercheck.mjs", Path.Combine(s_ledger, "ledgercheck.mjs"), folder => new Oracle(
            "node",
            Path.Combine(folder, "ledgercheck.mjs")
        ));

    /// <summary>npm packages that read every format that the server writes.</summary>
    public static Oracle Formats() =>
        Prepared(
            Path.Combine("formats", "formatcheck.mjs"),
            Path.Combine(s_formats, "formatcheck.mjs"),
            folder => new Oracle("node", Path.Combine(folder, "formats", "formatcheck.mjs"))
        );

    /// <summary>The folder of the npm packages that read the contract as its consumers do.</summary>
    public static string Clients() => Checked(Path.Combine("clients", "package-lock.json"), s_clients);

    public async Task<IReadOnlyList<Verdict>> Judge(IReadOnlyList<JsonObject> cases, CancellationToken stop)
    {
        using var process = Process.Start(
            new ProcessStartInfo(_command[0], _command[1..])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;

        // All three pipes at once: a pipe that no one empties stops the other side.
        var asking = Ask(process, cases, stop);
        var errors = process.StandardError.ReadToEndAsync(stop);
        var answers = await process.StandardOutput.ReadToEndAsync(stop);
        await asking;
        await process.WaitForExitAsync(stop);

        Assert.True(process.ExitCode == 0, await errors);
        var verdicts = answers
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<Verdict>(line, JsonSerializerOptions.Web)!)
            .ToList();
        Assert.Equal(cases.Count, verdicts.Count);
        return verdicts;
    }

    /// <summary>A fresh checkout has no judges and says so; in CI, a judge that is missing must be noticed.</summary>
    public static void SkipWhenOff() => Assert.SkipWhen(AreOff, Hint);

    /// <summary>Whether this is a checkout where none are prepared, or meant to take part.</summary>
    public static bool AreOff =>
        Environment.GetEnvironmentVariable("CI") is not ("true" or "1")
        && (Wanted == "off" || (Wanted is null or "" && !Directory.Exists(Repository.Path("artifacts", "oracles"))));

    private static string? Wanted => Environment.GetEnvironmentVariable("NEGOTIATIONS_ORACLES");

    private static async Task Ask(Process process, IReadOnlyList<JsonObject> cases, CancellationToken stop)
    {
        foreach (var question in cases)
            await process.StandardInput.WriteAsync((question.ToJsonString() + "\n").AsMemory(), stop);
        process.StandardInput.Close();
    }

    private static Oracle Prepared(string copy, string source, Func<string, Oracle> oracle)
    {
        var prepared = Checked(copy, source);
        return oracle(prepared[..^copy.Length]);
    }

    // Where the copy lies, once it is known to be that of this checkout.
    private static string Checked(string copy, string source)
    {
        SkipWhenOff();
        var wanted = Wanted;
        var folder = wanted is null or "" or "off" ? Repository.Path("artifacts", "oracles") : wanted;
        var prepared = Path.Combine(folder, copy);
        Assert.True(
            File.Exists(prepared) && Directory.Exists(Path.Combine(folder, "node_modules")),
            $"There are no oracles in {folder}. {Hint}"
        );

        var current = File.ReadAllText(Repository.Path(source));
        Assert.True(
            File.ReadAllText(prepared) == current,
            $"The oracles in {folder} are older than this checkout. {Hint}"
        );
        return prepared;
    }
}
