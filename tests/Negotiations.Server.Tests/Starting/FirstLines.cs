using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Starting;

/// <summary>What the program writes while it starts, and what it looks at first.</summary>
public sealed class FirstLines(TestDatabase databases)
{
    [Fact]
    public async Task A_taken_address_is_found_before_anything_is_made()
    {
        using var folder = new Scratch();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var data = Path.Combine(folder.Folder, "data");

        using var process = Start(["--urls", $"http://127.0.0.1:{Port(taken)}", "--data", data], []);
        var error = await process.StandardError.ReadToEndAsync(Scratch.Stop);
        await process.WaitForExitAsync(Scratch.Stop);

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("something listens there already", error, StringComparison.Ordinal);
        Assert.Contains("--urls", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data), "A data folder was made.");
    }

    [Fact]
    public async Task With_logs_as_JSON_every_line_is_an_object_with_its_time()
    {
        using var process = await StartAsync(("LOGS__FORMAT", "json"), ("READING__CLOSED", "true"));
        List<string> lines = [];
        while (await process.StandardOutput.ReadLineAsync(Scratch.Stop) is { } line)
        {
            lines.Add(line);
            if (line.Contains("Ctrl-C", StringComparison.Ordinal))
                Signals.Send("TERM", process.Id);
        }

        await process.WaitForExitAsync(Scratch.Stop);
        var entries = lines.ConvertAll(line => JsonNode.Parse(line)!.AsObject());
        Assert.All(entries, entry =>
            Assert.True(DateTimeOffset.TryParse((string?)entry["Timestamp"], out _), entry.ToJsonString())
        );
        Assert.Contains(entries, entry =>
            entry.ToJsonString().Contains("reading     closed", StringComparison.Ordinal)
        );
        Assert.True(entries.Count > 3);
        Assert.Equal("", await process.StandardError.ReadToEndAsync(Scratch.Stop));
    }

    [Fact]
    public async Task Text_lines_of_the_log_have_a_time_and_the_banner_says_who_may_read()
    {
        using var process = await StartAsync(("Logging__LogLevel__Default", "Debug"));
        List<string> lines = [];
        while (await process.StandardOutput.ReadLineAsync(Scratch.Stop) is { } line)
        {
            lines.Add(line);
            if (!line.StartsWith("Ctrl-C", StringComparison.Ordinal))
                continue;

            // Health is logged for those who look closely.
            using var client = new HttpClient { BaseAddress = new Uri(lines[0].Split(' ')[^1]) };
            using var health = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Scratch.Stop);
            Signals.Send("TERM", process.Id);
        }

        Assert.Contains(lines, line => line.Contains("reading     open to all", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Length > 24 && line[4] == '-' && line[10] == 'T' && line[23] == 'Z');
    }

    [Fact]
    public async Task A_name_that_is_not_among_the_allowed_hosts_is_not_answered()
    {
        await using var server = await RunningServer.StartAsync(
            await databases.CreateDatabaseAsync($"hosts-{Guid.NewGuid():n}"),
            Directory.CreateTempSubdirectory("negotiations-").FullName,
            new Dictionary<string, string?>(RunningServer.NoCasebook) { ["AllowedHosts"] = "talks.example" }
        );
        using var client = server.Client(key: null);

        Assert.Equal(HttpStatusCode.OK, await AskAsync("talks.example"));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync("evil.example"));

        async Task<HttpStatusCode> AskAsync(string host)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/negotiations")
            {
                Headers = { Host = host },
            };
            using var response = await client.SendAsync(request, Scratch.Stop);
            return response.StatusCode;
        }
    }

    static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    async Task<Process> StartAsync(params (string Name, string Value)[] environment)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = Port(free);
        free.Stop();
        return Start(
            [
                "--urls",
                $"http://127.0.0.1:{port}",
                "--data",
                Directory.CreateTempSubdirectory("negotiations-").FullName,
                "--no-casebook",
            ],
            [
                .. environment,
                ("ConnectionStrings__negotiations", await databases.CreateDatabaseAsync($"lines-{Guid.NewGuid():n}")),
            ]
        );
    }

    static Process Start(IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Negotiations.Server.dll"), .. arguments]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        return Process.Start(start)!;
    }
}
