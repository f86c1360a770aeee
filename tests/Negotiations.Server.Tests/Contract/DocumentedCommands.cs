using System.Diagnostics;
using System.Text.RegularExpressions;
using Negotiations.Postgres;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Starting;
using Negotiations.Specs.Ledger;
using Negotiations.Specs.Ledger.Oracles;

namespace Negotiations.Server.Tests.Contract;

/// <summary>
/// Every <c>curl</c> of README and docs, as it stands, by bash and curl, in the order of its page and on a record that
/// holds the casebook alone, as the reader's does.
/// </summary>
public sealed partial class DocumentedCommands(TestDatabase databases)
{
    // Whatever a page leaves to README: the address, a key, a file of a dataset, and where the keys lie.
    const string Before = """
        set -eu
        cd "$1"
        server=$2
        key=$(cat keys/monitor.key)
        json='Content-Type: application/json'
        auth="Authorization: Bearer $key"
        curl() {
            printf '\nasked %s\n' "${*: -1}"
            # A live stream is cut off, after its head.
            if [[ "$*" == *text/event-stream* ]]; then
                command curl --silent --show-error --fail-with-body --max-time 2 "$@" || [ $? = 28 ]
            else
                command curl --silent --show-error --fail-with-body --max-time 20 "$@"
            fi
        }

        """;

    public static TheoryData<string, int> Pages =>
        new()
        {
            { "README.md", 15 },
            { "docs/following.md", 19 },
            { "docs/imports.md", 1 },
            { "docs/citing.md", 2 },
            { "docs/three-clocks.md", 12 },
            { "docs/actors.md", 3 },
            { "docs/security.md", 1 },
        };

    [Fact]
    public void No_page_with_a_curl_is_left_out() =>
        Assert.Equal(
            Pages.Select(page => page.Data.Item1).Order(StringComparer.Ordinal),
            Directory
                .GetFiles(Repository.Path("docs"), "*.md")
                .Select(file => "docs/" + Path.GetFileName(file))
                .Append("README.md")
                .Where(page => Blocks(page).Any())
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_curl_of_the_page_is_answered(string page, int commands)
    {
        Assert.SkipUnless(
            Command.Locate("bash") is not null && Command.Locate("curl") is not null,
            "bash and curl are needed to do what the page says."
        );
        await using var server = new CasebookLoads.LoadedServer(databases);
        await server.InitializeAsync();
        using var folder = new Scratch();
        Directory.CreateDirectory(Path.Combine(folder.Folder, "keys"));
        foreach (var role in new[] { "monitor", "auditor", "admin" })
            await File.WriteAllTextAsync(
                Path.Combine(folder.Folder, "keys", role + ".key"),
                TestServer.KeyOf(role),
                Scratch.Stop
            );
        await File.WriteAllTextAsync(
            Path.Combine(folder.Folder, "pax-agreements.csv"),
            "PP,PPName,AgtId,Agt,Dat,Stage\n131,Tajikistan peace process,549,Statute,1997-02-21,Imp\n",
            Scratch.Stop
        );

        // Each goes through a proxy that holds it, and its answer, against the contract; a fresh checkout has none.
        using var proxy = Oracle.AreOff ? null : await ContractProxy.StartAsync(server.First.Address);
        var address = proxy?.Address ?? server.First.Address.ToString().TrimEnd('/');
        var script = Path.Combine(folder.Folder, "page.sh");
        await File.WriteAllTextAsync(
            script,
            Before + Address().Replace(string.Concat(Blocks(page)), address),
            Scratch.Stop
        );
        var (exit, output) = await Command.RunAsync(
            new ProcessStartInfo("bash", [script, folder.Folder, address]),
            Scratch.Stop
        );

        Assert.True(exit == 0, output);
        Assert.Equal(commands, Asked().Count(output));
    }

    [Fact]
    public async Task Every_table_of_a_statement_in_the_docs_is_there()
    {
        await using var server = new TestServer(databases);
        await server.InitializeAsync();
        var tables = Directory
            .GetFiles(Repository.Path("docs"), "*.md")
            .SelectMany(file => Statement().Matches(File.ReadAllText(file)))
            .SelectMany(statement => Table().Matches(statement.Value))
            .Select(table => table.Value)
            .Distinct()
            .ToList();

        Assert.True(tables.Count > 7, string.Join(' ', tables));
        foreach (var table in tables)
            Assert.True(
                await server.SqlAsync($"select to_regclass('{table}')::text") is string,
                $"There is no table {table}."
            );
    }

    // What stands for something of the reader's own (<id>, desk.example, another machine's files) is left out.
    static IEnumerable<string> Blocks(string page) =>
        Fence()
            .Matches(File.ReadAllText(Repository.Path(page)).ReplaceLineEndings("\n"))
            .Where(match => match.Groups["language"].Value is "" or "sh" or "bash")
            .Select(match => match.Groups["commands"].Value)
            .Where(block =>
                Curl().IsMatch(block)
                && !block.Contains("docker ", StringComparison.Ordinal)
                && !block.Contains("desk.example", StringComparison.Ordinal)
            )
            .Select(block => OfTheReader().Replace(block, ""));

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<commands>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<=^|\s)curl ", RegexOptions.Multiline)]
    private static partial Regex Curl();

    [GeneratedRegex("`(vacuum|delete from|select|update)\\s[^`]+`")]
    private static partial Regex Statement();

    [GeneratedRegex(@"\bnegotiations(_jobs)?\.\w+")]
    private static partial Regex Table();

    [GeneratedRegex("^asked ", RegexOptions.Multiline)]
    private static partial Regex Asked();

    [GeneratedRegex("http://(127\\.0\\.0\\.1|node2):5080")]
    private static partial Regex Address();

    [GeneratedRegex("^(negotiations |key=|server=|.*<id>).*\n", RegexOptions.Multiline)]
    private static partial Regex OfTheReader();
}
