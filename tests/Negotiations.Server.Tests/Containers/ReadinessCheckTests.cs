using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Negotiations.Server.Starting;

namespace Negotiations.Server.Tests.Containers;

/// <summary><c>--check URL</c>: what an engine learns about a server from an exit code.</summary>
public sealed class ReadinessCheckTests
{
    [Theory]
    [InlineData("200 OK", 0)]
    [InlineData("503 Service Unavailable", 1)]
    [InlineData("404 Not Found", 1)]
    [InlineData("302 Found", 1)]
    public async Task Only_a_server_that_says_it_is_ready_is(string status, int exitCode)
    {
        using var server = new OneAnswer(status, """{"status":"unhealthy"}""");

        Assert.Equal(exitCode, await ReadinessCheck.RunAsync(server.Address, server.Said));
        Assert.StartsWith("GET /health/ready HTTP/1.1\r\n", await server.Asked, StringComparison.Ordinal);
        Assert.Equal(
            $"{server.Address}health/ready answers {status[..3]}: {{\"status\":\"unhealthy\"}}\n",
            server.Said.ToString()
        );
    }

    [Fact]
    public async Task Where_no_one_listens_no_one_is_ready()
    {
        Uri anonymous;
        using (var server = new OneAnswer("200 OK", ""))
            anonymous = server.Address;

        using var said = new StringWriter();
        Assert.Equal(1, await ReadinessCheck.RunAsync(anonymous, said));
        Assert.Contains("cannot be asked", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_hangs_is_not_waited_for()
    {
        using var server = new OneAnswer(status: null, "");
        var watch = Stopwatch.StartNew();

        Assert.Equal(1, await ReadinessCheck.RunAsync(server.Address, server.Said));
        Assert.Contains("has not answered within 4 seconds", server.Said.ToString(), StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public void The_address_is_taken_from_either_form_of_the_option()
    {
        Assert.Equal(new Uri("http://127.0.0.1:8080"), CommandLine.Read(["--check", "http://127.0.0.1:8080"]).Check);
        Assert.Equal(new Uri("http://127.0.0.1:8080"), CommandLine.Read(["--check=http://127.0.0.1:8080"]).Check);
        Assert.Null(CommandLine.Read(["--no-casebook"]).Check);
    }

    [Theory]
    [InlineData("127.0.0.1:8080")]
    [InlineData("/health")]
    [InlineData("ftp://127.0.0.1")]
    public void What_is_no_address_of_a_server_is_a_mistake(string given) =>
        Assert.Contains($"not '{given}'", CommandLine.Read(["--check", given]).Mistake, StringComparison.Ordinal);

    [Fact]
    public void The_help_names_the_option() =>
        Assert.Contains("--check URL", CommandLine.Help, StringComparison.Ordinal);

    /// <summary>
    /// Takes one request on a free port of this machine and gives one answer; without a status, none.
    /// </summary>
    sealed class OneAnswer : IDisposable
    {
        readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public OneAnswer(string? status, string body)
        {
            listener.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
            Asked = AnswerAsync(status, body);
        }

        public Uri Address { get; }

        public Task<string> Asked { get; }

        public StringWriter Said { get; } = new() { NewLine = "\n" };

        public void Dispose()
        {
            listener.Dispose();
            Said.Dispose();
        }

        async Task<string> AnswerAsync(string? status, string body)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync();
                var request = new byte[4096];
                var length = await client.GetStream().ReadAsync(request);
                if (status is null)
                    await Task.Delay(TimeSpan.FromSeconds(20));
                else
                    await client
                        .GetStream()
                        .WriteAsync(
                            Encoding.ASCII.GetBytes(
                                $"HTTP/1.1 {status}\r\nLocation: /\r\nContent-Length: "
                                    + $"{body.Length}\r\nConnection: close\r\n\r\n{body}"
                            )
                        );

                return Encoding.ASCII.GetString(request, 0, length);
            }
            catch (Exception gone)
                when (gone is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return "";
            }
        }
    }
}
