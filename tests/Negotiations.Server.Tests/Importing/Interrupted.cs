using System.Globalization;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Starting;

namespace Negotiations.Server.Tests.Importing;

/// <summary>The server is killed while it takes in a file.</summary>
public sealed class Interrupted(TestServer server) : IClassFixture<TestServer>, IDisposable
{
    const int Rows = 12_000;

    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task After_a_kill_in_the_middle_the_import_goes_on_at_the_next_start_and_records_every_row_once()
    {
        var file = System.Text.Encoding.UTF8.GetBytes(
            "PP,PPName,AgtId,Agt,Dat,Stage\n"
                + string.Concat(
                    Enumerable
                        .Range(0, Rows)
                        .Select(n =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{n % 400},Process {n % 400},{n},Agreement "
                                    + $"{n},{1991 + (n % 20)}-0{1 + (n % 9)}-1{n % 10},SubPar\n"
                            )
                        )
                )
        );
        string id;
        using (var first = await ServerProcess.StartAsync(server.ConnectionString, scratch.Folder, server.Folder))
        {
            using var monitor = first.Client(TestServer.KeyOf("monitor"));
            id = (await monitor.StartsImport("pax", file, "2019-07-01").Succeeds())["id"]!;
            await Scratch.Eventually("a part is recorded", async () => await server.CountAsync() > 0);
            await first.KillAsync();
        }

        var recorded = await server.CountAsync();
        Assert.InRange(recorded, 1, Rows + 399);
        using var second = await ServerProcess.StartAsync(server.ConnectionString, scratch.Folder, server.Folder);
        using var reader = second.Client(TestServer.KeyOf("monitor"));
        var report = (await reader.Awaits(id)).IsDone();

        Assert.Equal((Rows, 400, Rows), (report.Events("recorded"), report.Events("opened"), report.Rows("accepted")));
        Assert.Equal(Rows + 400, await server.CountAsync());
        Assert.Equal(Rows, (await reader.RowsOf(report)).Count);
        Assert.Empty(Directory.GetFiles(Path.Combine(scratch.Folder, "imports")));
        await server.IsSoundAsync();
        Assert.Equal(0, await second.StopAsync());
    }
}
