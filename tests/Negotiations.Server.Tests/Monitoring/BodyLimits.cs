using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Monitoring;

/// <summary>How large a body may be, of which kind, and how many events in one.</summary>
public sealed class BodyLimits(TestServer server) : IClassFixture<TestServer>
{
    const int MiB = 1024 * 1024;
    const string Events = "/api/negotiations/talks/events";

    [Theory]
    [InlineData(MiB + 1)]
    [InlineData(3 * MiB)]
    public async Task A_body_over_one_mebibyte_is_refused_whether_or_not_it_says_its_length(int length)
    {
        await server
            .Monitor.SendAsync(HttpMethod.Post, Events, Padded(length))
            .IsRefused(413, "body-too-large", $"{MiB} bytes", "Send fewer events");
        await server
            .Monitor.SendAsync(HttpMethod.Post, Events, new Chunked(length))
            .IsRefused(413, "body-too-large", $"{MiB} bytes", "Send fewer events");

        Assert.Equal(0, await server.CountAsync("talks"));
    }

    [Fact]
    public async Task A_body_of_exactly_one_mebibyte_is_read() =>
        await server.Monitor.SendAsync(HttpMethod.Post, Events, Padded(MiB)).IsRefused(404, "negotiation-not-found");

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_that_is_said_to_be_no_json_is_refused(string type)
    {
        await server
            .Monitor.SendAsync(HttpMethod.Post, Events, Said(Report.Clash().ToJsonString(), type))
            .IsRefused(415, "not-json", type, "application/json");
        await server
            .Monitor.SendAsync(HttpMethod.Post, "/api/negotiations", Said(Report.Opening("x").ToJsonString(), type))
            .IsRefused(415, "not-json", type, "application/json");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData(null)]
    public async Task Json_is_read_with_and_without_its_name(string? type)
    {
        var id = $"named-{type?.Length ?? 0}";
        await server
            .Monitor.SendAsync(HttpMethod.Post, "/api/negotiations", Said(Report.Opening(id).ToJsonString(), type))
            .Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Up_to_500_events_are_appended_at_once_and_one_more_is_refused()
    {
        await server.Monitor.Opens("many").Succeeds();
        JsonArray Rounds(int count) =>
            [.. Enumerable.Range(1, count).Select(number => (JsonNode)Report.Round("2022", number))];

        var refused = await server.Monitor.Appends("many", Rounds(501)).IsRefused(400, "too-many-events", "501", "500");
        var answer = await server.Monitor.Appends("many", Rounds(500)).Is(HttpStatusCode.Created);

        Assert.Equal("501", answer["version"]);
        Assert.Equal(501, await server.CountAsync("many"));
        Assert.Contains("in parts", refused["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_in_another_encoding_than_utf_8_is_refused()
    {
        var latin = new ByteArrayContent(
            Encoding.Latin1.GetBytes("""{ "type": "clash-reported", "note": "Osch, Kirgisien: Kämpfe" }""")
        )
        {
            Headers = { ContentType = new("application/json") },
        };

        await server.Monitor.SendAsync(HttpMethod.Post, Events, latin).IsRefused(400, "not-json", "not UTF-8");
    }

    [Fact]
    public async Task Nesting_without_end_is_refused() =>
        await server.Monitor.Sends("talks", new string('[', 5000)).IsRefused(400, "not-json", "nested deeper than 32");

    static StringContent Padded(int length) => Said(Report.Clash().ToJsonString().PadRight(length), "application/json");

    static StringContent Said(string text, string? type)
    {
        var content = new StringContent(text, Encoding.UTF8);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return content;
    }

    /// <summary>A body that does not say how long it is.</summary>
    sealed class Chunked : StreamContent
    {
        public Chunked(int length)
            : base(new MemoryStream(Encoding.UTF8.GetBytes(Report.Clash().ToJsonString().PadRight(length)))) =>
            Headers.ContentType = new("application/json");

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
