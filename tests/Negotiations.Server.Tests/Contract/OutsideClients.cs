using System.Diagnostics;
using Negotiations.Postgres;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Specs.Ledger;
using Negotiations.Specs.Ledger.Oracles;

namespace Negotiations.Server.Tests.Contract;

/// <summary>
/// Clients in TypeScript that two programs generate from the contract are compiled and do what the README does, behind
/// a proxy that holds every request and answer against the contract.
/// </summary>
public sealed class OutsideClients(TestServer server) : IClassFixture<TestServer>
{
    static readonly string Sources = Repository.Path("tests", "Negotiations.Server.Tests", "Contract", "Clients");

    [Fact]
    public async Task Clients_of_openapi_typescript_and_of_hey_api_do_the_story_of_the_README()
    {
        var modules = Path.Combine(Path.GetDirectoryName(Oracle.Clients())!, "node_modules");
        using var scratch = new Scratch();
        Directory.CreateSymbolicLink(Path.Combine(scratch.Folder, "node_modules"), modules);
        foreach (var file in new[] { "fetch.ts", "hey.ts", "tsconfig.json" })
            File.Copy(Path.Combine(Sources, file), Path.Combine(scratch.Folder, file));
        await File.WriteAllTextAsync(
            Path.Combine(scratch.Folder, "openapi.json"),
            (await server.Anonymous.Asks("/openapi/v1.json").Succeeds()).Text,
            Scratch.Stop
        );

        await RunAsync(scratch, Bin("openapi-typescript"), "openapi.json", "--output", "schema.d.ts");
        await RunAsync(scratch, Bin("openapi-ts"), "-i", "openapi.json", "-o", "hey", "-c", "@hey-api/client-fetch");
        await RunAsync(scratch, Bin("tsc"), "--project", ".");

        using var proxy = await ContractProxy.StartAsync(server.First.Address);
        foreach (var client in new[] { "fetch", "hey" })
            Assert.Equal(
                [
                    "opened 1",
                    "one 2",
                    "together 6",
                    "stands drafting, past-clashes, killed 24",
                    "history 6, clash-reported",
                    "on 2022-09-15 possibly registered",
                    "explained by Example Agency",
                    "refused 404 /problems/negotiation-not-found",
                ],
                (await RunAsync(scratch, "node", $"built/{client}.js", proxy.Address, $"border-by-{client}")).Split(
                    '\n',
                    StringSplitOptions.RemoveEmptyEntries
                )
            );

        string Bin(string name) => Path.Combine(modules, ".bin", name);
    }

    [Fact]
    public async Task The_proxy_notices_what_the_contract_does_not_say()
    {
        using var proxy = await ContractProxy.StartAsync(server.First.Address);
        using var http = new HttpClient();
        using var asked = await http.GetAsync(proxy.Address + "/api/negotiations?limit=many", Scratch.Stop);

        var answer = await asked.Content.ReadAsStringAsync(Scratch.Stop);
        Assert.Contains("stoplight.io/prism/errors", answer, StringComparison.Ordinal);
        Assert.Contains("limit", answer, StringComparison.Ordinal);
    }

    static async Task<string> RunAsync(Scratch scratch, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = scratch.Folder };
        start.Environment["NEGOTIATIONS_KEY"] = TestServer.KeyOf("monitor");
        var (exit, output) = await Command.RunAsync(start, Scratch.Stop);
        Assert.True(exit == 0, $"{program} {string.Join(' ', arguments)}\n{output}");
        return output;
    }
}
