using System.Net;
using System.Text.RegularExpressions;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>The list of negotiations on the first page: filtered, searched and on any clocks.</summary>
public sealed partial class ReadingTheBoard(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await TheTalks.RecordAsync(server);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_board_is_filtered_and_searched_in_its_address()
    {
        await server.Monitor.Opens(Report.Opening("canal", title: "Sharing of the canal", subject: "water"));

        var water = await server.Anonymous.Asks("/?subject=water").Succeeds();
        var found = await server.Anonymous.Asks("/?q=canal").Succeeds();

        Assert.Equal(
            (true, false),
            (
                water.Text.Contains("id=\"n-canal\"", StringComparison.Ordinal),
                water.Text.Contains("id=\"n-talks\"", StringComparison.Ordinal)
            )
        );
        Assert.Equal(
            (true, false),
            (
                found.Text.Contains("id=\"n-canal\"", StringComparison.Ordinal),
                found.Text.Contains("id=\"n-talks\"", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public async Task The_board_is_shown_on_any_clocks_says_so_and_leads_back_to_now()
    {
        var now = Decoded(await server.Anonymous.Asks("/?lang=en").Succeeds());
        var before = Decoded(await server.Anonymous.Asks("/?lang=en&asOf=2023-01-01&subject=boundary").Succeeds());
        var known = Decoded(await server.Anonymous.Asks("/?lang=en&knownBy=2022-09-20&basis=published").Succeeds());

        Assert.DoesNotContain("class=\"notice\"", now, StringComparison.Ordinal);
        Assert.Contains("Consent pending", Row(now), StringComparison.Ordinal);
        Assert.Contains("As it stood on 1 January 2023", before, StringComparison.Ordinal);
        Assert.Contains("href=\"/?subject=boundary\"", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Consent pending", Row(before), StringComparison.Ordinal);
        Assert.Contains("href=\"/negotiations/talks?asOf=2023-01-01\"", Row(before), StringComparison.Ordinal);
        Assert.DoesNotContain("data-live", before, StringComparison.Ordinal);
        Assert.Contains("as published by 20 September 2022", known, StringComparison.Ordinal);
        await server.Anonymous.Asks("/?version=3").Is(HttpStatusCode.BadRequest);
        await server.Anonymous.Asks("/?asOf=soon").Is(HttpStatusCode.BadRequest);
        await server.Anonymous.Asks("/?without=Anonymous+ever").Is(HttpStatusCode.BadRequest);

        static string Row(string board) =>
            board[board.IndexOf("id=\"n-talks\"", StringComparison.Ordinal)..] is var rest
                ? rest[..rest.IndexOf("</tr>", StringComparison.Ordinal)]
                : "";
    }

    [Theory]
    [InlineData("asOf=2022-12-31&sort=-phase")]
    [InlineData("knownBy=2022-09-20&basis=published&sort=title")]
    [InlineData("asOf=2024-12-31&party=TJK&sort=-lastEvent&limit=1")]
    public async Task On_any_clocks_the_board_has_what_the_list_of_the_API_has(string query)
    {
        await server.Monitor.Opens(
            Report.Opening("stream", title: "Sharing of the stream", subject: "water", occurred: "2020")
        );

        var list = await server.Anonymous.Asks($"/api/negotiations?{query}").Succeeds();
        var board = await server.Anonymous.Asks($"/?{query}").Succeeds();

        Assert.Equal(
            list.Json["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()),
            RowId.Matches(board.Text).Select(row => row.Groups["id"].Value)
        );
        Assert.Equal(list["next"] is not null, board.Text.Contains("rel=\"next\"", StringComparison.Ordinal));
    }

    [GeneratedRegex("<tr id=\"n-(?<id>[^\"]+)\"")]
    private static partial Regex RowId { get; }

    static string Decoded(Answer page) => WebUtility.HtmlDecode(page.Text);
}
