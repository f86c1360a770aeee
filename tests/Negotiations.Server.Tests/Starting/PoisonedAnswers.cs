using System.Net;

namespace Negotiations.Server.Tests.Starting;

/// <summary>What is answered about a negotiation whose view cannot be made from its events.</summary>
public sealed class PoisonedAnswers(PoisonedAnswers.PoisonedServer server)
    : IClassFixture<PoisonedAnswers.PoisonedServer>
{
    static readonly string[] Answers = ["", "?asOf=2030", "?version=3", "/explanation", "/citation", "/provenance"];

    // What shows events and no view is answered where the events can be read.
    public static TheoryData<string, string> Asked =>
        [
            .. from id in new[] { "throws", "unopened" } from rest in Answers select (id, rest),
            ("throws", "/steps"),
            ("throws", "/changes?from=1&to=3"),
        ];

    public sealed class PoisonedServer(TestDatabase databases) : TestServer(databases), IAsyncLifetime
    {
        /// <summary>A node that has nothing of them in memory.</summary>
        public RunningServer Node { get; private set; } = null!;

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            foreach (var id in new[] { "throws", "unopened", "healthy" })
                await Monitor.Records(id, Kilometres("2023-03-03"), Kilometres("2023-10-03"));

            // Two lengths that can be read, and whose sum is beyond every number; and an opening of no known type.
            await this.TampersAsync(
                """
                update negotiations.mt_events set data = jsonb_set(data, '{kilometres,best}',
                    '79228162514264337593543950335') where stream_id = 'throws' and version > 1;
                update negotiations.mt_events set type = 'border-teleported'
                    where stream_id = 'unopened' and version = 1
                """
            );
            Node = await StartAnotherAsync();

            // Whose rows are due to be folded again.
            await this.SqlAsync("update negotiations.status set next_turn = date '2022-01-01' where id <> 'healthy'");
        }

        static System.Text.Json.Nodes.JsonObject Kilometres(string day) =>
            Report.Of("round-held", day, """ "kilometres": { "best": 100, "unit": "km" } """);
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task Every_question_about_it_is_answered_with_its_name_and_where_its_events_are(string id, string rest)
    {
        using var reader = server.Node.Client(key: null);

        var answer = await reader
            .Asks($"/api/negotiations/{id}{rest}")
            .IsRefused(500, "view-unavailable", $"'{id}'", "events are safe", "/health/ready");

        Assert.Equal(id, answer["negotiation"]);
        var events = await reader.Asks(answer["links.events"]!).Succeeds();

        // Another test erases one of them, which is an event of the server's own.
        Assert.Equal(3, events.Each("items", "type").Count(type => type != "erasure-recorded"));
        await reader.Asks(answer["links.log"]!).Succeeds();
        var health = await reader.Asks(answer["links.health"]!).Succeeds();
        Assert.Equal("degraded", health["parts.views.status"]);
        Assert.Contains(id, health["parts.views.text"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("unopened")]
    public async Task An_append_to_it_records_nothing_and_says_so_and_one_beside_it_is_recorded(string id)
    {
        using var monitor = server.Node.Client(TestServer.KeyOf("monitor"));
        var beside = monitor.Appends("healthy", Report.Clash());

        await monitor
            .Appends(id, Report.Clash())
            .IsRefused(500, "view-unavailable", $"'{id}'", "Nothing was recorded.");
        await monitor.Appends(id, Report.Clash(), dryRun: true).IsRefused(500, "view-unavailable", $"'{id}'");

        await beside.Succeeds();
        Assert.Equal(3, await server.CountAsync(id));
    }

    [Theory]
    [InlineData("/negotiations/throws")]
    [InlineData("/negotiations/throws/brief")]
    [InlineData("/negotiations/unopened?asOf=2024")]
    [InlineData("/negotiations/throws/changes?from=1&to=3")]
    public async Task Its_page_says_it_in_words_and_leads_to_the_events(string path)
    {
        using var visitor = server.Node.Client(key: null);

        var page = await visitor
            .SendAsync(HttpMethod.Get, path, null, ("Accept", "text/html"))
            .Is(HttpStatusCode.InternalServerError);

        Assert.Equal("text/html", page.ContentType);
        Assert.Contains("cannot be made from its events", page.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/api/events?negotiation=", page.Text, StringComparison.Ordinal);
        Assert.Contains("Its events", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("throws", 2)]
    [InlineData("unopened", 3)]
    public async Task Its_text_can_be_erased_and_no_view_of_before_holds_on_to_it(string id, int version)
    {
        using var admin = server.Node.Client(TestServer.KeyOf("admin"));
        using var reader = server.Node.Client(key: null);
        var events = await reader.Asks($"/api/events?negotiation={id}").Succeeds();
        var eventId = events.Each("items", "eventId")[version - 1];
        Assert.Contains(id, (await reader.Asks("/api/negotiations?limit=200").Succeeds()).Each("items", "id"));

        var erased = await admin.Erases(id, eventId, "Case 1").Is(HttpStatusCode.Created);

        Assert.Equal(eventId, erased["eventId"]);
        var after = await reader.Asks($"/api/events?negotiation={id}").Succeeds();
        Assert.Equal("Case 1", after[$"items.{version - 1}.erased.reason"]);
        Assert.DoesNotContain(id, (await reader.Asks("/api/negotiations?limit=200").Succeeds()).Each("items", "id"));
        await reader.Asks($"/api/negotiations/{id}").IsRefused(500, "view-unavailable", $"'{id}'");
        await reader.Asks("/api/negotiations/healthy").Succeeds();
    }

    [Fact]
    public async Task A_feed_of_what_moved_a_phase_goes_on_with_the_others()
    {
        using var reader = server.Node.Client(key: null);

        var feed = await reader.Asks("/api/events?phaseChange=true&limit=200").Succeeds();

        Assert.Contains("healthy", feed.Each("items", "negotiation"));
        Assert.Contains("throws", feed.Each("items", "negotiation"));
    }

    [Fact]
    public async Task What_fails_for_another_reason_is_not_said_to_be_the_view()
    {
        using var reader = server.Node.Client(key: null);

        await reader.Asks("/api/negotiations/healthy?asOf=2030").Succeeds();
        await reader.Asks("/api/negotiations/nowhere").IsRefused(404, "negotiation-not-found");
        await reader.Asks("/api/negotiations/throws?version=9").IsRefused(400, "version-not-found");
    }
}
