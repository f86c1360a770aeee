using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Negotiations.Server.Security;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Security;

/// <summary>Few files are written at one time, and anyone who comes too many is shown when to come back.</summary>
public sealed class ExportsAtOnce(ExportsAtOnce.NarrowServer server) : IClassFixture<ExportsAtOnce.NarrowServer>
{
    static readonly LimitSettings Settings = new(
        CountsRequests: true,
        PerKey: 1,
        PerAddress: 1,
        Replays: 1,
        ReplaysPerCaller: 1,
        Exports: 2,
        ExportsPerCaller: 1,
        TimeSpan.FromSeconds(30)
    );

    [Fact]
    public async Task A_file_holds_its_place_until_it_is_written_to_its_end()
    {
        using var limit = new ExportLimit(Settings);
        var (first, second) = (new Download("10.0.0.1"), new Download("10.0.0.2"));

        Assert.Equal("begun", await first.BeginAsync(limit));
        Assert.Equal(
            StatusCodes.Status429TooManyRequests,
            Assert.IsType<ProblemHttpResult>(await new Download("10.0.0.1").BeginAsync(limit)).StatusCode
        );
        Assert.Equal("begun", await second.BeginAsync(limit));
        var third = new Download("10.0.0.3");
        Assert.IsType<ProblemHttpResult>(await third.BeginAsync(limit));
        Assert.Equal("5", third.RetryAfter);

        await first.EndAsync();
        Assert.Equal("begun", await new Download("10.0.0.1").BeginAsync(limit));
    }

    [Fact]
    public async Task One_after_the_other_every_file_is_written()
    {
        await server.Monitor.Records("files", Report.Clash());

        foreach (var _ in Enumerable.Range(0, 3))
        foreach (
            var file in new[]
            {
                "events.csv",
                "events.ndjson",
                "negotiations.csv",
                "calendar.ics",
                "negotiations/files/history.csv",
                "negotiations/files/history.ndjson",
            }
        )
            await Scratch.Eventually($"{file} is written", async () =>
                (await server.Anonymous.Asks("/api/" + file)).Status == HttpStatusCode.OK
            );
    }

    sealed class Download : HttpResponseFeature
    {
        readonly DefaultHttpContext context = new();
        readonly List<(Func<object, Task> Callback, object State)> atTheEnd = [];

        public Download(string address)
        {
            context.Features.Set<IHttpResponseFeature>(this);
            context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        }

        public string? RetryAfter => context.Response.Headers.RetryAfter;

        public override void OnCompleted(Func<object, Task> callback, object state) => atTheEnd.Add((callback, state));

        public async Task<object?> BeginAsync(ExportLimit limit) =>
            await limit.BeginAsync(new DefaultEndpointFilterInvocationContext(context), _ =>
                ValueTask.FromResult<object?>("begun")
            );

        public async Task EndAsync()
        {
            foreach (var (callback, state) in atTheEnd)
                await callback(state);
        }
    }

    public sealed class NarrowServer(TestDatabase databases) : TestServer(databases)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?>
            {
                ["casebook"] = "false",
                ["limits:exports:atOnce"] = "1",
                ["limits:exports:perCaller"] = "1",
            };
    }
}
