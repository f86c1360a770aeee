using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Webhooks;
using Negotiations.Specs.Ledger;

namespace Negotiations.Server.Tests.Cli;

/// <summary>
/// The examples of docs/command-line.md, typed into one shell in the order of the page, beside a server with the
/// casebook: each prints what the page shows. Ids, instants and sizes are this run's own, and <c>...</c> stands for
/// lines that the page leaves out.
/// </summary>
public sealed partial class DocumentedExamples(TestDatabase databases) : IDisposable
{
    const string Page = "docs/command-line.md";

    // What cannot be done here, and why.
    static readonly Dictionary<string, string> NotHere = new()
    {
        ["negotiations import events "] = "A whole record goes into an empty store: Importing.Restoring does it.",
        ["pg_dump "] = "The program of the server's own database may be of another version.",
    };

    readonly Scratch scratch = new();

    // The ids of the page, and what they are in this run.
    readonly Dictionary<string, string> ids = [];

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Every_example_of_the_page_prints_what_the_page_shows()
    {
        await using var server = new Server(databases);
        await server.InitializeAsync();
        await using var receiver = await Receiver.StartAsync();
        await PrepareAsync(server);
        using var shell = Shell(server);
        var page = (await File.ReadAllTextAsync(Repository.Path(Page), Scratch.Stop)).ReplaceLineEndings("\n");
        List<string> differences = [];
        var typed = 0;
        foreach (var (command, shown) in Examples(page))
        {
            if (NotHere.Keys.Any(each => command.Contains(each, StringComparison.Ordinal)))
                continue;

            typed++;
            var own = command.Replace("https://desk.example/hooks/negotiations", receiver.Url);
            foreach (var (id, real) in ids)
                own = own.Replace(id, real);
            var printed = await TypeAsync(shell, own);
            Learn(shown, printed);
            if (!IsAsShown(shown, printed))
                differences.Add($"$ {command}\n--- the page shows\n{shown}\n--- it prints\n{printed}");
        }

        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
        Assert.True(typed > 40, $"Only {typed} examples were found.");
    }

    // Where a command prints an id for the first time, the page has its own in that place.
    void Learn(string shown, string printed)
    {
        foreach (
            var (id, real) in Id()
                .Matches(shown)
                .Select(match => match.Value)
                .Zip(Id().Matches(printed).Select(match => match.Value))
        )
            ids.TryAdd(id, real);
    }

    static bool IsAsShown(string shown, string printed)
    {
        // An example without an output only has to end well: TypeAsync adds how it ended.
        if (shown.Length == 0)
            return !printed.Contains("(ended with ", StringComparison.Ordinal);

        var pattern = string.Concat(Plain(shown).Split('\n').Select(LinePattern));
        var plain = Plain(Ended().Replace(printed, "")) + "\n";
        return Regex.IsMatch(plain, $"\\A{pattern}\\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
    }

    // Lines, or the rest of a line, that the page leaves out.
    static string LinePattern(string line) =>
        line == "..." ? "(.*\n)*"
        : line.EndsWith(" ...", StringComparison.Ordinal) ? Regex.Escape(line[..^3]) + ".*\n"
        : Regex.Escape(line) + "\n";

    static string Plain(string text)
    {
        var plain = Id().Replace(text, "<id>");
        plain = Instant().Replace(plain, "<instant>");
        plain = Address().Replace(plain, "<server>");
        plain = Recorded().Replace(plain, "Recorded <day>");
        plain = Bytes().Replace(plain, "<n> bytes");
        return string.Join('\n', Gap().Replace(plain.TrimEnd(), " ").Split('\n').Select(line => line.TrimEnd()));
    }

    static IEnumerable<(string Command, string Shown)> Examples(string page)
    {
        foreach (Match block in Block().Matches(page))
        {
            string? command = null;
            StringBuilder shown = new();
            foreach (var line in block.Groups["lines"].Value.TrimEnd('\n').Split('\n'))
            {
                if (line.StartsWith("$ ", StringComparison.Ordinal))
                {
                    if (command is not null)
                        yield return (command, shown.ToString().TrimEnd());
                    command = line[2..];
                    shown.Clear();
                }
                else if (command?.EndsWith('\\') == true && shown.Length == 0)
                    command += "\n" + line;
                else
                    shown.Append(line).Append('\n');
            }

            if (command is not null)
                yield return (command, shown.ToString().TrimEnd());
        }
    }

    async Task PrepareAsync(Server server)
    {
        foreach (var role in new[] { "monitor", "auditor", "admin" })
            await WriteAsync($"keys/{role}.key", TestServer.KeyOf(role));
        await WriteAsync("ledger.vkey", (await server.Anonymous.Asks("/api/ledger/key").Succeeds()).Text);
        await WriteAsync(
            "september.ndjson",
            """
            {"type":"round-held","occurred":"2022-10-01","sources":[{"publisher":"Example Agency"}]}
            {"type":"round-held","occurred":"2022-10-09","sources":[{"publisher":"Example Agency"}]}

            """
        );
        const string Pax = "PP,PPName,AgtId,Agt,Dat,Stage\n";
        const string Statute = "131,Tajikistan peace process,549,Statute of the Commission,1997-02-21,Imp\n";
        const string Protocol = "131,Tajikistan peace process,550,Protocol on refugees,1997-01-13,Imp\n";
        await WriteAsync("pax-agreements.csv", Pax + Statute + Protocol);
        await WriteAsync("pax-2020.csv", Pax + Statute);
        await WriteAsync("border.json", """{ "rules": [{ "countries": ["KGZ"], "negotiation": "ged-border" }] }""");
        await WriteAsync(
            "february.csv",
            "id,year,dyad_new_id,dyad_name,side_a,side_b,country,country_id,date_prec,date_start,date_end,deaths_a,"
                + "deaths_b,deaths_civilians,deaths_unknown,best,high,low,where_coordinates,type_of_violence\n"
                + "9001,2024,735,A - B,A,B,Kyrgyzstan,703,1,2024-02-03,2024-02-03,1,0,0,0,1,2,1,Batken,1\n"
        );
    }

    async Task WriteAsync(string name, string text)
    {
        var file = Path.Combine(scratch.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text, Scratch.Stop);
        if (name.EndsWith(".key", StringComparison.Ordinal) && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    Process Shell(Server server)
    {
        var start = new ProcessStartInfo("bash", ["--norc", "--noprofile"])
        {
            WorkingDirectory = scratch.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (
            var (name, value) in new[]
            {
                ("HOME", scratch.Folder),
                ("XDG_CONFIG_HOME", Path.Combine(scratch.Folder, "config")),
                ("NEGOTIATIONS_SERVER", server.First.Address.ToString().TrimEnd('/')),
                ("NEGOTIATIONS_KEY_FILE", Path.Combine(scratch.Folder, "keys", "monitor.key")),
                ("DOTNET_NOLOGO", "1"),
            }
        )
            start.Environment[name] = value;
        start.Environment.Remove("NEGOTIATIONS_KEY");
        var shell = Process.Start(start)!;
        var program = Path.Combine(AppContext.BaseDirectory, "Negotiations.Cli.dll");
        shell.StandardInput.Write($"negotiations() {{ dotnet '{program}' \"$@\"; }}\n");
        return shell;
    }

    // What it prints on both outputs, and how it ended where that is not well.
    static async Task<string> TypeAsync(Process shell, string command)
    {
        const string End = "== end ==";
        await shell.StandardInput.WriteAsync($"{{ {command}\n}} < /dev/null 2>&1; echo; echo '{End}' $?\n");
        await shell.StandardInput.FlushAsync(Scratch.Stop);
        StringBuilder printed = new();
        while (await shell.StandardOutput.ReadLineAsync(Scratch.Stop) is { } line)
        {
            if (line.StartsWith(End, StringComparison.Ordinal))
            {
                if (!line.EndsWith(" 0", StringComparison.Ordinal))
                    printed.Append($"(ended with {line[End.Length..].Trim()})\n");
                break;
            }

            printed.Append(line).Append('\n');
        }

        return printed.ToString();
    }

    [GeneratedRegex("^```\n(?<lines>\\$ .*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?Z")]
    private static partial Regex Instant();

    [GeneratedRegex("http://127\\.0\\.0\\.1:\\d+")]
    private static partial Regex Address();

    [GeneratedRegex("Recorded \\d{4}-\\d\\d-\\d\\d")]
    private static partial Regex Recorded();

    // How wide a column is depends on what else is in it.
    [GeneratedRegex(" {2,}")]
    private static partial Regex Gap();

    [GeneratedRegex("^\\(ended with .*\\)\n", RegexOptions.Multiline)]
    private static partial Regex Ended();

    [GeneratedRegex("[\\d,]+ bytes")]
    private static partial Regex Bytes();

    /// <summary>With the casebook, and webhooks to this machine.</summary>
    sealed class Server(TestDatabase databases) : TestServer(databases)
    {
        protected override IReadOnlyDictionary<string, string?> Settings { get; } =
            WebhookServer
                .Hasty.Where(each => each.Key != "casebook")
                .ToDictionary(each => each.Key, each => each.Value);
    }
}
